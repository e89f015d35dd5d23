"""The known vehicles of an account and their sightings."""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime

from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import STATE_ON
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util.signal_type import SignalTypeFormat

from ...const import CONF_VALID_FROM, CONF_VALID_UNTIL, DOMAIN, SUBENTRY_VEHICLE
from ...plates import KnownVehicle, Matcher, MatchKind, compile_pattern
from ..account import CarsXEConfigEntry
from ..settings import AccountSettings

# Formatted with the vehicle's subentry ID.
SIGNAL_VEHICLE: SignalTypeFormat[()] = SignalTypeFormat(f"{DOMAIN}_vehicle_{{}}")


class Vehicles:
    """The vehicles of an account, and their last sightings."""

    def __init__(self, hass: HomeAssistant, entry: CarsXEConfigEntry) -> None:
        """Read the vehicles from the account's subentries."""
        self._hass = hass
        self._entry = entry
        self.matcher = _matcher(hass, entry)
        # When and by which source each vehicle was last seen.
        self.sightings: dict[str, tuple[datetime, str | None]] = {}
        # Whether a vehicle is present, as far as any camera has seen.
        self.present: dict[str, bool] = {}

    @callback
    def async_refresh(self) -> None:
        """Read the vehicles again after a change."""
        self.matcher = _matcher(self._hass, self._entry)

    @callback
    def async_seen(self, vehicle_id: str, seen_at: datetime, source: str) -> None:
        """Record that a camera has read a vehicle's plate."""
        self.sightings[vehicle_id] = seen_at, source
        self.present[vehicle_id] = True
        async_dispatcher_send(self._hass, SIGNAL_VEHICLE.format(vehicle_id))

    @callback
    def async_left(self, vehicle_id: str) -> None:
        """Record that a camera has seen a vehicle leave."""
        self.present[vehicle_id] = False
        async_dispatcher_send(self._hass, SIGNAL_VEHICLE.format(vehicle_id))


def _matcher(hass: HomeAssistant, entry: CarsXEConfigEntry) -> Matcher:
    """Return the matcher for an account's present vehicles."""
    settings = AccountSettings.from_entry(entry)
    return Matcher(
        map(_known_vehicle, entry.get_subentries_of_type(SUBENTRY_VEHICLE)),
        map(MatchKind, settings.match_kinds),
        is_on=lambda schedule: hass.states.is_state(schedule, STATE_ON),
        fits=_plate_filter(settings),
    )


def _plate_filter(settings: AccountSettings) -> Callable[[str], bool]:
    """Return a function that checks whether a text fits the account's plate format."""
    pattern = settings.plate_pattern
    matches = compile_pattern(pattern) if pattern else lambda _: True
    return lambda plate: len(plate) >= settings.min_plate_length and matches(plate)


def _known_vehicle(subentry: ConfigSubentry) -> KnownVehicle:
    """Return the vehicle of a subentry, which uses the same names."""
    names = {field.name for field in fields(KnownVehicle)} & subentry.data.keys()
    data = {name: subentry.data[name] for name in names}
    for name, value in data.items():
        if name in (CONF_VALID_FROM, CONF_VALID_UNTIL):
            data[name] = datetime.fromisoformat(value) if value else None
        elif isinstance(value, list):
            data[name] = tuple(value)
    data |= {"vehicle_id": subentry.subentry_id, "name": subentry.title}
    return KnownVehicle(**data)
