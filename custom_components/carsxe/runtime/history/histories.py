"""The histories of all cameras: made, found, and deleted with what they belong to."""

from collections.abc import Collection
from pathlib import Path

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
    ConfigSubentry,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.storage import STORAGE_DIR
from homeassistant.util.hass_dict import HassKey

from ...const import DOMAIN, LOGGER, SUBENTRY_CAMERA
from ..settings import CameraSettings
from .camera_history import CameraHistory
from .folder import CameraFolder, remove_path

# By the cameras' subentry ids. Kept over reloads: something may be being written meanwhile.
DATA_HISTORIES: HassKey[dict[str, CameraHistory]] = HassKey(f"{DOMAIN}_histories")


@callback
def async_follow_cameras(hass: HomeAssistant) -> None:
    """Delete what is kept of a camera with the camera, whether or not its account is set up."""

    @callback
    def _changed(change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.domain == DOMAIN:
            _async_forget_cameras(hass)
            _async_apply_settings(hass, entry)
            if entry.disabled_by:
                # Since a restart, nothing of it is in memory.
                hass.async_create_task(_async_sweep_cameras(hass, entry))

    async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, _changed)


@callback
def async_get_history(
    hass: HomeAssistant, entry: ConfigEntry, camera: ConfigSubentry
) -> CameraHistory:
    """Return a camera's history."""
    histories = hass.data.setdefault(DATA_HISTORIES, {})
    if (history := histories.get(camera.subentry_id)) is None:
        folder = CameraFolder(_root(hass) / entry.entry_id / camera.subentry_id)
        history = CameraHistory(hass, folder, camera.title)
        histories[camera.subentry_id] = history
    return history


async def async_load_histories(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Read what is kept of an account, and delete what is left of others that are gone.

    A camera, or an account, may have been removed while nobody was there to notice.
    """
    cameras = _cameras(entry)
    histories = hass.data.get(DATA_HISTORIES, {})
    if not cameras or any(camera.subentry_id not in histories for camera in cameras):
        await _async_sweep_cameras(hass, entry)
    for camera in cameras:
        history = async_get_history(hass, entry, camera)
        await history.async_set_up(CameraSettings.from_subentry(camera).keep)


async def async_remove_histories(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Delete all that is kept of an account."""
    for camera in _cameras(entry):
        await _async_forget(hass, camera.subentry_id)
    await _async_sweep(hass, entry, ())


@callback
def _async_forget_cameras(hass: HomeAssistant) -> None:
    """Delete what is kept of cameras that no longer exist."""
    existing = {
        camera.subentry_id
        for entry in hass.config_entries.async_entries(DOMAIN)
        for camera in _cameras(entry)
    }
    histories = hass.data.get(DATA_HISTORIES, {})
    for camera_id in histories.keys() - existing:
        hass.async_create_task(_async_forget(hass, camera_id))


@callback
def _async_apply_settings(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Delete at once what is no longer to be kept, though the account may not work."""
    for camera in _cameras(entry):
        if history := hass.data.get(DATA_HISTORIES, {}).get(camera.subentry_id):
            keep = CameraSettings.from_subentry(camera).keep
            if keep != history.keep:
                hass.async_create_task(history.async_set_up(keep))


async def _async_forget(hass: HomeAssistant, camera_id: str) -> None:
    """Delete what is kept of a camera, on disk and in memory."""
    if history := hass.data.get(DATA_HISTORIES, {}).pop(camera_id, None):
        await history.async_remove()


async def _async_sweep_cameras(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Delete the folders of cameras that an account doesn't have any more."""
    await _async_sweep(hass, entry, {camera.subentry_id for camera in _cameras(entry)})


async def _async_sweep(
    hass: HomeAssistant, entry: ConfigEntry, camera_ids: Collection[str]
) -> None:
    """Delete the folders of all accounts that are gone, and of this one's other cameras."""
    root = _root(hass)
    accounts = {entry.entry_id for entry in hass.config_entries.async_entries(DOMAIN)}
    await hass.async_add_executor_job(_sweep, root / entry.entry_id, camera_ids)
    await hass.async_add_executor_job(_sweep, root, accounts)


def _cameras(entry: ConfigEntry) -> list[ConfigSubentry]:
    """Return an account's cameras."""
    return list(entry.get_subentries_of_type(SUBENTRY_CAMERA))


def _root(hass: HomeAssistant) -> Path:
    """Return where everything is kept: nothing of it is served to anybody as it is."""
    return Path(hass.config.path(STORAGE_DIR, DOMAIN))


def _sweep(folder: Path, names: Collection[str]) -> None:
    """Delete what a folder holds but some names, and the folder itself if it is then empty.

    Something else may be deleting the same.
    """
    try:
        for child in folder.iterdir():
            if child.name not in names:
                remove_path(child)
        if not any(folder.iterdir()):
            folder.rmdir()
    except FileNotFoundError:
        return
    except OSError as err:
        LOGGER.warning("Old pictures couldn't be deleted: %s", type(err).__name__)
