"""The condition `carsxe.vehicle_seen`: a known vehicle was seen recently."""

from datetime import datetime, timedelta
from typing import Any, Unpack, override

import voluptuous as vol

from homeassistant.const import CONF_ENTITY_ID, CONF_OPTIONS
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.condition import (
    Condition,
    ConditionCheckParams,
    ConditionConfig,
)
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util

CONF_WITHIN = "within"

_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_OPTIONS): {
            vol.Required(CONF_ENTITY_ID): cv.entity_ids,
            vol.Required(CONF_WITHIN): cv.positive_time_period,
        }
    }
)


class VehicleSeenCondition(Condition):
    """True while one of the given last-seen sensors is newer than the given time."""

    @classmethod
    @override
    async def async_validate_config(
        cls, hass: HomeAssistant, config: ConfigType
    ) -> ConfigType:
        """Validate the options."""
        validated: ConfigType = _SCHEMA(config)
        return validated

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Store the options."""
        super().__init__(hass, config)
        options: dict[str, Any] = config.options or {}
        self._entity_ids: list[str] = options[CONF_ENTITY_ID]
        self._within: timedelta = options[CONF_WITHIN]

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        """Return whether any of the vehicles was seen within the time."""
        now = dt_util.utcnow()
        return any(
            timedelta(0) <= now - seen_at <= self._within
            for entity_id in self._entity_ids
            if (seen_at := self._seen_at(entity_id))
        )

    def _seen_at(self, entity_id: str) -> datetime | None:
        """Return when a sensor's vehicle was last seen."""
        state = self._hass.states.get(entity_id)
        try:
            seen_at = dt_util.parse_datetime(state.state) if state else None
        except ValueError:
            return None
        return dt_util.as_utc(seen_at) if seen_at else None
