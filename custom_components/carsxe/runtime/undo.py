"""Change vehicles and cameras so that the last change of each can be undone."""

from collections.abc import Mapping
from dataclasses import replace

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from .account import CarsXEConfigEntry
from .failures import InvalidError

MAX_CHANGES = 50

# Subentries by ID; None stands for one that doesn't exist.
type Subentries = Mapping[str, ConfigSubentry | None]

# The subentries before each change by account, latest last; each ID is in only one of them.
_BEFORE: HassKey[dict[str, list[Subentries]]] = HassKey(f"{DOMAIN}_before")


@callback
def async_change(
    hass: HomeAssistant, entry: CarsXEConfigEntry, wanted: Subentries
) -> None:
    """Add, change or remove subentries, as one change. Raises AbortFlow."""
    # Subentries change in place.
    before = {
        subentry_id: replace(now)
        if (now := entry.subentries.get(subentry_id))
        else None
        for subentry_id in wanted
    }
    accounts = hass.data.setdefault(_BEFORE, {})
    kept: list[Subentries] = [
        {key: value for key, value in earlier.items() if key not in before}
        for earlier in accounts.get(entry.entry_id, [])
    ]
    accounts[entry.entry_id] = [*kept, before][-MAX_CHANGES:]
    _apply(hass, entry, wanted)


@callback
def async_undo(hass: HomeAssistant, entry: CarsXEConfigEntry, subentry_id: str) -> None:
    """Undo the last change of a subentry with all that it changed. Raises ServiceValidationError."""
    kept = hass.data.get(_BEFORE, {}).get(entry.entry_id, [])
    before = next((each for each in kept if subentry_id in each), None)
    if before is None:
        raise InvalidError("nothing_to_undo")
    kept.remove(before)
    try:
        _apply(hass, entry, before)
    except AbortFlow:
        # Another one has its plate or its source by now.
        raise InvalidError("nothing_to_undo") from None


@callback
def _apply(hass: HomeAssistant, entry: CarsXEConfigEntry, wanted: Subentries) -> None:
    """Make subentries what is wanted. Raises AbortFlow."""
    entries = hass.config_entries
    for subentry_id, subentry in wanted.items():
        now = entry.subentries.get(subentry_id)
        if subentry and now:
            entries.async_update_subentry(
                entry,
                now,
                data=subentry.data,
                title=subentry.title,
                unique_id=subentry.unique_id,
            )
        elif subentry:
            # A removed one's ID brings back everything that belonged to it.
            entries.async_add_subentry(entry, subentry)
        elif now:
            entries.async_remove_subentry(entry, subentry_id)
