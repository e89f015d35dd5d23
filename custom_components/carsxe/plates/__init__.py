"""Plate texts and known vehicles. Knows nothing of Home Assistant."""

from .ballot import Vote, are_alike, elect
from .confusion import fold_plate
from .matcher import Match, Matcher, MatchKind, NoMatch
from .region import split_region
from .status import PlateStatus, plate_status
from .text import normalize_plate
from .vehicle import KnownVehicle

__all__ = [
    "KnownVehicle",
    "Match",
    "MatchKind",
    "Matcher",
    "NoMatch",
    "PlateStatus",
    "Vote",
    "are_alike",
    "elect",
    "fold_plate",
    "normalize_plate",
    "plate_status",
    "split_region",
]
