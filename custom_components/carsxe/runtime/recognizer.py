"""The paid call: publishes a picture, has CarsXE read it, and matches the plates."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.util import ulid as ulid_util

from ..api import CarsXEError
from ..vision import Picture
from .failures import translated_failures
from .issues.call_issues import async_note_call
from .public_url import async_get_public_url
from .scan import Scan, read_detections
from .settings import CameraSettings
from .snapshots import DATA_SNAPSHOTS, Fetches
from .spending.paid_calls import PaidCalls
from .vehicles.vehicles import Vehicles


@dataclass(frozen=True, kw_only=True, slots=True)
class Recognizer:
    """Has the pictures of one camera read."""

    hass: HomeAssistant
    entry: ConfigEntry
    camera_id: str
    settings: CameraSettings
    paid_calls: PaidCalls

    async def async_recognize(
        self, picture: Picture, taken_at: datetime, vehicles: Vehicles, fetches: Fetches
    ) -> Scan:
        """Pay for a picture and return what is in it; `fetches` counts who came for it.

        The plates are those of the `vehicles` that are known when CarsXE answers.
        Raises HomeAssistantError, translated, if it couldn't be read.
        """
        base_url = async_get_public_url(self.hass, self.entry.data)
        snapshots = self.hass.data[DATA_SNAPSHOTS]

        @contextmanager
        def _publish() -> Iterator[str]:
            with snapshots.publish(picture, fetches) as snapshot:
                yield f"{base_url}{snapshot.path}"

        async with snapshots.room:
            with translated_failures(
                self.hass, self.entry, refused_key="picture_refused"
            ):
                try:
                    recognition = await self.paid_calls.async_recognize(
                        _publish, priority=self.settings.priority
                    )
                except CarsXEError as err:
                    async_note_call(self.hass, self.entry, err, fetches.count)
                    raise
        async_note_call(self.hass, self.entry, None, fetches.count)
        detections = read_detections(
            recognition,
            min_score=self.settings.min_score,
            matcher=vehicles.matcher,
            camera_id=self.camera_id,
            now=taken_at,
        )
        return Scan(
            scan_id=ulid_util.ulid_now(),
            captured_at=taken_at,
            picture=picture,
            detections=detections,
            processing_time=recognition.processing_time,
            has_more=bool(recognition.detections) and not detections,
            attempts=recognition.attempts,
        )
