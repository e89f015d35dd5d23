"""Issues in the repairs, each of an account, a camera or a vehicle."""

from collections.abc import Collection
from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ...const import DOMAIN

ISSUE_ENTRY_ID: Final = "entry_id"
ISSUE_KEY: Final = "key"
ISSUE_OWNER_ID: Final = "owner_id"


@callback
def async_raise(
    hass: HomeAssistant,
    entry: ConfigEntry,
    key: str,
    owner_id: str,
    *,
    severity: ir.IssueSeverity = ir.IssueSeverity.ERROR,
    **placeholders: str,
) -> None:
    """Tell of something of an account that somebody can mend.

    None is persistent: their names would stand in the diagnostics.
    """
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id(key, owner_id),
        data={
            ISSUE_KEY: key,
            ISSUE_ENTRY_ID: entry.entry_id,
            ISSUE_OWNER_ID: owner_id,
        },
        is_fixable=True,
        severity=severity,
        translation_key=key,
        translation_placeholders={"account": entry.title, **placeholders},
    )


@callback
def async_clear(hass: HomeAssistant, key: str, owner_id: str) -> None:
    """Note that something is mended."""
    ir.async_delete_issue(hass, DOMAIN, issue_id(key, owner_id))


def is_open(hass: HomeAssistant, key: str, owner_id: str) -> bool:
    """Tell whether there is an issue, or was one when Home Assistant was stopped."""
    registry = ir.async_get(hass)
    return registry.async_get_issue(DOMAIN, issue_id(key, owner_id)) is not None


@callback
def async_delete_issues(hass: HomeAssistant, owner_ids: Collection[str]) -> None:
    """Delete all issues of some accounts, cameras and vehicles."""
    for owner_id, of_owner in _issues(hass):
        if owner_id in owner_ids:
            ir.async_delete_issue(hass, DOMAIN, of_owner)


@callback
def async_delete_orphans(hass: HomeAssistant) -> None:
    """Delete the issues of accounts, cameras and vehicles that are gone."""
    present: set[str] = set()
    for entry in hass.config_entries.async_entries(DOMAIN):
        present |= {entry.entry_id, *entry.subentries}
    gone = {owner_id for owner_id, _ in _issues(hass)} - present
    async_delete_issues(hass, gone)


def issue_id(key: str, owner_id: str) -> str:
    """Return the id of an issue."""
    return f"{key}_{owner_id}"


def _issues(hass: HomeAssistant) -> list[tuple[str, str]]:
    """Return all issues, each with the id of whose it is."""
    return [
        (of_owner.rpartition("_")[2], of_owner)
        for domain, of_owner in ir.async_get(hass).issues
        if domain == DOMAIN
    ]
