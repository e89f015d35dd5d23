"""What was announced of one detection."""

from dataclasses import dataclass
from typing import Any

from ..scanning.scan import PlateDetection, Scan


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """A detection that was news, the scan that it is from, and the event's data."""

    scan: Scan
    detection: PlateDetection
    data: dict[str, Any]
