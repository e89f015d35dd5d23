"""Keeps what was paid for the vehicles of unknown plates, over reloads and restarts."""

import asyncio
from dataclasses import asdict
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store
from homeassistant.util.hass_dict import HassKey

from ...api import DecodedPlate
from ...const import DOMAIN, LOGGER

STORAGE_VERSION = 1
MAX_PLATES = 2000

type Decoded = dict[str, str]


def decoded_data(decoded: DecodedPlate) -> Decoded:
    """Return what CarsXE knows of a vehicle, without what it doesn't."""
    return {field: value for field, value in asdict(decoded).items() if value}


class DecodedPlates:
    """The plates that an account has decoded; whoever decodes one holds the `lock`."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Start empty; `async_load` reads what is stored."""
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
        """Tell whether a plate was decoded, whatever came of it."""
        return plate in self._plates

    def get(self, plate: str) -> Decoded | None:
        """Return what is known of a plate's vehicle."""
        return self._plates.get(plate) or None

    async def async_load(self) -> None:
        """Read what is stored, once; what can't be read is looked up again."""
        async with self.lock:
            if self._is_loaded:
                return
            try:
                self._plates = _read(await self._store.async_load() or {})
            except Exception as err:  # noqa: BLE001
                LOGGER.warning(
                    "The stored decodes can't be read; they start anew (%r)", err
                )
            self._is_loaded = True

    @callback
    def async_add(self, plate: str, decoded: Decoded) -> None:
        """Keep what a call has told of a plate, and start to store it at once."""
        self._plates[plate] = decoded
        while len(self._plates) > MAX_PLATES:
            del self._plates[next(iter(self._plates))]
        save = self._store.async_save(dict(self._plates))
        self._hass.async_create_task(save)

    async def async_remove(self) -> None:
        """Remove what is stored; nothing is stored any more."""
        self._store.make_read_only()
        await self._store.async_remove()


def _read(stored: dict[str, Any]) -> dict[str, Decoded]:
    """Return what is stored of vehicles, without what can't be any. Raises where nothing can."""
    return {
        plate: {field: text for field, text in decoded.items() if isinstance(text, str)}
        for plate, decoded in stored.items()
        if isinstance(decoded, dict)
    }


# Kept over reloads: what was paid for a moment ago mustn't be paid again.
_DATA_DECODED: HassKey[dict[str, DecodedPlates]] = HassKey(f"{DOMAIN}_decoded")


@callback
def async_get_decoded(hass: HomeAssistant, entry_id: str) -> DecodedPlates:
    """Return the plates that an account has decoded, whether or not it is set up."""
    accounts = hass.data.setdefault(_DATA_DECODED, {})
    if (plates := accounts.get(entry_id)) is None:
        plates = accounts[entry_id] = DecodedPlates(hass, entry_id)
    return plates


async def async_remove_decoded(hass: HomeAssistant, entry_id: str) -> None:
    """Remove the decoded plates of an account that is gone."""
    plates = async_get_decoded(hass, entry_id)
    del hass.data[_DATA_DECODED][entry_id]
    await plates.async_remove()
