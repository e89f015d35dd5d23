"""The small grey picture of a region, which tells whether anything has changed there."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .framing import DEFAULT_FRAMING, Framing
from .opening import crop_box, cut_out, open_picture

type Grey = NDArray[np.float32]
"""Rows x columns, 0-255."""

# The smallest plate that can be read has the same size in all scenes, as it has in what is sent.
SHRINK = 8


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What would be sent of a picture, grey and an eighth as wide and high."""

    grey: Grey


def view_scene(content: bytes, framing: Framing = DEFAULT_FRAMING) -> Scene:
    """Return what is to be seen in the framed region of a picture. Raises PictureError."""
    with open_picture(content) as image:
        box = crop_box(image, framing.crop)
        width, height = framing.sent_size(box)
        size = max(1, round(width / SHRINK)), max(1, round(height / SHRINK))
        grey = cut_out(image, "L", box, size, Image.Resampling.BOX)
        return Scene(np.asarray(grey, np.float32))
