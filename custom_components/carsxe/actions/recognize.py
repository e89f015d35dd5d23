"""The action `carsxe.recognize`: reads a picture now and answers with what was seen."""

from contextlib import nullcontext
from typing import Any

import voluptuous as vol

from homeassistant.components.image_processing import DOMAIN as IMAGE_PROCESSING_DOMAIN
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.helpers.target import (
    TargetSelection,
    async_extract_referenced_entity_ids,
)
from homeassistant.util import dt as dt_util, ulid as ulid_util

from ..api.addresses import AddressError, parse_address
from ..const import CONF_MIN_SCORE, DEFAULT_MIN_SCORE, DOMAIN
from ..plates import Match
from ..runtime.account import CarsXEConfigEntry
from ..runtime.arrivals.event_data import build_event_data
from ..runtime.camera import CameraPipeline
from ..runtime.failures import translated_failures
from ..runtime.frames.snapshots import DATA_SNAPSHOTS
from ..runtime.scanning.scan import Scan, read_detections
from .accounts import async_get_account, invalid

ATTR_DRY_RUN = "dry_run"
ATTR_IMAGE_URL = "image_url"

SCHEMA = vol.Schema(
    {
        **cv.TARGET_FIELDS,
        vol.Optional(ATTR_IMAGE_URL): cv.string,
        vol.Optional(ATTR_CONFIG_ENTRY_ID): cv.string,
        vol.Optional(CONF_MIN_SCORE, default=DEFAULT_MIN_SCORE): vol.All(
            vol.Coerce(float), vol.Range(min=0, max=100)
        ),
        vol.Optional(ATTR_DRY_RUN, default=False): cv.boolean,
    }
)


async def async_recognize(call: ServiceCall) -> ServiceResponse:
    """Recognise one camera's picture, or the picture at an address."""
    if (image_url := call.data.get(ATTR_IMAGE_URL)) is not None:
        scan = await _async_recognize_address(call, image_url)
        return _response(scan, {})
    _, camera = find_camera(call.hass, call)
    if call.data[ATTR_DRY_RUN]:
        scan = await camera.async_dry_run()
    else:
        scan = await camera.async_scan()
    return _response(scan, camera.announcer.origin())


async def _async_recognize_address(call: ServiceCall, image_url: str) -> Scan:
    """Recognise the picture at an address, which CarsXE fetches from there; nothing is fired."""
    try:
        parse_address(image_url)
    except AddressError as err:
        raise invalid(f"image_url_{err.reason}") from None
    address = image_url.strip()
    entry = async_get_account(call)
    account = entry.runtime_data
    # As many calls at a time as for cameras' pictures, and together with those.
    async with call.hass.data[DATA_SNAPSHOTS].room:
        now = dt_util.utcnow()
        with translated_failures(call.hass, entry):
            recognition = await account.paid_calls.async_recognize(
                lambda: nullcontext(address)
            )
    detections = read_detections(
        recognition,
        min_score=call.data[CONF_MIN_SCORE],
        matcher=account.vehicles.matcher,
        camera_id="",
        now=now,
    )
    return Scan(
        scan_id=ulid_util.ulid_now(),
        captured_at=now,
        picture=None,
        detections=detections,
        processing_time=recognition.processing_time,
    )


def find_camera(
    hass: HomeAssistant, call: ServiceCall
) -> tuple[CarsXEConfigEntry, CameraPipeline]:
    """Return account and pipeline of the one image processing entity that a call targets.

    Raises ServiceValidationError.
    """
    registry = er.async_get(hass)
    selected = async_extract_referenced_entity_ids(hass, TargetSelection(call.data))
    targets = [
        entity
        for entity_id in sorted(selected.referenced | selected.indirectly_referenced)
        if (entity := registry.async_get(entity_id))
        and (entity.platform, entity.domain) == (DOMAIN, IMAGE_PROCESSING_DOMAIN)
    ]
    if len(targets) != 1:
        raise invalid("one_camera", count=str(len(targets)))
    (target,) = targets
    entry: CarsXEConfigEntry | None = hass.config_entries.async_get_entry(
        target.config_entry_id or ""
    )
    if entry is None or entry.state is not ConfigEntryState.LOADED:
        raise invalid("account_not_loaded", entity_id=target.entity_id)
    return entry, entry.runtime_data.cameras[target.config_subentry_id or ""]


def _response(scan: Scan, origin: dict[str, Any]) -> ServiceResponse:
    """Return a scan's detections, each with the reason why it is known or not."""
    return {
        "scan_id": scan.scan_id,
        "detections": [
            origin
            | build_event_data(scan, detection)
            | {"explain": _explain(detection.match)}
            for detection in scan.detections
        ],
    }


def _explain(match: Match) -> dict[str, Any]:
    """Return which vehicle a detection is nearest to, and why it counts or doesn't."""
    nearest = match.nearest
    return {
        "reason": match.reason or "matched",
        "match": match.kind,
        "vehicle": nearest.name if nearest else None,
        "vehicle_id": nearest.vehicle_id if nearest else None,
    }
