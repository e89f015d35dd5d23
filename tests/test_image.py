"""Tests of the image entity: the last picture with a plate, before and after a restart."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from syrupy.assertion import SnapshotAssertion

from custom_components.carsxe.runtime.scan import PLATE_COLORS
from homeassistant.components.image import async_get_image
from homeassistant.const import STATE_UNKNOWN
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import entity_registry as er

from .carsxe_server import CarsXEServer
from .conftest import CAMERA_ID, PictureCamera
from .drives import Car, answer, draw

type Scan = Callable[[], Awaitable[None]]

IMAGE = "image.gate_last_plate"
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
VAN = Car(plate="ABC123", left=10, top=100)
STRANGER = Car(plate="XYZ789", left=330, top=250)


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know a van."""
    return {"Van": {"plate": "ABC123"}}


async def _colors(hass: HomeAssistant) -> set[str]:
    """Return where the frame's color is drawn around plates, and which color."""
    content = (await async_get_image(hass, IMAGE)).content
    found = set()
    with Image.open(BytesIO(content)) as image:
        for car in (VAN, STRANGER):
            left, upper, right, _ = car.box
            red, green, blue = image.getpixel(((left + right) // 2, upper - 1))
            for status, color in PLATE_COLORS.items():
                wanted = bytes.fromhex(color[1:])
                if (
                    max(
                        abs(red - wanted[0]),
                        abs(green - wanted[1]),
                        abs(blue - wanted[2]),
                    )
                    < 60
                ):
                    found.add(f"{car.plate} {status}")
    return found


def _see(carsxe: CarsXEServer, source: PictureCamera, *cars: Car) -> None:
    """Show cars at the gate, which CarsXE sees."""
    source.picture = draw(*cars)
    carsxe.answers = [answer(*(car.result(0.9) for car in cars))]


async def test_entity(
    hass: HomeAssistant,
    account: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    freezer: FrozenDateTimeFactory,
    scan: Scan,
    snapshot: SnapshotAssertion,
) -> None:
    """The state is when the picture was taken."""
    freezer.move_to(NOW)
    await scan()
    await hass.async_block_till_done()
    state = hass.states.get(IMAGE)
    assert state
    assert state.state == NOW.isoformat()
    assert state.name == "Gate Last plate"
    assert set(state.attributes) == {
        "access_token",
        "entity_picture",
        "friendly_name",
        "scan_id",
    }
    entity = entity_registry.async_get(IMAGE)
    assert entity
    assert entity.unique_id == f"{CAMERA_ID}-last_plate"
    assert entity == snapshot


async def test_all_plates(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    source: PictureCamera,
    scan: Scan,
    detections: list[Event],
) -> None:
    """All plates in the picture are drawn, each in the color of its status."""
    _see(carsxe, source, VAN, STRANGER)
    await scan()
    await hass.async_block_till_done()
    assert await _colors(hass) == {"ABC123 known", "XYZ789 unknown"}
    state = hass.states.get(IMAGE)
    assert state
    assert state.attributes["scan_id"] == detections[0].data["scan_id"]


async def test_ignored(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    carsxe: CarsXEServer,
    source: PictureCamera,
    scan: Scan,
    detections: list[Event],
) -> None:
    """An ignored vehicle isn't shown, announced, kept or drawn beside another one."""
    subentry = next(s for s in entry.subentries.values() if s.title == "Van")
    hass.config_entries.async_update_subentry(
        entry, subentry, data={"plate": "ABC123", "ignore": True}
    )
    assert await hass.config_entries.async_setup(entry.entry_id)
    _see(carsxe, source, VAN)
    await scan()
    await hass.async_block_till_done()
    state = hass.states.get(IMAGE)
    assert state
    assert state.state == STATE_UNKNOWN
    assert detections == []
    assert not entry.runtime_data.cameras[CAMERA_ID].history.records
    _see(carsxe, source, VAN, STRANGER)
    await scan()
    await hass.async_block_till_done()
    assert await _colors(hass) == {"XYZ789 unknown"}


async def test_ignored_afterwards(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    source: PictureCamera,
    scan: Scan,
) -> None:
    """A vehicle that is ignored after it was seen isn't shown until it is known again."""
    _see(carsxe, source, VAN)
    await scan()
    await hass.async_block_till_done()
    shown = (IMAGE, "sensor.gate_last_plate", "sensor.gate_last_vehicle")

    def _states() -> set[bool]:
        states = [hass.states.get(entity_id) for entity_id in shown]
        return {state is not None and state.state == STATE_UNKNOWN for state in states}

    assert _states() == {False}
    van = next(s for s in account.subentries.values() if s.title == "Van")
    for ignore in (True, False):
        hass.config_entries.async_update_subentry(
            account, van, data={"plate": "ABC123", "ignore": ignore}
        )
        await hass.async_block_till_done()
        assert _states() == {ignore}


async def test_kept_without_plate(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    source: PictureCamera,
    scan: Scan,
) -> None:
    """A scan without a plate, or that fails, keeps the picture."""
    _see(carsxe, source, VAN)
    await scan()
    await hass.async_block_till_done()
    before = hass.states.get(IMAGE)
    _see(carsxe, source)
    await scan()
    carsxe.answer("no_information", 500)
    await scan()
    await hass.async_block_till_done()
    assert hass.states.get(IMAGE) == before
    assert await _colors(hass) == {"ABC123 known"}


async def test_none_yet(
    hass: HomeAssistant,
    account: MockConfigEntry,
    source: PictureCamera,
    carsxe: CarsXEServer,
) -> None:
    """Before the first plate, the camera's present picture is shown, for free; without it, gray."""
    state = hass.states.get(IMAGE)
    assert state
    assert state.state == "unknown"
    source.picture = draw(VAN)
    with Image.open(BytesIO((await async_get_image(hass, IMAGE)).content)) as image:
        assert (image.format, image.size) == ("JPEG", (640, 480))
    source.picture = None
    with Image.open(BytesIO((await async_get_image(hass, IMAGE)).content)) as image:
        assert len(image.getcolors() or ()) == 1
    assert carsxe.recognitions == []


async def test_after_the_announcement(
    hass: HomeAssistant,
    account: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
    scan: Scan,
    detections: list[Event],
) -> None:
    """Nothing is drawn before the plate is announced."""
    module = "custom_components.carsxe.runtime.scan.annotate"
    announced: list[int] = []

    def _annotate(content: bytes, *_: object) -> bytes:
        announced.append(len(detections))
        return content

    monkeypatch.setattr(module, _annotate)
    await scan()
    await hass.async_block_till_done()
    assert announced == [1]


async def test_restart(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    source: PictureCamera,
    pictures_folder: Path,
    scan: Scan,
    forget: Callable[[], None],
) -> None:
    """Picture, time and scan are the same after a restart."""
    _see(carsxe, source, VAN)
    await scan()
    await hass.async_block_till_done()
    before, picture = (
        hass.states.get(IMAGE),
        (await async_get_image(hass, IMAGE)).content,
    )
    folder = pictures_folder / account.entry_id / CAMERA_ID
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
    await hass.config_entries.async_unload(account.entry_id)
    forget()
    await hass.config_entries.async_setup(account.entry_id)
    await hass.async_block_till_done()
    after = hass.states.get(IMAGE)
    assert before
    assert after
    assert after.state == before.state
    assert after.attributes["scan_id"] == before.attributes["scan_id"]
    assert (await async_get_image(hass, IMAGE)).content == picture


async def test_unreadable_file(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    source: PictureCamera,
    pictures_folder: Path,
    scan: Scan,
) -> None:
    """If the file can't be read, the camera's present picture is shown."""
    _see(carsxe, source, VAN)
    await scan()
    await hass.async_block_till_done()
    (file,) = (pictures_folder / account.entry_id / CAMERA_ID).glob("0*[0-9A-Z].jpg")
    file.unlink()
    with Image.open(BytesIO((await async_get_image(hass, IMAGE)).content)) as image:
        assert (image.format, image.size) == ("JPEG", (640, 480))


async def test_over_http(
    hass: HomeAssistant,
    account: MockConfigEntry,
    hass_client_no_auth: ClientSessionGenerator,
    hass_client: ClientSessionGenerator,
    scan: Scan,
) -> None:
    """Signed-in users and the entity's token can get the picture, and nobody else."""
    await scan()
    await hass.async_block_till_done()
    state = hass.states.get(IMAGE)
    assert state
    stranger, person = await hass_client_no_auth(), await hass_client()
    path = f"/api/image_proxy/{IMAGE}"
    assert (await stranger.get(path)).status == HTTPStatus.FORBIDDEN
    for client, address in (
        (stranger, state.attributes["entity_picture"]),
        (person, path),
    ):
        response = await client.get(address)
        assert response.status == HTTPStatus.OK
        assert response.content_type == "image/jpeg"
