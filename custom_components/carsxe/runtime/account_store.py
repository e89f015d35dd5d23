"""What is stored for an account, each kind of data in a file of its own."""

from abc import ABC, abstractmethod
import asyncio
from typing import Any, Self

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

STORAGE_VERSION = 1


class AccountStore(ABC):
    """Stored data of an account, which needn't be set up.

    It is kept over reloads, as a call may be running: what is paid for must not get lost.
    """

    name: str

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Start empty; `async_get` reads what is stored."""
        self._hass = hass
        self._entry_id = entry_id
        self._store: Store[dict[str, Any]] = Store(
            hass,
            STORAGE_VERSION,
            f"{DOMAIN}.{entry_id}.{self.name}",
            private=True,
            atomic_writes=True,
        )
        self._loading = asyncio.Lock()
        self._is_loaded = False

    @abstractmethod
    async def _async_read(self) -> None:
        """Read what is stored."""

    @abstractmethod
    def _stored(self) -> dict[str, Any]:
        """Return the data to store."""

    @classmethod
    @callback
    def async_of(cls, hass: HomeAssistant, entry_id: str) -> Self:
        """Return an account's data, which may not be read yet."""
        stores = hass.data.setdefault(DATA_STORES, {})
        if not isinstance(store := stores.get((cls.name, entry_id)), cls):
            store = stores[cls.name, entry_id] = cls(hass, entry_id)
        return store

    @classmethod
    async def async_get(cls, hass: HomeAssistant, entry_id: str) -> Self:
        """Return an account's data."""
        store = cls.async_of(hass, entry_id)
        await store.async_load()
        return store

    async def async_load(self) -> None:
        """Read what is stored, unless that was done before."""
        async with self._loading:
            if not self._is_loaded:
                await self._async_read()
                self._is_loaded = True

    async def async_remove(self) -> None:
        """Remove the data of a removed account; nothing is stored from now on."""
        self._hass.data.get(DATA_STORES, {}).pop((self.name, self._entry_id), None)
        self._store.make_read_only()
        await self._store.async_remove()

    @callback
    def _async_save(self) -> None:
        """Start storing everything as soon as a counted call is on its way.

        A file that couldn't be read isn't overwritten.
        """
        if self._is_loaded:
            save = self._store.async_save(self._stored())
            self._hass.async_create_task(save, eager_start=False)


# By name and entry ID.
DATA_STORES: HassKey[dict[tuple[str, str], AccountStore]] = HassKey(f"{DOMAIN}_stores")
