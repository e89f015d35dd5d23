"""Undo the last change of a vehicle or a camera."""

from dataclasses import replace

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from .failures import invalid

MAX_CHANGES = 50

# The state before the last change by subentry ID, or None if the subentry didn't exist.
_DATA_BEFORE: HassKey[dict[str, ConfigSubentry | None]] = HassKey(f"{DOMAIN}_before")


@callback
def async_remember(hass: HomeAssistant, entry: ConfigEntry, subentry_id: str) -> None:
    """Store the present state of a subentry before it is changed."""
    kept = hass.data.setdefault(_DATA_BEFORE, {})
    kept.pop(subentry_id, None)
    before = entry.subentries.get(subentry_id)
    # Subentries change in place.
    kept[subentry_id] = replace(before) if before else None
    if len(kept) > MAX_CHANGES:
        del kept[next(iter(kept))]


@callback
def async_undo(hass: HomeAssistant, entry: ConfigEntry, subentry_id: str) -> None:
    """Restore a subentry to its state before the last change. Raises ServiceValidationError."""
    kept = hass.data.get(_DATA_BEFORE, {})
    if subentry_id not in kept:
        raise invalid("nothing_to_undo")
    before, now = kept.pop(subentry_id), entry.subentries.get(subentry_id)
    entries = hass.config_entries
    try:
        if before and now:
            entries.async_update_subentry(
                entry,
                now,
                data=before.data,
                title=before.title,
                unique_id=before.unique_id,
            )
        elif before:
            # Its old ID brings back everything that belongs to it.
            entries.async_add_subentry(entry, before)
        elif now:
            entries.async_remove_subentry(entry, subentry_id)
    except AbortFlow:
        # Another one has its plate or its source by now.
        raise invalid("nothing_to_undo") from None
