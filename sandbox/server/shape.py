"""Puts readings into the service's shape."""

from dataclasses import asdict

from sandbox.reader import Reading


def success(readings: list[Reading], milliseconds: float) -> dict[str, object]:
    """Give the body of a recognition that found plates."""
    return {
        "success": True,
        "message": "",
        "processing_time": round(milliseconds, 3),
        "results": [_result(reading) for reading in readings],
    }


def _result(reading: Reading) -> dict[str, object]:
    """Give one plate. There is no vehicle, as the reader sees none."""
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
