"""Tests of telling which plates are where they were."""

from datetime import UTC, datetime

import pytest

from custom_components.carsxe.api import Box, Detection
from custom_components.carsxe.pictures import (
    Picture,
    keep_place,
    prepare_picture,
    view_picture,
)
from custom_components.carsxe.plates import Match, NoMatch
from custom_components.carsxe.runtime.arrivals.arrivals import Arrivals
from custom_components.carsxe.runtime.arrivals.standing import async_mark_standing
from custom_components.carsxe.runtime.scanning.scan import PlateDetection, Scan
from homeassistant.core import HomeAssistant

from ...drives import Car, draw

STRANGER = Match(reason=NoMatch.UNLISTED)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)

CAR = Car(plate="ABC123")
BEHIND = Car(plate="XYZ789", left=330, top=10, colour="white")
PICTURE = prepare_picture(draw(CAR))
VIEW = view_picture(PICTURE)


def _detection(plate: str, box: tuple[int, int, int, int] | None) -> PlateDetection:
    """Return the detection of a stranger's plate at a place."""
    edges = box and Box(xmin=box[0], ymin=box[1], xmax=box[2], ymax=box[3])
    return PlateDetection(
        plate=plate,
        candidates=(),
        detection=Detection(plate=plate, score=0.9, box=edges),
        match=STRANGER,
    )


def _scan(picture: Picture | None, *detections: PlateDetection) -> Scan:
    """Return a scan of a picture."""
    return Scan(
        scan_id="1",
        captured_at=NOW,
        picture=picture,
        detections=detections,
        processing_time=None,
    )


def _note(arrivals: Arrivals, scan: Scan) -> None:
    """Note all plates of a scan."""
    for detection in scan.detections:
        box = detection.box
        arrivals.is_news(
            detection.plate,
            detection.match,
            cooldown=60,
            now=0,
            place=keep_place(VIEW, box) if box else None,
        )


async def _mark(hass: HomeAssistant, arrivals: Arrivals, scan: Scan) -> Scan:
    """Return a scan whose detections say whether they stand."""
    view = view_picture(scan.picture or PICTURE)
    boxes = [box for detection in scan.detections if (box := detection.box)]
    marked, places = await async_mark_standing(hass, arrivals, scan, view, boxes)
    assert [place.box for place in places] == boxes
    return marked


async def _stands(
    hass: HomeAssistant, arrivals: Arrivals, picture: Picture | None, *cars: Car
) -> list[bool]:
    """Return which cars of a picture stand where they stood."""
    detections = [_detection(car.plate, car.box) for car in cars]
    scan = await _mark(hass, arrivals, _scan(picture, *detections))
    assert [found.plate for found in scan.detections] == [car.plate for car in cars]
    return [detection.stands for detection in scan.detections]


@pytest.fixture
def arrivals() -> Arrivals:
    """Return a camera that has seen one car."""
    arrivals = Arrivals()
    _note(arrivals, _scan(PICTURE, _detection(CAR.plate, CAR.box)))
    return arrivals


@pytest.mark.parametrize(
    ("content", "car", "stands"),
    [
        pytest.param(draw(CAR), CAR, True, id="same picture"),
        pytest.param(draw(CAR, noise=6), CAR, True, id="noise"),
        pytest.param(draw(CAR, light=0.6), CAR, True, id="less light"),
        pytest.param(draw(CAR, BEHIND), CAR, True, id="somebody comes"),
        pytest.param(draw(CAR, ground=2), CAR, True, id="all else is new"),
        pytest.param(
            draw(moved := Car(plate="ABC123", left=166)), moved, False, id="inches"
        ),
        pytest.param(
            draw(far := Car(plate="ABC123", left=20)), far, False, id="far off"
        ),
        pytest.param(
            draw(low := Car(plate="ABC123", top=260)), low, False, id="nearer"
        ),
        pytest.param(draw(), CAR, False, id="isn't there"),
        pytest.param(draw(CAR), BEHIND, False, id="another plate"),
        pytest.param(draw(CAR, scale=0.5), CAR, False, id="smaller picture"),
    ],
)
async def test_stands(
    hass: HomeAssistant, arrivals: Arrivals, content: bytes, car: Car, stands: bool
) -> None:
    """A plate stands where its pixels are in their place; what is around it doesn't matter."""
    assert await _stands(hass, arrivals, prepare_picture(content), car) == [stands]


@pytest.mark.parametrize(
    ("plate", "stands"),
    [
        pytest.param("ABC123", True, id="read again"),
        pytest.param("ABC128", False, id="read as another"),
    ],
)
async def test_looks_worse(
    hass: HomeAssistant, arrivals: Arrivals, plate: str, stands: bool
) -> None:
    """A plate that is read again in its place stands, though it is hard to see by now."""
    (place,) = arrivals.known_places()
    arrivals.note_standing(place, keep_place(VIEW, place.box), 10)
    scan = _scan(
        prepare_picture(draw(CAR, noise=45, light=0.3)), _detection(plate, CAR.box)
    )
    marked = await _mark(hass, arrivals, scan)
    assert marked.detections[0].stands is stands


async def test_each_for_itself(hass: HomeAssistant, arrivals: Arrivals) -> None:
    """One vehicle stands, the other one comes."""
    picture = prepare_picture(draw(CAR, BEHIND))
    assert await _stands(hass, arrivals, picture, BEHIND, CAR) == [False, True]


@pytest.mark.parametrize(
    ("shift", "stands"),
    [
        pytest.param(0, True, id="none"),
        pytest.param(-10, True, id="left"),
        pytest.param(30, True, id="right"),
        pytest.param(80, False, id="much"),
        pytest.param(120, False, id="beside"),
    ],
)
async def test_box_jitters(
    hass: HomeAssistant, arrivals: Arrivals, shift: int, stands: bool
) -> None:
    """The box of a standing plate may be read a little differently, but not elsewhere."""
    left, top, right, bottom = CAR.box
    detection = _detection(CAR.plate, (left + shift, top, right + shift, bottom))
    scan = await _mark(hass, arrivals, _scan(PICTURE, detection))
    assert scan.detections[0].stands is stands


async def test_unknown_place(hass: HomeAssistant, arrivals: Arrivals) -> None:
    """Where CarsXE didn't say where a plate is, it isn't taken for standing, then or later."""
    scan = _scan(PICTURE, _detection(CAR.plate, None))
    marked = await _mark(hass, arrivals, scan)
    assert marked.detections[0].place is None
    assert marked.detections[0].stands is False
    _note(arrivals, scan)
    assert await _stands(hass, arrivals, PICTURE, CAR) == [False]


async def test_nothing_seen(hass: HomeAssistant, arrivals: Arrivals) -> None:
    """A scan without a plate stays as it is."""
    scan = _scan(PICTURE)
    assert await _mark(hass, arrivals, scan) == scan


async def test_never_seen(hass: HomeAssistant) -> None:
    """A plate that was never seen doesn't stand."""
    assert await _stands(hass, Arrivals(), PICTURE, CAR) == [False]
