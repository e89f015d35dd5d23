"""Picture work: blocking, meant for the executor. Knows nothing of Home Assistant."""

from .change import Change, compare, has_changed
from .framing import Box as PixelBox, Crop, Framing
from .opening import PictureError
from .picture import Picture, prepare_picture
from .place import has_left, plates_moved
from .scene import Scene, view_scene

__all__ = [
    "Change",
    "Crop",
    "Framing",
    "Picture",
    "PictureError",
    "PixelBox",
    "Scene",
    "compare",
    "has_changed",
    "has_left",
    "plates_moved",
    "prepare_picture",
    "view_scene",
]
