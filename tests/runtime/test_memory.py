"""Tests of what a camera remembers over restarts."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta
import json
from pathlib import Path
from typing import Any
from unittest.mock import Mock

from freezegun.api import FrozenDateTimeFactory
from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.api.models import Detection
from custom_components.carsxe.runtime.memory import dump_memory, restore_memory
from custom_components.carsxe.runtime.scan import PlateDetection, Scan
from custom_components.carsxe.runtime.sighting import Capture
from custom_components.carsxe.runtime.tracker import Tracker
from custom_components.carsxe.runtime.visits import Visits
from custom_components.carsxe.vision import Crop
from custom_components.carsxe.vision.picture import as_jpeg
from homeassistant.core import Event, HomeAssistant

from ..carsxe_server import CarsXEServer
from ..conftest import CAMERA_ID, MOTION, Forget, PictureCamera
from ..drives import Car, answer, draw

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
EMPTY = draw()
CAR = Car(plate="ABC123")
REGION = Crop()


def _visits() -> Visits:
    """Return the visits of a new camera."""
    return Visits(60.0, 0.9, 3)


def _watch(tracker: Tracker, content: bytes, start: float) -> None:
    """Watch a scene for ten seconds without identical pictures."""
    for step in range(20):
        picture = content + bytes(step % 2)
        tracker.update(Capture(picture, NOW, start + step / 2))
        for track in tracker.tracks:
            track.calls = tracker.max_calls


def _read(tracker: Tracker, visits: Visits, now: float) -> None:
    """Read the plate of the vehicle in view."""
    (track,) = tracker.tracks
    detection = PlateDetection(
        plate="ABC123", candidates=(), detection=Detection(plate="abc 123", score=0.95)
    )
    scan = Scan(
        scan_id="01scan",
        captured_at=NOW,
        picture=None,
        detections=(detection,),
        processing_time=None,
    )
    visit = visits.record(scan, detection, track, now)
    visit.is_announced = True


@pytest.fixture
def standing() -> tuple[Tracker, Visits]:
    """Return a tracker that knows an empty driveway and a parked vehicle that was read."""
    tracker, visits = Tracker(REGION, max_calls=3), _visits()
    _watch(tracker, EMPTY, 100)
    _watch(tracker, draw(CAR), 200)
    _read(tracker, visits, 209.5)
    (track,) = tracker.tracks
    assert track.is_standing
    return tracker, visits


@pytest.fixture
def content(standing: tuple[Tracker, Visits], freezer: FrozenDateTimeFactory) -> bytes:
    """Return the stored data ten seconds after the vehicle was last seen."""
    freezer.move_to(NOW)
    content = dump_memory(*standing, now=219.5)
    assert content
    return content


@pytest.fixture
def restored(content: bytes, freezer: FrozenDateTimeFactory) -> tuple[Tracker, Visits]:
    """Return what is restored after an hour."""
    freezer.move_to(NOW + timedelta(hours=1))
    tracker, visits = Tracker(REGION, max_calls=3), _visits()
    restore_memory(content, tracker, visits, 5000.0)
    return tracker, visits


def test_nothing_to_keep() -> None:
    """A camera that has seen nothing stores nothing."""
    assert dump_memory(Tracker(REGION, max_calls=3), _visits(), 0.0) is None


def test_standing_vehicle(
    standing: tuple[Tracker, Visits], restored: tuple[Tracker, Visits]
) -> None:
    """A parked vehicle and the time it was last seen are restored."""
    (before,), tracker, visits = standing[0].tracks, *restored
    (track,) = tracker.tracks
    (visit,) = visits.visits
    assert track.box == before.box
    assert track.is_standing
    assert track.calls == before.calls
    assert 5000 - track.last_seen == pytest.approx(3600 + 219.5 - before.last_seen)
    assert track.visit is visit
    assert visit.tracks == [track]
    assert visit.is_announced
    assert visit.plate == "ABC123"
    assert visit.best[1].detection == Detection(plate="abc 123", score=0.95)
    assert (visit.best[0].scan_id, visit.best[0].captured_at) == ("01scan", NOW)
    assert tracker.size == (640, 480)


def test_it_has_not_arrived(restored: tuple[Tracker, Visits]) -> None:
    """The same scene has nothing new after the restart."""
    tracker, _ = restored
    _watch(tracker, draw(CAR), 5000)
    assert len(tracker.tracks) == 1
    assert tracker.pick() is None


def test_another_has_arrived(restored: tuple[Tracker, Visits]) -> None:
    """A vehicle that arrived in the meantime is new."""
    tracker, _ = restored
    other = Car(plate="XYZ789", left=340, top=10, color="white")
    for number in range(3):
        picture = draw(CAR, other, quality=90 + number)
        tracker.update(Capture(picture, NOW, 5000.0 + number / 2))
    shot = tracker.pick()
    assert shot
    (sighting,) = shot.sightings.values()
    assert sighting.box == other.box


def test_it_has_left(
    restored: tuple[Tracker, Visits], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A parked vehicle that is gone is forgotten, and may arrive again."""
    # A drawn car is narrower than a real one.
    tracker, _ = restored
    _watch(tracker, EMPTY, 5000)
    assert tracker.tracks == []


@pytest.mark.parametrize(
    ("away", "is_the_same"), [(30, True), (90, False)], ids=["within", "after"]
)
def test_cooldown(
    standing: tuple[Tracker, Visits],
    freezer: FrozenDateTimeFactory,
    away: float,
    is_the_same: bool,
) -> None:
    """A vehicle that was just announced, but isn't parked, arrives again after the cooldown."""
    freezer.move_to(NOW)
    standing[0].tracks[0].scene = None
    content = dump_memory(*standing, now=209.5)
    assert content
    freezer.tick(away)
    tracker, visits = Tracker(REGION, max_calls=3), _visits()
    restore_memory(content, tracker, visits, 5000.0)
    assert tracker.tracks == []
    (before,) = visits.visits
    assert list(visits.left(tracker.tracks)) == []
    scan, detection = before.best
    visit = visits.record(scan, detection, None, 5000.0)
    assert (visit is before) == is_the_same
    assert list(visits.due([], 5000.0, is_final=True)) == [visit][is_the_same:]


def test_wrong_clock(
    standing: tuple[Tracker, Visits], freezer: FrozenDateTimeFactory
) -> None:
    """A vehicle that was seen in the future, by a wrong clock, arrives again after the cooldown."""
    freezer.move_to(NOW + timedelta(days=900))
    standing[0].tracks[0].scene = None
    content = dump_memory(*standing, now=209.5)
    assert content
    freezer.move_to(NOW)
    tracker, visits = Tracker(REGION, max_calls=3), _visits()
    restore_memory(content, tracker, visits, 5000.0)
    (before,) = visits.visits
    assert visits.record(*before.best, None, 5090.0) is not before


def test_another_region(content: bytes) -> None:
    """Data of another region is ignored."""
    tracker, visits = Tracker(Crop(left=10, width=90), max_calls=3), _visits()
    restore_memory(content, tracker, visits, 5000.0)
    assert tracker.background.reference is None
    assert tracker.tracks == visits.visits == []


def test_size(content: bytes) -> None:
    """It is small."""
    assert len(content) < 200_000


def _without(field: str) -> Any:
    """Return a function that removes a field."""
    return lambda data: {key: value for key, value in data.items() if key != field}


def _with(**fields: Any) -> Any:
    """Return a function that replaces fields."""
    return lambda data: {**data, **fields}


def _in_track(**fields: Any) -> Any:
    """Return a function that replaces fields of the track."""
    return lambda data: {**data, "tracks": [{**data["tracks"][0], **fields}]}


DAMAGE = [
    *(
        pytest.param(_without(field), id=f"no {field}")
        for field in ("region", "size", "scene", "gray", "scale", "tracks")
    ),
    pytest.param(lambda _: [], id="a list"),
    pytest.param(_with(size=[]), id="size without numbers"),
    pytest.param(_with(size="big"), id="size in words"),
    pytest.param(_with(scene=[1, 2, 3]), id="three numbers"),
    pytest.param(_with(scene=None), id="no scene at all"),
    pytest.param(_with(scene=["no picture", 4]), id="no base64"),
    pytest.param(_with(gray="AAAA"), id="no picture"),
    pytest.param(_with(gray=""), id="empty picture"),
    pytest.param(_with(scale="1"), id="scale as text"),
    pytest.param(_with(tracks=[None]), id="no track"),
    pytest.param(_with(tracks={"a": 1}), id="tracks in a map"),
    pytest.param(_in_track(box=[1, 2, 3]), id="box of three edges"),
    pytest.param(_in_track(box=["a", 1, 2, 3]), id="box of letters"),
    pytest.param(_in_track(last_seen="yesterday"), id="no time"),
    pytest.param(_in_track(last_seen=None), id="never seen"),
    pytest.param(_in_track(last_seen="2026-11-23T12:00:00"), id="no time zone"),
    pytest.param(_in_track(calls="many"), id="calls in words"),
    pytest.param(_in_track(visit={"text": "ABC123"}), id="half a visit"),
    pytest.param(_in_track(visit=[1]), id="visit in a list"),
    pytest.param(
        lambda data: _in_track(visit={**data["tracks"][0]["visit"], "score": "high"})(
            data
        ),
        id="score in words",
    ),
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged(content: bytes, damage: Any) -> None:
    """Damaged content raises the documented errors and changes nothing."""
    damaged = json.dumps(damage(json.loads(content))).encode()
    tracker, visits = Tracker(REGION, max_calls=3), _visits()
    with pytest.raises((KeyError, TypeError, ValueError, OSError)):
        restore_memory(damaged, tracker, visits, 5000.0)
    assert tracker.background.reference is None
    assert tracker.tracks == visits.visits == []


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_cut(content: bytes, share: float) -> None:
    """Truncated content is refused."""
    with pytest.raises((KeyError, TypeError, ValueError, OSError)):
        restore_memory(
            content[: round(len(content) * share)], Mock(region=REGION), Mock(), 0.0
        )


# Restarts of Home Assistant


async def _restart(hass: HomeAssistant, entry: MockConfigEntry, forget: Forget) -> None:
    """Unload the account, forget everything and set it up again."""
    await hass.config_entries.async_unload(entry.entry_id)
    forget()
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()


@pytest.fixture
def memory_file(pictures_folder: Path, entry: MockConfigEntry) -> Path:
    """Return the path of the stored data."""
    return pictures_folder / entry.entry_id / CAMERA_ID / "scene.json"


async def _trigger(hass: HomeAssistant) -> None:
    """Turn the motion sensor on and off, and wait for the results."""
    hass.states.async_set(MOTION, "off")
    hass.states.async_set(MOTION, "on")
    hass.states.async_set(MOTION, "off")
    await hass.async_block_till_done(wait_background_tasks=True)


def _moments(*cars: Car) -> list[bytes]:
    """Return pictures of the parked vehicles, with no two identical ones in a row."""
    return [draw(*cars), draw(*cars, quality=91)] * 50


@pytest.mark.usefixtures("quick")
async def test_restart(
    hass: HomeAssistant,
    account: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
    forget: Forget,
) -> None:
    """A vehicle parked during a restart hasn't arrived, one that came in the meantime has."""
    source.show(EMPTY)
    await _trigger(hass)
    source.show(*_moments(CAR))
    carsxe.answers = [answer(CAR.result(0.99))]
    await _trigger(hass)
    assert len(carsxe.recognitions) == 1
    await _restart(hass, account, forget)
    source.show(*_moments(CAR))
    await _trigger(hass)
    assert len(carsxe.recognitions) == len(detections) == 1
    other = Car(plate="XYZ789", left=340, top=10, color="white")
    await _restart(hass, account, forget)
    source.show(*_moments(CAR, other))
    carsxe.answers = [answer(other.result(0.99))]
    await _trigger(hass)
    assert [event.data["plate"] for event in detections] == ["ABC123", "XYZ789"]


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Return a known vehicle."""
    return {"Van": {"plate": "VAN111"}}


@pytest.mark.usefixtures("quick")
async def test_misread_before_the_restart(
    hass: HomeAssistant,
    account: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
    forget: Forget,
) -> None:
    """A parked vehicle that was known by a candidate isn't announced again when it is read after a restart."""
    van = Car(plate="VAN111")
    candidates = [{"plate": "VAN111", "score": 0.88}]
    result = van.result(0.99, "VAN1I1") | {"candidates": candidates}
    carsxe.answers = [answer(result)]
    source.show(*_moments(van))
    await _trigger(hass)
    assert [event.data["match"] for event in detections] == ["candidate"]
    await _restart(hass, account, forget)
    source.show(*_moments(van))
    await account.runtime_data.cameras[CAMERA_ID].scans.async_scan()
    assert len(carsxe.recognitions) == 2
    assert len(detections) == 1


# A picture of more pixels than Pillow opens.
VAST = as_jpeg(Image.new("L", (8, 8)), 80).content.replace(
    b"\x08\x00\x08\x00\x08", b"\x08\xff\xff\xff\xff"
)


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b"{" * 100_000,
        json.dumps(
            {
                "region": REGION.edges,
                "scene": [b64encode(VAST).decode(), 8],
            }
        ).encode(),
    ],
    ids=["empty", "nothing", "list", "bytes", "deep", "vast"],
)
@pytest.mark.usefixtures("quick")
async def test_damaged_file(
    hass: HomeAssistant,
    account: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
    detections: list[Event],
    forget: Forget,
    memory_file: Path,
    caplog: pytest.LogCaptureFixture,
    damage: bytes,
) -> None:
    """A damaged file loses the memory, but nothing else."""
    source.show(EMPTY)
    await _trigger(hass)
    assert memory_file.exists()
    await hass.config_entries.async_unload(account.entry_id)
    memory_file.write_bytes(damage)
    forget()
    assert await hass.config_entries.async_setup(account.entry_id)
    await hass.async_block_till_done()
    assert caplog.text.count("What Gate knew of its scene can't be read") == bool(
        damage
    )
    source.show(EMPTY, draw(CAR))
    carsxe.answers = [answer(CAR.result(0.99))]
    await _trigger(hass)
    assert len(detections) == 1


@pytest.mark.usefixtures("quick")
async def test_full_disk(
    hass: HomeAssistant,
    account: MockConfigEntry,
    source: PictureCamera,
    pictures_folder: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """If nothing can be written, that is logged, and everything else works."""
    (pictures_folder / account.entry_id).parent.mkdir(parents=True, exist_ok=True)
    (pictures_folder / account.entry_id).write_text("no folder")
    source.show(EMPTY)
    await _trigger(hass)
    assert "What Gate knows of its scene can't be kept" in caplog.text
    state = hass.states.get("sensor.gate_status")
    assert state
    assert state.state == "nothing_new"
