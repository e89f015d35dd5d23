"""Base classes of the entities of cameras and vehicles."""

from collections.abc import Callable
from typing import override

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util.signal_type import SignalType

from .const import (
    CONF_DECODED,
    CONF_PLATE,
    CONF_SOURCE_ENTITY_ID,
    DOMAIN,
    SUBENTRY_CAMERA,
)
from .runtime.account import SIGNAL_SUBENTRY_ADDED, Account, CarsXEConfigEntry
from .runtime.announcer import SIGNAL_ANNOUNCED, Announcement
from .runtime.vehicles.vehicles import SIGNAL_VEHICLE


def describe_device(account: Account, subentry: ConfigSubentry) -> DeviceInfo:
    """Return the device of a camera or a vehicle, whose serial number is its plate."""
    decoded = subentry.data.get(CONF_DECODED, {})
    is_camera = subentry.subentry_type == SUBENTRY_CAMERA
    return DeviceInfo(
        identifiers={(DOMAIN, subentry.subentry_id)},
        manufacturer="CarsXE" if is_camera else decoded.get("make"),
        model=decoded.get("model"),
        serial_number=subentry.data.get(CONF_PLATE),
        name=subentry.title,
        via_device_id=account.device_id,
    )


class CarsXEEntity(Entity):
    """An entity of a subentry's device, which is linked to the account's device."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _key: str

    def __init__(self, account: Account, subentry: ConfigSubentry) -> None:
        """Set the IDs and the device."""
        self._attr_translation_key = self._key
        self._attr_unique_id = f"{subentry.subentry_id}-{self._key}"
        self._attr_device_info = describe_device(account, subentry)

    @callback
    def _async_follow[*ArgsT](
        self, signal: SignalType[*ArgsT], signaled: Callable[[*ArgsT], None]
    ) -> None:
        """Call `signaled` for each signal until the entity is removed."""
        self.async_on_remove(async_dispatcher_connect(self.hass, signal, signaled))


def _find_area(hass: HomeAssistant, entity_id: str) -> str | None:
    """Return the area of an entity or its device."""
    if (entity := er.async_get(hass).async_get(entity_id)) is None:
        return None
    device = dr.async_get(hass).async_get(entity.device_id or "")
    area_id = entity.area_id or (device.area_id if device else None)
    area = ar.async_get(hass).async_get_area(area_id or "")
    return area.name if area else None


class CarsXECameraEntity(CarsXEEntity):
    """An entity of a camera's device, which follows the camera's coordinator."""

    def __init__(self, account: Account, subentry: ConfigSubentry) -> None:
        """Link the entity to its camera; a new device is put into the source's area."""
        super().__init__(account, subentry)
        self.coordinator = account.cameras[subentry.subentry_id]
        source = subentry.data[CONF_SOURCE_ENTITY_ID]
        if self._attr_device_info and (
            area := _find_area(self.coordinator.hass, source)
        ):
            self._attr_device_info["suggested_area"] = area

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the coordinator."""
        await super().async_added_to_hass()
        self.async_on_remove(
            self.coordinator.async_add_listener(self.async_write_ha_state)
        )

    @callback
    def _async_follow_announcements(
        self, announced: Callable[[Announcement], None]
    ) -> None:
        """Call `announced` for each announced visit."""
        camera_id = self.coordinator.subentry.subentry_id
        self._async_follow(SIGNAL_ANNOUNCED.format(camera_id), announced)


class CarsXEVehicleEntity(CarsXEEntity):
    """An entity of a vehicle's device, which follows the vehicle's sightings."""

    def __init__(self, account: Account, subentry: ConfigSubentry) -> None:
        """Store the account, which knows the vehicle's present settings."""
        super().__init__(account, subentry)
        self._account = account
        self._vehicle_id = subentry.subentry_id

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the vehicle."""
        await super().async_added_to_hass()
        signal = SIGNAL_VEHICLE.format(self._vehicle_id)
        self._async_follow(signal, self.async_write_ha_state)


@callback
def async_add_subentry_entities(
    hass: HomeAssistant,
    entry: CarsXEConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    kind: str,
    *builders: Callable[[Account, ConfigSubentry], Entity],
) -> None:
    """Add the entities of each subentry of a type, now and whenever one is added."""
    account = entry.runtime_data

    @callback
    def _added(subentry: ConfigSubentry) -> None:
        # It may already have been removed again.
        if subentry.subentry_type == kind and subentry.subentry_id in entry.subentries:
            async_add_entities(
                [build(account, subentry) for build in builders],
                config_subentry_id=subentry.subentry_id,
            )

    for subentry in account.subentries.values():
        _added(subentry)
    entry.async_on_unload(
        async_dispatcher_connect(
            hass, SIGNAL_SUBENTRY_ADDED.format(entry.entry_id), _added
        )
    )
