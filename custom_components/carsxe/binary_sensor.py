"""The binary sensor of a vehicle: whether it is present."""

from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
)

from .entity import CarsXEVehicleEntity, set_up_entities

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


async_setup_entry = set_up_entities(vehicle=[CarsXEPresence])
