"""Draw the results of a scan."""

from ...plates import PlateStatus
from ...vision import Label, annotate
from ..scan import Scan

COLORS = {
    PlateStatus.KNOWN: "#2e9e4f",
    PlateStatus.UNKNOWN: "#ff9800",
}


def draw_scan(scan: Scan, content: bytes) -> bytes:
    """Draw a scan's plates, except ignored ones, into its picture. Blocking. Raises PictureError."""
    return annotate(
        content,
        [
            Label(text=found.plate, box=found.box, color=COLORS[found.match.status])
            for found in scan.detections
            if found.match.status in COLORS
        ],
    )
