"""The data of the `plate_detected` event."""

from dataclasses import asdict, dataclass
from typing import Any

from .scan import PlateDetection, Scan


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """An announced detection, the scan that it is from, and the event's data."""

    scan: Scan
    detection: PlateDetection
    data: dict[str, Any]


def build_event_data(scan: Scan, plate_detection: PlateDetection) -> dict[str, Any]:
    """Return what the event tells of one detection; what CarsXE didn't say is None."""
    detection = plate_detection.detection
    region, seen, box = detection.region, detection.vehicle, detection.box
    match = plate_detection.match
    known = match.vehicle
    return {
        "plate": plate_detection.plate,
        "text": detection.plate,
        "score": detection.score,
        "dscore": detection.dscore,
        "region": region.code if region else None,
        "region_score": region.score if region else None,
        "vehicle_type": seen.type if seen else None,
        "vehicle_score": seen.score if seen else None,
        "box": asdict(box) if box else None,
        "candidates": [
            {"plate": plate, "score": score}
            for plate, score in plate_detection.candidates
        ],
        "known": known is not None,
        "vehicle": known.name if known else None,
        "vehicle_id": known.vehicle_id if known else None,
        "match": match.kind if known else None,
        "matched_plate": match.matched_plate,
        "detected_at": scan.captured_at.isoformat(),
        "processing_time": scan.processing_time,
        "scan_id": scan.scan_id,
    }
