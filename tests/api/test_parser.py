"""Tests of parsing answers."""

from dataclasses import asdict
from typing import Any

from hypothesis import example, given, settings, strategies as st
import orjson
import pytest

from custom_components.carsxe.api.models import Box, Detection, Recognition
from custom_components.carsxe.api.parser import MAX_ITEMS, parse_recognition
from tests.carsxe_server import load_answer

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["NaN", "-Infinity", "1e999", "0.5", "-1", 10**400, "\ud800"])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def _object(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw objects with some of these fields, sometimes with any JSON in their place."""
    return st.fixed_dictionaries({}, optional=fields) | JSON


SIDES = st.integers(-10, 5000) | SCALARS
BOXES = _object(xmin=SIDES, ymin=SIDES, xmax=SIDES, ymax=SIDES)
SCORES = st.floats(-1, 2) | JSON
PLATES = st.text(min_size=1) | JSON
RESULTS = _object(
    plate=PLATES,
    score=SCORES,
    dscore=SCORES,
    box=BOXES,
    region=_object(code=PLATES, score=SCORES),
    vehicle=_object(type=PLATES, score=SCORES, box=BOXES),
    candidates=st.lists(_object(plate=PLATES, score=SCORES), max_size=3) | JSON,
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={"results": st.lists(RESULTS, max_size=3) | JSON, "processing_time": JSON},
)


def _detection(**fields: Any) -> Detection:
    """Return the detection of a result with a plate and these fields."""
    answer = {"results": [{"plate": "a", **fields}]}
    (detection,) = parse_recognition(answer).detections
    return detection


def test_documented_answer() -> None:
    """The documented answer is parsed completely."""
    assert parse_recognition(load_answer("recognition_us")) == Recognition(
        processing_time=117.822,
        detections=(
            Detection(
                plate="9djc652",
                score=1,
                dscore=0.928,
                region="us-ca",
                region_score=0.849,
                vehicle_type="Sedan",
                vehicle_score=0.963,
                box=Box(xmin=2045, ymin=1400, xmax=2732, ymax=1849),
                candidates=(("9djc652", 1),),
            ),
        ),
    )


def test_two_plates() -> None:
    """Plates keep their order; missing regions and vehicles are None; the plate beats candidates."""
    recognition = parse_recognition(load_answer("recognition_two_plates"))
    assert recognition.processing_time == 84.5
    first, second = recognition.detections
    assert first.plate == "dla232"
    assert [plate for plate, _ in first.candidates] == ["dlz032", "dla232"]
    assert (first.vehicle_type, first.vehicle_score) == ("Pickup Truck", 0.811)
    assert second.plate == "wob1234"
    assert second.region is None
    assert second.vehicle_type is None


@pytest.mark.parametrize(
    ("name", "detections"),
    [
        pytest.param("recognition_empty", (), id="empty"),
        pytest.param("no_plates", (), id="no results"),
        pytest.param(
            "recognition_plate_only", (Detection(plate="pl8rec"),), id="plate only"
        ),
        pytest.param(
            "recognition_without_ymax",
            (Detection(plate="pl8rec", score=0.9),),
            id="no ymax",
        ),
        pytest.param(
            "recognition_extra_keys",
            (
                Detection(
                    plate="ab12cde",
                    score=0.95,
                    dscore=0.9,
                    region="gb",
                    region_score=0.9,
                    vehicle_type="SUV",
                    vehicle_score=0.8,
                    box=Box(xmin=10, ymin=20, xmax=110, ymax=50),
                    candidates=(("ab12cde", 0.95),),
                ),
            ),
            id="extra keys",
        ),
    ],
)
def test_detections(name: str, detections: tuple[Detection, ...]) -> None:
    """Missing values are None, unknown ones are left out, and results without a text are dropped."""
    assert parse_recognition(load_answer(name)).detections == detections


@pytest.mark.parametrize(
    "results",
    [
        pytest.param(None, id="null"),
        pytest.param({}, id="object"),
        pytest.param("plates", id="text"),
        pytest.param([None, 1, "a", [], True], id="no objects"),
        pytest.param([{"plate": ""}], id="empty plate"),
        pytest.param([{"plate": " \t"}], id="blank plate"),
        pytest.param([{"plate": None}], id="null plate"),
        pytest.param([{"plate": 123}], id="number"),
        pytest.param([{"plate": {"value": "a"}}], id="plate object"),
        pytest.param([{"score": 1}], id="no plate"),
    ],
)
def test_nothing_to_read(results: Any) -> None:
    """Anything but a list of plates is parsed as none."""
    assert parse_recognition({"results": results}).detections == ()


def test_misshapen_among_good() -> None:
    """A malformed result doesn't affect the others."""
    results = [{"plate": 1}, {"plate": " ab1 "}, None, {"plate": "cd2"}]
    recognition = parse_recognition({"results": results})
    assert [detection.plate for detection in recognition.detections] == ["ab1", "cd2"]


@pytest.mark.parametrize(
    ("value", "score"),
    [
        pytest.param(0, 0.0, id="zero"),
        pytest.param(1, 1.0, id="one"),
        pytest.param(0.5, 0.5, id="half"),
        pytest.param("0.5", 0.5, id="text"),
        pytest.param(1.0001, None, id="above one"),
        pytest.param(-0.0001, None, id="below zero"),
        pytest.param(85, None, id="per cent"),
        pytest.param(True, None, id="true"),
        pytest.param(False, None, id="false"),
        pytest.param(float("nan"), None, id="NaN"),
        pytest.param(float("inf"), None, id="infinity"),
        pytest.param("nan", None, id="NaN as text"),
        pytest.param("high", None, id="word"),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="null"),
        pytest.param([1], None, id="list"),
        pytest.param({"value": 1}, None, id="object"),
        pytest.param(10**400, None, id="beyond floats"),
    ],
)
def test_score(value: Any, score: float | None) -> None:
    """A score is a number from 0 to 1, everywhere."""
    detection = _detection(
        score=value,
        dscore=value,
        region={"code": "de", "score": value},
        candidates=[{"plate": "b", "score": value}],
    )
    assert detection.score == score
    assert detection.dscore == score
    assert detection.region_score == score
    assert detection.candidates == (("b", score),)


@pytest.mark.parametrize(
    ("value", "region"),
    [
        pytest.param({"code": "us-ca"}, "us-ca", id="no score"),
        pytest.param({"code": "", "score": 0}, None, id="unknown"),
        pytest.param({"score": 0.5}, None, id="no code"),
        pytest.param({"code": 49}, None, id="number"),
        pytest.param("us-ca", None, id="text"),
        pytest.param(None, None, id="null"),
    ],
)
def test_region(value: Any, region: str | None) -> None:
    """A region has a code."""
    detection = _detection(region=value)
    assert (detection.region, detection.region_score) == (region, None)


@pytest.mark.parametrize(
    ("value", "kind", "score"),
    [
        pytest.param({"type": "Sedan", "score": 0.9}, "Sedan", 0.9, id="documented"),
        pytest.param(
            {"type": "Hovercraft", "score": 0.1}, "Hovercraft", 0.1, id="unlisted"
        ),
        pytest.param({"type": "Van"}, "Van", None, id="no score"),
        pytest.param({"type": "Van", "score": "high"}, "Van", None, id="bad score"),
        pytest.param({"type": "Unknown", "score": 0}, None, None, id="none seen"),
        pytest.param({"type": "", "score": 0.9}, None, None, id="empty type"),
        pytest.param({"score": 0.9}, None, None, id="no type"),
        pytest.param(["Sedan"], None, None, id="list"),
        pytest.param(None, None, None, id="null"),
    ],
)
def test_vehicle(value: Any, kind: str | None, score: float | None) -> None:
    """A vehicle has a type and doesn't score zero."""
    detection = _detection(vehicle=value)
    assert (detection.vehicle_type, detection.vehicle_score) == (kind, score)


@pytest.mark.parametrize(
    ("changes", "box"),
    [
        pytest.param({}, Box(xmin=1, ymin=2, xmax=30, ymax=40), id="whole"),
        pytest.param(
            {"xmax": 29.6, "ymax": "40.4"},
            Box(xmin=1, ymin=2, xmax=30, ymax=40),
            id="rounded",
        ),
        pytest.param({"xmin": None}, None, id="no left"),
        pytest.param({"ymin": "top"}, None, id="no top"),
        pytest.param({"xmax": []}, None, id="no right"),
        pytest.param({"ymax": True}, None, id="no bottom"),
        pytest.param({"xmax": 1}, None, id="no width"),
        pytest.param({"ymax": 2}, None, id="no height"),
        pytest.param({"xmin": 31}, None, id="right of itself"),
        pytest.param({"ymin": 41}, None, id="below itself"),
        pytest.param({"xmin": 0, "ymin": 0, "xmax": 0, "ymax": 0}, None, id="all zero"),
        pytest.param({"xmax": float("inf")}, None, id="infinite"),
        pytest.param({"xmax": float("nan")}, None, id="NaN"),
        pytest.param({"xmax": 1e300}, None, id="beyond any picture"),
    ],
)
def test_box(changes: dict[str, Any], box: Box | None) -> None:
    """A box has four sides and encloses something."""
    sides = {"xmin": 1, "ymin": 2, "xmax": 30, "ymax": 40, **changes}
    assert _detection(box=sides).box == box


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(None, id="null"),
        pytest.param([1, 2, 30, 40], id="list"),
        pytest.param({}, id="empty"),
        pytest.param({"xmin": 1, "ymin": 2, "xmax": 30}, id="three sides"),
    ],
)
def test_no_box(value: Any) -> None:
    """An invalid box is None."""
    assert _detection(box=value).box is None


@pytest.mark.parametrize(
    ("value", "candidates"),
    [
        pytest.param(None, (), id="null"),
        pytest.param({"plate": "b"}, (), id="object"),
        pytest.param(["b", None, {}], (), id="no plates"),
        pytest.param(
            [{"plate": "b"}, {"plate": ""}, {"plate": " c ", "score": 0.5}],
            (("b", None), ("c", 0.5)),
            id="some",
        ),
    ],
)
def test_candidates(
    value: Any, candidates: tuple[tuple[str, float | None], ...]
) -> None:
    """Candidates have a text and keep their order."""
    assert _detection(candidates=value).candidates == candidates


@pytest.mark.parametrize(
    ("value", "processing_time"),
    [
        pytest.param(117.822, 117.822, id="number"),
        pytest.param("117.822", 117.822, id="text"),
        pytest.param(0, 0, id="zero"),
        pytest.param(-1, None, id="negative"),
        pytest.param("fast", None, id="word"),
        pytest.param(float("inf"), None, id="infinity"),
        pytest.param(float("nan"), None, id="NaN"),
        pytest.param(True, None, id="true"),
        pytest.param(None, None, id="null"),
    ],
)
def test_processing_time(value: Any, processing_time: float | None) -> None:
    """The time is a number, documented as a text."""
    recognition = parse_recognition({"processing_time": value})
    assert recognition.processing_time == processing_time


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ud800", id="surrogate alone"),
        pytest.param("ab\udc001", id="surrogate in a text"),
    ],
)
def test_text_that_is_none(text: str) -> None:
    """A text that can't be encoded could neither be stored nor sent, so it is dropped."""
    assert parse_recognition({"results": [{"plate": text}]}).detections == ()
    detection = _detection(
        region={"code": text}, vehicle={"type": text}, candidates=[{"plate": text}]
    )
    assert detection == Detection(plate="a")


@settings(deadline=None)
@given(ANSWERS)
@example({"results": [{"plate": "a", "region": {"code": "\ud800"}}]})
@example(
    {
        "results": [
            {"plate": "a", "box": {"xmin": 0, "ymin": 0, "xmax": 1e99, "ymax": 1}}
        ]
    }
)
def test_any_answer(answer: dict[str, Any]) -> None:
    """No JSON makes it raise, and all values are within their bounds and can be sent."""
    recognition = parse_recognition(answer)
    for detection in recognition.detections:
        scores = (
            *(detection.score, detection.dscore),
            *(detection.region_score, detection.vehicle_score),
            *(score for _, score in detection.candidates),
        )
        assert all(score is None or 0 <= score <= 1 for score in scores)
        assert detection.plate.strip() == detection.plate != ""
        if box := detection.box:
            assert box.xmin < box.xmax
            assert box.ymin < box.ymax
    assert recognition.processing_time is None or recognition.processing_time >= 0
    assert orjson.loads(orjson.dumps(asdict(recognition)))


def test_endless_lists() -> None:
    """An answer with more plates than a picture can show is cut."""
    result = {"plate": "a1", "candidates": [{"plate": "a1"}] * 1000}
    recognition = parse_recognition({"results": [result] * 1000})
    assert len(recognition.detections) == MAX_ITEMS
    assert len(recognition.detections[0].candidates) == MAX_ITEMS
