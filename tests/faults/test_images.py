"""An image entity fails as a camera's source: nothing is sent or counted, and it recovers."""

from typing import Any, override

import pytest
from pytest_homeassistant_custom_component.common import setup_test_component_platform

from custom_components.carsxe.runtime import capture
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from ..conftest import MOTION, PictureImage
from . import kinds
from .house import VAN, House, SlowCamera, scene
from .kinds import Kind

SOURCE = "image.gate"
PASSWORD = "hunter2"


class FaultyImage(PictureImage):
    """An image entity that shows a camera's picture or raises an error."""

    def __init__(self, hass: HomeAssistant, camera: SlowCamera) -> None:
        """Store what to show."""
        super().__init__(hass)
        self.error: Exception | None = None
        self._camera = camera

    @override
    async def async_image(self) -> bytes | None:
        """Return the camera's picture, or fail."""
        if self.error:
            raise self.error
        return await self._camera.async_camera_image()


@pytest.fixture
def camera_data() -> dict[str, Any]:
    """Use the image entity as the source."""
    return {"source_entity_id": SOURCE, "trigger_entity_ids": [MOTION]}


@pytest.fixture
def camera() -> SlowCamera:
    """Return the image entity's content; isn't an entity itself."""
    return SlowCamera()


@pytest.fixture(autouse=True)
async def image(hass: HomeAssistant, camera: SlowCamera) -> FaultyImage:
    """Return the image entity at the gate."""
    image = FaultyImage(hass, camera)
    setup_test_component_platform(hass, "image", [image])
    assert await async_setup_component(hass, "image", {"image": [{"platform": "test"}]})
    await hass.async_block_till_done()
    return image


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        pytest.param(kinds.NO_PICTURE, None, id="nothing"),
        pytest.param(kinds.NOT_A_PICTURE, b"<html>", id="HTML"),
        pytest.param(kinds.NOT_A_PICTURE, scene(VAN)[:20_000], id="cut JPEG"),
    ],
)
async def test_broken(house: House, kind: Kind, content: bytes | None) -> None:
    """An unreadable picture is never sent."""
    house.source.picture = content
    await house.check_fault(kind)
    await house.check_recovery()


@pytest.mark.parametrize(
    "err",
    [
        pytest.param(OSError(f"http://admin:{PASSWORD}@nas/a.jpg"), id="password"),
        pytest.param(KeyError("image"), id="fault of its own"),
    ],
)
async def test_raises(house: House, image: FaultyImage, err: Exception) -> None:
    """Any exception is a capture error without its password."""
    image.error = err
    house.source.picture = scene(VAN)
    await house.check_fault(kinds.NO_PICTURE)
    for text in (*house.witness.complaints, *map(str, house.witness.errors)):
        assert PASSWORD not in text
    image.error = None
    await house.check_recovery()


async def test_slow(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """An image that takes too long is given up."""
    get = capture._async_get_content
    monkeypatch.setattr(
        capture, "_async_get_content", lambda hass, source, _: get(hass, source, 0.1)
    )
    house.source.picture = scene(VAN)
    house.source.delay = 60
    await house.check_fault(kinds.NO_PICTURE)
    house.source.delay = 0
    await house.check_recovery()


async def test_gone(house: House) -> None:
    """A missing image entity is unavailable, and so are the camera's entities; this is logged once."""
    before = house.hass.states.get(SOURCE)
    assert before
    house.hass.states.async_set(SOURCE, "unavailable")
    await house.settle()
    await house.check_fault(kinds.GONE, state="unavailable")
    house.hass.states.async_set(SOURCE, before.state, before.attributes)
    await house.settle()
    await house.check_recovery()
