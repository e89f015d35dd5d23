"""Decode unknown plates, each plate once, and store the paid results."""

import asyncio
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any, override

import voluptuous as vol

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from ...api.errors import CarsXEUnknownPlateError
from ...api.models import DecodedPlate
from ...const import DOMAIN, LOGGER
from ..account_store import AccountStore
from ..failures import translated_failures
from ..scan import PlateDetection

if TYPE_CHECKING:
    from ..coordinator import CameraCoordinator

# A poster full of plates would cost a decode for each one.
MAX_DECODES = 3
MAX_PLATES = 2000

type Decoded = dict[str, str]

_STORED = vol.Schema({str: {str: str}})


def decoded_data(decoded: DecodedPlate) -> Decoded:
    """Return CarsXE's data about a vehicle without empty values."""
    return {field: value for field, value in decoded.items() if value}


class DecodedPlates(AccountStore):
    """The decoded plates of an account; hold the `lock` to decode one."""

    name = "decoded"

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Start empty; `async_get` reads the stored plates."""
        super().__init__(hass, entry_id)
        self.lock = asyncio.Lock()
        self._plates: dict[str, Decoded] = {}

    def __contains__(self, plate: str) -> bool:
        """Return whether a plate was decoded, with whatever result."""
        return plate in self._plates

    def get(self, plate: str) -> Decoded | None:
        """Return the data of a plate's vehicle."""
        return self._plates.get(plate) or None

    @override
    async def _async_read(self) -> None:
        """Read the stored plates; unreadable ones are decoded again."""
        try:
            self._plates = _STORED(await self._store.async_load() or {})
        except Exception as err:  # noqa: BLE001
            LOGGER.warning(
                "The stored decodes can't be read; they start over (%r)", err
            )

    @override
    def _stored(self) -> dict[str, Any]:
        """Return the data to store."""
        return dict(self._plates)

    @callback
    def async_add(self, plate: str, decoded: Decoded) -> None:
        """Store the result of a decode."""
        self._plates[plate] = decoded
        while len(self._plates) > MAX_PLATES:
            del self._plates[next(iter(self._plates))]
        self._async_save()


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
    decoded = camera.config_entry.runtime_data.decoded
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
