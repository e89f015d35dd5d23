"""Picture work: blocking, meant for the executor. Knows nothing of Home Assistant."""

from .again import is_of_vehicle, see_plates_again
from .annotate import Label, annotate, read_note
from .change import Change, compare, compare_all
from .framing import Box as PixelBox, Crop, Framing, overlap
from .lettering import Lettering, find_lettering, find_new_lettering
from .opening import Decoded, PictureError, complete
from .picture import Picture, find_as_it_is, prepare_picture
from .place import Place, has_left, has_moved, keep_place, standing_plates
from .scene import Scene, View, view_and_decode, view_frame, view_picture, view_scene
from .thumbnail import make_thumbnail

__all__ = [
    "Change",
    "Crop",
    "Decoded",
    "Framing",
    "Label",
    "Lettering",
    "Picture",
    "PictureError",
    "PixelBox",
    "Place",
    "Scene",
    "View",
    "annotate",
    "compare",
    "compare_all",
    "complete",
    "find_as_it_is",
    "find_lettering",
    "find_new_lettering",
    "has_left",
    "has_moved",
    "is_of_vehicle",
    "keep_place",
    "make_thumbnail",
    "overlap",
    "prepare_picture",
    "read_note",
    "see_plates_again",
    "standing_plates",
    "view_and_decode",
    "view_frame",
    "view_picture",
    "view_scene",
]
