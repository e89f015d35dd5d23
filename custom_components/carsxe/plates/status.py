"""What a plate counts as."""

from enum import StrEnum

from .matcher import Match


class PlateStatus(StrEnum):
    """A known vehicle's plate, a stranger's, or one that is recognized and never announced."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    IGNORED = "ignored"


def plate_status(match: Match) -> PlateStatus:
    """Return what a plate counts as, given the known vehicle that it stands for."""
    if match.vehicle is None:
        return PlateStatus.UNKNOWN
    return PlateStatus.IGNORED if match.vehicle.ignore else PlateStatus.KNOWN
