"""Detect cameras that return the same picture again and again."""

from datetime import datetime, timedelta
from typing import Any
from zlib import crc32

from homeassistant.components import image
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, callback, split_entity_id
from homeassistant.util import dt as dt_util

from ..const import CONF_SOURCE_ENTITY_ID
from .account import CarsXEConfigEntry
from .issues import async_clear, async_raise
from .sighting import Capture
from .spending.budget import local_text

# All pictures of a live camera differ by noise: after this time, identical bytes mean that it froze.
FROZEN_AFTER = timedelta(hours=1)


class Freshness:
    """Tracks since when a camera has returned the same picture, and creates a repair issue."""

    def __init__(
        self, hass: HomeAssistant, entry: CarsXEConfigEntry, subentry: ConfigSubentry
    ) -> None:
        """Start without a picture."""
        self._hass = hass
        self._entry = entry
        self._subentry = subentry
        self._source: str = subentry.data[CONF_SOURCE_ENTITY_ID]
        self._digest = ""
        self._since = dt_util.utcnow()
        self.frozen_since: datetime | None = None
        async_clear(hass, "source_frozen", subentry.subentry_id)

    @callback
    def async_record(self, capture: Capture) -> None:
        """Record a picture, and set `frozen_since` if it hasn't changed for long."""
        if split_entity_id(self._source)[0] == image.DOMAIN:
            # An image entity may keep its picture, and has a time of its own.
            return
        digest = f"{crc32(capture.content):08x}"
        if digest != self._digest:
            self._digest, self._since, self.frozen_since = (
                digest,
                capture.taken_at,
                None,
            )
            async_clear(self._hass, "source_frozen", self._subentry.subentry_id)
        elif capture.taken_at - self._since >= FROZEN_AFTER and not self.frozen_since:
            self.frozen_since = self._since
            async_raise(
                self._hass,
                self._entry,
                "source_frozen",
                self._subentry.subentry_id,
                camera=self._subentry.title,
                entity_id=self._source,
                since=local_text(self._since),
            )

    def dump(self) -> dict[str, str] | None:
        """Return what is stored over restarts."""
        if not self._digest:
            return None
        return {"digest": self._digest, "since": self._since.isoformat()}

    def restore(self, data: Any) -> None:
        """Restore stored data. Raises KeyError, TypeError or ValueError if it is damaged."""
        if data:
            self._since = datetime.fromisoformat(data["since"])
            self._digest = str(data["digest"])
