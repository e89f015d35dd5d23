"""The sensors of cameras, vehicles and accounts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, override

from homeassistant.components.sensor import (
    RestoreSensor,
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
)
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import (
    MAX_LENGTH_STATE_STATE,
    PERCENTAGE,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
    EntityCategory,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import StateType

from .const import (
    ATTR_CAMERA_ENTITY_ID,
    CONF_PLATE,
    CONF_VALID_FROM,
    CONF_VALID_UNTIL,
    SUBENTRY_CAMERA,
    SUBENTRY_VEHICLE,
)
from .entity import CarsXECameraEntity, CarsXEVehicleEntity, async_add_subentry_entities
from .plates import KnownVehicle
from .runtime.account import Account, CarsXEConfigEntry
from .runtime.announcer import Announcement
from .runtime.watch import Status
from .usage_sensor import (
    USAGE_SENSORS,
    CarsXECameraCostSensor,
    CarsXERecognitionsSensor,
    CarsXEUsageSensor,
)

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class CarsXESensorEntityDescription(SensorEntityDescription):
    """Describes a sensor that takes its value from the last announced visit.

    With `of_known`, only known vehicles change it.
    """

    of_known: bool = False
    value_fn: Callable[[Announcement], datetime | float | str | None]


def _percent(score: float | None) -> float | None:
    """Return a score (0-1) in percent."""
    return None if score is None else round(score * 100, 1)


def _name_as_state(vehicle: KnownVehicle | None) -> str | None:
    """Return the name of a known vehicle as a state.

    A name that would look like an unknown state gets the plate appended.
    """
    if vehicle is None:
        return None
    name = vehicle.name.strip()
    if name.casefold() in {"", STATE_UNKNOWN, STATE_UNAVAILABLE, "none"}:
        name = f"{name} ({vehicle.plate})".strip()
    return name[:MAX_LENGTH_STATE_STATE]


SENSORS: tuple[CarsXESensorEntityDescription, ...] = (
    CarsXESensorEntityDescription(
        key="last_plate", value_fn=lambda announced: announced.detection.plate
    ),
    CarsXESensorEntityDescription(
        key="last_plate_score",
        native_unit_of_measurement=PERCENTAGE,
        suggested_display_precision=0,
        value_fn=lambda announced: _percent(announced.data["score"]),
    ),
    CarsXESensorEntityDescription(
        key="last_vehicle",
        of_known=True,
        value_fn=lambda announced: _name_as_state(announced.detection.match.vehicle),
    ),
    CarsXESensorEntityDescription(
        key="last_detection",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda announced: announced.scan.captured_at,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: CarsXEConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the sensors of the account, each camera and each vehicle."""
    async_add_entities(
        CarsXEUsageSensor(entry, description) for description in USAGE_SENSORS
    )

    async_add_subentry_entities(
        hass,
        entry,
        async_add_entities,
        SUBENTRY_CAMERA,
        *(partial(CarsXESensor, description=each) for each in SENSORS),
        CarsXEStatusSensor,
        CarsXERecognitionsSensor,
        CarsXECameraCostSensor,
    )
    async_add_subentry_entities(
        hass, entry, async_add_entities, SUBENTRY_VEHICLE, CarsXELastSeenSensor
    )


class CarsXESensor(CarsXECameraEntity, RestoreSensor):
    """Shows one value of the last announced visit."""

    entity_description: CarsXESensorEntityDescription
    _unrecorded_attributes = frozenset({"decoded"})

    def __init__(
        self,
        account: Account,
        camera: ConfigSubentry,
        description: CarsXESensorEntityDescription,
    ) -> None:
        """Store the description of the sensor."""
        self._key = description.key
        super().__init__(account, camera)
        self.entity_description = description
        self._scan_id: str | None = None
        self._plate: str | None = None

    @property
    @override
    def native_value(self) -> StateType | date | datetime | Decimal:
        """Return the value, unless its vehicle is now ignored."""
        if self._plate and self.coordinator.is_ignored(self._plate):
            return None
        return self._attr_native_value

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any] | None:
        """Return the decoded data of the last plate's vehicle."""
        if self.entity_description.key != "last_plate":
            return None
        decoded = self.coordinator.config_entry.runtime_data.decoded
        plate = self.native_value
        return {"decoded": decoded.get(str(plate)) if plate else None}

    @override
    async def async_added_to_hass(self) -> None:
        """Restore the value from before the restart, and follow the announcements."""
        await super().async_added_to_hass()
        if last := await self.async_get_last_sensor_data():
            self._attr_native_value = last.native_value
        if self._key == "last_plate" and self._attr_native_value:
            self._plate = str(self._attr_native_value)
        self._async_follow_announcements(self._async_announced)

    @callback
    def _async_announced(self, announcement: Announcement) -> None:
        """Show an announced visit; of several in one picture the first one, which is the best."""
        scan, detection = announcement.scan, announcement.detection
        if scan.scan_id == self._scan_id:
            return
        if self.entity_description.of_known and not detection.match.vehicle:
            return
        self._scan_id, self._plate = scan.scan_id, detection.plate
        self._attr_native_value = self.entity_description.value_fn(announcement)
        self.async_write_ha_state()


class CarsXEStatusSensor(CarsXECameraEntity, SensorEntity):
    """Shows the result of the last trigger and its reason."""

    _attr_device_class = SensorDeviceClass.ENUM
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_options = [status.value for status in Status]  # noqa: RUF012
    _key = "status"

    @property
    @override
    def native_value(self) -> str:
        """Return the result of the last trigger."""
        watch = self.coordinator.data
        return watch.status if watch else Status.IDLE

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return what started the last watch, what it took and cost, and why it ended this way."""
        watch = self.coordinator.data
        if watch is None:
            return dict.fromkeys(
                ("trigger", "captures", "recognitions", "reason", "at")
            )
        return {
            "trigger": watch.trigger,
            "captures": watch.captures,
            "recognitions": watch.recognitions,
            "reason": self.coordinator.explain(watch),
            "at": watch.at.isoformat(),
        }


class CarsXELastSeenSensor(CarsXEVehicleEntity, RestoreSensor):
    """Shows when a known vehicle was last seen, and by which camera."""

    _attr_device_class = SensorDeviceClass.TIMESTAMP
    _key = "last_seen"

    @property
    def _sighting(self) -> tuple[datetime | None, str | None]:
        """Return when the vehicle was last seen, and by which source."""
        sightings = self._account.vehicles.sightings
        return sightings.get(self._vehicle_id, (None, None))

    @property
    @override
    def native_value(self) -> datetime | None:
        """Return when the vehicle was last seen."""
        return self._sighting[0]

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return the camera, the plate and the validity of the vehicle."""
        vehicle = self._account.subentries.get(self._vehicle_id)
        data = vehicle.data if vehicle else {}
        shown = (CONF_PLATE, CONF_VALID_FROM, CONF_VALID_UNTIL)
        return {
            ATTR_CAMERA_ENTITY_ID: self._sighting[1],
            **{key: data.get(key) for key in shown},
        }

    @override
    async def async_added_to_hass(self) -> None:
        """Restore the last sighting from before the restart, and follow the vehicle."""
        await super().async_added_to_hass()
        data = await self.async_get_last_sensor_data()
        state = await self.async_get_last_state()
        if data and state and isinstance(data.native_value, datetime):
            camera = state.attributes.get(ATTR_CAMERA_ENTITY_ID)
            sightings = self._account.vehicles.sightings
            sightings.setdefault(self._vehicle_id, (data.native_value, camera))
