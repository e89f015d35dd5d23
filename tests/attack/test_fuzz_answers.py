"""Any answer of CarsXE leads to an error, or to valid readings.

`pytest tests/attack/test_fuzz_answers.py --hypothesis-profile=thorough` tries 100,000 answers.
"""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
import json
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st

from custom_components.carsxe.api.answers import (
    is_no_plates,
    is_success,
    parse_body,
    to_error,
)
from custom_components.carsxe.api.errors import CarsXEError
from custom_components.carsxe.api.parser import parse_decoded_plate, parse_recognition
from custom_components.carsxe.plates import (
    KnownVehicle,
    Match,
    Matcher,
    MatchKind,
    NoMatch,
    fold_plate,
    normalize_plate,
)
from custom_components.carsxe.runtime.announcer import build_event_data
from custom_components.carsxe.runtime.scan import MAX_PLATE_LENGTH, read_answer
from custom_components.carsxe.vision import Picture

from ..carsxe_server import FIXTURES, load_answer
from .examples import examples

KEY = "m4rk3d-k3y"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
MIN_SCORE = 70
FIXTURE_NAMES = sorted(path.stem for path in FIXTURES.glob("*.json"))
REAL = [
    answer for name in FIXTURE_NAMES if isinstance(answer := load_answer(name), dict)
]

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from([-1, 0, 0.5, 1, 1e308, 2**63, "abc123", "NaN", "1", "", KEY])
    | st.text(max_size=20)
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


def _tried(count: int) -> settings:
    """Return the settings of a test with this default number of examples."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(
        max_examples=examples(count), deadline=None, suppress_health_check=checks
    )


def _spots(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all parts of a value."""
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [path, *(spot for key, each in inner for spot in _spots(each, (*path, key)))]


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """Return a real answer with a few parts replaced, duplicated or left out."""
    answer = deepcopy(draw(st.sampled_from(REAL)))
    for _ in range(draw(st.integers(0, 3))):
        if not (spots := _spots(answer)[1:]):
            break
        *path, last = draw(st.sampled_from(spots))
        holder = answer
        for step in path:
            holder = holder[step]
        match draw(st.sampled_from(["replace", "remove", "rename", "repeat"])):
            case "remove":
                del holder[last]
            case "rename" if isinstance(holder, dict):
                holder[draw(st.text(max_size=8))] = holder.pop(last)
            case "repeat" if isinstance(holder, list):
                holder *= draw(st.integers(0, 100))
            case _:
                holder[last] = draw(values)
    return answer


statuses = st.sampled_from(
    [200, 200, 200, 201, 204, 301, 400, 401, 403, 404, 429, 500, 503]
)


def _take(status: int, body: bytes) -> None:
    """Process an answer in all the usual ways."""
    answer = parse_body(body)
    if is_no_plates(status, answer):
        return
    if answer is None or not is_success(status, answer):
        error = to_error(status, answer, KEY)
        assert isinstance(error, CarsXEError)
        assert KEY not in f"{error}{error!r}"
        return
    parse_decoded_plate(answer)
    recognition = parse_recognition(answer)
    picture = Picture(content=b"", content_type="image/jpeg", width=640, height=480)
    scan = read_answer(
        recognition,
        picture=picture,
        taken_at=NOW,
        min_score=MIN_SCORE,
        matcher=Matcher(VEHICLES, list(MatchKind)),
        camera_id="gate",
    )
    plates = [detection.plate for detection in (*scan.detections, *scan.doubtful)]
    assert len({*plates}) == len(plates)
    for detection in scan.detections:
        data = build_event_data(scan, detection)
        json.dumps(data, allow_nan=False).encode()
        assert 0 < len(data["plate"]) <= MAX_PLATE_LENGTH
        assert MIN_SCORE / 100 <= data["score"] <= 1
        assert data["known"] is (data["vehicle"] is not None)


@_tried(1_000)
@given(
    statuses,
    st.binary(max_size=200) | values.map(lambda value: json.dumps(value).encode()),
)
def test_anything(status: int, body: bytes) -> None:
    """Bytes, and JSON of any form."""
    _take(status, body)


@_tried(2_400)
@given(statuses, mutated())
def test_nearly_real(status: int, answer: Any) -> None:
    """Real answers with something wrong."""
    _take(status, json.dumps(answer).encode())


VEHICLES = [
    KnownVehicle(vehicle_id="1", name="Van", plate="ABC123"),
    KnownVehicle(vehicle_id="2", name="Twin", plate="A8C1Z3"),
    KnownVehicle(vehicle_id="3", name="Old", plate="B0B", valid_until=NOW),
]
plates = st.text("AB8O0I1", min_size=1, max_size=4)
vehicles = st.builds(
    KnownVehicle,
    vehicle_id=st.uuids().map(str),
    name=st.just("a vehicle"),
    plate=plates,
    valid_from=st.sampled_from([None, NOW - HOUR, NOW, NOW + HOUR]),
    valid_until=st.sampled_from([None, NOW - HOUR, NOW, NOW + HOUR]),
    camera_ids=st.sampled_from([frozenset(), frozenset({"gate"}), frozenset({"yard"})]),
)
scores = st.none() | st.sampled_from([0.0, 0.69, 0.7, 0.9, 1.0])


@_tried(1_000)
@given(
    known=st.lists(vehicles, unique_by=lambda vehicle: vehicle.plate, max_size=6),
    kinds=st.sets(st.sampled_from(MatchKind)),
    plate=plates,
    candidates=st.lists(st.tuples(plates, scores), max_size=4),
)
def test_matcher(
    known: list[KnownVehicle],
    kinds: set[MatchKind],
    plate: str,
    candidates: list[tuple[str, float | None]],
) -> None:
    """A match follows the enabled rules, with a vehicle that is valid here and now, and unambiguous."""
    match = Matcher(known, kinds).match(
        plate, candidates, min_score=MIN_SCORE / 100, camera_id="gate", now=NOW
    )
    vehicle = match.vehicle
    if vehicle is None:
        assert match.reason is not None
        assert match.matched_plate is None
        return
    assert match.reason is None
    assert vehicle in known
    assert match.matched_plate == vehicle.plate
    assert vehicle.valid_from is None or vehicle.valid_from <= NOW
    assert vehicle.valid_until is None or vehicle.valid_until > NOW
    assert "yard" not in vehicle.camera_ids
    assert match.kind in kinds | {MatchKind.EXACT}
    _check_kind(match, known, plate, dict.fromkeys(known_plates(known)), candidates)


def known_plates(known: list[KnownVehicle]) -> list[str]:
    """Return the known plates."""
    return [vehicle.plate for vehicle in known]


def _check_kind(
    match: Match,
    known: list[KnownVehicle],
    plate: str,
    listed: dict[str, None],
    candidates: list[tuple[str, float | None]],
) -> None:
    """Fail if a match isn't justified, or another vehicle matches as well."""
    assert match.vehicle
    match match.kind:
        case MatchKind.EXACT:
            assert match.vehicle.plate == plate
        case MatchKind.CANDIDATE:
            assert plate not in listed
            sure = [
                (text, score) for text, score in candidates if score and text in listed
            ]
            best = max(score for _, score in sure)
            assert {text for text, score in sure if score == best} == {
                match.vehicle.plate
            }
            assert best >= MIN_SCORE / 100
        case MatchKind.CONFUSABLE:
            same = [
                each for each in known if fold_plate(each.plate) == fold_plate(plate)
            ]
            assert same == [match.vehicle]


@_tried(300)
@given(known=plates, read=plates)
def test_matcher_is_symmetric(known: str, read: str) -> None:
    """If one plate matches another, the reverse is true, by the same kind."""

    def _match(one: str, other: str) -> tuple[MatchKind | None, NoMatch | None]:
        vehicle = KnownVehicle(vehicle_id="1", name="a", plate=one)
        match = Matcher([vehicle], list(MatchKind)).match(
            other, [], min_score=0, camera_id="", now=NOW
        )
        return match.kind, match.reason

    assert _match(known, read) == _match(read, known)


@_tried(500)
@given(st.text(max_size=40))
def test_normal_form(text: str) -> None:
    """Normalizing is idempotent and leaves only letters and digits."""
    plate = normalize_plate(text)
    assert normalize_plate(plate) == plate
    assert all(character.isalnum() for character in plate)
