"""Parse answers into models; missing, malformed or unknown values are left out, never raised."""

import math
from typing import Any

from .models import (
    DECODED_FIELDS,
    Box,
    Candidate,
    DecodedPlate,
    Detection,
    Recognition,
    Region,
    Vehicle,
)

MAX_WHOLE = 2**31 - 1
MAX_ITEMS = 50
MAX_TEXT_LENGTH = 255


def parse_recognition(answer: dict[str, Any]) -> Recognition:
    """Parse an answer of /platerecognition."""
    detections = (_detection(result) for result in _list(answer.get("results")))
    return Recognition(
        detections=tuple(detection for detection in detections if detection),
        processing_time=_positive(_number(answer.get("processing_time"))),
    )


def parse_decoded_plate(answer: dict[str, Any]) -> DecodedPlate:
    """Parse an answer of /v2/platedecoder, without its echo of the request."""
    return {field: _text(_as_text(answer.get(field))) for field in DECODED_FIELDS}


def _detection(result: Any) -> Detection | None:
    """Return a detection, or None if there is no plate text."""
    if not isinstance(result, dict) or (plate := _text(result.get("plate"))) is None:
        return None
    return Detection(
        plate=plate,
        score=_score(result.get("score")),
        dscore=_score(result.get("dscore")),
        region=_region(result.get("region")),
        vehicle=_vehicle(result.get("vehicle")),
        box=_box(result.get("box")),
        candidates=_candidates(result.get("candidates")),
    )


def _candidates(value: Any) -> tuple[Candidate, ...]:
    """Return the readings that have a text, in their original order."""
    return tuple(
        Candidate(plate=plate, score=_score(item.get("score")))
        for item in _list(value)
        if isinstance(item, dict) and (plate := _text(item.get("plate"))) is not None
    )


def _region(value: Any) -> Region | None:
    """Return a region, or None if its code is empty."""
    if not isinstance(value, dict) or (code := _text(value.get("code"))) is None:
        return None
    return Region(code=code, score=_score(value.get("score")))


def _vehicle(value: Any) -> Vehicle | None:
    """Return a vehicle, or None if it has no type or a score of 0, which means that none was seen."""
    if not isinstance(value, dict) or (kind := _text(value.get("type"))) is None:
        return None
    if (score := _score(value.get("score"))) == 0:
        return None
    return Vehicle(type=kind, score=score)


def _box(value: Any) -> Box | None:
    """Return a box, or None if a side is missing or the box is empty."""
    if not isinstance(value, dict):
        return None
    sides = [_whole(value.get(side)) for side in ("xmin", "ymin", "xmax", "ymax")]
    xmin, ymin, xmax, ymax = sides
    if xmin is None or ymin is None or xmax is None or ymax is None:
        return None
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


def _as_text(value: Any) -> Any:
    """Return a whole number as a text, and anything else unchanged."""
    return (
        str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    )


def _number(value: Any) -> float | None:
    """Return a finite number, parsing texts such as "117.8"."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except ValueError, OverflowError:
        return None
    return number if math.isfinite(number) else None


def _whole(value: Any) -> int | None:
    """Return a number rounded to an integer."""
    number = _number(value)
    if number is None or abs(number) > MAX_WHOLE:
        return None
    return round(number)


def _positive(number: float | None) -> float | None:
    """Return a number unless it is negative."""
    return number if number is not None and number >= 0 else None


def _score(value: Any) -> float | None:
    """Return a score from 0 to 1, or None for anything else."""
    number = _number(value)
    return number if number is not None and 0 <= number <= 1 else None
