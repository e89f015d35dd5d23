"""The flow that adds a camera to an account, or changes it."""

from typing import Any

import voluptuous as vol

from homeassistant.components import camera, image
from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.const import PERCENTAGE, UnitOfTime
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
)

from .const import (
    CONF_COOLDOWN,
    CONF_DECODE_UNKNOWN,
    CONF_MIN_SCORE,
    CONF_SCAN_INTERVAL,
    CONF_SOURCE_ENTITY_ID,
    CONF_TRIGGER_ENTITY_IDS,
    DEFAULT_COOLDOWN,
    DEFAULT_MIN_SCORE,
    SECTION_ADVANCED,
)
from .forms import flatten, nest
from .runtime.public_url import NoPublicUrlError, async_get_public_url
from .runtime.settings import camera_unique_id

_SECONDS = NumberSelector(
    NumberSelectorConfig(
        min=1,
        max=86400,
        step=1,
        mode=NumberSelectorMode.BOX,
        unit_of_measurement=UnitOfTime.SECONDS,
    )
)
_COOLDOWN = NumberSelector(
    NumberSelectorConfig(
        min=0,
        max=3600,
        step=1,
        mode=NumberSelectorMode.BOX,
        unit_of_measurement=UnitOfTime.SECONDS,
    )
)
_PER_CENT = NumberSelector(
    NumberSelectorConfig(min=0, max=100, step=1, unit_of_measurement=PERCENTAGE)
)

CAMERA_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_SOURCE_ENTITY_ID): EntitySelector(
            EntitySelectorConfig(domain=[camera.DOMAIN, image.DOMAIN])
        ),
        vol.Optional(CONF_TRIGGER_ENTITY_IDS, default=list): EntitySelector(
            EntitySelectorConfig(multiple=True)
        ),
        vol.Optional(CONF_SCAN_INTERVAL): _SECONDS,
        vol.Required(CONF_MIN_SCORE, default=DEFAULT_MIN_SCORE): _PER_CENT,
        vol.Required(SECTION_ADVANCED, default=dict): section(
            vol.Schema(
                {
                    vol.Required(CONF_COOLDOWN, default=DEFAULT_COOLDOWN): _COOLDOWN,
                    vol.Required(CONF_DECODE_UNKNOWN, default=False): BooleanSelector(),
                }
            ),
            {"collapsed": True},
        ),
    }
)


class CameraSubentryFlow(ConfigSubentryFlow):
    """Takes the fields of a camera."""

    async def async_step_camera(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Take the fields of a camera, new or not."""
        errors = self._find_errors()
        if user_input is not None and not errors:
            if self._is_taken(user_input[CONF_SOURCE_ENTITY_ID]):
                return self.async_abort(reason="already_configured")
            return self._finish(flatten(user_input))
        return self.async_show_form(
            step_id=self.source,
            data_schema=self.add_suggested_values_to_schema(
                CAMERA_SCHEMA, user_input or self._current_input()
            ),
            errors=errors,
            description_placeholders={"network_settings": "/config/network"},
        )

    async_step_user = async_step_camera
    async_step_reconfigure = async_step_camera

    def _find_errors(self) -> dict[str, str]:
        """Return why no camera could work at all, whatever is filled in."""
        try:
            async_get_public_url(self.hass, self._get_entry().data)
        except NoPublicUrlError:
            return {"base": "no_public_url"}
        return {}

    def _is_taken(self, source: str) -> bool:
        """Tell whether another camera of the account has the same source."""
        own = (
            self._get_reconfigure_subentry().subentry_id
            if self.source == SOURCE_RECONFIGURE
            else None
        )
        return any(
            subentry.unique_id == camera_unique_id(source)
            and subentry.subentry_id != own
            for subentry in self._get_entry().subentries.values()
        )

    def _current_input(self) -> dict[str, Any]:
        """Return what the form shows at first."""
        if self.source == SOURCE_RECONFIGURE:
            return nest(CAMERA_SCHEMA, self._get_reconfigure_subentry().data)
        return {}

    def _finish(self, user_input: dict[str, Any]) -> SubentryFlowResult:
        """Add the camera, or update it; the account's listener then reloads."""
        source = user_input[CONF_SOURCE_ENTITY_ID]
        unique_id = camera_unique_id(source)
        if self.source != SOURCE_RECONFIGURE:
            return self.async_create_entry(
                title=self._name_of(source), data=user_input, unique_id=unique_id
            )
        subentry = self._get_reconfigure_subentry()
        same_source = subentry.data[CONF_SOURCE_ENTITY_ID] == source
        return self.async_update_and_abort(
            self._get_entry(),
            subentry,
            title=subentry.title if same_source else self._name_of(source),
            data=user_input,
            unique_id=unique_id,
        )

    def _name_of(self, entity_id: str) -> str:
        """Return the name of a source."""
        state = self.hass.states.get(entity_id)
        return state.name if state else entity_id
