"""Tells in the repairs what calls fail of, until one doesn't."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ...api import (
    CarsXEAccessError,
    CarsXEBillingError,
    CarsXEConnectionError,
    CarsXEError,
    CarsXERequestError,
    CarsXETemporaryError,
)
from .issues import async_clear, async_raise, is_open

_REFUSALS: dict[str, type[CarsXEError]] = {
    "billing": CarsXEBillingError,
    "access_denied": CarsXEAccessError,
}
# What a check of the key can't tell stays over a restart.
_KEPT = ("access_denied", "snapshot_not_fetched")


@callback
def async_note_call(
    hass: HomeAssistant, entry: ConfigEntry, err: CarsXEError | None, fetches: int
) -> None:
    """Note how a call has ended, and how often its picture was fetched meanwhile."""
    async_note_refusal(hass, entry, err)
    if fetches or err is None:
        async_clear(hass, "snapshot_not_fetched", entry.entry_id)
    elif _may_be_unfetched(err):
        async_raise(hass, entry, "snapshot_not_fetched", entry.entry_id)
    if err is None:
        async_clear(hass, "access_denied", entry.entry_id)


@callback
def async_note_refusal(
    hass: HomeAssistant, entry: ConfigEntry, err: CarsXEError | None
) -> None:
    """Note that CarsXE refuses an account, or that its key has passed."""
    for key, kind in _REFUSALS.items():
        if isinstance(err, kind):
            async_raise(hass, entry, key, entry.entry_id)
    if err is None:
        async_clear(hass, "billing", entry.entry_id)


@callback
def async_restore_call_issues(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Tell again of what was wrong when Home Assistant was stopped."""
    for key in _KEPT:
        if is_open(hass, key, entry.entry_id):
            async_raise(hass, entry, key, entry.entry_id)


def _may_be_unfetched(err: CarsXEError | None) -> bool:
    """Tell whether a call may have failed as CarsXE couldn't come for the picture."""
    if isinstance(err, CarsXEConnectionError):
        return False
    return isinstance(err, CarsXERequestError | CarsXETemporaryError)
