"""What a camera remembers over restarts: its reference frame, parked vehicles and recent visits."""

from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.json import json_bytes
from homeassistant.util import dt as dt_util
from homeassistant.util.json import json_loads_object

from ..api.models import Detection
from ..const import LOGGER
from ..plates import normalize_plate
from ..vision.box import Box
from ..vision.picture import as_jpeg
from ..vision.scene import Scene
from .history.folder import MEMORY
from .reference import Reference
from .scan import PlateDetection, Scan
from .track import Track
from .tracker import Tracker
from .visit import Visit
from .visits import Visits

if TYPE_CHECKING:
    from .coordinator import CameraCoordinator

QUALITY = 80


async def async_load_memory(camera: CameraCoordinator) -> None:
    """Restore what a camera knew about its scene before the restart."""

    def _load() -> None:
        if content := camera.history.folder.read(MEMORY):
            camera.freshness.restore(json_loads_object(content).get("picture"))
            restore_memory(
                content, camera.tracker, camera.visits, camera.hass.loop.time()
            )

    try:
        await camera.hass.async_add_executor_job(_load)
    except Exception as err:  # noqa: BLE001
        # However the file is damaged, the camera starts.
        LOGGER.warning(
            "What %s knew of its scene can't be read: %s",
            camera.name,
            type(err).__name__,
        )


async def async_save_memory(camera: CameraCoordinator) -> None:
    """Store what a camera knows about its scene."""

    def _dump() -> bytes | None:
        now, picture = camera.hass.loop.time(), camera.freshness.dump()
        return dump_memory(camera.tracker, camera.visits, now, picture)

    async with camera.tracking:
        content = await camera.hass.async_add_executor_job(_dump)
    if content is None:
        return
    try:
        await camera.history.async_write_memory(content)
    except (HomeAssistantError, OSError) as err:
        LOGGER.warning(
            "What %s knows of its scene can't be kept: %s",
            camera.name,
            type(err).__name__,
        )


def dump_memory(
    tracker: Tracker,
    visits: Visits,
    now: float,
    picture: dict[str, str] | None = None,
) -> bytes | None:
    """Return the data to store, or None if there is none yet. Blocking; `now` is the loop time."""
    if (reference := tracker.background.reference) is None:
        return None
    at = dt_util.utcnow()
    return json_bytes(
        {
            "picture": picture,
            "region": list(tracker.region.edges),
            "size": list(tracker.size),
            "scene": _dump_scene(reference.scene),
            "gray": _encode(reference.gray),
            "scale": reference.scale,
            "tracks": [
                {
                    "box": list(track.box),
                    "last_seen": _moment(at, now - track.last_seen),
                    "calls": track.calls,
                    "scene": None
                    if tracker.is_in_reference(track.box, track.patch)
                    else _dump_scene(track.scene),
                    "visit": _dump_visit(track.visit) if track.visit else None,
                }
                for track in tracker.tracks
                if track.scene
            ],
            "visits": [
                {
                    "last_seen": _moment(at, now - visit.last_seen),
                    "visit": _dump_visit(visit),
                }
                for visit in visits.visits
                if visit.is_announced
                and not any(track.is_standing for track in visit.tracks)
            ],
        }
    )


def restore_memory(
    content: bytes, tracker: Tracker, visits: Visits, now: float
) -> None:
    """Restore stored data, unless it belongs to another region.

    Blocking. Raises KeyError, TypeError, ValueError or OSError if the data is damaged.
    """
    data: dict[str, Any] = json_loads_object(content)
    if data["region"] != list(tracker.region.edges):
        return
    scene = _restore_scene(*data["scene"])
    reference = Reference(scene, _decode(data["gray"]), data["scale"])
    tracks = [_restore_track(each, reference, now) for each in data["tracks"]]
    others = [
        _restore_visit(each["visit"], _restore_time(each, now))
        for each in data["visits"]
    ]
    width, height = map(int, data["size"])
    tracker.size = width, height
    tracker.background.reference = reference
    tracker.tracks = tracks
    visits.visits = others + [track.visit for track in tracks if track.visit]


def _moment(at: datetime, seconds: float) -> str:
    """Return the time a number of seconds before another."""
    return (at - timedelta(seconds=seconds)).isoformat()


def _restore_time(data: dict[str, Any], now: float) -> float:
    """Return when a vehicle was last seen, in loop time; the clock may have been wrong."""
    away = dt_util.utcnow() - datetime.fromisoformat(data["last_seen"])
    return now - max(away.total_seconds(), 0)


def _dump_scene(scene: Scene) -> tuple[str, int]:
    """Return the stored form of a scene."""
    return _encode(scene.gray.astype(np.uint8)), scene.factor


def _restore_scene(small: str, factor: int) -> Scene:
    """Restore a scene. Raises if the data is damaged."""
    return Scene(_decode(small).astype(np.float32), int(factor))


def _dump_visit(visit: Visit) -> dict[str, Any]:
    """Return the stored form of a visit: the best reading, and its time."""
    scan, detection = visit.best
    return {
        "scan_id": scan.scan_id,
        "captured_at": scan.captured_at.isoformat(),
        "text": detection.detection.plate,
        "score": detection.detection.score,
        "known": visit.was_known,
    }


def _restore_track(data: dict[str, Any], reference: Reference, now: float) -> Track:
    """Restore a parked track. Raises if the data is damaged."""
    box = Box(*map(float, data["box"]))
    track = Track(
        box=box,
        patch=reference.patch(box),
        last_seen=_restore_time(data, now),
        calls=int(data["calls"]),
        scene=reference.scene,
        start=box,
    )
    if hidden := data.get("scene"):
        # The reference frame shows something else in its place.
        track.scene = _restore_scene(*hidden)
        track.patch = np.zeros_like(track.patch)
    if data["visit"]:
        track.visit = _restore_visit(data["visit"], track.last_seen)
        track.visit.tracks = [track]
        track.visit.has_left = False
    return track


def _restore_visit(data: dict[str, Any], last_seen: float) -> Visit:
    """Restore the visit of a vehicle that is out of view. Raises if the data is damaged."""
    score = data["score"]
    detection = Detection(
        plate=str(data["text"]), score=None if score is None else float(score)
    )
    scan = Scan(
        scan_id=str(data["scan_id"]),
        captured_at=datetime.fromisoformat(data["captured_at"]),
        picture=None,
        detections=(),
        processing_time=None,
    )
    reading = PlateDetection(
        plate=normalize_plate(detection.plate), candidates=(), detection=detection
    )
    return Visit(
        readings=[(scan, reading)],
        answered_at=last_seen,
        is_announced=True,
        was_known=bool(data.get("known")),
        has_left=True,
    )


def _encode(gray: np.ndarray) -> str:
    """Encode a gray picture as a JPEG in base64."""
    return b64encode(as_jpeg(Image.fromarray(gray), QUALITY).content).decode()


def _decode(text: str) -> np.ndarray:
    """Decode a gray picture. Raises OSError or ValueError if it is damaged."""
    with Image.open(
        BytesIO(b64decode(text, validate=True)), formats=("JPEG",)
    ) as image:
        return np.asarray(image.convert("L"))
