"""The runtime data of an account."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import CALLBACK_TYPE, ServiceCall, callback
from homeassistant.helpers import service
from homeassistant.util.signal_type import SignalTypeFormat

from ..const import DOMAIN

if TYPE_CHECKING:
    from .coordinator import CameraCoordinator
    from .spending.paid_calls import PaidCalls
    from .vehicles.decoder import DecodedPlates
    from .vehicles.vehicles import Vehicles

# Formatted with the account's entry ID.
SIGNAL_SUBENTRY_ADDED: SignalTypeFormat[ConfigSubentry] = SignalTypeFormat(
    f"{DOMAIN}_subentry_added_{{}}"
)


@dataclass(kw_only=True, slots=True)
class Account:
    """What belongs to an account; cameras are keyed by subentry ID.

    `subentries` are what it was set up with. Hold the `lock` to set it up, change it or unload it.
    """

    subentries: Mapping[str, ConfigSubentry]
    device_id: str
    paid_calls: PaidCalls
    vehicles: Vehicles
    decoded: DecodedPlates
    cameras: dict[str, CameraCoordinator] = field(default_factory=dict)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    stop_issue_watch: CALLBACK_TYPE = lambda: None


type CarsXEConfigEntry = ConfigEntry[Account]


@callback
def async_get_account(call: ServiceCall) -> CarsXEConfigEntry:
    """Return the account that an action names, or else the only one.

    Raises ServiceValidationError.
    """
    entry: CarsXEConfigEntry = service.async_get_config_entry(
        call.hass, DOMAIN, call.data.get(ATTR_CONFIG_ENTRY_ID)
    )
    return entry
