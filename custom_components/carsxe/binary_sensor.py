"""The binary sensor of a vehicle: whether it is there."""

from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
)
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import SUBENTRY_VEHICLE
from .entity import CarsXEEntity, async_add_subentries
from .runtime.account import Account, CarsXEConfigEntry
from .runtime.vehicles.vehicles import SIGNAL_VEHICLE

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: CarsXEConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the presence of each vehicle."""
    account = entry.runtime_data

    @callback
    def _add(subentry: ConfigSubentry) -> None:
        async_add_entities(
            [CarsXEPresence(account, subentry)],
            config_subentry_id=subentry.subentry_id,
        )

    async_add_subentries(hass, entry, SUBENTRY_VEHICLE, _add)


class CarsXEPresence(CarsXEEntity, BinarySensorEntity):
    """On from a vehicle's arrival until a camera shows that it has left.

    Unknown while no camera has shown either since the last restart.
    """

    _attr_device_class = BinarySensorDeviceClass.PRESENCE

    def __init__(self, account: Account, subentry: ConfigSubentry) -> None:
        """Keep whom to ask."""
        super().__init__(account, subentry, "present")
        self._vehicles = account.vehicles
        self._vehicle_id = subentry.subentry_id

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether the vehicle is there, None if that isn't known."""
        return self._vehicles.is_present(self._vehicle_id)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the vehicle."""
        await super().async_added_to_hass()
        self.async_on_remove(
            async_dispatcher_connect(
                self.hass,
                SIGNAL_VEHICLE.format(self._vehicle_id),
                self.async_write_ha_state,
            )
        )
