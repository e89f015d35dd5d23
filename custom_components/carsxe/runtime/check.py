"""Check step by step whether a camera's plates can be read."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..const import LOGGER
from ..vision import Crop, Picture, PictureError, draw_overview
from ..vision.decoding import decode_scene
from .account import CarsXEConfigEntry
from .capture import async_capture
from .failures import translated_failures
from .picture_work import async_work
from .public_url import (
    CERTAIN_FAULTS,
    PublicUrlError,
    async_check_public_url,
    async_get_public_url,
)
from .recognizer import async_prepare, async_recognize
from .scan import PlateDetection, Scan, draw_scan
from .settings import CameraSettings
from .snapshots import Snapshot
from .spending.paid_calls import async_create_client, async_get_paid_calls
from .texts import async_translate, async_translate_error
from .vehicles.vehicles import Vehicles


class CheckItem(StrEnum):
    """The checks in order; the last two need a paid call."""

    KEY = "key"
    PICTURE = "picture"
    PUBLIC_URL = "public_url"
    FETCH = "fetch"
    PLATE = "plate"


# Pixels: if the longer side is shorter, the picture is from a secondary stream.
SMALL = 960
# Plates may get lost in a picture that is scaled down by more than this factor.
SCALED = 2.0
# Seconds for the public address to answer from inside.
PROBE_TIMEOUT = 5.0

PAID = (CheckItem.FETCH, CheckItem.PLATE)


class Outcome(StrEnum):
    """The outcome of a check."""

    OK = "ok"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(kw_only=True, slots=True)
class CheckResult:
    """The result of a check, with a `text` in Home Assistant's language.

    The `warnings` are sentences about possible problems.
    """

    outcome: Outcome = Outcome.OK
    text: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


class SetupCheck:
    """Checks a camera, which may not have been added yet, without announcing anything."""

    def __init__(
        self, hass: HomeAssistant, entry: CarsXEConfigEntry, settings: CameraSettings
    ) -> None:
        """Store what to check."""
        self.picture: Picture | None = None
        self.overview: Picture | None = None
        self._hass = hass
        self._entry = entry
        self._settings = settings
        self._taken_at: datetime | None = None
        self.results: dict[CheckItem, CheckResult] = {}

    @property
    def passed(self) -> bool:
        """Return whether nothing has failed so far."""
        results = self.results.values()
        return all(result.outcome is not Outcome.FAILED for result in results)

    async def async_check_free(self) -> None:
        """Run the free checks, one after another."""
        with (
            self._checking(CheckItem.KEY),
            translated_failures(self._hass, self._entry),
        ):
            await async_create_client(self._hass, self._entry.data).validate_key()
        with self._checking(CheckItem.PICTURE) as result:
            capture = await async_capture(self._hass, self._settings)
            picture, shown = await async_prepare(
                self._hass, self._settings, capture.content
            )
            self._taken_at, self.picture = capture.taken_at, picture
            region = self._settings.framing.crop
            is_blank = await async_work(self._hass, _is_blank, capture.content, region)
            if region != Crop(rotation=region.rotation):
                self.overview = await async_work(
                    self._hass, draw_overview, capture.content, region
                )
            factor = round(shown.width / picture.width, 1)
            problems = {
                "blank": is_blank,
                "small": max(shown.width, shown.height) < SMALL,
                "scaled": factor > SCALED,
            }
            result.warnings = [
                async_translate(self._hass, f"check_{problem}", {"factor": factor})
                for problem, is_found in problems.items()
                if is_found
            ]
            result.details = {
                "width": picture.width,
                "height": picture.height,
                "bytes": len(picture.content),
            }
        with self._checking(CheckItem.PUBLIC_URL) as result:
            address = async_get_public_url(self._hass, self._entry.data)
            result.warnings = await self._async_warn_of_address(address)
            result.details = {"address": address}

    async def async_pay(self) -> None:
        """Have the picture read by one recognition, if everything else has passed."""
        if self.picture is None or self._taken_at is None or not self.passed:
            self.skip("check_not_possible")
            return
        published: list[Snapshot] = []
        with self._checking(CheckItem.PLATE) as result:
            try:
                scan = await async_recognize(
                    await async_get_paid_calls(self._hass, self._entry),
                    # Also report plates below the minimum score.
                    replace(self._settings, min_score=0),
                    Vehicles(self._hass, self._entry),
                    self.picture,
                    self._taken_at,
                    published=published,
                )
            finally:
                times = [
                    s.fetched_after for s in published if s.fetched_after is not None
                ]
                with self._checking(CheckItem.FETCH) as fetch:
                    fetch.outcome = Outcome.OK if times else Outcome.FAILED
                    fetch.details = {
                        "fetches": sum(snapshot.fetches for snapshot in published),
                        "seconds": round(times[0], 2) if times else None,
                    }
            self._describe_plates(result, scan)
            drawn = await async_work(self._hass, draw_scan, scan, self.picture.content)
            self.picture = replace(
                self.picture, content=drawn, content_type="image/jpeg"
            )

    async def async_pay_again(self) -> None:
        """Take another picture and have it read."""
        self.results.clear()
        await self.async_check_free()
        await self.async_pay()

    def _describe_plates(self, result: CheckResult, scan: Scan) -> None:
        """Describe what was read."""
        least = self._settings.min_score
        plates = [
            found.plate for found in scan.detections if found.score >= least / 100
        ]
        words = {
            "readings": "; ".join(map(_describe_reading, scan.detections)),
            "min_score": f"{least:g}",
        }
        result.outcome = Outcome.OK if plates else Outcome.FAILED
        key = "below" if scan.detections and not plates else result.outcome
        result.text = async_translate(self._hass, f"check_plate_{key}", words)
        result.details = {"plates": plates}

    def skip(self, why: str) -> None:
        """Record that no call was made."""
        for item in PAID:
            text = async_translate(self._hass, why)
            self.results[item] = CheckResult(outcome=Outcome.SKIPPED, text=text)

    @contextmanager
    def _checking(self, item: CheckItem) -> Iterator[CheckResult]:
        """Record the result of a check, or its error."""
        result = CheckResult()
        try:
            yield result
        except HomeAssistantError as err:
            text = async_translate_error(self._hass, err)
            result = CheckResult(outcome=Outcome.FAILED, text=text)
        except Exception:  # noqa: BLE001
            LOGGER.exception("Unexpected error in the check of a camera")
            text = async_translate(self._hass, "check_unexpected")
            result = CheckResult(outcome=Outcome.FAILED, text=text)
        if not result.text:
            kilobytes = round(result.details.get("bytes", 0) / 1000) or 1
            words = {**result.details, "kilobytes": kilobytes}
            result.text = async_translate(
                self._hass, f"check_{item}_{result.outcome}", words
            )
        result.text = " ".join((result.text, *result.warnings))
        self.results[item] = result

    async def _async_warn_of_address(self, address: str) -> list[str]:
        """Return warnings about an address from which CarsXE certainly can't fetch pictures."""
        try:
            await async_check_public_url(self._hass, address, PROBE_TIMEOUT)
        except PublicUrlError as err:
            if err.translation_key in CERTAIN_FAULTS:
                return [async_translate_error(self._hass, err)]
        return []


def _is_blank(content: bytes, region: Crop) -> bool:
    """Return whether a picture shows nothing. Blocking."""
    with suppress(PictureError):
        return decode_scene(content, region).is_blind
    return False


def _describe_reading(found: PlateDetection) -> str:
    """Return a plate and its other readings with their scores."""
    plate, *others = (
        text if score is None else f"{text} {score:.0%}"
        for text, score in (
            (found.plate, found.detection.score),
            *(other for other in found.candidates if other[0] != found.plate),
        )
    )
    return f"{plate} ({', '.join(others)})" if others else plate
