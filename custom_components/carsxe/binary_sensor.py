"""The binary sensor of a vehicle: whether it is present."""

from functools import partial
from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
)

from .const import SUBENTRY_VEHICLE
from .entity import CarsXEVehicleEntity, async_setup_subentry_entities

PARALLEL_UPDATES = 0


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


async_setup_entry = partial(
    async_setup_subentry_entities, kind=SUBENTRY_VEHICLE, builders=[CarsXEPresence]
)
