"""One detection that is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """A detection: the `plate_detected` event's data, and how many bytes its files take.

    `picture` says whether there is one, and a thumbnail. Ids sort by time.
    """

    record_id: str
    detected_at: datetime
    data: Mapping[str, Any]
    picture: bool
    size: int

    @classmethod
    def from_data(
        cls, record_id: str, data: Mapping[str, Any], *, picture: bool, size: int
    ) -> Self:
        """Read an event's data. Raises ValueError, KeyError or TypeError where it is damaged."""
        detected_at = datetime.fromisoformat(data["detected_at"])
        if detected_at.tzinfo is None:
            raise ValueError("no time zone")
        if not all(isinstance(data[key], str) for key in ("plate", "scan_id")):
            raise ValueError("not an event's data")
        record = cls(
            record_id=record_id,
            detected_at=detected_at,
            data=data,
            picture=picture,
            size=size,
        )
        record.candidates()
        return record

    @property
    def plate(self) -> str:
        """Return the plate in its normal form."""
        return str(self.data["plate"])

    def candidates(self) -> list[tuple[str, float | None]]:
        """Return the other readings with their scores, 0-1."""
        return [
            (str(reading["plate"]), _number(reading["score"]))
            for reading in self.data["candidates"]
        ]


def _number(score: Any) -> float | None:
    """Return a score. Raises TypeError or ValueError where it is none."""
    return None if score is None else float(score)
