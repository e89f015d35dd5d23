"""A door opens for the right vehicle, once, and for nothing else, whatever happens."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from itertools import combinations
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st, target
import pytest

from custom_components.carsxe.api import (
    CarsXEAnswerError,
    CarsXEConnectionError,
    CarsXEError,
    CarsXERequestError,
    CarsXETimeoutError,
)
from custom_components.carsxe.pictures import (
    PixelBox,
    has_moved,
    keep_place,
    view_frame,
)
from custom_components.carsxe.plates import are_alike, normalize_plate
from custom_components.carsxe.plates.confusion import fold_plate

from ..drives import Car, draw
from .door import (
    COOLDOWN,
    MIN_SCORE,
    Announced,
    Call,
    Door,
    clock_of,
    close_door,
    open_door,
)
from .examples import examples
from .virtual_loop import run_virtually

LEFT, RIGHT = Car(plate="VAN111", left=20), Car(plate="XYZ789", left=330, colour="red")
SCENES = [
    draw(),
    draw(LEFT),
    draw(RIGHT),
    draw(Car(plate="VAN111", left=60)),
    draw(LEFT, light=0.7),
]
BOXES = [LEFT.box, RIGHT.box, None]

VEHICLES: dict[str, dict[str, Any]] = {
    "van": {"plate": "VAN111"},
    "guest": {
        "plate": "GUEST2",
        "valid_from": "2026-11-23T11:00:00+00:00",
        "valid_until": "2026-11-23T12:10:00+00:00",
    },
    "ignored": {"plate": "IGN333", "ignore": True},
    "yard only": {"plate": "YARD44", "camera_ids": ["yard"]},
    "van again": {"plate": "VAN111"},
    "twin": {"plate": "VANI1I"},
}
# The plates, what they are misread as, and what nobody knows.
PLATES = ["VAN111", "VANIII", "VAN11", "GUEST2", "GUE5TZ", "IGN333", "YARD44", "XYZ789"]
LONG_AGO, FAR_AWAY = "2000-01-01T00:00:00+00:00", "2100-01-01T00:00:00+00:00"
ERRORS: tuple[type[CarsXEError], ...] = (
    CarsXEConnectionError,
    CarsXETimeoutError,
    CarsXERequestError,
    CarsXEAnswerError,
)


def _result(
    plate: str, score: float, box: int, candidates: Iterable[tuple[str, float]]
) -> dict[str, Any]:
    """Return one result of an answer."""
    edges = BOXES[box]
    names = ("xmin", "ymin", "xmax", "ymax")
    return {
        "plate": plate.lower(),
        "score": score,
        "box": dict(zip(names, edges, strict=True)) if edges else None,
        "candidates": [{"plate": other, "score": sure} for other, sure in candidates],
    }


scores = st.sampled_from([0.3, 0.69, 0.7, 0.85, 0.95, 1.0])
plates = st.sampled_from(PLATES)
results = st.builds(
    _result,
    plates,
    scores,
    st.integers(0, len(BOXES) - 1),
    st.lists(st.tuples(plates, scores), max_size=2),
)
answers = st.lists(
    st.one_of(st.lists(results, max_size=2), st.sampled_from(ERRORS)),
    min_size=1,
    max_size=3,
)
names = st.sampled_from(["gate", "gate", "gate", "yard"])
steps = st.one_of(
    st.tuples(st.just("answers"), answers),
    st.tuples(st.just("show"), names, st.integers(0, len(SCENES) - 1)),
    st.tuples(st.just("trigger"), names),
    st.tuples(st.just("trigger"), names),
    st.tuples(st.just("scan"), names, st.booleans()),
    st.tuples(st.just("wait"), st.sampled_from([0.1, 1.0, 12.0, 30.0, 59.0, 700.0])),
    st.tuples(st.just("clock"), st.sampled_from([-7200.0, -60.0, 600.0, 86400.0])),
    st.tuples(st.just("available"), names, st.booleans()),
    st.tuples(st.just("vehicles"), st.sets(st.sampled_from(sorted(VEHICLES)))),
    st.tuples(st.just("reload"), st.booleans()),
    st.tuples(st.just("restart")),
)


async def _take(door: Door, step: tuple[Any, ...]) -> None:
    """Have a step happen."""
    match step:
        case "answers", planned:
            door.answers = list(planned)
        case "show", name, scene:
            door.show(name, SCENES[scene])
        case "trigger", name:
            door.trigger(name)
        case "scan", name, dry_run:
            await door.scan(name, dry_run=dry_run)
        case "wait", seconds:
            await door.wait(seconds)
        case "clock", seconds:
            door.step_clock(seconds)
        case "available", name, available:
            door.set_available(name, available)
        case "vehicles", chosen:
            known = {name: VEHICLES[name] for name in sorted(chosen)}
            # An account has each plate once.
            if {"van", "van again"} <= chosen:
                del known["van"]
            await door.reload(known, orderly=True)
        case "reload", orderly:
            await door.reload(None, orderly=orderly)
        case ("restart",):
            await door.restart()


async def _live(folder: str, story: list[tuple[Any, ...]]) -> Door:
    """Let a story happen, and return what came of it."""
    door = await open_door(folder)
    with clock_of(door):
        for name in ("gate", "yard"):
            door.show(name, SCENES[0])
        for step in story:
            await _take(door, step)
        await door.wait(30)
        await close_door(door)
    return door


def live(*story: tuple[Any, ...]) -> Door:
    """Let a story happen in virtual time."""
    with TemporaryDirectory() as folder:
        return run_virtually(_live(folder, list(story)))


def check(door: Door) -> None:
    """Fail where a door might have opened that should not have."""
    assert len(door.calls) <= door.asked
    for event in door.events:
        call, result = _origin(door, event)
        assert result["score"] >= MIN_SCORE / 100
        known = _vehicles_during(door, call.begun, event.at)
        if event.data["known"]:
            assert any(_stands_for(vehicles, event, result) for vehicles in known)
        else:
            assert event.data["vehicle_id"] is None
        assert not all(_is_ignored(vehicles, event) for vehicles in known)
    for before, event in combinations(door.events, 2):
        assert not _is_told_twice(door, before, event)


def _origin(door: Door, event: Announced) -> tuple[Call, dict[str, Any]]:
    """Return the call and the result in its answer that an event is from."""
    data = event.data
    name = data["camera_entity_id"].removeprefix("camera.")
    taken = [
        at
        for camera, at, wall in door.captures
        if (camera, wall) == (name, data["detected_at"])
    ]
    return next(
        (call, result)
        for call in reversed(door.calls)
        if call.camera == name and taken[0] <= call.begun < call.ended <= event.at
        for result in call.results
        if normalize_plate(result["plate"]) == data["plate"]
        and result["score"] == data["score"]
    )


def _is_ignored(vehicles: dict[str, dict[str, Any]], event: Announced) -> bool:
    """Tell whether an event is of a vehicle that is ignored."""
    plates = {data["plate"] for data in vehicles.values() if data.get("ignore")}
    return event.data["plate"] in plates


def _vehicles_during(
    door: Door, begun: float, ended: float
) -> list[dict[str, dict[str, Any]]]:
    """Return the vehicles that there were at a time, the last ones last."""
    before = [vehicles for at, vehicles in door.vehicles if at <= begun][-1:]
    return before + [known for at, known in door.vehicles if begun < at <= ended]


def _stands_for(
    vehicles: dict[str, dict[str, Any]], event: Announced, result: dict[str, Any]
) -> bool:
    """Tell whether an event's reading really is a known vehicle's, there and then."""
    data = event.data
    if (vehicle := vehicles.get(data["vehicle_id"])) is None:
        return False
    at = datetime.fromisoformat(data["detected_at"])
    if any(
        (
            vehicle["plate"] != data["matched_plate"],
            at < datetime.fromisoformat(vehicle.get("valid_from", LONG_AGO)),
            at >= datetime.fromisoformat(vehicle.get("valid_until", FAR_AWAY)),
            vehicle.get("ignore", False),
            data["camera_entity_id"] != "camera.yard" and "camera_ids" in vehicle,
        )
    ):
        return False
    if data["match"] == "exact":
        return bool(data["plate"] == vehicle["plate"])
    assert data["match"] == "candidate"
    return any(
        normalize_plate(candidate["plate"]) == vehicle["plate"]
        and candidate["score"] >= MIN_SCORE / 100
        for candidate in result["candidates"]
    )


def _is_told_twice(door: Door, before: Announced, event: Announced) -> bool:
    """Tell whether two events are of one arrival.

    A vehicle arrives anew when it was out of view for the cooldown, unless it stands where it
    stood: what nobody has moved stands.
    """
    if before.life != event.life:
        return False
    if event.at - before.at < COOLDOWN and _is_misread(door, before, event):
        return True
    if not _is_no_news(before, event):
        return False
    return event.at - _last_seen(door, before, event) < COOLDOWN or _stood(
        door, before, event
    )


def _last_seen(door: Door, before: Announced, event: Announced) -> float:
    """Return when an announced vehicle was read last, before a later event and without a break.

    What it was taken for when it wasn't announced, as a misread plate, says nothing of it.
    """
    last = before.at
    for seen in door.seen:
        if not last < seen.at < event.at or seen.at - last >= COOLDOWN:
            continue
        if _is_no_news(before, seen) and _is_no_news(seen, event):
            last = seen.at
    return last


def _is_no_news(before: Announced, event: Announced) -> bool:
    """Tell whether an event says nothing but what was known of its vehicle.

    That a stranger turns out to be a known one is news, and after a restart nothing is known of
    what was there.
    """
    if before.life != event.life or not _is_same(before.data, event.data):
        return False
    return before.data["known"] or not event.data["known"]


def _is_same(before: dict[str, Any], data: dict[str, Any]) -> bool:
    """Tell whether two events of a camera are of the same vehicle."""
    if before["camera_entity_id"] != data["camera_entity_id"]:
        return False
    if before["known"] and data["known"]:
        return bool(before["matched_plate"] == data["matched_plate"])
    return fold_plate(before["plate"]) == fold_plate(data["plate"])


def _is_misread(door: Door, before: Announced, event: Announced) -> bool:
    """Tell whether an event is of a nearly equal plate that can't be anybody else's.

    It is somebody else's where it is on a list, or was read next to another one.
    """
    data = event.data
    if data["known"] or before.data["camera_entity_id"] != data["camera_entity_id"]:
        return False
    name = data["camera_entity_id"].removeprefix("camera.")
    for call in door.calls:
        folds = {fold_plate(normalize_plate(each["plate"])) for each in call.results}
        if (
            call.camera == name
            and fold_plate(data["plate"]) in folds
            and len(folds) > 1
        ):
            return False
    listed = {
        vehicle["plate"] for _, known in door.vehicles for vehicle in known.values()
    }
    own = before.data["matched_plate"] or before.data["plate"]
    return data["plate"] not in listed and are_alike(own, data["plate"])


def _stood(door: Door, before: Announced, event: Announced) -> bool:
    """Tell whether a plate was read in the very same place of the very same picture.

    A box on the bare ground is no place.
    """
    name = event.data["camera_entity_id"].removeprefix("camera.")
    shown = [(at, content) for at, camera, content in door.shown if camera == name]
    call, _ = _origin(door, before)
    box = before.data["box"]
    if box is None or box != event.data["box"]:
        return False
    if any(call.begun - 2 < at <= event.at for at, _ in shown):
        return False
    content = next(content for at, content in reversed(shown) if at <= call.begun)
    return _is_place(content, tuple(box.values()))


@cache
def _is_place(content: bytes, box: PixelBox) -> bool:
    """Tell whether there is anything in a box by which it is known again."""
    view = view_frame(content)
    return not has_moved(keep_place(view, box), view)


@given(story=st.lists(steps, max_size=25))
@settings(
    max_examples=examples(300),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_story(story: list[tuple[Any, ...]]) -> None:
    """Whatever happens in whatever order, no door opens that should not."""
    door = live(*story)
    target(len(door.events))
    check(door)


VAN = _result("VAN111", 0.95, 0, [])
MISREAD = _result("VAN11", 0.95, 0, [])
STRANGER = _result("XYZ789", 0.95, 1, [])
ARRIVES = (
    ("answers", [[VAN]]),
    ("show", "gate", 1),
    ("trigger", "gate"),
    ("wait", 12.0),
)

# A little further on, as nobody parks to the pixel.
COMES_BACK = (
    ("answers", [[VAN]]),
    ("show", "gate", 3),
    ("trigger", "gate"),
    ("wait", 12.0),
)
MOVES_ON_MISREAD = (("answers", [[MISREAD]]), *COMES_BACK[1:])
IS_READ_ELSEWHERE = (
    ("answers", [[_result("VAN111", 0.95, 1, [])]]),
    ("show", "gate", 2),
    ("scan", "gate", False),
)
LEAVES = (("answers", [[]]), ("show", "gate", 0), ("trigger", "gate"), ("wait", 12.0))


@pytest.mark.parametrize(
    ("story", "known"),
    [
        pytest.param([], [False], id="stranger"),
        pytest.param([("vehicles", {"van"})], [True], id="known"),
        pytest.param([("vehicles", {"ignored"})], [False], id="another one is ignored"),
        pytest.param(
            [("vehicles", {"van"}), ("restart",)], [True], id="after a restart"
        ),
        pytest.param([("available", "gate", False)], [], id="camera unavailable"),
        pytest.param([("vehicles", {"van"}), *ARRIVES], [True], id="comes twice"),
        pytest.param(
            [("vehicles", {"van"}), *ARRIVES, ("vehicles", {"van again"})],
            [True],
            id="removed and added again",
        ),
        pytest.param(
            [("vehicles", {"van"}), *MOVES_ON_MISREAD],
            [False, True],
            id="misread, then known",
        ),
        pytest.param(
            [("vehicles", {"van"}), *ARRIVES, *MOVES_ON_MISREAD],
            [True],
            id="known, then misread",
        ),
        pytest.param(
            [*ARRIVES, ("vehicles", {"van"}), ("wait", 700.0)],
            [False, True],
            id="becomes known",
        ),
        pytest.param(
            [("vehicles", {"van"}), *ARRIVES, *LEAVES, ("wait", 60.0), *COMES_BACK],
            [True, True],
            id="comes back",
        ),
        pytest.param(
            [
                ("vehicles", {"van"}),
                *COMES_BACK,
                ("wait", 30.0),
                *IS_READ_ELSEWHERE,
                ("wait", 30.0),
            ],
            [True],
            id="moves about",
        ),
    ],
)
def test_story(story: list[tuple[Any, ...]], known: list[bool]) -> None:
    """A vehicle that arrives is announced: the rules aren't kept by saying nothing."""
    door = live(*story, *ARRIVES)
    check(door)
    assert [event.data["known"] for event in door.events] == known


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_error_is_no_arrival(error: type[CarsXEError]) -> None:
    """An error opens nothing, and the vehicle of before isn't taken for it."""
    door = live(
        ("vehicles", {"van"}), *ARRIVES, ("answers", [error]), ("show", "gate", 2),
        ("trigger", "gate"), ("wait", 30.0), ("scan", "gate", False),
    )  # fmt: skip
    check(door)
    assert len(door.events) == 1
    assert len(door.calls) > 1
