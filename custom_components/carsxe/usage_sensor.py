"""The sensors of what an account and its cameras have spent, and what was saved."""

from dataclasses import dataclass
from datetime import datetime
from typing import override

from homeassistant.components.sensor import (
    RestoreSensor,
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EntityCategory
from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from .const import DOMAIN
from .entity import CarsXECameraEntity
from .runtime.account import CarsXEConfigEntry
from .runtime.recognizer import SIGNAL_PAID
from .runtime.settings import AccountSettings
from .runtime.spending.budget import LIMITS, estimate_cost
from .runtime.spending.periods import Period
from .runtime.spending.usage import SIGNAL_USAGE, Count

PAID = (Count.RECOGNITIONS, Count.DECODES)


@dataclass(frozen=True, kw_only=True)
class CarsXEUsageSensorEntityDescription(SensorEntityDescription):
    """Describes a sensor with the total of a period.

    It shows a `count`, or else the cost of all paid calls.
    """

    period: Period = Period.MONTHLY
    count: Count | None = None


USAGE_SENSORS: tuple[CarsXEUsageSensorEntityDescription, ...] = (
    CarsXEUsageSensorEntityDescription(
        key="recognitions_this_month", count=Count.RECOGNITIONS
    ),
    CarsXEUsageSensorEntityDescription(
        key="recognitions_today", count=Count.RECOGNITIONS, period=Period.DAILY
    ),
    CarsXEUsageSensorEntityDescription(
        key="recognitions_saved",
        count=Count.SAVED,
        entity_registry_enabled_default=False,
    ),
    *(
        CarsXEUsageSensorEntityDescription(
            key=key,
            period=period,
            device_class=SensorDeviceClass.MONETARY,
            native_unit_of_measurement="USD",
            suggested_display_precision=2,
            entity_registry_enabled_default=is_enabled,
        )
        for key, period, is_enabled in (
            ("estimated_cost", Period.MONTHLY, True),
            ("estimated_cost_today", Period.DAILY, False),
        )
    ),
)


class CarsXEUsageSensor(SensorEntity):
    """Shows one total of an account since the start of the period."""

    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_has_entity_name = True
    _attr_should_poll = False
    _attr_state_class = SensorStateClass.TOTAL
    entity_description: CarsXEUsageSensorEntityDescription

    def __init__(
        self,
        entry: CarsXEConfigEntry,
        description: CarsXEUsageSensorEntityDescription,
    ) -> None:
        """Link the sensor to its account's device."""
        self.entity_description = description
        self._entry = entry
        self._usage = entry.runtime_data.paid_calls.usage
        self._attr_translation_key = description.key
        self._attr_unique_id = f"{entry.entry_id}-{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, entry.entry_id)})

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the counts."""
        await super().async_added_to_hass()
        signal = SIGNAL_USAGE.format(self._entry.entry_id)
        self.async_on_remove(
            async_dispatcher_connect(self.hass, signal, self.async_write_ha_state)
        )

    @property
    @override
    def native_value(self) -> float:
        """Return the total."""
        if count := self.entity_description.count:
            return self._usage.count(count, self.entity_description.period)
        return estimate_cost(self._calls, self._entry)

    @property
    def _calls(self) -> dict[Count, int]:
        """Return the number of paid calls by kind."""
        period = self.entity_description.period
        return {count: self._usage.count(count, period) for count in PAID}

    @property
    @override
    def last_reset(self) -> datetime:
        """Return when the period began."""
        return self.entity_description.period.starts_at

    @property
    @override
    def extra_state_attributes(self) -> dict[str, int]:
        """Return the parts of the total, or its limit."""
        description = self.entity_description
        if description.count is None:
            return {count.value: calls for count, calls in self._calls.items()}
        limit: int | None = self._entry.options.get(LIMITS[description.period])
        if description.count is not Count.RECOGNITIONS or limit is None:
            return {}
        return {"limit": limit}


class CarsXERecognitionsSensor(CarsXECameraEntity, RestoreSensor):
    """Counts a camera's paid calls from when it is enabled."""

    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_entity_registry_enabled_default = False
    _attr_native_value: float = 0
    _attr_state_class = SensorStateClass.TOTAL_INCREASING
    _key = "recognitions"

    @override
    async def async_added_to_hass(self) -> None:
        """Restore the sum from before the restart, and follow the camera's calls."""
        await super().async_added_to_hass()
        last = await self.async_get_last_sensor_data()
        if last and isinstance(last.native_value, int | float):
            self._attr_native_value = last.native_value
        signal = SIGNAL_PAID.format(self.coordinator.subentry.subentry_id)
        self._async_follow(signal, self._async_paid)

    @callback
    def _async_paid(self, calls: int) -> None:
        """Add calls that may have been billed."""
        self._attr_native_value += calls * self._worth
        self.async_write_ha_state()

    @property
    def _worth(self) -> float:
        """Return how much one call adds."""
        return 1


class CarsXECameraCostSensor(CarsXERecognitionsSensor):
    """Estimates the cost of a camera's paid calls, each at the price of its time."""

    _attr_device_class = SensorDeviceClass.MONETARY
    _attr_native_unit_of_measurement = "USD"
    _attr_state_class = SensorStateClass.TOTAL
    _attr_suggested_display_precision = 2
    _key = "estimated_cost"

    @property
    @override
    def _worth(self) -> float:
        """Return the price of one call."""
        return AccountSettings.from_entry(self.coordinator.config_entry).price
