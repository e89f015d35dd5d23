"""Picture work: blocking, meant for the executor. Knows nothing of Home Assistant."""

from .annotate import Label, annotate, read_note
from .change import Change, compare, has_changed
from .framing import Box as PixelBox, Crop, Framing
from .opening import PictureError
from .picture import Picture, prepare_picture
from .place import has_left, plates_moved
from .scene import Scene, view_scene
from .thumbnail import make_thumbnail

__all__ = [
    "Change",
    "Crop",
    "Framing",
    "Label",
    "Picture",
    "PictureError",
    "PixelBox",
    "Scene",
    "annotate",
    "compare",
    "has_changed",
    "has_left",
    "make_thumbnail",
    "plates_moved",
    "prepare_picture",
    "read_note",
    "view_scene",
]
