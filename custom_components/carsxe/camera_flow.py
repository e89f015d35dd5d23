"""The flow that adds or changes a camera."""

from itertools import count
from typing import Any, override

import voluptuous as vol

from homeassistant.components import camera, image
from homeassistant.config_entries import ConfigSubentry, SubentryFlowResult
from homeassistant.const import PERCENTAGE, UnitOfTime
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
)

from .camera_check import CameraCheckSteps
from .const import (
    CONF_CROP,
    CONF_LEAVE_OUT,
    CONF_MIN_SCORE,
    CONF_PRIORITY,
    CONF_ROTATION,
    CONF_SCAN_INTERVAL,
    CONF_SOURCE_ENTITY_ID,
    CONF_TRIGGER_ENTITY_IDS,
)
from .forms import collapsed, fill_form, flatten, nest, number, required
from .region import REGION, reaches_outside
from .runtime.own_entities import async_is_own, async_own_entity_ids
from .runtime.public_url import async_find_public_url
from .runtime.settings import CameraSettings, camera_unique_id
from .runtime.trigger_kinds import TRIGGER_DOMAINS, find_error

# A slider of the frontend has no name for a screen reader.
_PER_CENT = number(0, 100, PERCENTAGE)

_ROTATION = SelectSelector(
    SelectSelectorConfig(
        options=[
            SelectOptionDict(value=str(angle), label=f"{angle}°")
            for angle in (0, 90, 180, 270)
        ]
    )
)

_SECTIONS = {
    "source": {
        vol.Required(CONF_ROTATION, default="0"): _ROTATION,
        required("capture_timeout", CameraSettings): number(1, 60, UnitOfTime.SECONDS),
        required("spare_camera", CameraSettings): BooleanSelector(),
    },
    "burst": {
        required("burst_max", CameraSettings): number(1, 10),
        required("burst_stop_score", CameraSettings): _PER_CENT,
    },
    CONF_CROP: REGION,
    "picture": {
        required("max_width", CameraSettings.framing): number(320, 7680, "px"),
        required("quality", CameraSettings.framing): number(30, 95),
    },
    "history": {required("keep", CameraSettings): number(0, 500)},
    "advanced": {
        required("cooldown", CameraSettings): number(0, 3600, UnitOfTime.SECONDS),
        required(CONF_PRIORITY, CameraSettings): BooleanSelector(),
        required("decode_unknown", CameraSettings): BooleanSelector(),
    },
}


def source_field(own_entity_ids: list[str]) -> EntitySelector:
    """Return a field for a source, without the integration's own entities."""
    return EntitySelector(
        EntitySelectorConfig(
            domain=[camera.DOMAIN, image.DOMAIN], exclude_entities=own_entity_ids
        )
    )


def camera_schema(own_entity_ids: list[str]) -> vol.Schema:
    """Return the camera form, without the integration's own entities."""
    return vol.Schema(
        {
            vol.Required(CONF_SOURCE_ENTITY_ID): source_field(own_entity_ids),
            vol.Optional(CONF_TRIGGER_ENTITY_IDS, default=list): EntitySelector(
                EntitySelectorConfig(
                    multiple=True,
                    exclude_entities=own_entity_ids,
                    # Only limits what is offered; validation refuses others with a reason.
                    filter=EntityWithDeviceFilterSelectorConfig(domain=TRIGGER_DOMAINS),
                )
            ),
            vol.Optional(CONF_SCAN_INTERVAL): number(1, 86400, UnitOfTime.SECONDS),
            required(CONF_MIN_SCORE, CameraSettings): _PER_CENT,
            **collapsed(_SECTIONS),
        }
    )


class CameraSubentryFlow(CameraCheckSteps):
    """Handle the fields of a camera."""

    _filled_in: dict[str, Any] | None = None

    async def async_step_camera(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Handle the fields of a new or changed camera."""
        present = self._get_present()
        errors, placeholders = self._find_errors(user_input)
        if user_input is not None and not errors:
            data = flatten(user_input, keep=(CONF_CROP,))
            if present and self._is_source_of(present, data):
                # Only the dashboard edits these areas.
                left_out = {CONF_LEAVE_OUT} & present.data.keys()
                data |= {key: present.data[key] for key in left_out}
            if self._is_taken(data):
                return self.async_abort(reason="already_configured")
            self._filled_in = user_input
            return await self.async_check_then_finish(data)
        schema = camera_schema(async_own_entity_ids(self.hass))
        stored = nest(schema, present.data) if present else {}
        shown = user_input or self._filled_in or stored
        return self.async_show_form(
            step_id=self.source,
            data_schema=fill_form(self, schema, shown, expanded=bool(errors)),
            errors=errors,
            description_placeholders={"trigger": "", **placeholders},
        )

    async_step_user = async_step_camera
    async_step_reconfigure = async_step_camera

    def _find_errors(
        self, user_input: dict[str, Any] | None
    ) -> tuple[dict[str, str], dict[str, str]]:
        """Return why no camera or not this one can work, and the placeholders."""
        if not async_find_public_url(self.hass, self._get_entry().data):
            return {"base": "no_public_url"}, {}
        if user_input is None:
            return {}, {}
        if async_is_own(self.hass, user_input[CONF_SOURCE_ENTITY_ID]):
            return {CONF_SOURCE_ENTITY_ID: "own_source"}, {}
        for trigger in user_input[CONF_TRIGGER_ENTITY_IDS]:
            state = self.hass.states.get(trigger)
            if async_is_own(self.hass, trigger):
                return {CONF_TRIGGER_ENTITY_IDS: "own_trigger"}, {}
            if reason := find_error(trigger, state):
                name = f"{state.name} ({trigger})" if state else trigger
                return {CONF_TRIGGER_ENTITY_IDS: reason}, {"trigger": name}
        if reaches_outside(user_input[CONF_CROP]):
            return {"base": "crop_outside"}, {}
        return {}, {}

    def _is_source_of(self, camera: ConfigSubentry, data: dict[str, Any]) -> bool:
        """Return whether a camera keeps its source."""
        return bool(camera.data[CONF_SOURCE_ENTITY_ID] == data[CONF_SOURCE_ENTITY_ID])

    def _is_taken(self, data: dict[str, Any]) -> bool:
        """Return whether another camera of the account has the same source and region."""
        present = self._get_present()
        return any(
            subentry.unique_id == camera_unique_id(data)
            and (not present or subentry.subentry_id != present.subentry_id)
            for subentry in self._get_entry().subentries.values()
        )

    @override
    def _finish(self) -> SubentryFlowResult:
        """Add or change the camera."""
        present = self._get_present()
        if present and self._is_source_of(present, self._data):
            title = present.title
        else:
            title = self._name_of(self._data[CONF_SOURCE_ENTITY_ID])
        return self._save(title, self._data, camera_unique_id(self._data))

    def _name_of(self, entity_id: str) -> str:
        """Return the name of a source, with a number if another camera has that name."""
        state = self.hass.states.get(entity_id)
        name = state.name if state else entity_id
        taken = {each.title for each in self._get_entry().subentries.values()}
        if name not in taken:
            return name
        numbered = (f"{name} {number}" for number in count(2))
        return next(each for each in numbered if each not in taken)
