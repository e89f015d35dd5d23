"""The detector itself, with cached results."""

from collections.abc import Sequence
from hashlib import sha256

from custom_components.carsxe.vision.correlation import Gray
from custom_components.carsxe.vision.plate_detector import PlateCandidate, find_plates
from custom_components.carsxe.vision.scene import Mask

_FOUND: dict[bytes, Sequence[PlateCandidate]] = {}


def find_plates_once(
    gray: Gray, *, changed: Mask, time_budget: float
) -> list[PlateCandidate]:
    """Find possible plates where a picture has changed."""
    key = sha256(gray.tobytes() + changed.tobytes()).digest()
    if key not in _FOUND:
        _FOUND[key] = find_plates(gray, changed=changed)
    return list(_FOUND[key])
