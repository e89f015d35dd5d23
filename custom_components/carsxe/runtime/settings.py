"""The settings of an account and of a camera, by their stored names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

from homeassistant.config_entries import ConfigSubentry

from ..const import (
    CONF_CROP,
    CONF_LEAVE_OUT,
    CONF_ROTATION,
    CONF_SOURCE_ENTITY_ID,
    SUBENTRY_CAMERA,
)
from ..vision import Crop, Framing
from .account import CarsXEConfigEntry

_FRAMING = Framing()


@dataclass(frozen=True, kw_only=True)
class AccountSettings:
    """An account's options that have defaults; prices are in US dollars."""

    daily_decode_limit: int = 10
    price: float = 0.15
    decode_price: float = 0.5
    match_kinds: Sequence[str] = ("exact", "candidate")
    min_plate_length: int = 1
    plate_pattern: str = ""

    @classmethod
    def from_entry(cls, entry: CarsXEConfigEntry) -> Self:
        """Read the settings of an account."""
        names = {field.name for field in fields(cls)} & entry.options.keys()
        return cls(**{name: entry.options[name] for name in names})


@dataclass(frozen=True, kw_only=True)
class CameraSettings:
    """A camera's settings; without an interval, only triggers count.

    `min_score` and `burst_stop_score` are in percent, all times in seconds. A vehicle costs
    `burst_max` recognitions at most, and no more once a reading reaches `burst_stop_score`.
    `decode_unknown` pays for a decode of each unknown plate. With `priority`, a camera may use the
    last part of the account's limits. `keep` is the number of detections to keep. With
    `spare_camera`, only a few captures are taken.
    """

    camera_id: str
    source_entity_id: str
    trigger_entity_ids: Sequence[str] = ()
    scan_interval: float | None = None
    min_score: float = 70
    cooldown: float = 60
    burst_max: int = 3
    burst_stop_score: float = 90
    framing: Framing = _FRAMING
    decode_unknown: bool = False
    priority: bool = False
    keep: int = 50
    capture_timeout: int = 10
    spare_camera: bool = False

    @classmethod
    def from_subentry(cls, subentry: ConfigSubentry) -> Self:
        """Read the settings of a camera."""
        return cls.from_data(subentry.subentry_id, subentry.data)

    @classmethod
    def from_data(cls, camera_id: str, data: Mapping[str, Any]) -> Self:
        """Read the settings of a camera that may not have been added yet."""
        names = {field.name for field in fields(cls)}
        return cls(
            camera_id=camera_id,
            framing=_framing(data),
            **{name: data[name] for name in names & data.keys()},
        )


def _framing(data: Mapping[str, Any]) -> Framing:
    """Return which part of a frame is sent, and how large."""
    return Framing(
        crop=Crop(
            **data.get(CONF_CROP, {}),
            rotation=int(data.get(CONF_ROTATION, 0)),
            leave_out=tuple(Crop(**area) for area in data.get(CONF_LEAVE_OUT, ())),
        ),
        **{name: int(data[name]) for name in ("max_width", "quality") if name in data},
    )


def camera_unique_id(data: Mapping[str, Any]) -> str:
    """Return the unique ID of a camera with these settings, made of its source and region.

    It has a prefix, as all subentries share their unique IDs.
    """
    crop = Crop(**data.get(CONF_CROP, {}))
    region = (
        "" if crop == Crop() else f":{','.join(f'{each:g}' for each in crop.edges[:4])}"
    )
    return f"{SUBENTRY_CAMERA}:{data[CONF_SOURCE_ENTITY_ID]}{region}"
