"""Reads license plates in camera pictures through the CarsXE API."""

from collections.abc import Mapping
from dataclasses import replace

from homeassistant.config_entries import ConfigEntryState, ConfigSubentry
from homeassistant.const import CONF_API_KEY, Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryAuthFailed, ConfigEntryNotReady
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.helpers.device_registry import DeviceEntryType
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.typing import ConfigType

from .api.errors import CarsXEAuthError, CarsXEError
from .card import async_setup_card
from .const import CONF_API_URL, CONF_PUBLIC_URL, DOMAIN, SUBENTRY_CAMERA
from .entity import describe_device
from .image_processing_setup import async_setup_image_processing
from .runtime.account import SIGNAL_SUBENTRY_ADDED, Account, CarsXEConfigEntry
from .runtime.coordinator import CameraCoordinator
from .runtime.failures import translation
from .runtime.history.histories import async_follow_cameras, async_update_histories
from .runtime.history.view import DetectionPictureView
from .runtime.issue_watch import IssueWatch
from .runtime.issues import async_delete_orphans, async_note_refusal
from .runtime.memory import async_load_memory
from .runtime.renames import async_follow_renames
from .runtime.snapshots import async_setup_snapshots
from .runtime.spending.paid_calls import async_create_client, async_get_paid_calls
from .runtime.spending.usage import Usage
from .runtime.vehicles.decoder import DecodedPlates
from .runtime.vehicles.vehicle_data import async_forget_camera
from .runtime.vehicles.vehicles import SIGNAL_VEHICLE, Vehicles
from .services import async_setup_services
from .websocket import async_setup_websocket

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)
PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.EVENT,
    Platform.IMAGE,
    Platform.SENSOR,
]


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Set up what all accounts share."""
    async_setup_snapshots(hass)
    async_follow_renames(hass)
    async_follow_cameras(hass)
    hass.http.register_view(DetectionPictureView)
    async_setup_services(hass)
    async_setup_websocket(hass)
    await async_setup_card(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: CarsXEConfigEntry) -> bool:
    """Set up an account."""
    await async_update_histories(hass)
    await _async_check_key(hass, entry)
    account = entry.runtime_data = Account(
        device_id=_async_create_device(hass, entry),
        paid_calls=await async_get_paid_calls(hass, entry),
        vehicles=Vehicles(hass, entry),
        decoded=await DecodedPlates.async_get(hass, entry.entry_id),
        subentries=_copy_subentries(entry),
    )
    entry.async_on_unload(entry.add_update_listener(_async_update))
    async with account.lock:
        await _async_start(hass, entry)
    return True


async def _async_start(hass: HomeAssistant, entry: CarsXEConfigEntry) -> None:
    """Start everything that an account runs."""
    account = entry.runtime_data
    for subentry in account.subentries.values():
        if subentry.subentry_type == SUBENTRY_CAMERA:
            await _async_add_camera(hass, entry, subentry)
    account.stop_issue_watch = IssueWatch(hass, entry).async_start()
    await async_setup_image_processing(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    for coordinator in account.cameras.values():
        coordinator.async_start()


async def async_migrate_entry(hass: HomeAssistant, entry: CarsXEConfigEntry) -> bool:
    """Move settings that version 1.1 kept in an account's data to its options."""
    if entry.version > 1:
        return False
    if entry.minor_version < 2:
        own = {CONF_API_KEY, CONF_API_URL, CONF_PUBLIC_URL}
        moved = {key: entry.data[key] for key in entry.data.keys() - own}
        hass.config_entries.async_update_entry(
            entry,
            data={key: entry.data[key] for key in entry.data.keys() & own},
            options={**moved, **entry.options},
            minor_version=2,
        )
    return True


async def async_unload_entry(hass: HomeAssistant, entry: CarsXEConfigEntry) -> bool:
    """Unload an account, after announcing what was already paid for."""
    account = entry.runtime_data
    async with account.lock:
        account.stop_issue_watch()
        for coordinator in account.cameras.values():
            await coordinator.async_stop()
        return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def async_remove_entry(hass: HomeAssistant, entry: CarsXEConfigEntry) -> None:
    """Remove an account's stored data: its pictures, decoded plates, counts and issues."""
    await async_update_histories(hass)
    await DecodedPlates.async_of(hass, entry.entry_id).async_remove()
    await Usage.async_of(hass, entry.entry_id).async_remove()
    async_delete_orphans(hass)


async def _async_check_key(hass: HomeAssistant, entry: CarsXEConfigEntry) -> None:
    """Check the key, free of charge."""
    try:
        await async_create_client(hass, entry.data).validate_key()
    except CarsXEAuthError as err:
        raise ConfigEntryAuthFailed(**translation(err)) from err
    except CarsXEError as err:
        async_note_refusal(hass, entry, err)
        raise ConfigEntryNotReady(**translation(err)) from err
    async_note_refusal(hass, entry, None)


def _async_create_device(hass: HomeAssistant, entry: CarsXEConfigEntry) -> str:
    """Return the ID of the account's device, the parent of the cameras' devices."""
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={(DOMAIN, entry.entry_id)},
        entry_type=DeviceEntryType.SERVICE,
        manufacturer="CarsXE",
        name=entry.title,
    )
    return device.id


async def _async_add_camera(
    hass: HomeAssistant, entry: CarsXEConfigEntry, subentry: ConfigSubentry
) -> CameraCoordinator:
    """Create the coordinator of a camera."""
    coordinator = CameraCoordinator(hass, entry, subentry)
    await async_load_memory(coordinator)
    coordinator.async_match_again()
    entry.runtime_data.cameras[subentry.subentry_id] = coordinator
    return coordinator


async def _async_update(hass: HomeAssistant, entry: CarsXEConfigEntry) -> None:
    """Apply changes to an account; only a new key or address reloads it."""
    account = entry.runtime_data
    async with account.lock:
        if entry.state is ConfigEntryState.LOADED:
            await _async_take_up(hass, entry)


async def _async_take_up(hass: HomeAssistant, entry: CarsXEConfigEntry) -> None:
    """Apply the differences from what the account was set up with."""
    account = entry.runtime_data
    before, now = account.subentries, _copy_subentries(entry)
    account.subentries = now
    if account.paid_calls.is_outdated:
        hass.config_entries.async_schedule_reload(entry.entry_id)
        return
    # The account may have been renamed.
    _async_create_device(hass, entry)
    account.vehicles.async_refresh()
    await async_update_histories(hass)
    for subentry_id in before.keys() - now.keys():
        async_forget_camera(hass, entry, subentry_id)
        if coordinator := account.cameras.pop(subentry_id, None):
            await coordinator.async_stop()
    for subentry_id, subentry in now.items():
        if subentry_id not in before:
            await _async_add(hass, entry, subentry)
        elif subentry != before[subentry_id]:
            await _async_change(hass, entry, subentry)
    account.stop_issue_watch()
    account.stop_issue_watch = IssueWatch(hass, entry).async_start()
    for coordinator in account.cameras.values():
        coordinator.async_match_again()
    # Limits and prices may have changed.
    account.paid_calls.usage.async_notify()


def _copy_subentries(entry: CarsXEConfigEntry) -> Mapping[str, ConfigSubentry]:
    """Return a copy of the subentries, as the entry's own change in place."""
    return {key: replace(subentry) for key, subentry in entry.subentries.items()}


async def _async_add(
    hass: HomeAssistant, entry: CarsXEConfigEntry, subentry: ConfigSubentry
) -> None:
    """Add the entities of a camera or a vehicle, and start the camera."""
    coordinator = None
    if subentry.subentry_type == SUBENTRY_CAMERA:
        coordinator = await _async_add_camera(hass, entry, subentry)
    async_dispatcher_send(hass, SIGNAL_SUBENTRY_ADDED.format(entry.entry_id), subentry)
    if coordinator:
        coordinator.async_start()


async def _async_change(
    hass: HomeAssistant, entry: CarsXEConfigEntry, subentry: ConfigSubentry
) -> None:
    """Apply the new settings and name of a camera or a vehicle."""
    if coordinator := entry.runtime_data.cameras.get(subentry.subentry_id):
        await coordinator.async_change(subentry)
    else:
        async_dispatcher_send(hass, SIGNAL_VEHICLE.format(subentry.subentry_id))
    dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        config_subentry_id=subentry.subentry_id,
        **describe_device(entry.runtime_data, subentry),
    )
