"""Turns answers into values; whatever is missing, misshapen or unknown is left out, never raised."""

from dataclasses import fields
import math
from typing import Any

from .models import (
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
    """Return the recognition in an answer of /platerecognition."""
    detections = (_detection(result) for result in _list(answer.get("results")))
    return Recognition(
        detections=tuple(detection for detection in detections if detection),
        processing_time=_positive(_number(answer.get("processing_time"))),
    )


def parse_decoded_plate(answer: dict[str, Any]) -> DecodedPlate:
    """Return the vehicle in an answer of /v2/platedecoder, without the echo of the request."""
    return DecodedPlate(
        **{
            field.name: _text(_as_text(answer.get(field.name)))
            for field in fields(DecodedPlate)
        }
    )


def _detection(result: Any) -> Detection | None:
    """Return a detection, None where there is no plate text."""
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
    """Return the readings that have a text, in the answer's order."""
    return tuple(
        Candidate(plate=plate, score=_score(item.get("score")))
        for item in _list(value)
        if isinstance(item, dict) and (plate := _text(item.get("plate"))) is not None
    )


def _region(value: Any) -> Region | None:
    """Return a region, None where its code is empty."""
    if not isinstance(value, dict) or (code := _text(value.get("code"))) is None:
        return None
    return Region(code=code, score=_score(value.get("score")))


def _vehicle(value: Any) -> Vehicle | None:
    """Return a vehicle, None where it has no type or scores 0, which stands for none seen."""
    if not isinstance(value, dict) or (kind := _text(value.get("type"))) is None:
        return None
    if (score := _score(value.get("score"))) == 0:
        return None
    return Vehicle(type=kind, score=score)


def _box(value: Any) -> Box | None:
    """Return a box, None where a side is missing or it encloses nothing."""
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
    """Return a list up to a sane length, anything else as an empty one."""
    return value[:MAX_ITEMS] if isinstance(value, list) else []


def _text(value: Any) -> str | None:
    """Return a text of a sane length in printable characters, None where nothing is left."""
    if not isinstance(value, str) or len(value) > MAX_TEXT_LENGTH:
        return None
    try:
        value.encode()
    except UnicodeEncodeError:
        return None
    shown = "".join(c if c.isprintable() else " " for c in value)
    return " ".join(shown.split()) or None


def _as_text(value: Any) -> Any:
    """Return a whole number as a text, anything else as it is."""
    return (
        str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    )


def _number(value: Any) -> float | None:
    """Return a finite number, also from a text such as "117.8"."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except ValueError, OverflowError:
        return None
    return number if math.isfinite(number) else None


def _whole(value: Any) -> int | None:
    """Return a number rounded to a whole one."""
    number = _number(value)
    if number is None or abs(number) > MAX_WHOLE:
        return None
    return round(number)


def _positive(number: float | None) -> float | None:
    """Return a number that isn't below zero."""
    return number if number is not None and number >= 0 else None


def _score(value: Any) -> float | None:
    """Return a score from 0 to 1; one outside is no score."""
    number = _number(value)
    return number if number is not None and 0 <= number <= 1 else None
