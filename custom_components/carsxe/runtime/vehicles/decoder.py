"""Looks up the vehicles of unknown plates, each plate once, and keeps what was paid for."""

import asyncio
from dataclasses import asdict
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store

from ...api import CarsXERequestError, DecodedPlate
from ...const import DOMAIN, LOGGER
from ...plates import split_region
from ..failures import translated_failures
from ..spending.paid_calls import PaidCalls

STORAGE_VERSION = 1
SAVE_DELAY = 1.0
MAX_PLATES = 2000

type Decoded = dict[str, str]


def decoded_data(decoded: DecodedPlate) -> Decoded:
    """Return what CarsXE knows of a vehicle, without what it doesn't."""
    return {field: value for field, value in asdict(decoded).items() if value}


def decoded_store(hass: HomeAssistant, entry_id: str) -> Store[dict[str, Decoded]]:
    """Return where an account's decoded plates are kept."""
    return Store(
        hass,
        STORAGE_VERSION,
        f"{DOMAIN}.{entry_id}.decoded",
        private=True,
        atomic_writes=True,
    )


class PlateDecoder:
    """Knows the vehicles of the plates that an account has decoded."""

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, paid_calls: PaidCalls
    ) -> None:
        """Start empty; what is stored is read when it is first needed."""
        self._hass = hass
        self._entry = entry
        self._paid_calls = paid_calls
        self._store = decoded_store(hass, entry.entry_id)
        self._plates: dict[str, Decoded] = {}
        self._loaded = False
        self._lock = asyncio.Lock()

    @callback
    def known(self, plate: str) -> Decoded | None:
        """Return what is known of a plate's vehicle; nothing is paid for it."""
        return self._plates.get(plate) or None

    async def async_decode(self, plate: str, region: str | None) -> None:
        """Look a plate up unless that was done before, whatever came of it.

        Raises HomeAssistantError, translated, where CarsXE gave no answer.
        """
        async with self._lock:
            await self._async_load()
            if plate not in self._plates:
                self._plates[plate] = await self._async_look_up(plate, region)
                while len(self._plates) > MAX_PLATES:
                    del self._plates[next(iter(self._plates))]
                self._store.async_delay_save(lambda: self._plates, SAVE_DELAY)

    async def _async_look_up(self, plate: str, region: str | None) -> Decoded:
        """Return what CarsXE knows of a plate, nothing where it doesn't know it."""
        country, state = split_region(region)
        with translated_failures(self._hass, self._entry):
            try:
                decoded = await self._paid_calls.async_decode(
                    plate, country=country or self._hass.config.country, state=state
                )
            except CarsXERequestError:
                return {}
        return decoded_data(decoded)

    async def _async_load(self) -> None:
        """Read what is stored, once; what can't be read is looked up again."""
        if not self._loaded:
            try:
                self._plates = _read(await self._store.async_load() or {})
            except Exception as err:  # noqa: BLE001
                LOGGER.warning(
                    "The stored decodes can't be read; they start anew (%r)", err
                )
            self._loaded = True


def _read(stored: dict[str, Any]) -> dict[str, Decoded]:
    """Return what is stored of vehicles, without what can't be any. Raises where nothing can."""
    return {
        plate: {field: text for field, text in decoded.items() if isinstance(text, str)}
        for plate, decoded in stored.items()
        if isinstance(decoded, dict)
    }
