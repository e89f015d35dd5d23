"""Checks whether a camera's plates can be read, one thing after another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_API_KEY
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..api import CarsXEClient
from ..const import CONF_API_URL, LOGGER
from ..vision import Picture, PictureError, prepare_picture
from .capture import CaptureError, async_capture
from .failures import translated_failures
from .picture_work import async_work
from .public_url import async_get_public_url
from .recognizer import Recognizer
from .scan import Scan
from .settings import CameraSettings
from .snapshots import Fetches
from .spending.paid_calls import PaidCalls
from .spending.usage import async_get_usage
from .texts import async_reason, async_say
from .vehicles.vehicles import Vehicles


class CheckItem(StrEnum):
    """What is checked, in this order; the last two by one paid call."""

    KEY = "key"
    PICTURE = "picture"
    PUBLIC_URL = "public_url"
    FETCH = "fetch"
    PLATE = "plate"


FREE = (CheckItem.KEY, CheckItem.PICTURE, CheckItem.PUBLIC_URL)
PAID = (CheckItem.FETCH, CheckItem.PLATE)


class Outcome(StrEnum):
    """How a check has ended."""

    OK = "ok"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckResult:
    """What came of a check; `text` says it in Home Assistant's language."""

    outcome: Outcome
    text: str
    details: Mapping[str, Any] = field(default_factory=dict)


class SetupCheck:
    """Checks a camera, be it that it isn't added yet; what it sees is announced nowhere."""

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, subentry: ConfigSubentry
    ) -> None:
        """Keep what to check; nothing was checked so far."""
        self.results: dict[CheckItem, CheckResult] = {}
        self.picture: Picture | None = None
        self._hass = hass
        self._entry = entry
        self._subentry = subentry
        self._settings = CameraSettings.from_subentry(subentry)
        self._fetches = Fetches()
        self._taken_at: datetime | None = None

    @property
    def passed(self) -> bool:
        """Tell whether nothing has failed so far."""
        return all(
            result.outcome is not Outcome.FAILED for result in self.results.values()
        )

    async def async_check_free(self) -> None:
        """Check what is free of charge, one thing after another."""
        for item in FREE:
            await self._async_check(item)

    async def _async_check(self, item: CheckItem) -> None:
        """Check one thing, free of charge."""
        checks = {
            CheckItem.KEY: self._async_check_key,
            CheckItem.PICTURE: self._async_check_picture,
            CheckItem.PUBLIC_URL: self._async_check_public_url,
        }
        try:
            details = await checks[item]()
        except HomeAssistantError as err:
            self._note(item, Outcome.FAILED, async_reason(self._hass, err))
        except Exception:  # noqa: BLE001
            LOGGER.exception("Unexpected error in the check of a camera")
            self._note(item, Outcome.FAILED, self._say("unexpected", {}))
        else:
            self._note(item, Outcome.OK, self._say(f"{item}_ok", details), details)

    async def async_pay(self) -> None:
        """Have the picture read, which is one recognition; only after all else has passed."""
        if self.picture is None or self._taken_at is None or not self.passed:
            self.skip("check_not_possible")
            return
        recognizer = await self._async_recognizer()
        vehicles = Vehicles(self._hass, self._entry)
        try:
            scan = await recognizer.async_recognize(
                self.picture, self._taken_at, vehicles, self._fetches
            )
        except HomeAssistantError as err:
            self._note_fetch()
            self._note(CheckItem.PLATE, Outcome.FAILED, async_reason(self._hass, err))
        except Exception:  # noqa: BLE001
            LOGGER.exception("Unexpected error in the check of a camera")
            self._note_fetch()
            self._note(CheckItem.PLATE, Outcome.FAILED, self._say("unexpected", {}))
        else:
            self._note_fetch()
            self._note_plates(scan)

    def skip(self, why: str) -> None:
        """Note that no call was made."""
        for item in PAID:
            self._note(item, Outcome.SKIPPED, async_say(self._hass, why))

    async def _async_check_key(self) -> dict[str, Any]:
        """Have CarsXE check the key. Raises HomeAssistantError, translated."""
        with translated_failures(self._hass, self._entry):
            await self._client().validate_key()
        return {}

    async def _async_check_picture(self) -> dict[str, Any]:
        """Take the picture that would be sent. Raises HomeAssistantError, translated."""
        source = self._settings.source_entity_id
        capture = await async_capture(self._hass, source)
        try:
            picture, _ = await async_work(
                self._hass, prepare_picture, capture.content, self._settings.framing
            )
        except PictureError as err:
            raise CaptureError("not_a_picture", source, str(err)) from err
        self._taken_at, self.picture = capture.taken_at, picture
        return {
            "width": picture.width,
            "height": picture.height,
            "bytes": len(picture.content),
        }

    async def _async_check_public_url(self) -> dict[str, Any]:
        """Find the public address. Raises HomeAssistantError, translated."""
        return {"address": async_get_public_url(self._hass, self._entry.data)}

    def _note_fetch(self) -> None:
        """Note who came for the picture."""
        count, seconds = self._fetches.count, self._fetches.seconds
        details = {
            "fetches": count,
            "seconds": None if seconds is None else round(seconds, 2),
        }
        outcome = Outcome.OK if count else Outcome.FAILED
        text = self._say(f"{CheckItem.FETCH}_{outcome}", details)
        self._note(CheckItem.FETCH, outcome, text, details)

    def _note_plates(self, scan: Scan) -> None:
        """Note what was read."""
        plates = [found.plate for found in scan.detections]
        outcome = Outcome.OK if plates else Outcome.FAILED
        words = {"plates": ", ".join(plates)}
        text = self._say(f"{CheckItem.PLATE}_{outcome}", words)
        self._note(CheckItem.PLATE, outcome, text, {"plates": plates})

    async def _async_recognizer(self) -> Recognizer:
        """Return what has the picture read, in the account's budget."""
        usage = await async_get_usage(self._hass, self._entry.entry_id)
        return Recognizer(
            hass=self._hass,
            entry=self._entry,
            camera_id=self._subentry.subentry_id,
            settings=self._settings,
            paid_calls=PaidCalls(self._entry, self._client(), usage),
        )

    def _client(self) -> CarsXEClient:
        """Return a client with the account's key; the account needn't be set up."""
        data = self._entry.data
        session = async_get_clientsession(self._hass)
        return CarsXEClient(session, data[CONF_API_KEY], data[CONF_API_URL])

    def _note(
        self,
        item: CheckItem,
        outcome: Outcome,
        text: str,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        """Note what came of a check."""
        self.results[item] = CheckResult(
            outcome=outcome, text=text, details=details or {}
        )

    def _say(self, key: str, words: Mapping[str, Any]) -> str:
        """Return a text in Home Assistant's language."""
        return async_say(self._hass, f"check_{key}", words)
