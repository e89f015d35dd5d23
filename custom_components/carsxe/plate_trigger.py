"""The trigger `carsxe.plate_detected`, which targets event entities and ignores reloads."""

import secrets
from typing import Any, override

import voluptuous as vol

from homeassistant.components.event import DOMAIN as EVENT_DOMAIN
from homeassistant.const import CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, Context, State, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.trigger import (
    ENTITY_STATE_TRIGGER_SCHEMA,
    NotTriggeredReasonReporter,
    StatelessEntityTriggerBase,
    TriggerActionRunner,
    TriggerNotTriggeredReporter,
)

from .const import CONF_MIN_SCORE
from .runtime.own_entities import async_is_own, async_subentry_ids

CONF_VEHICLE = "vehicle"
CONF_WHICH = "which"

ANY = "any"
KNOWN = "known"
UNKNOWN = "unknown"

_SCHEMA = ENTITY_STATE_TRIGGER_SCHEMA.extend(
    {
        vol.Required(CONF_OPTIONS, default={}): {
            vol.Required(CONF_WHICH, default=ANY): vol.In([ANY, KNOWN, UNKNOWN]),
            # Device IDs come from the list, vehicle IDs from automations written by hand.
            vol.Required(CONF_VEHICLE, default=list): vol.All(
                cv.ensure_list, [cv.string]
            ),
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
        return {
            entity_id
            for entity_id in super().entity_filter(entities)
            if async_is_own(self._hass, entity_id)
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
        kind = KNOWN if announced.get("known") is True else UNKNOWN
        if self._options[CONF_WHICH] not in (ANY, kind):
            return False
        vehicle_ids = async_subentry_ids(self._hass, self._options[CONF_VEHICLE])
        if vehicle_ids and announced.get("vehicle_id") not in vehicle_ids:
            return False
        score = announced.get("score") or 0.0
        return bool(score >= self._options[CONF_MIN_SCORE] / 100)
