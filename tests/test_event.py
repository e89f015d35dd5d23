"""Tests of the event entity, and of known vehicles from the answer to the announcement."""

from collections.abc import Awaitable, Callable
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
    mock_restore_cache_with_extra_data,
)

from custom_components.carsxe.plates import normalize_plate
from homeassistant.core import Event, HomeAssistant, State, callback
from homeassistant.util import dt as dt_util

from .carsxe_server import CarsXEServer
from .conftest import PictureCamera
from .drives import Car, answer, draw

type Scan = Callable[[], Awaitable[None]]

FAMILY = {
    "Van": {"plate": "ABC123"},
    "Neighbor": {"plate": "IGN0RE", "ignore": True},
    "Guest": {"plate": "GUEST1", "valid_until": "2026-01-01T00:00:00+00:00"},
}


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know several vehicles."""
    return FAMILY


@pytest.fixture
def fired(hass: HomeAssistant) -> list[tuple[str, str]]:
    """Return a list that collects the type and plate of the event entity's events."""
    fired: list[tuple[str, str]] = []

    @callback
    def _changed(event: Event) -> None:
        state: State | None = event.data["new_state"]
        old: State | None = event.data["old_state"]
        if not state or not old or state.entity_id != "event.gate_plate":
            return
        if (
            old.state not in (state.state, "unavailable")
            and state.state != "unavailable"
        ):
            fired.append((state.attributes["event_type"], state.attributes["plate"]))

    hass.bus.async_listen("state_changed", _changed)
    return fired


def _see(carsxe: CarsXEServer, *plates: str, **fields: Any) -> None:
    """Make CarsXE see plates."""
    results = [{"plate": plate.lower(), "score": 0.9, **fields} for plate in plates]
    carsxe.answers = [(200, {"success": True, "results": results})]


async def test_known_and_unknown(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    detections: list[Event],
    fired: list[tuple[str, str]],
    scan: Scan,
) -> None:
    """The event entity and the bus have the same data, including the vehicles."""
    for plate in ("ABC123", "XYZ789"):
        _see(carsxe, plate)
        await scan()
        await hass.async_block_till_done()
    assert fired == [("known_plate", "ABC123"), ("unknown_plate", "XYZ789")]
    known, unknown = (event.data for event in detections)
    assert (
        known["known"],
        known["vehicle"],
        known["match"],
        known["matched_plate"],
    ) == ((True, "Van", "exact", "ABC123"))
    assert known["vehicle_id"] == "id of Van"
    assert unknown["known"] is False
    fields = ("vehicle", "vehicle_id", "match", "matched_plate")
    assert {unknown[field] for field in fields} == {None}
    state = hass.states.get("event.gate_plate")
    assert state
    assert detections[-1].data.items() <= state.attributes.items()


async def test_several_at_once(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    fired: list[tuple[str, str]],
    scan: Scan,
) -> None:
    """Several plates in one picture each fire the entity at a different time."""
    _see(carsxe, "ABC123", "AAA111", "BBB222")
    await scan()
    await hass.async_block_till_done()
    assert [plate for _, plate in fired] == ["ABC123", "AAA111", "BBB222"]


async def test_candidate(
    account: MockConfigEntry, carsxe: CarsXEServer, detections: list[Event], scan: Scan
) -> None:
    """A reading that matches by another candidate keeps its own plate."""
    _see(carsxe, "A8C123", candidates=[{"plate": "abc123", "score": 0.8}])
    await scan()
    data = detections[0].data
    assert data["plate"] == "A8C123"
    assert (data["vehicle"], data["match"], data["matched_plate"]) == (
        ("Van", "candidate", "ABC123")
    )


@pytest.mark.parametrize(
    ("vehicles", "text"),
    [
        pytest.param({name: {"plate": normalize_plate(plate)}}, text, id=case)
        for case, name, plate, text in (
            ("space elsewhere", "unknown", "B NO 1234", "BN O 1234"),
            ("umlaut as two letters", "on", "GÖ AB 12", "GOE-AB 12"),
            ("Arabic", "none", "١٢٣ أ ب", "123 اب"),
            ("Persian", "off", "۱۲ ی ۳۴۵", "12 ي 345"),
            ("Bengali", "home", "ঢাকা ১২", "ঢাকা 12"),
            ("Thai", "unavailable", "กข ๑๒๓๔", "กข 1234"),
            ("Cyrillic", "0", "А 123 ВС 77", "a123bc77"),
            ("Greek", "null", "ΥΗΖ-1234", "YHZ 1234"),
        )
    ],
)
async def test_as_written(
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    detections: list[Event],
    scan: Scan,
    vehicles: dict[str, dict[str, Any]],
    text: str,
) -> None:
    """A plate matches in any spelling, and the event has it as CarsXE wrote it."""
    carsxe.answers = [
        (200, {"success": True, "results": [{"plate": text, "score": 1}]})
    ]
    await scan()
    data = detections[0].data
    assert (data["known"], data["vehicle"]) == (True, *vehicles)
    assert (data["text"], data["plate"]) == (text, normalize_plate(text))


async def test_expired_is_unknown(
    account: MockConfigEntry, carsxe: CarsXEServer, detections: list[Event], scan: Scan
) -> None:
    """An expired guest is unknown."""
    _see(carsxe, "GUEST1")
    await scan()
    assert detections[0].data["known"] is False


async def test_ignored(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    detections: list[Event],
    fired: list[tuple[str, str]],
    scan: Scan,
) -> None:
    """An ignored vehicle is seen, but never announced."""
    _see(carsxe, "IGN0RE")
    await scan()
    await hass.async_block_till_done()
    assert detections == []
    assert fired == []
    last_seen = hass.states.get("sensor.neighbor_last_seen")
    assert last_seen
    assert last_seen.state != "unknown"


async def test_one_arrival(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    scan: Scan,
) -> None:
    """A vehicle that stays in view is announced once, even across a reload; sensors are updated."""
    car = Car(plate="ABC123")
    source.show(draw(car))
    carsxe.answers = [answer(car.result(0.9))]
    for _ in range(2):
        await scan()
    assert await hass.config_entries.async_reload(account.entry_id)
    await hass.async_block_till_done()
    await scan()
    assert len(detections) == 1
    assert len(carsxe.recognitions) == 3


@pytest.mark.parametrize(
    "camera_data",
    [{"source_entity_id": "camera.gate", "min_score": 70, "cooldown": 0}],
    ids=["no cooldown"],
)
async def test_no_cooldown(
    account: MockConfigEntry, carsxe: CarsXEServer, detections: list[Event], scan: Scan
) -> None:
    """Without a cooldown, every scan announces what it sees."""
    _see(carsxe, "ABC123")
    for _ in range(3):
        await scan()
    assert len(detections) == 3


async def test_reload_fires_nothing(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    source: PictureCamera,
    detections: list[Event],
    scan: Scan,
) -> None:
    """A reload restores the last event and announces nothing."""
    _see(carsxe, "ABC123")
    await scan()
    await hass.async_block_till_done()
    before = hass.states.get("event.gate_plate")
    assert await hass.config_entries.async_reload(account.entry_id)
    await hass.async_block_till_done()
    after = hass.states.get("event.gate_plate")
    assert before
    assert after
    assert after.state == before.state
    assert len(detections) == 1


async def test_last_vehicle_and_last_seen(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    freezer: FrozenDateTimeFactory,
    scan: Scan,
) -> None:
    """The camera shows its last vehicle, the vehicle when and where it was seen."""
    freezer.move_to("2026-11-23T08:30:00+00:00")
    _see(carsxe, "ABC123")
    await scan()
    freezer.tick(600)
    _see(carsxe, "XYZ789")
    await scan()
    states = {
        entity_id: state
        for entity_id in ("sensor.gate_last_vehicle", "sensor.van_last_seen")
        if (state := hass.states.get(entity_id))
    }
    assert states["sensor.gate_last_vehicle"].state == "Van"
    seen = states["sensor.van_last_seen"]
    assert dt_util.parse_datetime(seen.state) == dt_util.parse_datetime(
        "2026-11-23T08:30:00+00:00"
    )
    assert seen.attributes["camera_entity_id"] == "camera.gate"
    plate = hass.states.get("image_processing.gate_plate")
    assert plate
    assert plate.attributes["matched_vehicle"] is None


async def test_last_seen_is_restored(
    hass: HomeAssistant, entry: MockConfigEntry, source: PictureCamera
) -> None:
    """When and where a vehicle was seen survives a restart."""
    moment = "2026-11-20T08:30:00+00:00"
    mock_restore_cache_with_extra_data(
        hass,
        [
            (
                State("sensor.van_last_seen", moment, {"camera_entity_id": "camera.a"}),
                {
                    "native_value": {
                        "__type": "<class 'datetime.datetime'>",
                        "isoformat": moment,
                    },
                    "native_unit_of_measurement": None,
                },
            )
        ],
    )
    events = async_capture_events(hass, "plate_detected")
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    state = hass.states.get("sensor.van_last_seen")
    assert state
    assert state.state == moment
    assert state.attributes["camera_entity_id"] == "camera.a"
    assert events == []
