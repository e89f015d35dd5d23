"""Plate texts and known vehicles. Knows nothing of Home Assistant."""

from .confusion import fold_plate
from .matcher import Match, Matcher, MatchKind, NoMatch, PlateStatus
from .region import split_region
from .similarity import are_alike
from .text import normalize_plate
from .vehicle import KnownVehicle

__all__ = [
    "KnownVehicle",
    "Match",
    "MatchKind",
    "Matcher",
    "NoMatch",
    "PlateStatus",
    "are_alike",
    "fold_plate",
    "normalize_plate",
    "split_region",
]
