"""Tells a live camera from one that gives the same picture again and again."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from homeassistant.components import image
from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback, split_entity_id

from ..const import CONF_SOURCE_ENTITY_ID
from .issues import async_clear, async_raise
from .picture_work import async_work
from .spending.budget import local_text
from .track import Capture

# A sensor's noise makes all pictures differ: after that long, the same bytes are no live picture.
FROZEN_AFTER = timedelta(hours=1)


class Freshness:
    """Knows since when a camera has given the same picture, and tells in the repairs."""

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, subentry: ConfigSubentry
    ) -> None:
        """Start with no picture."""
        self._hass = hass
        self._entry = entry
        self._subentry = subentry
        self._source: str = subentry.data[CONF_SOURCE_ENTITY_ID]
        self._content: bytes | None = None
        self._digest: str | None = None
        self._since: datetime | None = None
        self.frozen_since: datetime | None = None
        async_clear(hass, "source_frozen", subentry.subentry_id)

    async def async_record(self, capture: Capture) -> None:
        """Record a picture; `frozen_since` is set if it has been the same for long."""
        if split_entity_id(self._source)[0] == image.DOMAIN:
            # An image is meant to stay, and has a time of its own.
            return
        is_same = await self._async_is_same(capture.content)
        self._content = capture.content
        if not is_same or self._since is None:
            self._digest, self._since, self.frozen_since = None, capture.taken_at, None
            async_clear(self._hass, "source_frozen", self._subentry.subentry_id)
        elif capture.taken_at - self._since >= FROZEN_AFTER and not self.frozen_since:
            self.frozen_since = self._since
            self._async_tell(self._since)

    async def _async_is_same(self, content: bytes) -> bool:
        """Return whether a picture is the last one, byte for byte, also after a restart."""
        if self._content is None and self._digest:
            return await async_work(self._hass, _digest, content) == self._digest
        return content == self._content

    @callback
    def _async_tell(self, since: datetime) -> None:
        """Tell in the repairs that the camera isn't live."""
        async_raise(
            self._hass,
            self._entry,
            "source_frozen",
            self._subentry.subentry_id,
            camera=self._subentry.title,
            entity_id=self._source,
            since=local_text(since),
        )

    def dump(self) -> dict[str, str] | None:
        """Return what is kept over restarts. Blocking."""
        if self._content is not None:
            self._digest = _digest(self._content)
        if self._digest is None or self._since is None:
            return None
        return {"digest": self._digest, "since": self._since.isoformat()}

    def restore(self, data: Any) -> None:
        """Take up what was kept. Raises what damaged data may raise: KeyError, TypeError, ValueError."""
        if data:
            self._since = datetime.fromisoformat(data["since"])
            self._digest = str(data["digest"])


def _digest(content: bytes) -> str:
    """Return what tells a picture from others. Blocking."""
    return sha256(content).hexdigest()
