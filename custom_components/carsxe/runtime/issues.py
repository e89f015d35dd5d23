"""Repair issues, each about an account, a camera or a vehicle."""

from collections.abc import Collection

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..api.errors import CarsXEError
from ..const import DOMAIN
from .account import CarsXEConfigEntry

_REFUSALS = ("access_denied", "billing")
# Calls may fail for these reasons because CarsXE couldn't fetch the picture.
_UNFETCHED = ("request_refused", "temporary", "timeout")
_WARNINGS = {
    "counts_damaged",
    "daily_limit_near",
    "decodes_paused",
    "monthly_limit_near",
    "source_frozen",
    "unusual_cost",
    "vehicle_expired",
}


@callback
def async_raise(
    hass: HomeAssistant,
    entry: CarsXEConfigEntry,
    key: str,
    owner_id: str,
    **placeholders: str,
) -> None:
    """Create an issue that a user can fix.

    Issues aren't persistent, because their names would appear in the diagnostics.
    """
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id(key, owner_id),
        data={"entry_id": entry.entry_id},
        is_fixable=True,
        severity=(
            ir.IssueSeverity.WARNING if key in _WARNINGS else ir.IssueSeverity.ERROR
        ),
        translation_key=key,
        translation_placeholders={"account": entry.title, **placeholders},
    )


@callback
def async_clear(hass: HomeAssistant, key: str, owner_id: str) -> None:
    """Delete an issue that is fixed."""
    ir.async_delete_issue(hass, DOMAIN, issue_id(key, owner_id))


@callback
def async_delete_issues(hass: HomeAssistant, owner_ids: Collection[str]) -> None:
    """Delete all issues of the given accounts, cameras and vehicles."""
    for domain, each in list(ir.async_get(hass).issues):
        if domain == DOMAIN and split_issue_id(each)[1] in owner_ids:
            ir.async_delete_issue(hass, DOMAIN, each)


@callback
def async_delete_orphans(hass: HomeAssistant) -> None:
    """Delete the issues of removed accounts, cameras and vehicles."""
    present: set[str] = set()
    for entry in hass.config_entries.async_entries(DOMAIN):
        present |= {entry.entry_id, *entry.subentries}
    issues = ir.async_get(hass).issues
    owners = {split_issue_id(each)[1] for domain, each in issues if domain == DOMAIN}
    async_delete_issues(hass, owners - present)


def issue_id(key: str, owner_id: str) -> str:
    """Return the ID of an issue."""
    return f"{key}_{owner_id}"


def split_issue_id(text: str) -> tuple[str, str]:
    """Return the key of an issue, and the ID of its owner."""
    key, _, owner_id = text.rpartition("_")
    return key, owner_id


@callback
def async_note_call(
    hass: HomeAssistant,
    entry: CarsXEConfigEntry,
    err: CarsXEError | None,
    fetches: int = 0,
) -> None:
    """Record how a call has ended, and how often its picture was fetched."""
    async_note_refusal(hass, entry, err)
    if fetches or err is None:
        async_clear(hass, "snapshot_not_fetched", entry.entry_id)
    elif err.reason in _UNFETCHED:
        async_raise(hass, entry, "snapshot_not_fetched", entry.entry_id)
    if err is None:
        async_clear(hass, "access_denied", entry.entry_id)


@callback
def async_note_refusal(
    hass: HomeAssistant, entry: CarsXEConfigEntry, err: CarsXEError | None
) -> None:
    """Record that CarsXE refuses an account, or has accepted its key."""
    if err is None:
        async_clear(hass, "billing", entry.entry_id)
    elif err.reason in _REFUSALS:
        async_raise(hass, entry, err.reason, entry.entry_id)


@callback
def async_restore_call_issues(hass: HomeAssistant, entry: CarsXEConfigEntry) -> None:
    """Restore the issues that existed when Home Assistant was stopped."""
    for key in ("access_denied", "snapshot_not_fetched"):
        if (DOMAIN, issue_id(key, entry.entry_id)) in ir.async_get(hass).issues:
            async_raise(hass, entry, key, entry.entry_id)
