"""The flows that fix the issues in the repairs."""

from homeassistant.components.repairs import RepairsFlow
from homeassistant.core import HomeAssistant

from ..runtime.issues import split_issue_id
from .account import (
    DamageFlow,
    KeyFlow,
    LimitFlow,
    PublicUrlFlow,
    ResumeFlow,
    UnfetchedFlow,
)
from .base import FixFlow
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
    """Return the flow that fixes an issue."""
    return FLOWS[split_issue_id(issue_id)[0]]()
