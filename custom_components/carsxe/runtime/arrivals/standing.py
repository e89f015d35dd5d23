"""Tells which vehicles are where they were seen last, and which have left."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from homeassistant.core import HomeAssistant

from ...pictures import (
    Picture,
    PixelBox,
    Place,
    View,
    has_left,
    has_moved,
    keep_place,
    view_picture,
)
from ..frames.picture_work import async_work
from ..scanning.scan import PlateDetection, Scan
from .arrivals import Arrivals


@dataclass(frozen=True, kw_only=True, slots=True)
class _Before:
    """Where a plate may have been, had its vehicle not moved since.

    Its vehicle was in its `own` place, or came to rest unread in some pictures; another one, which
    may have been misread, `stood` there.
    """

    own: Place | None
    rests: Sequence[Picture]
    stood: Place | None


async def async_mark_standing(
    hass: HomeAssistant,
    arrivals: Arrivals,
    scan: Scan,
    view: View,
    boxes: Collection[PixelBox],
) -> tuple[Scan, tuple[Place, ...]]:
    """Return a scan whose detections have their places, and say whether they stood there before.

    Also returns the places of all plates in the scan's picture, given its view and their boxes.
    """
    before = {
        detection.plate: _find_before(arrivals, detection, box)
        for detection in scan.detections
        if (box := detection.box)
    }
    places, standing = await async_work(
        hass, _see, view, boxes, scan.detections, before
    )
    detections = tuple(
        replace(
            detection,
            place=places.get(detection.box) if detection.box else None,
            stands=detection.plate in standing,
        )
        for detection in scan.detections
    )
    return replace(scan, detections=detections), tuple(places.values())


def _find_before(
    arrivals: Arrivals, detection: PlateDetection, box: PixelBox
) -> _Before:
    """Return where a plate that is read in a box may have been."""
    own = arrivals.last_place(detection.plate, detection.match)
    return _Before(
        own=own if own and own.is_at(box) else None,
        rests=arrivals.rests(detection.plate, detection.match),
        stood=arrivals.stood_place(box),
    )


def _see(
    view: View,
    boxes: Collection[PixelBox],
    detections: Sequence[PlateDetection],
    before: Mapping[str, _Before],
) -> tuple[dict[PixelBox, Place], set[str]]:
    """Return the places of plates in a view, and which detections' are where they may have been.

    Raises PictureError.
    """
    places = {box: keep_place(view, box) for box in boxes}
    standing = {
        detection.plate
        for detection in detections
        if detection.box and _stands(before[detection.plate], detection.box, view)
    }
    return places, standing


def _stands(before: _Before, box: PixelBox, view: View) -> bool:
    """Tell whether a plate is where it may have been, to the pixel."""
    if before.own and not has_moved(before.own, view, is_read=True):
        return True
    for picture in before.rests:
        place = keep_place(view_picture(picture), box)
        if not has_moved(place, view, is_read=True):
            return True
    return before.stood is not None and not has_moved(before.stood, view)


async def async_note_standing(
    hass: HomeAssistant, arrivals: Arrivals, places: Collection[Place], view: View
) -> None:
    """Note which vehicles still stand in their places, as a view shows that nobody pays for."""
    for place, later in await async_work(hass, _still_there, places, view):
        arrivals.note_standing(place, later, hass.loop.time())


def _still_there(places: Collection[Place], view: View) -> list[tuple[Place, Place]]:
    """Return those of some places in which the plates are still there, and how they look by now."""
    return [
        (place, keep_place(view, place.box))
        for place in places
        if not has_moved(place, view)
    ]


async def async_forget_departed(
    hass: HomeAssistant, arrivals: Arrivals, view: View
) -> None:
    """Forget the places of the vehicles that a view shows to have left."""
    places = {place: arrivals.rests_of(place) for place in arrivals.known_places()}
    if places:
        for place, shown in await async_work(hass, _left, places, view):
            arrivals.forget_place(place, shown)


def _left(
    places: Mapping[Place, Collection[Picture]], view: View
) -> list[tuple[Place, list[Picture]]]:
    """Return the places that the vehicles have left, and the pictures of some that show them there."""
    return [
        (place, [rest for rest in rests if not has_moved(place, view_picture(rest))])
        for place, rests in places.items()
        if has_left(place, view)
    ]
