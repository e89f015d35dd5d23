"""The binary sensor of a vehicle: whether it is present."""

from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import SUBENTRY_VEHICLE
from .entity import CarsXEVehicleEntity, async_add_subentry_entities
from .runtime.account import CarsXEConfigEntry

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: CarsXEConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the presence sensor of each vehicle."""
    async_add_subentry_entities(
        hass, entry, async_add_entities, SUBENTRY_VEHICLE, CarsXEPresence
    )


class CarsXEPresence(CarsXEVehicleEntity, BinarySensorEntity):
    """On from a vehicle's arrival until a camera sees that it has left.

    Unknown after a restart until a camera has seen either.
    """

    _attr_device_class = BinarySensorDeviceClass.PRESENCE
    _key = "present"

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether the vehicle is present, or None if that is unknown."""
        return self._account.vehicles.present.get(self._vehicle_id)
