"""What a camera's subentry says."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from homeassistant.config_entries import ConfigSubentry

from ..const import (
    CONF_COOLDOWN,
    CONF_DECODE_UNKNOWN,
    CONF_MIN_SCORE,
    CONF_SCAN_INTERVAL,
    CONF_SOURCE_ENTITY_ID,
    CONF_TRIGGER_ENTITY_IDS,
    DEFAULT_COOLDOWN,
    DEFAULT_MIN_SCORE,
    SUBENTRY_CAMERA,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class CameraSettings:
    """A camera's settings; no interval means never by itself.

    `min_score` is in per cent, `cooldown` in seconds. `decode_unknown` pays for a decode of each
    unknown plate.
    """

    source_entity_id: str
    trigger_entity_ids: tuple[str, ...]
    scan_interval: timedelta | None
    min_score: float
    cooldown: float = DEFAULT_COOLDOWN
    decode_unknown: bool = False

    @classmethod
    def from_subentry(cls, subentry: ConfigSubentry) -> Self:
        """Read the settings of a camera."""
        data = subentry.data
        interval = data.get(CONF_SCAN_INTERVAL)
        return cls(
            source_entity_id=data[CONF_SOURCE_ENTITY_ID],
            trigger_entity_ids=tuple(data.get(CONF_TRIGGER_ENTITY_IDS, ())),
            scan_interval=timedelta(seconds=interval) if interval else None,
            min_score=data.get(CONF_MIN_SCORE, DEFAULT_MIN_SCORE),
            cooldown=data.get(CONF_COOLDOWN, DEFAULT_COOLDOWN),
            decode_unknown=data.get(CONF_DECODE_UNKNOWN, False),
        )


def camera_unique_id(source_entity_id: str) -> str:
    """Return the unique id of a source's camera, prefixed as all subentries share them."""
    return f"{SUBENTRY_CAMERA}:{source_entity_id}"
