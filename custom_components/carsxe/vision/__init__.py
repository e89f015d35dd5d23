"""Picture processing: blocking, for the executor. Independent of Home Assistant."""

from .annotate import Label, annotate
from .framing import Crop, Framing
from .overview import draw_overview
from .picture import Picture, prepare_picture
from .picture_file import PictureError
from .thumbnail import make_placeholder, make_thumbnail

__all__ = [
    "Crop",
    "Framing",
    "Label",
    "Picture",
    "PictureError",
    "annotate",
    "draw_overview",
    "make_placeholder",
    "make_thumbnail",
    "prepare_picture",
]
