"""The histories of all cameras."""

from collections import ChainMap
from collections.abc import Collection, Mapping
from pathlib import Path

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntryChange,
    ConfigSubentry,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.storage import STORAGE_DIR
from homeassistant.util.hass_dict import HassKey

from ...const import DOMAIN, LOGGER, SUBENTRY_CAMERA
from ..account import CarsXEConfigEntry
from ..settings import CameraSettings
from .camera_history import CameraHistory
from .folder import CameraFolder, remove_path

# Keyed by subentry ID. They outlive reloads, as files may be being written.
DATA_HISTORIES: HassKey[dict[str, CameraHistory]] = HassKey(f"{DOMAIN}_histories")


@callback
def async_follow_cameras(hass: HomeAssistant) -> None:
    """Update the histories with the cameras, even of accounts that aren't set up."""

    @callback
    def _changed(change: ConfigEntryChange, entry: CarsXEConfigEntry) -> None:
        if entry.domain == DOMAIN:
            hass.async_create_task(async_update_histories(hass))

    async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, _changed)


@callback
def async_get_history(
    hass: HomeAssistant, entry: CarsXEConfigEntry, camera: ConfigSubentry
) -> CameraHistory:
    """Return a camera's history."""
    histories = hass.data.setdefault(DATA_HISTORIES, {})
    if (history := histories.get(camera.subentry_id)) is None:
        folder = CameraFolder(_root(hass) / entry.entry_id / camera.subentry_id)
        history = CameraHistory(hass, folder, camera.title)
        histories[camera.subentry_id] = history
    return history


async def async_update_histories(hass: HomeAssistant) -> None:
    """Read the files of new cameras, and delete those of removed ones and surplus detections."""
    accounts = {
        entry.entry_id: {
            camera.subentry_id: (async_get_history(hass, entry, camera), camera)
            for camera in entry.get_subentries_of_type(SUBENTRY_CAMERA)
        }
        for entry in hass.config_entries.async_entries(DOMAIN)
    }
    cameras = dict(ChainMap(*accounts.values()))
    histories = hass.data.get(DATA_HISTORIES, {})
    removed = [histories.pop(each) for each in histories.keys() - cameras.keys()]
    for history in removed:
        await history.async_remove()
    for history, camera in cameras.values():
        await history.async_set_up(CameraSettings.from_subentry(camera).keep)
    await hass.async_add_executor_job(_sweep, _root(hass), accounts)


def _root(hass: HomeAssistant) -> Path:
    """Return the folder of all files, which is never served directly."""
    return Path(hass.config.path(STORAGE_DIR, DOMAIN))


def _sweep(root: Path, accounts: Mapping[str, Collection[str]]) -> None:
    """Delete everything but the folders of existing cameras, and empty folders of accounts.

    Something else may delete the same files at the same time.
    """
    for account, cameras in (*accounts.items(), ("", accounts)):
        folder = root / account
        try:
            for child in folder.iterdir():
                if child.name not in cameras:
                    remove_path(child)
            if not any(folder.iterdir()):
                folder.rmdir()
        except FileNotFoundError:
            continue
        except OSError as err:
            LOGGER.warning("Old pictures couldn't be deleted: %s", type(err).__name__)
