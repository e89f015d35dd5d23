"""Looks up the vehicles of unknown plates, each plate once."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ...api import CarsXEUnknownPlateError
from ...plates import split_region
from ..failures import translated_failures
from ..spending.paid_calls import PaidCalls
from .decoded_plates import Decoded, async_get_decoded, decoded_data


class PlateDecoder:
    """Pays for the plates that an account hasn't decoded yet."""

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, paid_calls: PaidCalls
    ) -> None:
        """Keep what a look-up needs."""
        self._hass = hass
        self._entry = entry
        self._paid_calls = paid_calls
        self._plates = async_get_decoded(hass, entry.entry_id)

    async def async_load(self) -> None:
        """Read what is stored."""
        async with self._plates.lock:
            await self._plates.async_load()

    @callback
    def known(self, plate: str) -> Decoded | None:
        """Return what is known of a plate's vehicle; nothing is paid for it."""
        return self._plates.get(plate)

    async def async_decode(self, plate: str, region: str | None) -> None:
        """Look a plate up unless that was done before, whatever came of it.

        Raises HomeAssistantError, translated, where CarsXE gave no answer.
        """
        async with self._plates.lock:
            if plate not in self._plates:
                decoded = await self._async_look_up(plate, region)
                self._plates.async_add(plate, decoded)

    async def _async_look_up(self, plate: str, region: str | None) -> Decoded:
        """Return what CarsXE knows of a plate, nothing where it doesn't know it."""
        country, state = split_region(region)
        with translated_failures(self._hass, self._entry):
            try:
                decoded = await self._paid_calls.async_decode(
                    plate, country=country or self._hass.config.country, state=state
                )
            except CarsXEUnknownPlateError:
                return {}
        return decoded_data(decoded)
