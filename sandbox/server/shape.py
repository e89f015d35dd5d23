"""Convert readings to the service's format."""

from dataclasses import asdict

from sandbox.reader import Reading


def success(readings: list[Reading], milliseconds: float) -> dict[str, object]:
    """Return the body of a recognition with plates."""
    return {
        "success": True,
        "message": "",
        "processing_time": round(milliseconds, 3),
        "results": [_result(reading) for reading in readings],
    }


def _result(reading: Reading) -> dict[str, object]:
    """Return one plate, without a vehicle, which the reader doesn't detect."""
    return {
        "box": asdict(reading.box),
        "plate": reading.plate.lower(),
        "region": asdict(reading.region),
        "score": reading.score,
        "candidates": [
            {"score": each.score, "plate": each.plate.lower()}
            for each in reading.candidates
        ],
        "dscore": reading.dscore,
    }
