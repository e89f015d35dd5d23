"""Log each trigger: what was captured, paid for and read, and why not."""

from base64 import b64encode
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from homeassistant.core import callback

from ..const import DOMAIN, LOGGER
from ..vision import Crop, Framing, PictureError, make_thumbnail, prepare_picture
from ..vision.box import Box
from .history.folder import LoggedTrigger
from .picture_work import async_work
from .settings import AccountSettings
from .sighting import DOUBTFUL_SCORE, MIN_HEIGHT, MIN_WIDTH, Sighting
from .track import ENOUGH_EVIDENCE, Track
from .watch import Watch

if TYPE_CHECKING:
    from .coordinator import CameraCoordinator

# The pictures share one file with the log, so they have to be small.
QUALITY = 50
MAX_WIDTH = 16_384


class Objection(StrEnum):
    """The reason against paying for a track's picture."""

    READ = "read"
    CUT_OFF = "cut_off"
    TOO_SMALL = "too_small"
    UNCLEAR = "unclear"
    NOT_CALLED = "not_called"


@callback
def async_log_trigger(camera: CameraCoordinator, watch: Watch) -> None:
    """Log a trigger in the background."""
    camera.hass.async_create_task(
        _async_log(camera, watch),
        f"{DOMAIN} trigger log {camera.name}",
        eager_start=False,
    )


async def _async_log(camera: CameraCoordinator, watch: Watch) -> None:
    """Log a trigger."""
    try:
        picture = await async_work(
            camera.hass, _draw, watch, camera.settings.framing.crop
        )
    except PictureError as err:
        LOGGER.debug("No picture for the trigger log of %s: %s", camera.name, err)
        picture = None
    logged = _describe(camera, watch, picture)
    # They need a lot of memory.
    watch.unpaid = watch.latest = watch.sent = None
    await camera.history.async_add_trigger(logged)


def _describe(
    camera: CameraCoordinator, watch: Watch, picture: str | None
) -> LoggedTrigger:
    """Return the log of a trigger."""
    price = AccountSettings.from_entry(camera.config_entry).price
    return {
        "at": watch.at.isoformat(),
        "trigger": watch.trigger,
        "seconds": round(camera.hass.loop.time() - watch.started_at),
        "captures": watch.captures,
        "recognitions": watch.recognitions,
        "cost": round(watch.recognitions * price, 3),
        "status": watch.status,
        "reason": camera.explain(watch),
        "plates": list(_plates(watch)),
        "unpaid": _describe_unpaid(*watch.unpaid) if watch.unpaid else None,
        "picture": picture,
    }


def _draw(watch: Watch, region: Crop) -> str | None:
    """Return a small picture of what was sent, or else of the best unpaid capture, in base64.

    Blocking. Raises PictureError.
    """
    box: Box | None = None
    if watch.sent:
        content = watch.sent.content
        if watch.detections:
            box = watch.detections[0].box
    elif capture := watch.unpaid[1].capture if watch.unpaid else watch.latest:
        whole = Framing(crop=region, max_width=MAX_WIDTH)
        content = prepare_picture(capture.content, whole)[0].content
        if watch.unpaid:
            box = watch.unpaid[1].box
    else:
        return None
    return b64encode(make_thumbnail(content, box, QUALITY)).decode()


def _plates(watch: Watch) -> Iterator[dict[str, Any]]:
    """Return what was read, and what happened with it."""
    for detection in watch.detections:
        vehicle = detection.match.vehicle
        yield {
            "plate": detection.plate,
            "score": detection.detection.score,
            "vehicle": vehicle.name if vehicle else None,
            "status": detection.match.status,
            "announced": detection.plate in watch.announced,
        }


def _describe_unpaid(track: Track, sighting: Sighting) -> dict[str, Any]:
    """Return the reason against paying for a picture; sizes are in pixels."""
    return {
        "objection": find_objection(track, sighting),
        "plate": track.visit.plate if track.visit else None,
        "score": round(sighting.score, 2),
        "width": round(sighting.box.width),
        "height": round(sighting.height),
    }


def find_objection(track: Track, sighting: Sighting) -> Objection:
    """Return the reason against paying for a picture of a track."""
    if track.visit:
        return Objection.READ
    if sighting.is_cut_off:
        return Objection.CUT_OFF
    if sighting.height < MIN_HEIGHT or sighting.box.width < MIN_WIDTH:
        return Objection.TOO_SMALL
    if sighting.score <= DOUBTFUL_SCORE or track.evidence < ENOUGH_EVIDENCE:
        return Objection.UNCLEAR
    return Objection.NOT_CALLED
