"""Diagnostics without keys, plates, addresses and names."""

from collections.abc import Collection, Mapping
from typing import Any

from homeassistant.components.diagnostics import REDACTED
from homeassistant.config_entries import ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant, split_entity_id
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.device_registry import DeviceEntry
from homeassistant.util import dt as dt_util

from .api.client import HOSTS
from .const import (
    CONF_API_URL,
    CONF_PUBLIC_URL,
    CONF_ROTATION,
    CONF_SOURCE_ENTITY_ID,
    CONF_TRIGGER_ENTITY_IDS,
    CONF_VALID_FROM,
    CONF_VALID_UNTIL,
    DOMAIN,
    SUBENTRY_CAMERA,
)
from .runtime.account import Account, CarsXEConfigEntry
from .runtime.coordinator import CameraCoordinator
from .runtime.public_url import async_find_public_url
from .runtime.spending.periods import Period
from .runtime.spending.usage import Count, Usage

# Any other text may reveal who lives where.
_SHOWN_TEXTS = {
    *("match_kinds", CONF_ROTATION, CONF_VALID_FROM, CONF_VALID_UNTIL),
    *("at", "objection", "status"),
}

type Data = dict[str, Any]


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: CarsXEConfigEntry
) -> Data:
    """Return diagnostics for an account."""
    return _describe(hass, entry, entry.subentries)


async def async_get_device_diagnostics(
    hass: HomeAssistant, entry: CarsXEConfigEntry, device: DeviceEntry
) -> Data:
    """Return diagnostics for a camera or a vehicle, and its account."""
    ids = {identifier for domain, identifier in device.identifiers if domain == DOMAIN}
    return _describe(hass, entry, ids)


def _describe(
    hass: HomeAssistant, entry: CarsXEConfigEntry, subentry_ids: Collection[str]
) -> Data:
    """Return an account's settings and counts, and the given cameras and vehicles."""
    account = entry.runtime_data if entry.state is ConfigEntryState.LOADED else None
    # Only CarsXE's own hosts are shown.
    api_url: str = entry.data[CONF_API_URL]
    return {
        "account": {
            "state": entry.state.value,
            "failure": entry.error_reason_translation_key,
            "settings": _redact({**entry.data, **entry.options}),
            "api": api_url if api_url in HOSTS else "own",
            "public_url": _describe_public_url(hass, entry.data),
            "usage": _describe_usage(account.paid_calls.usage) if account else None,
        },
        "subentries": [
            _describe_subentry(hass, subentry, account)
            for subentry_id, subentry in entry.subentries.items()
            if subentry_id in subentry_ids
        ],
    }


def _describe_public_url(hass: HomeAssistant, data: Mapping[str, Any]) -> str:
    """Return where the public address comes from."""
    if (url := async_find_public_url(hass, data)) is None:
        return "missing"
    source = "account" if data.get(CONF_PUBLIC_URL) else "home_assistant"
    return f"{source}, {url.partition(':')[0]}"


def _describe_usage(usage: Usage) -> Data:
    """Return the counts."""
    return {
        "today": {count: usage.count(count, Period.DAILY) for count in Count},
        "this_month": {count: usage.count(count, Period.MONTHLY) for count in Count},
        "paused_until": {
            count: until.isoformat() for count, until in usage.pauses.items()
        },
    }


def _describe_subentry(
    hass: HomeAssistant, subentry: ConfigSubentry, account: Account | None
) -> Data:
    """Return the settings of a camera or a vehicle, and the state of a camera."""
    described: Data = {
        "subentry_id": subentry.subentry_id,
        "type": subentry.subentry_type,
        "settings": _redact(subentry.data),
    }
    if subentry.subentry_type == SUBENTRY_CAMERA:
        camera = account.cameras.get(subentry.subentry_id) if account else None
        triggers = subentry.data.get(CONF_TRIGGER_ENTITY_IDS, ())
        described |= {
            "source": _describe_entity(hass, subentry.data[CONF_SOURCE_ENTITY_ID]),
            "triggers": [_describe_entity(hass, trigger) for trigger in triggers],
            "camera": _describe_camera(camera) if camera else None,
        }
    return described


def _describe_entity(hass: HomeAssistant, entity_id: str) -> Data:
    """Return what kind of entity it is, but not which one."""
    registered = er.async_get(hass).async_get(entity_id)
    state = hass.states.get(entity_id)
    return {
        "domain": split_entity_id(entity_id)[0],
        "integration": registered.platform if registered else None,
        "device_class": state.attributes.get("device_class") if state else None,
        "exists": state is not None,
    }


def _describe_camera(camera: CameraCoordinator) -> Data:
    """Return the state of a camera without the plates."""
    watch = camera.data
    return {
        "available": camera.available,
        "failure": camera.failures.current,
        "frozen": camera.freshness.frozen_since is not None,
        "tracks": len(camera.tracker.tracks),
        "last_watch": watch
        and {
            "seconds_ago": round((dt_util.utcnow() - watch.at).total_seconds()),
            "status": watch.status,
            "captures": watch.captures,
            "recognitions": watch.recognitions,
            "detections": [
                {
                    "score": found.detection.score,
                    "dscore": found.detection.dscore,
                    "candidates": len(found.candidates),
                    "match": found.match.kind,
                    "reason": found.match.reason,
                }
                for found in watch.detections
            ],
        },
        "triggers": _redact(camera.history.triggers),
    }


def _redact(value: Any, key: str = "") -> Any:
    """Return a setting with all texts redacted except harmless ones."""
    if isinstance(value, Mapping):
        return {name: _redact(inner, name) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_redact(inner, key) for inner in value]
    if isinstance(value, str) and key not in _SHOWN_TEXTS:
        return REDACTED
    return value
