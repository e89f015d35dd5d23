"""Looks up the vehicles of plates that nobody knows, where a camera is to do so."""

from collections.abc import Callable, Iterable
from itertools import islice

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from ...const import DOMAIN
from ..failures import FailureLog
from ..scan import PlateDetection
from .decoder import PlateDecoder

# A poster full of plates would cost a decode each.
MAX_DECODES = 3


class UnknownPlates:
    """Looks up the unknown plates of one camera, each in a task of its own."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        subentry: ConfigSubentry,
        decoder: PlateDecoder,
        notify: Callable[[], None],
    ) -> None:
        """Keep what looks up, and whom to `notify` once more is known."""
        self._hass = hass
        self._entry = entry
        self._subentry_id = subentry.subentry_id
        self._decoder = decoder
        self._notify = notify
        self._failures = FailureLog("Decoding", subentry.title)

    @callback
    def async_look_up(self, detections: Iterable[PlateDetection]) -> None:
        """Look up the vehicles of the unknown plates among those that came together, a few at most."""
        unknown = (found for found in detections if found.match.vehicle is None)
        for detection in islice(unknown, MAX_DECODES):
            self._entry.async_create_background_task(
                self._hass,
                self._async_decode(detection),
                f"{DOMAIN} decode {self._subentry_id}",
            )

    async def _async_decode(self, detection: PlateDetection) -> None:
        """Look up a plate, and tell of it."""
        region = detection.detection.region
        try:
            await self._decoder.async_decode(
                detection.plate, region.code if region else None
            )
        except HomeAssistantError as err:
            self._failures.failed(err)
            return
        self._failures.succeeded()
        self._notify()
