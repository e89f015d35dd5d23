"""The action `carsxe.recognize`: read a picture now and return what was seen."""

from contextlib import nullcontext
from ipaddress import ip_address
import socket
from typing import Any

import voluptuous as vol
from yarl import URL

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.components.image_processing import DOMAIN as IMAGE_PROCESSING_DOMAIN
from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import HassJob, HomeAssistant, ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.entity_platform import DATA_DOMAIN_PLATFORM_ENTITIES
from homeassistant.helpers.service import entity_service_call
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonValueType

from ..api.addresses import AddressError, is_public, parse_address
from ..const import CONF_API_URL, CONF_MIN_SCORE, DOMAIN
from ..image_processing import CarsXEImageProcessing
from ..runtime.account import async_get_account
from ..runtime.announcer import async_origin, build_event_data
from ..runtime.failures import InvalidError, translated_failures
from ..runtime.rights import async_check_admin, async_check_entity
from ..runtime.scan import Scan, read_answer
from ..runtime.settings import CameraSettings
from ..runtime.snapshots import DATA_SNAPSHOTS

ATTR_DRY_RUN = "dry_run"
ATTR_IMAGE_URL = "image_url"

SCHEMA = vol.Schema(
    {
        **cv.ENTITY_SERVICE_FIELDS,
        vol.Optional(ATTR_IMAGE_URL): cv.string,
        vol.Optional(ATTR_CONFIG_ENTRY_ID): cv.string,
        vol.Optional(CONF_MIN_SCORE, default=CameraSettings.min_score): vol.All(
            vol.Coerce(float), vol.Range(min=0, max=100)
        ),
        vol.Optional(ATTR_DRY_RUN, default=False): cv.boolean,
    }
)


async def async_recognize(call: ServiceCall) -> ServiceResponse:
    """Recognize pictures of the targeted cameras, or the picture at an address.

    An address has no entity with rights that core could check, so it needs an administrator.
    """
    if (image_url := call.data.get(ATTR_IMAGE_URL)) is not None:
        await async_check_admin(call.hass, call.context)
        return _response(await _async_recognize_address(call, image_url), {})
    platforms = call.hass.data.get(DATA_DOMAIN_PLATFORM_ENTITIES, {})
    entities = platforms.get((IMAGE_PROCESSING_DOMAIN, DOMAIN), {})
    answers = await entity_service_call(
        call.hass, entities, HassJob(_async_recognize_camera), call
    )
    return dict(answers or {})


async def _async_recognize_camera(
    entity: CarsXEImageProcessing, call: ServiceCall
) -> ServiceResponse:
    """Recognize a camera's picture."""
    await async_check_entity(call.hass, call.context, entity.entity_id, POLICY_READ)
    coordinator = entity.coordinator
    scan = await coordinator.scans.async_scan(is_dry_run=call.data[ATTR_DRY_RUN])
    return _response(scan, async_origin(coordinator))


async def _async_recognize_address(call: ServiceCall, image_url: str) -> Scan:
    """Recognize the picture at an address, which CarsXE fetches itself; no event is fired."""
    entry = async_get_account(call)
    account = entry.runtime_data
    # Shares the limit of simultaneous calls with the cameras.
    async with call.hass.data[DATA_SNAPSHOTS].room:
        address = await _async_check_address(
            call.hass, image_url, entry.data[CONF_API_URL]
        )
        now = dt_util.utcnow()
        with translated_failures(call.hass, entry):
            recognition = await account.paid_calls.async_recognize(
                lambda: nullcontext(address)
            )
    return read_answer(
        recognition,
        picture=None,
        taken_at=now,
        min_score=call.data[CONF_MIN_SCORE],
        matcher=account.vehicles.matcher,
        camera_id="",
    )


async def _async_check_address(hass: HomeAssistant, text: str, api_url: str) -> str:
    """Return an address that may be sent to the API.

    Nobody may have CarsXE fetch from private networks, including its own. Only an API that is
    itself in a private network may fetch from there. Raises ServiceValidationError.
    """
    try:
        url = parse_address(text)
    except AddressError as err:
        raise InvalidError(f"image_url_{err.reason}") from None
    api = await _async_resolve(hass, URL(api_url))
    if not api or any(map(is_public, api)):
        found = await _async_resolve(hass, url)
        if not found or not all(map(is_public, found)):
            raise InvalidError("image_url_private")
    return text.strip()


async def _async_resolve(hass: HomeAssistant, url: URL) -> set[str]:
    """Return the IP addresses of a host, or an empty set if it isn't found."""
    try:
        found = await hass.loop.getaddrinfo(url.raw_host, None, type=socket.SOCK_STREAM)
    except OSError, UnicodeError:
        return set()
    return {str(ip_address(address[0])) for *_, address in found}


def _response(scan: Scan, origin: dict[str, Any]) -> ServiceResponse:
    """Return a scan's detections, each with its closest vehicle and why it does or doesn't count."""
    detections: list[JsonValueType] = []
    for detection in scan.detections:
        match, nearest = detection.match, detection.match.nearest
        # Plain texts: older releases can't render an enumeration in a template.
        explain = {
            "reason": match.reason.value if match.reason else "matched",
            "match": match.kind.value if match.kind else None,
            "vehicle": nearest.name if nearest else None,
            "vehicle_id": nearest.vehicle_id if nearest else None,
        }
        data = build_event_data(scan, detection)
        detections.append(origin | data | {"explain": explain})
    return {"scan_id": scan.scan_id, "detections": detections}
