"""The sensors of what a camera costs; they count from when somebody enables them."""

from typing import override

from homeassistant.components.sensor import (
    RestoreSensor,
    SensorDeviceClass,
    SensorStateClass,
)
from homeassistant.const import EntityCategory
from homeassistant.core import callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from .const import CONF_PRICE, DEFAULT_PRICE
from .entity import CarsXECameraEntity
from .runtime.recognizer import SIGNAL_PAID


class CarsXERecognitionsSensor(CarsXECameraEntity, RestoreSensor):
    """Counts a camera's paid calls."""

    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_entity_registry_enabled_default = False
    _attr_native_value: float = 0
    _attr_state_class = SensorStateClass.TOTAL_INCREASING
    _key = "recognitions"

    @override
    async def async_added_to_hass(self) -> None:
        """Take up the sum from before the restart, and follow the camera's calls."""
        await super().async_added_to_hass()
        last = await self.async_get_last_sensor_data()
        if last and isinstance(last.native_value, int | float):
            self._attr_native_value = last.native_value
        signal = SIGNAL_PAID.format(self.coordinator.subentry.subentry_id)
        self.async_on_remove(
            async_dispatcher_connect(self.hass, signal, self._async_paid)
        )

    @callback
    def _async_paid(self, calls: int) -> None:
        """Add calls that may have been billed."""
        self._attr_native_value += calls * self._worth
        self.async_write_ha_state()

    @property
    def _worth(self) -> float:
        """Return what a call adds."""
        return 1


class CarsXECameraCostSensor(CarsXERecognitionsSensor):
    """Estimates what a camera's paid calls cost, each at the price of its time."""

    _attr_device_class = SensorDeviceClass.MONETARY
    _attr_native_unit_of_measurement = "USD"
    _attr_state_class = SensorStateClass.TOTAL
    _attr_suggested_display_precision = 2
    _key = "estimated_cost"

    @property
    @override
    def _worth(self) -> float:
        """Return what a call costs."""
        price: float = self.coordinator.config_entry.options.get(
            CONF_PRICE, DEFAULT_PRICE
        )
        return price
