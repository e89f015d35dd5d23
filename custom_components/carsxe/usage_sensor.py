"""The sensors of an account: what it has spent, and what it has saved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EntityCategory
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from .const import CONF_DAILY_LIMIT, CONF_MONTHLY_LIMIT, DOMAIN
from .runtime.account import CarsXEConfigEntry
from .runtime.spending.budget import estimate_cost
from .runtime.spending.periods import Period
from .runtime.spending.usage import SIGNAL_USAGE, Count, Usage

type Data = Mapping[str, Any]


def _this_month(usage: Usage, count: Count) -> int:
    """Return a count of this month."""
    return usage.count(count, Period.MONTHLY)


def _calls(usage: Usage, period: Period) -> dict[Count, int]:
    """Return how many paid calls of each kind there were."""
    kinds = (Count.RECOGNITIONS, Count.DECODES)
    return {kind: usage.count(kind, period) for kind in kinds}


def _limit(data: Data, field: str) -> dict[str, int]:
    """Return a limit as an attribute, if there is one."""
    return {"limit": data[field]} if field in data else {}


@dataclass(frozen=True, kw_only=True)
class CarsXEUsageSensorEntityDescription(SensorEntityDescription):
    """Describes a sensor that sums up a period and starts anew with the next one."""

    period: Period = Period.MONTHLY
    value_fn: Callable[[Usage, Data], float]
    attributes_fn: Callable[[Usage, Data], dict[str, int]] = lambda *_: {}


def _cost(key: str, period: Period) -> CarsXEUsageSensorEntityDescription:
    """Return the description of a sensor for what a period costs."""
    return CarsXEUsageSensorEntityDescription(
        key=key,
        period=period,
        device_class=SensorDeviceClass.MONETARY,
        native_unit_of_measurement="USD",
        suggested_display_precision=2,
        value_fn=lambda usage, data: estimate_cost(_calls(usage, period), data),
        attributes_fn=lambda usage, _: {
            kind.value: calls for kind, calls in _calls(usage, period).items()
        },
    )


USAGE_SENSORS: tuple[CarsXEUsageSensorEntityDescription, ...] = (
    CarsXEUsageSensorEntityDescription(
        key="recognitions_this_month",
        value_fn=lambda usage, _: _this_month(usage, Count.RECOGNITIONS),
        attributes_fn=lambda _, data: _limit(data, CONF_MONTHLY_LIMIT),
    ),
    CarsXEUsageSensorEntityDescription(
        key="recognitions_today",
        period=Period.DAILY,
        value_fn=lambda usage, _: usage.count(Count.RECOGNITIONS, Period.DAILY),
        attributes_fn=lambda _, data: _limit(data, CONF_DAILY_LIMIT),
    ),
    CarsXEUsageSensorEntityDescription(
        key="recognitions_saved",
        value_fn=lambda usage, _: _this_month(usage, Count.SAVED),
    ),
    _cost("estimated_cost", Period.MONTHLY),
    _cost("estimated_cost_today", Period.DAILY),
)


class CarsXEUsageSensor(SensorEntity):
    """Shows one sum of an account's counts, from the start of its period on."""

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
        """Tie the sensor to its account's device."""
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
        """Return the sum."""
        return self.entity_description.value_fn(self._usage, self._entry.data)

    @property
    @override
    def last_reset(self) -> datetime:
        """Return when the period began."""
        return self.entity_description.period.starts_at

    @property
    @override
    def extra_state_attributes(self) -> dict[str, int]:
        """Return what the sum is made of, or limited to."""
        return self.entity_description.attributes_fn(self._usage, self._entry.data)
