"""Plate texts and known vehicles. Knows nothing of Home Assistant."""

from .confusion import fold_plate
from .matcher import Match, Matcher, MatchKind, NoMatch, PlateStatus
from .pattern import PatternError, compile_pattern
from .region import split_region
from .similarity import are_alike
from .spellings import spell, strip_marks
from .text import normalize_plate
from .vehicle import KnownVehicle

__all__ = [
    "KnownVehicle",
    "Match",
    "MatchKind",
    "Matcher",
    "NoMatch",
    "PatternError",
    "PlateStatus",
    "are_alike",
    "compile_pattern",
    "fold_plate",
    "normalize_plate",
    "spell",
    "split_region",
    "strip_marks",
]
