"""Draw the results of a scan."""

from dataclasses import dataclass
from datetime import datetime
import json
from typing import Self

from homeassistant.util.json import json_loads_object

from ...plates import PlateStatus
from ...vision import Label, PictureError, annotate, read_note
from ..scan import Scan

COLORS = {
    PlateStatus.KNOWN: "#2e9e4f",
    PlateStatus.UNKNOWN: "#ff9800",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class PlatePicture:
    """A scan's picture as a JPEG with its plates drawn in, and when it was taken."""

    content: bytes
    taken_at: datetime
    scan_id: str

    @classmethod
    def from_file(cls, content: bytes) -> Self:
        """Restore a stored picture. Raises PictureError if it is damaged."""
        try:
            note = json_loads_object(read_note(content))
            return cls(
                content=content,
                taken_at=datetime.fromisoformat(str(note["taken_at"])),
                scan_id=str(note["scan_id"]),
            )
        except (KeyError, TypeError, ValueError) as err:
            raise PictureError(type(err).__name__) from err


def draw_scan(scan: Scan, content: bytes) -> PlatePicture:
    """Draw a scan's plates, except ignored ones, into its picture. Blocking. Raises PictureError."""
    labels = [
        Label(
            text=detection.plate,
            box=detection.box,
            color=COLORS[status],
        )
        for detection in scan.detections
        if (status := detection.match.status) is not PlateStatus.IGNORED
    ]
    note = {"taken_at": scan.captured_at.isoformat(), "scan_id": scan.scan_id}
    return PlatePicture(
        content=annotate(content, labels, json.dumps(note)),
        taken_at=scan.captured_at,
        scan_id=scan.scan_id,
    )
