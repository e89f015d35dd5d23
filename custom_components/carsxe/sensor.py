"""The sensors of cameras and vehicles: what was seen last, kept over restarts; and the account's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import override

from homeassistant.components.sensor import (
    RestoreSensor,
    SensorDeviceClass,
    SensorEntityDescription,
)
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import PERCENTAGE
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import ATTR_CAMERA_ENTITY_ID, CONF_DECODED, SUBENTRY_VEHICLE
from .entity import CarsXECameraEntity, CarsXEEntity
from .runtime.account import Account, CarsXEConfigEntry
from .runtime.camera import CameraPipeline
from .runtime.scanning.scan import PlateDetection, Scan
from .runtime.vehicles.vehicles import VehicleSighting
from .usage_sensor import USAGE_SENSORS, CarsXEUsageSensor

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class CarsXESensorEntityDescription(SensorEntityDescription):
    """Describes a sensor that takes its value from a scan and its best detection.

    Only a scan for which `applies_fn` holds changes the value.
    """

    applies_fn: Callable[[Scan], bool] = lambda _: True
    value_fn: Callable[[Scan, PlateDetection], datetime | float | str | None]


SENSORS: tuple[CarsXESensorEntityDescription, ...] = (
    CarsXESensorEntityDescription(
        key="last_plate",
        value_fn=lambda _, best: best.plate,
    ),
    CarsXESensorEntityDescription(
        key="last_plate_score",
        native_unit_of_measurement=PERCENTAGE,
        suggested_display_precision=0,
        value_fn=lambda _, best: (
            None
            if best.detection.score is None
            else round(best.detection.score * 100, 1)
        ),
    ),
    CarsXESensorEntityDescription(
        key="last_vehicle",
        applies_fn=lambda scan: scan.vehicle is not None,
        value_fn=lambda scan, _: scan.vehicle.name if scan.vehicle else None,
    ),
    CarsXESensorEntityDescription(
        key="last_detection",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda scan, _: scan.captured_at,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: CarsXEConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the sensors of the account, each camera and each vehicle."""
    account = entry.runtime_data
    async_add_entities(
        CarsXEUsageSensor(entry, description) for description in USAGE_SENSORS
    )
    for subentry_id, camera in account.cameras.items():
        async_add_entities(
            (CarsXESensor(account, camera, description) for description in SENSORS),
            config_subentry_id=subentry_id,
        )
    for vehicle in entry.get_subentries_of_type(SUBENTRY_VEHICLE):
        async_add_entities(
            [CarsXELastSeenSensor(account, vehicle)],
            config_subentry_id=vehicle.subentry_id,
        )


class CarsXESensor(CarsXECameraEntity, RestoreSensor):
    """Keeps one value of the last detection; a scan without one leaves it as it is."""

    entity_description: CarsXESensorEntityDescription
    _unrecorded_attributes = frozenset({"decoded"})

    def __init__(
        self,
        account: Account,
        camera: CameraPipeline,
        description: CarsXESensorEntityDescription,
    ) -> None:
        """Keep what the sensor shows."""
        super().__init__(account, camera, description.key)
        self.entity_description = description
        self._decoder = account.decoder

    @override
    async def async_added_to_hass(self) -> None:
        """Take up the value from before the restart."""
        await super().async_added_to_hass()
        if last := await self.async_get_last_sensor_data():
            self._attr_native_value = last.native_value

    @callback
    @override
    def _async_camera_changed(self) -> None:
        """Show the best detection of the last scan, if it has one."""
        if (scan := self.camera.last_scan) is None or scan.best is None:
            return
        if not self.entity_description.applies_fn(scan):
            return
        self._attr_native_value = self.entity_description.value_fn(scan, scan.best)
        if self.entity_description.key == "last_plate":
            decoded = self._decoder.known(scan.best.plate)
            self._attr_extra_state_attributes = {"decoded": decoded}
        self.async_write_ha_state()


class CarsXELastSeenSensor(CarsXEEntity, RestoreSensor):
    """Tells when a known vehicle was last seen, and by which camera."""

    _attr_device_class = SensorDeviceClass.TIMESTAMP

    def __init__(self, account: Account, subentry: ConfigSubentry) -> None:
        """Keep whom to ask for sightings."""
        decoded = subentry.data.get(CONF_DECODED, {})
        super().__init__(
            account,
            subentry,
            "last_seen",
            manufacturer=decoded.get("make"),
            model=decoded.get("model"),
        )
        self._vehicles = account.vehicles
        self._vehicle_id = subentry.subentry_id
        self._attr_extra_state_attributes = {ATTR_CAMERA_ENTITY_ID: None}

    @override
    async def async_added_to_hass(self) -> None:
        """Take up what was known before the restart, and follow the vehicle."""
        await super().async_added_to_hass()
        if data := await self.async_get_last_sensor_data():
            self._attr_native_value = data.native_value
        if state := await self.async_get_last_state():
            camera = state.attributes.get(ATTR_CAMERA_ENTITY_ID)
            self._attr_extra_state_attributes = {ATTR_CAMERA_ENTITY_ID: camera}
        self.async_on_remove(
            self._vehicles.async_listen(self._vehicle_id, self._async_seen)
        )

    @callback
    def _async_seen(self, sighting: VehicleSighting) -> None:
        """Show a sighting."""
        self._attr_native_value = sighting.seen_at
        self._attr_extra_state_attributes = {
            ATTR_CAMERA_ENTITY_ID: sighting.camera_entity_id
        }
        self.async_write_ha_state()
