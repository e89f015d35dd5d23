"""Remembers which cameras are triggered while their account is set up anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from .account import CarsXEConfigEntry
from .camera import CameraPipeline
from .scanning.triggers import async_listen_for_triggers


@dataclass(slots=True)
class _Missed:
    """The cameras that were triggered, each with whether a person asked; and changes under way."""

    asked: dict[str, bool] = field(default_factory=dict)
    changes: int = 0

    @callback
    def async_note(self, camera_id: str, asked: bool) -> None:
        """Note a trigger."""
        self.asked[camera_id] = self.asked.get(camera_id, False) or asked


_DATA_MISSED: HassKey[dict[str, _Missed]] = HassKey(f"{DOMAIN}_missed_triggers")


@contextmanager
def async_remember_triggers(
    hass: HomeAssistant, entry: CarsXEConfigEntry
) -> Iterator[None]:
    """Let the cameras that are triggered meanwhile look afterwards, once each.

    Where changes overlap, they look after the last one, as each sets the account up anew.
    """
    accounts = hass.data.setdefault(_DATA_MISSED, {})
    missed = accounts.setdefault(entry.entry_id, _Missed())
    missed.changes += 1
    removes = [
        _async_listen(hass, camera, missed)
        for camera in entry.runtime_data.cameras.values()
    ]
    try:
        yield
    finally:
        for remove in removes:
            remove()
        missed.changes -= 1
        if not missed.changes:
            del accounts[entry.entry_id]
            _async_trigger(entry, missed)


@callback
def _async_listen(
    hass: HomeAssistant, camera: CameraPipeline, missed: _Missed
) -> CALLBACK_TYPE:
    """Note a camera's triggers; what an interval asks for, it asks for again."""
    return async_listen_for_triggers(
        hass,
        replace(camera.settings, scan_interval=None),
        triggered=partial(missed.async_note, camera.subentry.subentry_id),
        elapsed=lambda: None,
    )


@callback
def _async_trigger(entry: CarsXEConfigEntry, missed: _Missed) -> None:
    """Start what was missed, with the cameras that there are now."""
    if entry.state is not ConfigEntryState.LOADED:
        return
    for camera_id, asked in missed.asked.items():
        if camera := entry.runtime_data.cameras.get(camera_id):
            camera.async_trigger(asked)
