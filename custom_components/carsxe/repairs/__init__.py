"""The flows that mend what the repairs tell of."""

from homeassistant.components.repairs import RepairsFlow
from homeassistant.core import HomeAssistant

from ..runtime.issues import ISSUE_ENTRY_ID, ISSUE_KEY, ISSUE_OWNER_ID
from .account import (
    DamageFlow,
    KeyFlow,
    LimitFlow,
    PublicUrlFlow,
    ResumeFlow,
    UnfetchedFlow,
)
from .base import FixFlow, GoneFlow
from .subentries import SourceFlow, VehicleFlow

FLOWS: dict[str, type[FixFlow]] = {
    "access_denied": KeyFlow,
    "billing": KeyFlow,
    "calls_paused": ResumeFlow,
    "counts_damaged": DamageFlow,
    "daily_limit_near": LimitFlow,
    "daily_limit_reached": LimitFlow,
    "decodes_paused": ResumeFlow,
    "monthly_limit_near": LimitFlow,
    "monthly_limit_reached": LimitFlow,
    "no_public_url": PublicUrlFlow,
    "snapshot_not_fetched": UnfetchedFlow,
    "source_frozen": FixFlow,
    "source_gone": SourceFlow,
    "unusual_cost": LimitFlow,
    "vehicle_expired": VehicleFlow,
}


async def async_create_fix_flow(
    hass: HomeAssistant,
    issue_id: str,
    data: dict[str, str | int | float | None] | None,
) -> RepairsFlow:
    """Return the flow that mends an issue."""
    data = data or {}
    entry = hass.config_entries.async_get_entry(str(data.get(ISSUE_ENTRY_ID)))
    owner_id = str(data.get(ISSUE_OWNER_ID))
    if entry is None or owner_id not in {entry.entry_id, *entry.subentries}:
        return GoneFlow()
    return FLOWS[str(data[ISSUE_KEY])](entry, owner_id)
