"""A camera fails: nothing is sent or counted, and it recovers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from unittest.mock import patch

from PIL import Image
import pytest

from custom_components.carsxe.runtime import capture
from homeassistant.exceptions import HomeAssistantError

from ..conftest import SOURCE, PictureCamera
from . import kinds
from .house import VAN, House, reading, scene
from .kinds import Kind

PASSWORD = "hunter2"


def _encode(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return an image as a file."""
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def _van(kind: str, **options: object) -> bytes:
    """Return the van's picture in another format."""
    with Image.open(BytesIO(scene(VAN))) as image:
        return _encode(image, kind, **options)


def _pixels(width: int, height: int, kind: str = "PNG") -> bytes:
    """Return a picture of one color."""
    return _encode(Image.new("1", (width, height)), kind)


def _claims(width: int, height: int) -> bytes:
    """Return a picture that claims to be larger than it is."""
    content = bytearray(_pixels(8, 8))
    content[16:24] = width.to_bytes(4) + height.to_bytes(4)
    return bytes(content)


BROKEN: dict[str, tuple[Kind, Callable[[], bytes | None]]] = {
    "nothing": (kinds.NO_PICTURE, lambda: None),
    "empty": (kinds.NO_PICTURE, lambda: b""),
    "HTML": (kinds.NOT_A_PICTURE, lambda: b"<html>Log in</html>"),
    "zeros": (kinds.NOT_A_PICTURE, lambda: bytes(10_000)),
    "SVG": (kinds.NOT_A_PICTURE, lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "video": (kinds.NOT_A_PICTURE, lambda: b"\x00\x00\x00\x18ftypmp42" + bytes(5_000)),
    "JPEG's beginning": (kinds.NOT_A_PICTURE, lambda: scene(VAN)[:300]),
    "cut JPEG": (kinds.NOT_A_PICTURE, lambda: scene(VAN)[:20_000]),
    "cut PNG": (kinds.NOT_A_PICTURE, lambda: _van("PNG")[:20_000]),
    "cut WebP": (kinds.NOT_A_PICTURE, lambda: _van("WEBP")[:5_000]),
    "cut GIF": (kinds.NOT_A_PICTURE, lambda: _van("GIF")[:5_000]),
    "PNG of 100 megapixels": (kinds.NOT_A_PICTURE, partial(_pixels, 10_000, 10_000)),
    "TIFF of 100 megapixels": (
        kinds.NOT_A_PICTURE,
        lambda: _encode(Image.new("1", (10_000, 10_000)), "TIFF", compression="group4"),
    ),
    "PNG of 10 gigapixels": (kinds.NOT_A_PICTURE, partial(_claims, 100_000, 100_000)),
    "PNG of no pixels": (kinds.NOT_A_PICTURE, partial(_claims, 0, 0)),
}


@pytest.mark.parametrize(("kind", "make"), BROKEN.values(), ids=BROKEN)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
async def test_broken(
    house: House, kind: Kind, make: Callable[[], bytes | None]
) -> None:
    """An unreadable picture is never sent."""
    house.source.picture = make()
    await house.check_fault(kind)
    await house.check_recovery()


FORMATS: dict[str, Callable[[], bytes]] = {
    "PNG": lambda: _van("PNG"),
    "WebP": lambda: _van("WEBP"),
    "BMP": lambda: _van("BMP"),
    "GIF": lambda: _van("GIF"),
    "gray JPEG": lambda: _encode(Image.open(BytesIO(scene(VAN))).convert("L"), "JPEG"),
    "CMYK JPEG": lambda: _encode(
        Image.open(BytesIO(scene(VAN))).convert("CMYK"), "JPEG"
    ),
    "progressive JPEG": lambda: _van("JPEG", progressive=True),
    "transparent PNG": lambda: _encode(
        Image.open(BytesIO(scene(VAN))).convert("RGBA"), "PNG"
    ),
    "animated GIF": lambda: _animated("GIF"),
    "animated WebP": lambda: _animated("WEBP"),
    "animated PNG": lambda: _animated("PNG"),
    "JPEG of 100 megapixels": lambda: _encode(Image.new("L", (10_000, 10_000)), "JPEG"),
    "a single pixel": lambda: _pixels(1, 1),
    "a line": lambda: _pixels(5_000, 1),
    "junk after the picture": lambda: scene(VAN) + bytes(100_000),
}


def _animated(kind: str) -> bytes:
    """Return a video of two pictures."""
    with Image.open(BytesIO(scene(VAN))) as image:
        blank = Image.new("RGB", image.size)
        return _encode(image, kind, save_all=True, append_images=[blank], duration=99)


@pytest.mark.parametrize("make", FORMATS.values(), ids=FORMATS)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
async def test_odd_format(house: House, make: Callable[[], bytes]) -> None:
    """A readable picture is sent in a form that CarsXE accepts."""
    house.source.picture = make()
    house.carsxe.reply(reading(VAN))
    # Requested by a person, as a picture without lettering isn't sent otherwise.
    assert await house.recognize() is None
    assert [data["vehicle"] for data in house.witness.detections[1:]] == ["Van"]
    assert house.carsxe.fetched[1] in ((200, "image/jpeg"), (200, "image/png"))
    assert house.counted == len(house.carsxe.calls) == 2
    assert house.witness.complaints == []
    await house.check_hidden()


@contextmanager
def _failing(err: BaseException) -> Iterator[None]:
    """Make the camera raise an error."""
    with patch.object(PictureCamera, "async_camera_image", side_effect=err):
        yield


@pytest.mark.parametrize(
    "err",
    [
        pytest.param(ConnectionResetError(), id="connection"),
        pytest.param(HomeAssistantError("no stream"), id="Home Assistant's"),
        pytest.param(TimeoutError(), id="time"),
        pytest.param(KeyError("snapshot"), id="fault of its own"),
        pytest.param(MemoryError(), id="memory"),
        pytest.param(
            OSError(f"http://admin:{PASSWORD}@192.168.1.9/snap.jpg?pw={PASSWORD}"),
            id="error with a password",
        ),
        pytest.param(ValueError("\x00\x1b[2J\n\ud800"), id="error that breaks logs"),
    ],
)
async def test_raises(house: House, err: BaseException) -> None:
    """Any exception of a camera is a capture error without its password."""
    house.source.picture = scene(VAN)
    with _failing(err):
        await house.check_fault(kinds.NO_PICTURE)
    for text in (*house.witness.complaints, *map(str, house.witness.errors)):
        assert PASSWORD not in text
    await house.check_recovery()


async def test_slow(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A camera that takes too long is given up."""
    get = capture._async_get_content
    monkeypatch.setattr(
        capture, "_async_get_content", lambda hass, source, _: get(hass, source, 0.1)
    )
    house.source.picture = scene(VAN)
    house.source.delay = 60
    await house.check_fault(kinds.NO_PICTURE)
    house.source.delay = 0
    await house.check_recovery()


async def test_slow_but_in_time(house: House) -> None:
    """A slow camera is waited for."""
    house.source.delay = 0.3
    await house.check_recovery()


@pytest.mark.parametrize("state", ["unavailable", None], ids=["unavailable", "missing"])
async def test_gone(house: House, state: str | None) -> None:
    """A missing camera is unavailable, and so are its entities; this is logged once."""
    before = house.hass.states.get(SOURCE)
    assert before
    if state:
        house.hass.states.async_set(SOURCE, state)
    else:
        house.hass.states.async_remove(SOURCE)
    await house.settle()
    await house.check_fault(kinds.GONE, state="unavailable")
    house.hass.states.async_set(SOURCE, before.state, before.attributes)
    await house.settle()
    await house.check_recovery()
