"""Find lines of text in a picture."""

from dataclasses import dataclass
import math

import cv2
import numpy as np
from rapidocr.ch_ppocr_det.utils import DBPostProcess

from .picture import Picture, Quad
from .sessions import DETECTOR, Session, Tensor

# A larger input finds no more plates and takes longer.
INPUT_PIXELS = 1280 * 736
MAX_ENLARGEMENT = 3.0
STRIDE = 32


@dataclass(frozen=True, slots=True)
class TextBox:
    """A line of text with the detector's score (0-1)."""

    quad: Quad
    score: float


class TextDetector:
    """The detection model and its post-processing."""

    def __init__(self) -> None:
        """Load the model."""
        self._session = Session(DETECTOR)
        self._boxes = DBPostProcess(
            thresh=0.3,
            box_thresh=0.5,
            unclip_ratio=1.6,
            use_dilation=True,
            max_candidates=1000,
        )

    def detect(self, picture: Picture) -> list[TextBox]:
        """Find the lines of text, in pixels of the picture."""
        height, width = picture.shape[:2]
        heat = self._session.run(to_tensor(picture))
        quads, scores = self._boxes(heat, (height, width))
        return [
            TextBox(np.asarray(quad, np.float32), float(score))
            for quad, score in zip(quads, scores, strict=True)
        ]


def to_tensor(picture: Picture) -> Tensor:
    """Scale a picture to about the same area, as the model expects."""
    height, width = picture.shape[:2]
    scale = min(math.sqrt(INPUT_PIXELS / (height * width)), MAX_ENLARGEMENT)
    target = [
        max(STRIDE, round(side * scale / STRIDE) * STRIDE) for side in (width, height)
    ]
    shrinks = scale < 1
    resized = cv2.resize(
        picture, target, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    )
    normal = (resized.astype(np.float32) / 255 - 0.5) / 0.5
    return np.ascontiguousarray(normal.transpose(2, 0, 1)[np.newaxis])
