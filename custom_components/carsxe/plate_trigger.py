"""The trigger `carsxe.plate_detected`, which targets event entities and ignores reloads."""

import secrets
from typing import Any, override

import voluptuous as vol

from homeassistant.components.event import DOMAIN as EVENT_DOMAIN
from homeassistant.const import CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, Context, State, callback
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.trigger import (
    ENTITY_STATE_TRIGGER_SCHEMA,
    NotTriggeredReasonReporter,
    StatelessEntityTriggerBase,
    TriggerActionRunner,
    TriggerNotTriggeredReporter,
)

from .const import CONF_MIN_SCORE, DOMAIN
from .runtime.own_entities import async_subentry_ids

CONF_VEHICLE = "vehicle"
CONF_VEHICLE_IDS = "vehicle_ids"
CONF_WHICH = "which"

ANY = "any"
KNOWN = "known"
UNKNOWN = "unknown"

_IDS = vol.All(cv.ensure_list, [cv.string])
_SCHEMA = ENTITY_STATE_TRIGGER_SCHEMA.extend(
    {
        vol.Required(CONF_OPTIONS, default={}): {
            vol.Required(CONF_WHICH, default=ANY): vol.In([ANY, KNOWN, UNKNOWN]),
            # Device IDs come from the list, vehicle IDs from automations written by hand.
            vol.Required(CONF_VEHICLE, default=list): _IDS,
            vol.Required(CONF_VEHICLE_IDS, default=list): _IDS,
            vol.Required(CONF_MIN_SCORE, default=0): vol.All(
                vol.Coerce(float), vol.Range(min=0, max=100)
            ),
        },
    }
)


class PlateDetectedTrigger(StatelessEntityTriggerBase):
    """Triggers when one of our event entities announces a plate that the options ask for."""

    _domain_specs = {EVENT_DOMAIN: DomainSpec()}  # noqa: RUF012
    _schema = _SCHEMA

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Keep only our own event entities."""
        registry = er.async_get(self._hass)
        return {
            entity_id
            for entity_id in super().entity_filter(entities)
            if (entity := registry.async_get(entity_id)) and entity.platform == DOMAIN
        }

    @override
    async def async_attach_runner(
        self,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None = None,
    ) -> CALLBACK_TYPE:
        """Add a secret to each run that no user can read, for the buttons of a notification."""

        @callback
        def _run(
            extra_trigger_payload: dict[str, Any],
            description: str,
            context: Context | None = None,
        ) -> Any:
            payload = {**extra_trigger_payload, "secret": secrets.token_urlsafe(32)}
            return run_action(payload, description, context)

        return await super().async_attach_runner(_run, did_not_trigger)

    @override
    def is_valid_state(
        self, state: State, report_not_triggered: NotTriggeredReasonReporter
    ) -> bool:
        """Return whether the options ask for an announcement."""
        announced = state.attributes
        known = announced.get("known") is True
        if self._options[CONF_WHICH] != (KNOWN if known else UNKNOWN) and (
            self._options[CONF_WHICH] != ANY
        ):
            return False
        picked = [*self._options[CONF_VEHICLE], *self._options[CONF_VEHICLE_IDS]]
        vehicle_ids = async_subentry_ids(self._hass, picked)
        if vehicle_ids and announced.get("vehicle_id") not in vehicle_ids:
            return False
        score = announced.get("score") or 0.0
        return bool(score >= self._options[CONF_MIN_SCORE] / 100)
