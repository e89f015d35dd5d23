"""The paid call: prepare a picture, have CarsXE read it, and record the plates."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util.signal_type import SignalTypeFormat

from ..api.client import MAX_ATTEMPTS
from ..api.errors import CarsXEError
from ..const import DOMAIN
from ..vision import Picture
from ..vision.box import Box
from ..vision.picture import plate_area, prepare_picture
from .announcer import async_announce_visits
from .capture import async_process
from .failures import translated_failures
from .issues import async_note_call
from .picture_work import async_work
from .public_url import async_get_public_url
from .scan import PlateDetection, Reading, Scan, read_answer
from .settings import CameraSettings
from .shot import Shot
from .snapshots import DATA_SNAPSHOTS, Snapshot
from .spending.budget import CallsStoppedError
from .spending.paid_calls import PaidCalls
from .track import Track
from .vehicles.vehicles import Vehicles
from .watch import Status, Watch

if TYPE_CHECKING:
    from .coordinator import CameraCoordinator

# Reasons of errors that another try wouldn't change.
_LASTING = {"access_denied", "billing", "invalid_auth", "quota_exceeded"}

# Formatted with the camera's subentry ID; sent with the number of calls that may have been billed.
SIGNAL_PAID: SignalTypeFormat[int] = SignalTypeFormat(f"{DOMAIN}_paid_{{}}")


async def async_recognize_shot(
    camera: CameraCoordinator, watch: Watch, shot: Shot
) -> Scan:
    """Pay for a picture, record what it shows, and announce it.

    Raises a translated HomeAssistantError if nothing could be read.
    """
    watch.status = Status.READING
    camera.async_set_updated_data(watch)
    area = None
    if not shot.is_whole:
        # The camera's pictures may have another size by now.
        sightings = [*shot.sightings.values()]
        area = plate_area([each.box for each in sightings], sightings[0].size)
    try:
        picture, shown = await async_prepare(
            camera.hass, camera.settings, shot.capture.content, area
        )
        scan = await async_recognize(
            camera.paid_calls,
            camera.settings,
            camera.vehicles,
            picture,
            shot.capture.taken_at,
        )
    except HomeAssistantError as err:
        watch.fail(err)
        camera.backoff.call_failed(camera.hass.loop.time())
        if not isinstance(err, CallsStoppedError):
            for track in shot.sightings:
                track.record_failure(_possible_cost(err))
        camera.async_update_listeners()
        raise
    scan = await _async_record(camera, scan, shot, shown)
    watch.end_recognition(scan)
    # A running watch may bring a better reading.
    is_final = watch is not camera.watch
    watch.announced |= async_announce_visits(camera, is_final=is_final)
    camera.async_update_listeners()
    return scan


async def async_prepare(
    hass: HomeAssistant,
    settings: CameraSettings,
    content: bytes,
    area: Box | None = None,
) -> tuple[Picture, Box]:
    """Return the picture to send, and the part of the region that it shows.

    Without `area`, that is the whole region. Raises CaptureError.
    """
    source = settings.source_entity_id
    return await async_process(
        hass, source, prepare_picture, content, settings.framing, area
    )


async def _async_record(
    camera: CameraCoordinator, scan: Scan, shot: Shot, shown: Box
) -> Scan:
    """Record the plates, and the tracks that were sent without a result.

    Return the scan, including earlier readings that it confirms.
    """
    now = camera.hass.loop.time()
    scale = scan.picture.width / shown.width if scan.picture else 1.0
    # A vehicle that is sent twice without a result, as it comes closer, counts once.
    # What a person asks for says nothing about the detector if it has found nothing there.
    is_first = shot.sightings and not any(track.calls for track in shot.sightings)
    sightings = {
        track: sighting
        for track in camera.tracker.tracks
        if (sighting := track.sighting(shot.capture))
        and shown.holds(sighting.box.center)
        and sighting.quality(scale) > 0
    }
    for shown_track, sighting in (sightings | shot.sightings).items():
        shown_track.record_call(sighting, scale, scan.attempts)
    if scan.detections or scan.doubtful:
        camera.backoff.succeeded()
    elif is_first:
        camera.backoff.read_nothing(now)
    # Without a box from CarsXE, a single plate must be the only one that was sent.
    is_alone = len(scan.detections) == len(shot.sightings) == 1
    alone = next(iter(shot.sightings)) if is_alone else None
    for detection in scan.detections:
        track = alone
        if box := _place(detection, shown, scale):
            async with camera.tracking:
                track = await async_work(camera.hass, camera.tracker.claim, shot, box)
        _record_reading(camera, (scan, detection), track, now)
        for parked in camera.visits.release(track) if track else ():
            async with camera.tracking:
                await async_work(camera.hass, camera.tracker.vacate, parked)
    confirmed: list[PlateDetection] = []
    for detection in scan.doubtful:
        box = _place(detection, shown, scale)
        if box and (track := shot.track_at(box, camera.tracker.tracks)):
            readings = track.confirm((scan, detection), camera.settings.min_score)
            for reading in readings:
                _record_reading(camera, reading, track, now)
            confirmed += [detection] if readings else []
    return replace(scan, detections=(*scan.detections, *confirmed))


def _place(detection: PlateDetection, shown: Box, scale: float) -> Box | None:
    """Return the box of a detection in the region, or None if CarsXE returned none."""
    if (box := detection.box) is None:
        return None
    return box.scaled(1 / scale).shifted(shown.left, shown.top)


def _record_reading(
    camera: CameraCoordinator, reading: Reading, track: Track | None, now: float
) -> None:
    """Record that a plate was read."""
    scan, detection = reading
    camera.visits.record(scan, detection, track, now)
    if vehicle := detection.match.vehicle:
        source = camera.settings.source_entity_id
        camera.vehicles.async_seen(vehicle.vehicle_id, scan.captured_at, source)


async def async_recognize(
    paid_calls: PaidCalls,
    settings: CameraSettings,
    vehicles: Vehicles,
    picture: Picture,
    taken_at: datetime,
    *,
    published: list[Snapshot] | None = None,
) -> Scan:
    """Pay for a picture and return its plates.

    Plates are matched with the `vehicles` known when CarsXE answers. Each attempt's snapshot is
    added to `published`.
    Raises a translated HomeAssistantError if it couldn't be read.
    """
    hass, entry = paid_calls.hass, paid_calls.entry
    attempts: list[Snapshot] = [] if published is None else published
    base_url = async_get_public_url(hass, entry.data)
    snapshots = hass.data[DATA_SNAPSHOTS]
    paid = SIGNAL_PAID.format(settings.camera_id)

    @contextmanager
    def _publish() -> Iterator[str]:
        with snapshots.publish(picture) as snapshot:
            attempts.append(snapshot)
            yield f"{base_url}{snapshot.path}"

    async with snapshots.room:
        with translated_failures(hass, entry, refused_key="picture_refused"):
            try:
                recognition = await paid_calls.async_recognize(
                    _publish, priority=settings.priority
                )
            except CarsXEError as err:
                fetches = sum(each.fetches for each in attempts)
                async_note_call(hass, entry, err, fetches)
                if err.may_be_billed:
                    async_dispatcher_send(hass, paid, 1)
                raise
    async_note_call(hass, entry, None)
    async_dispatcher_send(hass, paid, recognition.attempts)
    return read_answer(
        recognition,
        picture=picture,
        taken_at=taken_at,
        min_score=settings.min_score,
        matcher=vehicles.matcher,
        camera_id=settings.camera_id,
    )


def _possible_cost(err: HomeAssistantError) -> int:
    """Return how many of a vehicle's calls a failed recognition uses up.

    Only errors that were certainly free and temporary leave calls for another try.
    """
    cause = err.__cause__
    if isinstance(cause, CarsXEError) and (
        cause.may_be_billed or cause.reason in _LASTING
    ):
        return MAX_ATTEMPTS
    return 1
