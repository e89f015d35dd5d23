"""What is to be seen in a region: small, to tell whether anything has changed there, and large."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .framing import DEFAULT_FRAMING, Box, Framing
from .opening import Decoded, Region, crop_box, decode, draft_factor, open_picture
from .picture import Picture
from .windows import Grey, window_means

type Mask = NDArray[np.bool_]
"""Rows x columns."""

# The smallest plate that can be read has the same size in all scenes, as it has in what is sent.
SHRINK = 8


@dataclass(frozen=True, eq=False)
class Scene:
    """What would be sent of a picture, grey and an eighth as wide and high."""

    grey: Grey

    @cached_property
    def means(self) -> Grey:
        """Return the light of each window."""
        return window_means(self.grey)

    @cached_property
    def squares(self) -> Grey:
        """Return the mean of the squares of each window."""
        return window_means(self.grey * self.grey)


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What would be sent of a picture: its scene, and all of it in grey.

    `size` is the width and height in pixels that it would be sent with; `grey` may be larger.
    """

    scene: Scene
    grey: Image.Image
    size: tuple[int, int]

    def cut(self, box: Box, size: tuple[int, int]) -> Image.Image:
        """Return a box, in pixels of what would be sent, scaled down to a size."""
        (wide, high), (width, height) = self.grey.size, self.size
        left, right = (max(0.0, min(x * wide / width, wide)) for x in (box[0], box[2]))
        upper, lower = (
            max(0.0, min(y * high / height, high)) for y in (box[1], box[3])
        )
        return _shrink(self.grey, size, (left, upper, right, lower))


def view_frame(content: bytes, framing: Framing = DEFAULT_FRAMING) -> View:
    """Return what is to be seen in the framed region of a picture. Raises PictureError."""
    return _view(content, framing, "L")[0]


def view_and_decode(content: bytes, framing: Framing) -> tuple[View, Decoded | None]:
    """Return what is to be seen in the framed region of a picture, and the picture in colours.

    There is none where that would take much longer: where it isn't scaled down while it is decoded.
    Raises PictureError.
    """
    return _view(content, framing, "RGB")


def _view(content: bytes, framing: Framing, mode: str) -> tuple[View, Decoded | None]:
    """Decode a picture, in colours only if it is scaled down meanwhile, and view it."""
    with open_picture(content) as image:
        box = crop_box(image, framing.crop)
        size = framing.sent_size(box)
        if draft_factor(image, box, size) == 1:
            mode = "L"
        decoded = decode(image, mode, box, size)
        left, upper, right, lower = map(round, decoded.region)
        region = left, upper, max(right, left + 1), max(lower, upper + 1)
        # Each copy of a large picture takes its time.
        grey = decoded.image
        if region != (0, 0, *grey.size):
            grey = grey.crop(region)
        if grey.mode != "L":
            grey = grey.convert("L")
        # What isn't a JPEG is decoded as large as it is.
        if (factor := grey.width // size[0]) > 1:
            grey = grey.reduce(factor)
        small = [max(1, round(side / SHRINK)) for side in size]
        scene = _shrink(grey, (small[0], small[1]))
        view = View(Scene(np.asarray(scene, np.float32)), grey, size)
        return view, decoded if decoded.image.mode == "RGB" else None


def view_scene(content: bytes, framing: Framing = DEFAULT_FRAMING) -> Scene:
    """Return the scene in the framed region of a picture. Raises PictureError."""
    return view_frame(content, framing).scene


def view_picture(picture: Picture) -> View:
    """Return what is to be seen in a picture that was sent. Raises PictureError."""
    return view_frame(picture.content, Framing(max_width=picture.width))


def _shrink(
    grey: Image.Image, size: tuple[int, int], region: Region | None = None
) -> Image.Image:
    """Scale a region down; by a whole factor first, which is fast."""
    return grey.resize(size, Image.Resampling.BOX, region, reducing_gap=1.0)
