"""Decode unknown plates, each plate once, and store the paid results."""

import asyncio
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

import voluptuous as vol

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store
from homeassistant.util.hass_dict import HassKey

from ...api.errors import CarsXEUnknownPlateError
from ...api.models import DecodedPlate
from ...const import DOMAIN, LOGGER
from ..failures import translated_failures
from ..scan import PlateDetection

if TYPE_CHECKING:
    from ..coordinator import CameraCoordinator

# A poster full of plates would cost a decode for each one.
MAX_DECODES = 3
STORAGE_VERSION = 1
MAX_PLATES = 2000

type Decoded = dict[str, str]

_STORED = vol.Schema({str: {str: str}})


def decoded_data(decoded: DecodedPlate) -> Decoded:
    """Return CarsXE's data about a vehicle without empty values."""
    return {field: value for field, value in decoded.items() if value}


class DecodedPlates:
    """The decoded plates of an account; hold the `lock` to decode one."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Start empty; `async_load` reads the stored plates."""
        self.lock = asyncio.Lock()
        self._hass = hass
        self._store: Store[dict[str, Decoded]] = Store(
            hass,
            STORAGE_VERSION,
            f"{DOMAIN}.{entry_id}.decoded",
            private=True,
            atomic_writes=True,
        )
        self._plates: dict[str, Decoded] = {}
        self._is_loaded = False

    def __contains__(self, plate: str) -> bool:
        """Return whether a plate was decoded, with whatever result."""
        return plate in self._plates

    def get(self, plate: str) -> Decoded | None:
        """Return the data of a plate's vehicle."""
        return self._plates.get(plate) or None

    async def async_load(self) -> None:
        """Read the stored plates once; unreadable ones are decoded again."""
        async with self.lock:
            if self._is_loaded:
                return
            try:
                self._plates = _STORED(await self._store.async_load() or {})
            except Exception as err:  # noqa: BLE001
                LOGGER.warning(
                    "The stored decodes can't be read; they start anew (%r)", err
                )
            self._is_loaded = True

    @callback
    def async_add(self, plate: str, decoded: Decoded) -> None:
        """Store the result of a decode."""
        self._plates[plate] = decoded
        while len(self._plates) > MAX_PLATES:
            del self._plates[next(iter(self._plates))]
        save = self._store.async_save(dict(self._plates))
        self._hass.async_create_task(save)

    async def async_remove(self) -> None:
        """Remove the stored plates; nothing is stored from now on."""
        self._store.make_read_only()
        await self._store.async_remove()


# Kept over reloads: what was just paid for must not be paid for again.
_DATA_DECODED: HassKey[dict[str, DecodedPlates]] = HassKey(f"{DOMAIN}_decoded")


@callback
def async_get_decoded(hass: HomeAssistant, entry_id: str) -> DecodedPlates:
    """Return an account's decoded plates, even if it isn't set up."""
    accounts = hass.data.setdefault(_DATA_DECODED, {})
    if (plates := accounts.get(entry_id)) is None:
        plates = accounts[entry_id] = DecodedPlates(hass, entry_id)
    return plates


async def async_remove_decoded(hass: HomeAssistant, entry_id: str) -> None:
    """Remove the decoded plates of a removed account."""
    plates = async_get_decoded(hass, entry_id)
    del hass.data[_DATA_DECODED][entry_id]
    await plates.async_remove()


def split_region(code: str | None) -> tuple[str | None, str | None]:
    """Return the country and state of CarsXE's region code, `cc` or `cc-ss`, in upper case."""
    country, _, state = (code or "").upper().partition("-")
    return country or None, state or None


@callback
def async_decode_unknown(
    camera: CameraCoordinator, detections: Iterable[PlateDetection]
) -> None:
    """Decode the unknown plates among those that arrived together, up to a maximum."""
    unknown = (found for found in detections if found.match.vehicle is None)
    for detection in islice(unknown, MAX_DECODES):
        camera.config_entry.async_create_background_task(
            camera.hass,
            _async_decode(camera, detection),
            f"{DOMAIN} decode {camera.subentry.subentry_id}",
        )


async def _async_decode(camera: CameraCoordinator, detection: PlateDetection) -> None:
    """Decode a plate unless that was done before, and update the sensor."""
    decoded = async_get_decoded(camera.hass, camera.config_entry.entry_id)
    try:
        async with decoded.lock:
            if detection.plate not in decoded:
                decoded.async_add(
                    detection.plate, await _async_look_up(camera, detection)
                )
    except HomeAssistantError as err:
        camera.decode_failures.failed(err)
        return
    camera.decode_failures.succeeded()
    camera.async_update_listeners()


async def _async_look_up(
    camera: CameraCoordinator, detection: PlateDetection
) -> Decoded:
    """Return CarsXE's data about a plate, or nothing if CarsXE doesn't know it.

    Raises a translated HomeAssistantError if CarsXE didn't answer.
    """
    country, state = split_region(detection.detection.region)
    with translated_failures(camera.hass, camera.config_entry):
        try:
            decoded = await camera.paid_calls.async_decode(
                detection.plate,
                country=country or camera.hass.config.country,
                state=state,
            )
        except CarsXEUnknownPlateError:
            return {}
    return decoded_data(decoded)
