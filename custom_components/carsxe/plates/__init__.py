"""Plate texts and known vehicles. Independent of Home Assistant."""

from .matcher import KnownVehicle, Match, Matcher, MatchKind, NoMatch, PlateStatus
from .pattern import PatternError, compile_pattern
from .similarity import are_alike, fold_plate
from .text import normalize_plate

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
]
