"""Parse answers into models; missing, malformed or unknown values are left out, never raised."""

import math
from typing import Any

from .models import DECODED_FIELDS, Box, DecodedPlate, Detection, Recognition

MAX_WHOLE = 2**31 - 1
MAX_ITEMS = 50
MAX_TEXT_LENGTH = 255


def parse_recognition(answer: dict[str, Any]) -> Recognition:
    """Parse an answer of /platerecognition."""
    detections = (_detection(result) for result in _list(answer.get("results")))
    return Recognition(
        detections=tuple(detection for detection in detections if detection),
        processing_time=_number(answer.get("processing_time"), 0),
    )


def parse_decoded_plate(answer: dict[str, Any]) -> DecodedPlate:
    """Parse an answer of /v2/platedecoder, without its echo of the request."""
    values = {field: answer.get(field) for field in DECODED_FIELDS}
    # A year may be a number.
    return {
        field: _text(str(value) if type(value) is int else value)
        for field, value in values.items()
    }


def _detection(result: Any) -> Detection | None:
    """Return a detection, or None if there is no plate text."""
    if not isinstance(result, dict) or (plate := _text(result.get("plate"))) is None:
        return None
    region, region_score = _scored(result.get("region"), "code")
    vehicle_type, vehicle_score = _scored(result.get("vehicle"), "type")
    if vehicle_score == 0:
        # No vehicle was seen.
        vehicle_type = vehicle_score = None
    candidates = [_scored(each, "plate") for each in _list(result.get("candidates"))]
    return Detection(
        plate=plate,
        score=_score(result.get("score")),
        dscore=_score(result.get("dscore")),
        region=region,
        region_score=region_score,
        vehicle_type=vehicle_type,
        vehicle_score=vehicle_score,
        box=_box(result.get("box")),
        candidates=tuple((text, score) for text, score in candidates if text),
    )


def _scored(value: Any, field: str) -> tuple[str | None, float | None]:
    """Return the text in a field of an object, and its score."""
    if not isinstance(value, dict) or (text := _text(value.get(field))) is None:
        return None, None
    return text, _score(value.get("score"))


def _box(value: Any) -> Box | None:
    """Return a box, or None if a side is missing or the box is empty."""
    if not isinstance(value, dict):
        return None
    sides = [
        round(number)
        for side in ("xmin", "ymin", "xmax", "ymax")
        if (number := _number(value.get(side), -MAX_WHOLE, MAX_WHOLE)) is not None
    ]
    if len(sides) < 4:
        return None
    xmin, ymin, xmax, ymax = sides
    if xmax <= xmin or ymax <= ymin:
        return None
    return Box(xmin=xmin, ymin=ymin, xmax=xmax, ymax=ymax)


def _list(value: Any) -> list[Any]:
    """Return a list, cut to a reasonable length, or an empty one for anything else."""
    return value[:MAX_ITEMS] if isinstance(value, list) else []


def _text(value: Any) -> str | None:
    """Return a text of reasonable length with printable characters, or None if nothing is left."""
    if not isinstance(value, str) or len(value) > MAX_TEXT_LENGTH:
        return None
    try:
        value.encode()
    except UnicodeEncodeError:
        return None
    shown = "".join(c if c.isprintable() else " " for c in value)
    return " ".join(shown.split()) or None


def _number(value: Any, low: float, high: float = math.inf) -> float | None:
    """Return a finite number within the bounds, parsing texts such as "117.8"."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except ValueError, OverflowError:
        return None
    return number if math.isfinite(number) and low <= number <= high else None


def _score(value: Any) -> float | None:
    """Return a score from 0 to 1, or None for anything else."""
    return _number(value, 0, 1)
