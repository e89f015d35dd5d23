"""What a camera's subentry says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

from homeassistant.config_entries import ConfigSubentry

from ..const import (
    CONF_BURST_MAX,
    CONF_BURST_STOP_SCORE,
    CONF_CAPTURE_TIMEOUT,
    CONF_COOLDOWN,
    CONF_CROP,
    CONF_DECODE_UNKNOWN,
    CONF_KEEP,
    CONF_LEAVE_OUT,
    CONF_MAX_WIDTH,
    CONF_MIN_SCORE,
    CONF_PRIORITY,
    CONF_QUALITY,
    CONF_ROTATION,
    CONF_SCAN_INTERVAL,
    CONF_SOURCE_ENTITY_ID,
    CONF_SPARE_CAMERA,
    CONF_TRIGGER_ENTITY_IDS,
    DEFAULT_BURST_MAX,
    DEFAULT_BURST_STOP_SCORE,
    DEFAULT_CAPTURE_TIMEOUT,
    DEFAULT_COOLDOWN,
    DEFAULT_KEEP,
    DEFAULT_MAX_WIDTH,
    DEFAULT_MIN_SCORE,
    DEFAULT_QUALITY,
    SUBENTRY_CAMERA,
)
from ..vision import Crop, Framing


@dataclass(frozen=True, kw_only=True, slots=True)
class CameraSettings:
    """A camera's settings; no interval means never by itself.

    `min_score` and `sure_score` are in per cent, `cooldown` is in seconds. A vehicle costs
    `max_calls` recognitions at the most, and no more once a reading reaches `sure_score`.
    `decode_unknown` pays for a decode of each unknown plate. With `priority`, a camera may use up
    the last part of the account's limits. `keep` is how many detections are kept. A capture may take
    `capture_timeout` seconds; with `spare_camera`, few are taken.
    """

    camera_id: str
    source_entity_id: str
    trigger_entity_ids: tuple[str, ...]
    scan_interval: timedelta | None
    min_score: float
    cooldown: float
    max_calls: int
    sure_score: float
    framing: Framing
    decode_unknown: bool
    priority: bool
    keep: int
    capture_timeout: int
    spare_camera: bool

    @classmethod
    def from_subentry(cls, subentry: ConfigSubentry) -> Self:
        """Read the settings of a camera."""
        data = subentry.data
        interval = data.get(CONF_SCAN_INTERVAL)
        return cls(
            camera_id=subentry.subentry_id,
            source_entity_id=data[CONF_SOURCE_ENTITY_ID],
            trigger_entity_ids=tuple(data.get(CONF_TRIGGER_ENTITY_IDS, ())),
            scan_interval=timedelta(seconds=interval) if interval else None,
            min_score=data.get(CONF_MIN_SCORE, DEFAULT_MIN_SCORE),
            cooldown=data.get(CONF_COOLDOWN, DEFAULT_COOLDOWN),
            max_calls=int(data.get(CONF_BURST_MAX, DEFAULT_BURST_MAX)),
            sure_score=data.get(CONF_BURST_STOP_SCORE, DEFAULT_BURST_STOP_SCORE),
            framing=_framing(data),
            decode_unknown=data.get(CONF_DECODE_UNKNOWN, False),
            priority=data.get(CONF_PRIORITY, False),
            keep=int(data.get(CONF_KEEP, DEFAULT_KEEP)),
            capture_timeout=int(
                data.get(CONF_CAPTURE_TIMEOUT, DEFAULT_CAPTURE_TIMEOUT)
            ),
            spare_camera=data.get(CONF_SPARE_CAMERA, False),
        )

    def has_same_view(self, other: CameraSettings) -> bool:
        """Return whether other settings look at the same region of the same source."""
        return (
            self.source_entity_id == other.source_entity_id
            and self.framing.crop == other.framing.crop
        )


def _framing(data: Mapping[str, Any]) -> Framing:
    """Return which part of a frame is sent, and how large."""
    return Framing(
        crop=Crop(
            **data.get(CONF_CROP, {}),
            rotation=int(data.get(CONF_ROTATION, 0)),
            leave_out=tuple(Crop(**area) for area in data.get(CONF_LEAVE_OUT, ())),
        ),
        max_width=int(data.get(CONF_MAX_WIDTH, DEFAULT_MAX_WIDTH)),
        quality=int(data.get(CONF_QUALITY, DEFAULT_QUALITY)),
    )


def camera_unique_id(data: Mapping[str, Any]) -> str:
    """Return the unique id of a camera with these settings: of its source and its region.

    It is prefixed, as all subentries share them.
    """
    crop = Crop(**data.get(CONF_CROP, {}))
    region = (
        "" if crop == Crop() else f":{','.join(f'{each:g}' for each in crop.edges[:4])}"
    )
    return f"{SUBENTRY_CAMERA}:{data[CONF_SOURCE_ENTITY_ID]}{region}"
