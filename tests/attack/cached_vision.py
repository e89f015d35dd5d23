"""Vision itself, with cached results: a story shows few pictures, and each of them often."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from hashlib import sha256
from typing import Any
from unittest.mock import patch

import numpy as np

from custom_components.carsxe.vision import Crop, decoding, picture_file, scene
from custom_components.carsxe.vision.box import Box
from custom_components.carsxe.vision.correlation import Gray
from custom_components.carsxe.vision.plate_detector import PlateCandidate, find_plates
from custom_components.carsxe.vision.scene import Change, Mask, Scene

RUNTIME = "custom_components.carsxe.runtime"
# A picture of 640 x 480 in gray takes 300 kB.
MANY = 256
_FOUND: dict[bytes, Sequence[PlateCandidate]] = {}
_SCENES: dict[bytes, Scene] = {}


def find_plates_once(
    gray: Gray, *, changed: Mask, known: Sequence[Box], time_budget: float
) -> list[PlateCandidate]:
    """Find possible plates where a picture has changed, and known ones."""
    places = np.asarray(known).tobytes()
    key = sha256(gray.tobytes() + changed.tobytes() + places).digest()
    if key not in _FOUND:
        _FOUND[key] = find_plates(gray, changed=changed, known=known)
    return list(_FOUND[key])


@lru_cache(MANY)
def _complete(content: bytes) -> bytes:
    """Check a picture."""
    return picture_file.complete(content)


@lru_cache(MANY)
def _decode_gray(content: bytes, region: Crop) -> Gray:
    """Return a region in gray."""
    gray = decoding.decode_gray(content, region)
    gray.flags.writeable = False
    return gray


@lru_cache(MANY)
def _decode_scene(content: bytes, region: Crop) -> Scene:
    """Return a small view of a region."""
    small = decoding.decode_scene(content, region)
    small.gray.flags.writeable = False
    return small


def _scene_of(gray: Gray) -> Scene:
    """Return a small view of a decoded region."""
    key = sha256(gray).digest()
    if key not in _SCENES:
        _SCENES[key] = decoding.scene_of(gray)
        _SCENES[key].gray.flags.writeable = False
    return _SCENES[key]


@lru_cache(MANY)
def _compare(before: Scene, now: Scene) -> Change:
    """Return the change between two scenes."""
    change = scene.compare(before, now)
    change.mask.flags.writeable = False
    return change


_CACHED: dict[str, Callable[..., Any]] = {
    "capture.complete": _complete,
    "matching.compare": _compare,
    "reference.compare": _compare,
    "tracker.decode_gray": _decode_gray,
    "tracker.decode_scene": _decode_scene,
    "tracker.scene_of": _scene_of,
}


@contextmanager
def cached_vision() -> Iterator[None]:
    """Look at each picture once."""
    with ExitStack() as stack:
        for name, work in _CACHED.items():
            stack.enter_context(patch(f"{RUNTIME}.{name}", work))
        yield
