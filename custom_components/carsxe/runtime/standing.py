"""Tells which plates are where they were seen last: their vehicles haven't left in between."""

from dataclasses import replace

from homeassistant.core import HomeAssistant

from ..pictures import PixelBox, plates_moved
from .arrivals import Arrivals, Place
from .picture_work import async_work
from .scan import PlateDetection, Scan

# A recogniser's boxes of one and the same plate overlap at least that much, 0-1.
MIN_OVERLAP = 0.5


async def async_mark_standing(
    hass: HomeAssistant, arrivals: Arrivals, scan: Scan
) -> Scan:
    """Return a scan whose detections say whether they stand where they stood."""
    detections = [
        replace(detection, stands=await _async_stands(hass, arrivals, scan, detection))
        for detection in scan.detections
    ]
    return replace(scan, detections=tuple(detections))


async def _async_stands(
    hass: HomeAssistant, arrivals: Arrivals, scan: Scan, detection: PlateDetection
) -> bool:
    """Tell whether a plate is in its last place, to the pixel."""
    now = find_place(scan, detection)
    before = arrivals.last_place(detection.plate, detection.match)
    if now is None or before is None or _overlap(before.box, now.box) < MIN_OVERLAP:
        return False
    return not await async_work(
        hass, plates_moved, before.picture, (before.box,), now.picture
    )


def find_place(scan: Scan, detection: PlateDetection) -> Place | None:
    """Return where a plate was seen, None where CarsXE didn't say."""
    box = detection.detection.box
    if scan.picture is None or box is None:
        return None
    return Place(picture=scan.picture, box=(box.xmin, box.ymin, box.xmax, box.ymax))


def _overlap(first: PixelBox, second: PixelBox) -> float:
    """Return the share of two boxes' common area in what they cover together, 0-1."""
    width = min(first[2], second[2]) - max(first[0], second[0])
    height = min(first[3], second[3]) - max(first[1], second[1])
    if width <= 0 or height <= 0:
        return 0.0
    common = width * height
    return common / (_area(first) + _area(second) - common)


def _area(box: PixelBox) -> int:
    """Return a box's area in pixels."""
    return (box[2] - box[0]) * (box[3] - box[1])
