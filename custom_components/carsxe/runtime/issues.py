"""Repair issues, each about an account, a camera or a vehicle."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..api.errors import CarsXEError
from ..const import DOMAIN
from .account import CarsXEConfigEntry

# Only the next call or picture shows whether they are fixed.
RECORDED_ISSUES = frozenset(
    {"access_denied", "billing", "snapshot_not_fetched", "source_frozen"}
)
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
def async_delete_orphans(hass: HomeAssistant) -> None:
    """Delete the issues of removed or disabled accounts, and of removed cameras and vehicles."""
    owners = {
        owner_id
        for entry in hass.config_entries.async_entries(DOMAIN, include_disabled=False)
        for owner_id in (entry.entry_id, *entry.subentries)
    }
    for text in async_list_issues(hass):
        if split_issue_id(text)[1] not in owners:
            ir.async_delete_issue(hass, DOMAIN, text)


@callback
def async_list_issues(hass: HomeAssistant) -> list[str]:
    """Return the IDs of all issues, even of those that are still inactive after a restart."""
    return [text for domain, text in ir.async_get(hass).issues if domain == DOMAIN]


def issue_id(key: str, owner_id: str) -> str:
    """Return the ID of an issue."""
    return f"{key}_{owner_id}"


def split_issue_id(text: str) -> tuple[str, str]:
    """Return the key of an issue, and the ID of its owner."""
    key, _, owner_id = text.rpartition("_")
    return key, owner_id


@callback
def has_issue(hass: HomeAssistant, key: str, owner_id: str) -> bool:
    """Return whether an issue exists, even if it is still inactive after a restart."""
    return issue_id(key, owner_id) in async_list_issues(hass)


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
