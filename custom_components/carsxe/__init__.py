"""Reads licence plates in camera pictures through the CarsXE API."""

import asyncio
from contextlib import suppress

from homeassistant.const import CONF_API_KEY, Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryAuthFailed, ConfigEntryNotReady
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.device_registry import DeviceEntryType
from homeassistant.helpers.typing import ConfigType
from homeassistant.util.hass_dict import HassKey

from .api import CarsXEAuthError, CarsXEClient, CarsXEError
from .card import async_setup_card
from .check_view import async_setup_check_view
from .const import CONF_API_URL, DOMAIN, SUBENTRY_CAMERA
from .image_processing_setup import async_setup_image_processing
from .runtime.account import Account, CarsXEConfigEntry
from .runtime.arrivals.kept import async_load_arrivals, async_remove_arrivals
from .runtime.camera import CameraPipeline
from .runtime.failures import translated
from .runtime.frames.snapshots import async_setup_snapshots
from .runtime.history.histories import (
    async_follow_cameras,
    async_load_histories,
    async_remove_histories,
)
from .runtime.history.view import DetectionPictureView
from .runtime.issues.budget_issues import BudgetIssues
from .runtime.issues.call_issues import async_note_refusal
from .runtime.issues.issue_watch import IssueWatch
from .runtime.issues.issues import async_delete_issues
from .runtime.missed_triggers import async_remember_triggers
from .runtime.renames import async_follow_renames
from .runtime.spending.paid_calls import PaidCalls
from .runtime.spending.usage import async_get_usage, async_remove_usage
from .runtime.vehicles.decoded_plates import async_remove_decoded
from .runtime.vehicles.decoder import PlateDecoder
from .runtime.vehicles.vehicles import Vehicles
from .services import async_setup_services
from .websocket import async_setup_websocket

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)
PLATFORMS = [Platform.BUTTON, Platform.EVENT, Platform.IMAGE, Platform.SENSOR]

# Seconds that a change waits at the most: for a call, and for the one that waits behind it.
SETTLE = 60.0

_DATA_CHECKED_ACCOUNTS: HassKey[set[str]] = HassKey(f"{DOMAIN}_checked_accounts")


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Set up what all accounts share."""
    async_setup_snapshots(hass)
    async_setup_check_view(hass)
    async_follow_renames(hass)
    async_follow_cameras(hass)
    hass.http.register_view(DetectionPictureView(hass))
    async_setup_services(hass)
    async_setup_websocket(hass)
    await async_setup_card(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: CarsXEConfigEntry) -> bool:
    """Set up an account."""
    await async_load_histories(hass, entry)
    await async_load_arrivals(hass, entry)
    client = CarsXEClient(
        async_get_clientsession(hass),
        entry.data[CONF_API_KEY],
        entry.data[CONF_API_URL],
    )
    if entry.entry_id not in _checked_accounts(hass):
        await _async_check_key(hass, entry, client)
    _checked_accounts(hass).discard(entry.entry_id)
    vehicles = Vehicles(entry)
    usage = await async_get_usage(hass, entry.entry_id)
    paid_calls = PaidCalls(entry, client, usage)
    decoder = PlateDecoder(hass, entry, paid_calls)
    entry.runtime_data = Account(
        data=entry.data,
        device_id=_async_create_device(hass, entry),
        paid_calls=paid_calls,
        vehicles=vehicles,
        decoder=decoder,
        cameras={
            subentry.subentry_id: CameraPipeline(
                hass,
                entry,
                subentry,
                paid_calls=paid_calls,
                vehicles=vehicles,
                decoder=decoder,
            )
            for subentry in entry.get_subentries_of_type(SUBENTRY_CAMERA)
        },
    )
    # At once: whatever changes while the platforms are set up must count, too.
    entry.async_on_unload(entry.add_update_listener(_async_reload))
    entry.async_on_unload(BudgetIssues(hass, entry, usage).async_start())
    entry.async_on_unload(IssueWatch(hass, entry).async_start())
    await async_setup_image_processing(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    for camera in entry.runtime_data.cameras.values():
        camera.async_start()
    return True


async def async_unload_entry(hass: HomeAssistant, entry: CarsXEConfigEntry) -> bool:
    """Unload an account.

    The event entities go before what runs does: an arrival that only the bus heard of would be
    no news afterwards.
    """
    for camera in entry.runtime_data.cameras.values():
        camera.async_close()
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def async_remove_entry(hass: HomeAssistant, entry: CarsXEConfigEntry) -> None:
    """Remove what was kept of an account: its pictures, places, decoded plates, counts and issues."""
    await async_remove_histories(hass, entry)
    await async_remove_arrivals(hass, entry)
    await async_remove_decoded(hass, entry.entry_id)
    await async_remove_usage(hass, entry.entry_id)
    async_delete_issues(hass, {entry.entry_id, *entry.subentries})


async def _async_check_key(
    hass: HomeAssistant, entry: CarsXEConfigEntry, client: CarsXEClient
) -> None:
    """Check the key, free of charge."""
    try:
        await client.validate_key()
    except CarsXEAuthError as err:
        raise translated(err, ConfigEntryAuthFailed) from err
    except CarsXEError as err:
        async_note_refusal(hass, entry, err)
        raise translated(err, ConfigEntryNotReady) from err
    async_note_refusal(hass, entry, None)


def _async_create_device(hass: HomeAssistant, entry: CarsXEConfigEntry) -> str:
    """Return the id of the account's device, which the cameras' devices hang under."""
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={(DOMAIN, entry.entry_id)},
        entry_type=DeviceEntryType.SERVICE,
        manufacturer="CarsXE",
        name=entry.title,
    )
    return device.id


def _checked_accounts(hass: HomeAssistant) -> set[str]:
    """Return the accounts that are about to be set up anew, and whose key is known to be right."""
    return hass.data.setdefault(_DATA_CHECKED_ACCOUNTS, set())


async def _async_reload(hass: HomeAssistant, entry: CarsXEConfigEntry) -> None:
    """Set the account up anew after a change of it, its cameras included.

    Where only a camera has changed, CarsXE needn't be asked: a passing fault there would take
    all cameras down.
    """
    account = entry.runtime_data
    account.vehicles.async_refresh()
    with async_remember_triggers(hass, entry):
        await _async_settle(account)
        if entry.data == account.data:
            _checked_accounts(hass).add(entry.entry_id)
        await hass.config_entries.async_reload(entry.entry_id)


async def _async_settle(account: Account) -> None:
    """Let an account's cameras start no more scans, and wait for what runs: it is paid already."""
    cameras = account.cameras.values()
    for camera in cameras:
        camera.async_stop()
    with suppress(TimeoutError):
        async with asyncio.timeout(SETTLE):
            await asyncio.gather(*(camera.async_settle() for camera in cameras))
