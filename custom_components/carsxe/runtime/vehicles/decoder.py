"""Looks up the vehicles of unknown plates, each plate once, where a camera is to do so."""

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError

from ...api import CarsXEUnknownPlateError
from ...const import DOMAIN
from ..failures import translated_failures
from ..scan import PlateDetection
from .decoded_plates import Decoded, async_get_decoded, decoded_data

if TYPE_CHECKING:
    from ..coordinator import CameraCoordinator

# A poster full of plates would cost a decode each.
MAX_DECODES = 3


def split_region(code: str | None) -> tuple[str | None, str | None]:
    """Return the country and the state in CarsXE's code of a region, `cc` or `cc-ss`, in upper case."""
    country, _, state = (code or "").upper().partition("-")
    return country or None, state or None


@callback
def async_decode_unknown(
    camera: CameraCoordinator, detections: Iterable[PlateDetection]
) -> None:
    """Look up the vehicles of the unknown plates among those that came together, a few at most."""
    unknown = (found for found in detections if found.match.vehicle is None)
    for detection in islice(unknown, MAX_DECODES):
        camera.config_entry.async_create_background_task(
            camera.hass,
            _async_decode(camera, detection),
            f"{DOMAIN} decode {camera.subentry.subentry_id}",
        )


async def _async_decode(camera: CameraCoordinator, detection: PlateDetection) -> None:
    """Look a plate up unless that was done before, whatever came of it, and show it."""
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
    """Return what CarsXE knows of a plate, nothing where it doesn't know it.

    Raises HomeAssistantError, translated, where CarsXE gave no answer.
    """
    region = detection.detection.region
    country, state = split_region(region.code if region else None)
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
