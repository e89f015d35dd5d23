"""Pictures as arrays, and the quadrilaterals of text."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .errors import UndecodablePictureError

type Picture = NDArray[np.uint8]
"""Height x width x 3, BGR."""

type Quad = NDArray[np.float32]
"""Corners of a line of text, 4 x 2: top left, top right, bottom right, bottom left."""

MAX_PIXELS = 50_000_000


def decode(image: bytes) -> Picture:
    """Decode JPEG, PNG, WebP and similar formats.

    Raises UndecodablePictureError if the bytes aren't a picture, or it has more than 50 megapixels.
    """
    try:
        decoded = cv2.imdecode(np.frombuffer(image, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        decoded = None
    if decoded is None or decoded.size > MAX_PIXELS * 3:
        raise UndecodablePictureError
    return np.asarray(decoded, np.uint8)


def axes(quad: Quad) -> tuple[Quad, Quad]:
    """Return the vectors along a line of text and down it; their lengths are its width and height."""
    along = (quad[1] - quad[0] + quad[2] - quad[3]) / 2
    down = (quad[3] - quad[0] + quad[2] - quad[1]) / 2
    return along, down


def size(quad: Quad) -> tuple[float, float]:
    """Return the width and height of a line of text in pixels."""
    along, down = axes(quad)
    return float(np.linalg.norm(along)), float(np.linalg.norm(down))


def widened(quad: Quad, left: float, right: float, top: float, bottom: float) -> Quad:
    """Move a quad's sides outward, by shares of its height."""
    along, down = axes(quad)
    width, height = size(quad)
    unit = along / max(width, 1.0) * height
    return np.asarray(
        [
            quad[0] - unit * left - down * top,
            quad[1] + unit * right - down * top,
            quad[2] + unit * right + down * bottom,
            quad[3] - unit * left + down * bottom,
        ],
        np.float32,
    )


def cut(quad: Quad, start: float, end: float) -> Quad:
    """Keep the part of a quad between two shares of its width."""
    top, bottom = quad[1] - quad[0], quad[2] - quad[3]
    return np.asarray(
        [
            quad[0] + top * start,
            quad[0] + top * end,
            quad[3] + bottom * end,
            quad[3] + bottom * start,
        ],
        np.float32,
    )


def straighten(picture: Picture, quad: Quad, height: int) -> Picture:
    """Cut out a quad as an upright picture of a given height."""
    quad_width, quad_height = size(quad)
    # Large text is downscaled in a second step, because a warp alone would leave jagged edges.
    warp_height = max(height, min(round(quad_height), 4 * height))
    warp_width = max(8, round(quad_width / max(quad_height, 1.0) * warp_height))
    target = np.asarray(
        [[0, 0], [warp_width, 0], [warp_width, warp_height], [0, warp_height]],
        np.float32,
    )
    matrix = cv2.getPerspectiveTransform(quad, target)
    warped = cv2.warpPerspective(
        picture,
        matrix,
        (warp_width, warp_height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    if warp_height != height:
        width = max(8, round(warp_width * height / warp_height))
        warped = cv2.resize(warped, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(warped, np.uint8)
