"""A vehicle that somebody has given a name."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownVehicle:
    """A vehicle with its known plates; no `camera_ids` means that it counts at every camera.

    It is valid from `valid_from` until before `valid_until`, each with a time zone, where given,
    and only while its `schedule` is on, where it has one. `not_plates` are readings that somebody
    has said are another vehicle's. `ignore` means that it is recognized, but never announced.
    """

    vehicle_id: str
    name: str
    plate: str
    more_plates: tuple[str, ...] = ()
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    schedule: str | None = None
    camera_ids: frozenset[str] = frozenset()
    not_plates: frozenset[str] = frozenset()
    ignore: bool = False
