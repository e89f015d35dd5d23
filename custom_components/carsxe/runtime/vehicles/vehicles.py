"""The known vehicles of an account: which ones there are, and who hears that one was seen."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from ...const import (
    CONF_CAMERA_IDS,
    CONF_IGNORE,
    CONF_MATCH_KINDS,
    CONF_PLATE,
    CONF_VALID_FROM,
    CONF_VALID_UNTIL,
    DEFAULT_MATCH_KINDS,
    DOMAIN,
    SUBENTRY_VEHICLE,
)
from ...plates import KnownVehicle, Matcher, MatchKind


@dataclass(frozen=True, kw_only=True, slots=True)
class VehicleSighting:
    """When and where a known vehicle was seen."""

    seen_at: datetime
    camera_entity_id: str


class Vehicles:
    """The vehicles of an account, and those who follow them."""

    def __init__(self, entry: ConfigEntry) -> None:
        """Read the vehicles from the account's subentries."""
        self._entry = entry
        self.matcher = _matcher(entry)
        self._listeners: dict[str, list[Callable[[VehicleSighting], None]]] = (
            defaultdict(list)
        )

    @callback
    def async_refresh(self) -> None:
        """Read the vehicles anew: a scan that still runs must not see a removed one."""
        self.matcher = _matcher(self._entry)

    @callback
    def async_listen(
        self, vehicle_id: str, listener: Callable[[VehicleSighting], None]
    ) -> CALLBACK_TYPE:
        """Call `listener` whenever a vehicle is seen."""
        self._listeners[vehicle_id].append(listener)
        return partial(self._listeners[vehicle_id].remove, listener)

    @callback
    def async_seen(self, vehicle: KnownVehicle, sighting: VehicleSighting) -> None:
        """Tell that a vehicle was seen."""
        for listener in tuple(self._listeners[vehicle.vehicle_id]):
            listener(sighting)


@callback
def async_next_change(hass: HomeAssistant, now: datetime) -> datetime | None:
    """Return when the next vehicle of any account begins or ends to be known."""
    moments = (
        moment
        for entry in hass.config_entries.async_entries(DOMAIN)
        for vehicle in _known_vehicles(entry.get_subentries_of_type(SUBENTRY_VEHICLE))
        for moment in (vehicle.valid_from, vehicle.valid_until)
    )
    return min((moment for moment in moments if moment and moment > now), default=None)


def _matcher(entry: ConfigEntry) -> Matcher:
    """Return what finds the vehicles that an account has now."""
    kinds = entry.data.get(CONF_MATCH_KINDS, DEFAULT_MATCH_KINDS)
    return Matcher(
        _known_vehicles(entry.get_subentries_of_type(SUBENTRY_VEHICLE)),
        [MatchKind(kind) for kind in kinds],
    )


def _known_vehicles(subentries: Iterable[ConfigSubentry]) -> Iterable[KnownVehicle]:
    """Return the vehicles that subentries describe."""
    for subentry in subentries:
        data = subentry.data
        yield KnownVehicle(
            vehicle_id=subentry.subentry_id,
            name=subentry.title,
            plate=data[CONF_PLATE],
            valid_from=_moment(data.get(CONF_VALID_FROM)),
            valid_until=_moment(data.get(CONF_VALID_UNTIL)),
            camera_ids=frozenset(data.get(CONF_CAMERA_IDS, ())),
            ignore=data.get(CONF_IGNORE, False),
        )


def _moment(text: str | None) -> datetime | None:
    """Return a stored moment."""
    return datetime.fromisoformat(text) if text else None
