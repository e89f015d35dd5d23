"""Tells which vehicles are where they were seen last, and which have left."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, product

from homeassistant.core import HomeAssistant

from ...pictures import Picture, View, has_left, has_moved
from ..frames.picture_work import async_work
from ..scanning.scan import PlateDetection, Scan
from .arrivals import Arrivals, Place


async def async_mark_standing(
    hass: HomeAssistant, arrivals: Arrivals, scan: Scan, view: View
) -> Scan:
    """Return a scan whose detections say whether they stand where they stood, as its view shows."""
    detections = []
    for detection in scan.detections:
        place = find_place(scan, detection)
        stands = await _async_stands(hass, arrivals, detection, place, view)
        detections.append(replace(detection, stands=stands))
    return replace(scan, detections=tuple(detections))


async def _async_stands(
    hass: HomeAssistant,
    arrivals: Arrivals,
    detection: PlateDetection,
    now: Place | None,
    view: View,
) -> bool:
    """Tell whether a plate is in its last place, to the pixel."""
    if now is None:
        return False
    own = arrivals.own_places(detection.plate, detection.match, now.box)
    places = chain(
        product(own, (True,)), product(arrivals.stood_places(now.box), (False,))
    )
    for before, is_read in places:
        look = partial(has_moved, is_read=is_read)
        if not await async_work(hass, look, before.picture, before.box, view):
            return True
    return False


async def async_note_standing(
    hass: HomeAssistant,
    arrivals: Arrivals,
    places: Sequence[Place],
    picture: Picture,
    view: View,
) -> None:
    """Note which vehicles still stand in their places, as a picture shows that nobody pays for."""
    for place in places:
        if not await async_work(hass, has_moved, place.picture, place.box, view):
            arrivals.note_standing(place, picture, hass.loop.time())


async def async_forget_departed(
    hass: HomeAssistant, arrivals: Arrivals, view: View
) -> None:
    """Forget the places of the vehicles that a view shows to have left."""
    for place in arrivals.known_places():
        if await async_work(hass, has_left, place.picture, place.box, view):
            arrivals.forget_place(place)


def find_place(scan: Scan, detection: PlateDetection) -> Place | None:
    """Return where a plate was seen, None where CarsXE didn't say."""
    box = detection.detection.box
    if scan.picture is None or box is None:
        return None
    return Place(picture=scan.picture, box=(box.xmin, box.ymin, box.xmax, box.ymax))
