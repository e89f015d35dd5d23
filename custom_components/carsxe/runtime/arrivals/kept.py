"""Keeps who stands at an account's cameras over restarts: a parked vehicle doesn't arrive anew."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Collection
from datetime import datetime
from io import BytesIO
import math
from typing import Any

import numpy as np
from PIL import Image

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import Event, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.storage import Store
from homeassistant.util.hass_dict import HassKey

from ...const import DOMAIN, LOGGER, SUBENTRY_CAMERA
from ...pictures import Picture, Place, Scene
from ..frames.picture_work import async_work
from .announcer import async_get_arrivals
from .arrivals import Arrival

STORAGE_VERSION = 1
# Seconds between two writes: after news of a vehicle, and while one only stands in other light.
SOON, LATER = 2.0, 600.0
# Grey, and only to be compared.
QUALITY = 40

type Stored = dict[str, list[dict[str, Any]]]

_DATA_KEPT: HassKey[dict[str, KeptArrivals]] = HassKey(f"{DOMAIN}_kept_arrivals")


class KeptArrivals:
    """Stores the vehicles at an account's cameras, and gives them back after a restart."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry) -> None:
        """Start with nothing read."""
        self._hass = hass
        self._entry = entry
        self._store: Store[Stored] = Store(
            hass,
            STORAGE_VERSION,
            f"{DOMAIN}.{entry.entry_id}.places",
            private=True,
            atomic_writes=True,
        )
        self._stored: Stored | None = None
        # The cameras in the file.
        self._written: Collection[str] = ()
        self._is_removed = False
        self._saved_at = -math.inf
        self._due = math.inf
        self._cancel: Callable[[], None] | None = None
        hass.bus.async_listen_once(
            EVENT_HOMEASSISTANT_FINAL_WRITE, self._async_final_write
        )

    async def async_load(self, entry: ConfigEntry) -> None:
        """Give the cameras of the account back who stood there, each once."""
        self._entry = entry
        if self._stored is None:
            self._stored = await self._async_read()
            self._written = set(self._stored)
        camera_ids = self._camera_ids()
        for camera_id in camera_ids:
            arrivals = async_get_arrivals(self._hass, camera_id)
            if stored := self._stored.pop(camera_id, None):
                now = self._hass.loop.time()
                arrivals.restore(await async_work(self._hass, _restored, stored, now))
            arrivals.changed = self.async_changed
        if not camera_ids >= set(self._written):
            self._stored = {}
            await self._async_save()

    async def async_prune(self, entry: ConfigEntry) -> None:
        """Remove what is stored of cameras that a disabled account doesn't have any more."""
        stored = await self._async_read()
        cameras = entry.subentries.keys() & stored.keys()
        if cameras < stored.keys():
            await self._store.async_save({camera: stored[camera] for camera in cameras})

    @callback
    def async_changed(self, soon: bool) -> None:
        """Plan a write, after `soon` changes that a restart mustn't lose."""
        now = self._hass.loop.time()
        due = max(self._saved_at + (SOON if soon else LATER), now)
        if due >= self._due:
            return
        self._async_cancel()
        if due <= now:
            # Once the change is complete.
            self._hass.async_create_task(self._async_save(), eager_start=False)
            return
        self._due = due
        job = HassJob(self._async_elapsed, cancel_on_shutdown=True)
        self._cancel = async_call_later(self._hass, due - now, job)

    async def async_remove(self) -> None:
        """Remove what is stored; nothing is stored any more."""
        self._is_removed = True
        self._async_cancel()
        # This waits for a write that is under way, which would bring the file back.
        await self._store.async_save({})
        await self._store.async_remove()

    @callback
    def _async_cancel(self) -> None:
        """Plan no write."""
        self._due = math.inf
        if self._cancel:
            self._cancel()
            self._cancel = None

    async def _async_elapsed(self, _: datetime) -> None:
        """Write, as it is time for it."""
        self._cancel = None
        await self._async_save()

    async def _async_final_write(self, _: Event) -> None:
        """Write what was still to be written."""
        if self._due < math.inf:
            await self._async_save()

    async def _async_read(self) -> Stored:
        """Return what is stored; what can't be read is nothing."""
        try:
            stored = await self._store.async_load() or {}
            return {
                camera: [each for each in kept if isinstance(each, dict)]
                for camera, kept in stored.items()
            }
        except Exception as err:  # noqa: BLE001
            LOGGER.warning(
                "Who stood at the cameras can't be read; it starts anew (%r)", err
            )
            return {}

    async def _async_save(self) -> None:
        """Store everything, unless the account is gone."""
        self._due = math.inf
        self._saved_at = self._hass.loop.time()
        arrivals = {
            camera_id: async_get_arrivals(self._hass, camera_id).parked()
            for camera_id in self._camera_ids()
        }
        stored = await async_work(self._hass, _stored, arrivals)
        if not self._is_removed:
            self._written = set(stored)
            await self._store.async_save(stored)

    def _camera_ids(self) -> set[str]:
        """Return the account's cameras."""
        cameras = self._entry.get_subentries_of_type(SUBENTRY_CAMERA)
        return {camera.subentry_id for camera in cameras}


async def async_load_arrivals(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Have an account's cameras know who stood there before a restart."""
    await _async_get_kept(hass, entry).async_load(entry)


async def async_prune_arrivals(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Remove what is kept of cameras that a disabled account doesn't have any more."""
    await _async_get_kept(hass, entry).async_prune(entry)


@callback
def _async_get_kept(hass: HomeAssistant, entry: ConfigEntry) -> KeptArrivals:
    """Return what keeps the vehicles at an account's cameras, over reloads."""
    accounts = hass.data.setdefault(_DATA_KEPT, {})
    if (kept := accounts.get(entry.entry_id)) is None:
        kept = accounts[entry.entry_id] = KeptArrivals(hass, entry)
    return kept


async def async_remove_arrivals(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Remove what is kept of the vehicles at the cameras of an account that is gone."""
    kept = _async_get_kept(hass, entry)
    del hass.data[_DATA_KEPT][entry.entry_id]
    await kept.async_remove()


def _stored(cameras: dict[str, list[Arrival]]) -> Stored:
    """Return what is stored of the vehicles at some cameras. Meant for the executor."""
    return {
        camera_id: [
            {
                "plate": arrival.known_plate,
                "looks": sorted(arrival.looks),
                "beside": sorted(arrival.beside),
                "stood": arrival.stood,
                "place": _place_data(arrival.place) if arrival.place else None,
                "rests": [_rest_data(rest) for rest in arrival.rests],
            }
            for arrival in arrivals
        ]
        for camera_id, arrivals in cameras.items()
        if arrivals
    }


def _restored(stored: list[dict[str, Any]], now: float) -> list[Arrival]:
    """Return the vehicles that are stored, without what can't be any. Meant for the executor."""
    arrivals = []
    for each in stored:
        try:
            place = _place(each["place"]) if each["place"] else None
            # Whoever was still moving is in view at the start.
            is_moving = place and not (each["stood"] or each["rests"])
            arrival = Arrival(
                each["plate"],
                now if is_moving else -math.inf,
                place,
                place,
                set(each["looks"]),
                set(each["beside"]),
                stood=bool(each["stood"]),
                rests=[_rest(rest) for rest in each["rests"]],
            )
        except Exception:  # noqa: BLE001
            LOGGER.warning("A vehicle that stood at a camera can't be read")
            continue
        arrivals.append(arrival)
    return arrivals


def _place_data(place: Place) -> dict[str, Any]:
    """Return what is stored of a place."""
    scene = Image.fromarray(place.scene.grey.round().astype(np.uint8))
    return {
        "box": list(place.box),
        "area": list(place.area),
        "size": list(place.size),
        "grey": _text(place.grey, "PNG"),
        "scene": _text(scene, "PNG"),
    }


def _place(data: dict[str, Any]) -> Place:
    """Return a place that was stored."""
    left, upper, right, lower = data["box"]
    area = data["area"]
    width, height = data["size"]
    grey = _image(data["grey"])
    if grey.size != (area[2] - area[0], area[3] - area[1]):
        raise ValueError(grey.size)
    return Place(
        (left, upper, right, lower),
        (area[0], area[1], area[2], area[3]),
        grey,
        (width, height),
        Scene(np.asarray(_image(data["scene"]), np.float32)),
    )


def _rest_data(rest: Picture) -> dict[str, Any]:
    """Return what is stored of a picture in which a vehicle may have come to rest."""
    image = Image.open(BytesIO(rest.content))
    return {
        "picture": _text(image.convert("L"), "JPEG"),
        "width": rest.width,
        "height": rest.height,
    }


def _rest(data: dict[str, Any]) -> Picture:
    """Return a picture that was stored."""
    return Picture(
        content=b64decode(data["picture"]),
        content_type="image/jpeg",
        width=data["width"],
        height=data["height"],
    )


def _text(image: Image.Image, kind: str) -> str:
    """Return an image as a text."""
    if not all(image.size):
        return ""
    buffer = BytesIO()
    image.save(buffer, kind, quality=QUALITY)
    return b64encode(buffer.getvalue()).decode()


def _image(text: str) -> Image.Image:
    """Return the grey image that a text stands for."""
    if not text:
        return Image.new("L", (0, 0))
    with Image.open(BytesIO(b64decode(text)), formats=["PNG"]) as image:
        return image.convert("L")
