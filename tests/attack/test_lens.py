"""Somebody hides the lens, shows something to it, or cuts the power: the parked vehicle opens no door."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from PIL import Image, ImageDraw, ImageFilter
import pytest

from ..drives import PLATE, SIZE, Car, draw
from .lens_house import Life, Look, World, live

VAN = Car(plate="VAN111")
VISITOR = Car(plate="XYZ789", left=330, top=20, color="maroon")
VEHICLES = {"Van": {"plate": "VAN111"}, "Bus": {"plate": "BUS222"}}


@pytest.fixture(autouse=True)
def sockets(socket_enabled: None) -> None:
    """Allow calls to CarsXE."""


def _jpeg(image: Image.Image) -> bytes:
    """Return an image as a JPEG."""
    buffer = BytesIO()
    image.convert("RGB").save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def _parked(*cars: Car, **look: Any) -> Look:
    """Return a driveway with vehicles."""
    return draw(*cars, **look), cars


def _flat(color: str) -> Look:
    """Return the view of a covered, blinded or dead lens."""
    return _jpeg(Image.new("RGB", SIZE, color)), ()


def _noise() -> Look:
    """Return the view in total darkness."""
    grain = Image.frombytes("L", SIZE, bytes(range(256)) * (SIZE[0] * SIZE[1] // 256))
    return _jpeg(
        grain.filter(ImageFilter.BoxBlur(3)).point(lambda gray: gray // 16)
    ), ()


def _turned() -> Look:
    """Return the view of a camera that is turned to the street."""
    return draw(ground=7), ()


def _over_exposed() -> Look:
    """Return the driveway with the van, hardly visible in the light."""
    with Image.open(BytesIO(draw(VAN))) as image:
        return _jpeg(image.point(lambda gray: min(255, 235 + gray // 6))), ()


def _out_of_focus() -> Look:
    """Return the driveway behind something greasy."""
    with Image.open(BytesIO(draw(VAN))) as image:
        return _jpeg(image.filter(ImageFilter.GaussianBlur(40))), ()


def _poster(text: str, *, near: bool) -> Look:
    """Return a poster with a text in front of the van: over its plate, or near the lens over nearly everything."""
    with Image.open(BytesIO(draw(VAN))) as image:
        drawing = ImageDraw.Draw(image)
        left, top, right, lower = VAN.box
        field = (10, 10, SIZE[0] - 10, SIZE[1] - 10) if near else VAN.box
        drawing.rectangle(field, fill="white")
        drawing.text((left + 8, top + 8), text, fill="black", font_size=24)
    assert (right - left, lower - top) == PLATE
    return _jpeg(image), (Car(plate=text),)


def _cloth(*area: int) -> Look:
    """Return a patterned cloth over the lower half of the lens, or over all of it except a moving area."""
    left, top = area[:2] if area else (0, SIZE[1] // 2)
    with (
        Image.open(BytesIO(draw(ground=20) if area else draw(VAN))) as image,
        Image.open(BytesIO(draw(ground=30))) as cloth,
    ):
        image.paste(cloth.crop(area or (left, top, *SIZE)), (left, top))
    return _jpeg(image), ()


def _person() -> Look:
    """Return a person in front of the plate."""
    with Image.open(BytesIO(draw(VAN))) as image:
        drawing = ImageDraw.Draw(image)
        drawing.rectangle((VAN.box[0] - 20, 150, VAN.box[2] + 20, 479), fill="black")
    return _jpeg(image), ()


HIDDEN: dict[str, Callable[[], Look]] = {
    "black": lambda: _flat("black"),
    "gray cloth": lambda: _flat("gray"),
    "white": lambda: _flat("white"),
    "noise": _noise,
    "over-exposed": _over_exposed,
    "out of focus": _out_of_focus,
    "turned away": _turned,
    "poster near the lens": lambda: _poster("FREE99", near=True),
    "poster over the plate": lambda: _poster("FREE99", near=False),
    "person": _person,
    "cloth over half of the lens": _cloth,
}


def _story(
    folder: Path, freezer: FrozenDateTimeFactory, story: Callable[..., Any]
) -> World:
    """Run a story that begins with the van's arrival, which opens the door."""

    async def _begin(life: Life, world: World) -> None:
        world.show(_parked())
        await story(life, world)

    return live(folder, freezer, _begin, VEHICLES)


async def _arrive(house: Any, *cars: Car) -> None:
    """Let vehicles arrive, and all cooldowns end."""
    await house.look(_parked(*cars))
    await house.wait()


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("trigger", ["press", "move"])
def test_hidden(
    tmp_path: Path,
    freezer: FrozenDateTimeFactory,
    hidden: Callable[[], Look],
    trigger: str,
) -> None:
    """Whatever hides the lens while somebody rings, the van hasn't left and doesn't arrive again."""

    async def _hide(life: Life, world: World) -> None:
        async with life.start() as house:
            await _arrive(house, VAN)
            assert world.openings == 1
            ask = getattr(house, trigger)
            for _ in range(2):
                # Seen parked, then hidden, then seen again.
                await ask()
                await house.wait()
                world.show(hidden())
                await ask()
                await ask()
                await house.wait()
                world.show(_parked(VAN, noise=2))
                await ask()
                await house.wait()

    world = _story(tmp_path, freezer, _hide)
    assert world.openings == world.announced.count("VAN111") == 1


@pytest.mark.parametrize("restart", [False, True], ids=["running", "power cut"])
def test_hidden_for_long(
    tmp_path: Path, freezer: FrozenDateTimeFactory, restart: bool
) -> None:
    """Something that moves in front of a lens after it was hidden for long isn't the departing van."""

    async def _hide(life: Life, world: World) -> None:
        async with life.start(power_cut=restart) as house:
            await _arrive(house, VAN)
            world.show((draw(ground=20), ()))
            for _ in range(12):
                await house.press()
            if not restart:
                await _move_cloth(house, world)
        if restart:
            async with life.start() as house:
                await _move_cloth(house, world)

    async def _move_cloth(house: Any, world: World) -> None:
        world.show(_cloth(100, 150, 500, 470))
        await house.press()
        await house.wait()
        world.show(_parked(VAN))
        await house.move()
        await house.wait()

    world = _story(tmp_path, freezer, _hide)
    assert world.openings == world.announced.count("VAN111") == 1


@pytest.mark.parametrize("power_cut", [False, True], ids=["restart", "power cut"])
@pytest.mark.parametrize("meanwhile", [None, "black", "white", "turned away"], ids=str)
def test_restart(
    tmp_path: Path,
    freezer: FrozenDateTimeFactory,
    power_cut: bool,
    meanwhile: str | None,
) -> None:
    """A parked van doesn't arrive when Home Assistant starts, even if the lens is hidden at first."""

    async def _restart(life: Life, world: World) -> None:
        async with life.start(power_cut=power_cut) as house:
            await _arrive(house, VAN)
        for _ in range(2):
            if meanwhile:
                world.show(HIDDEN[meanwhile]())
            async with life.start(power_cut=power_cut) as house:
                if meanwhile:
                    await house.press()
                world.show(_parked(VAN, noise=2))
                await house.move()
                await house.wait()
                await house.press()
                await house.wait()

    world = _story(tmp_path, freezer, _restart)
    assert world.openings == world.announced.count("VAN111") == 1


def test_power_cut_at_once(tmp_path: Path, freezer: FrozenDateTimeFactory) -> None:
    """It doesn't arrive either if the power fails a moment after its announcement."""

    async def _cut(life: Life, world: World) -> None:
        async with life.start(power_cut=True) as house:
            world.show(_parked(VAN))
            await house.move()
            assert world.openings == 1
        async with life.start() as house:
            await house.press()
            await house.wait()
            await house.press()

    world = _story(tmp_path, freezer, _cut)
    assert world.openings == world.announced.count("VAN111") == 1


def test_frozen(tmp_path: Path, freezer: FrozenDateTimeFactory) -> None:
    """In a frozen picture, nobody leaves or arrives."""

    async def _freeze(life: Life, world: World) -> None:
        async with life.start() as house:
            await _arrive(house, VAN)
            world.is_frozen = True
            for _ in range(3):
                await house.press()
                await house.move()
                await house.wait()

    world = _story(tmp_path, freezer, _freeze)
    assert world.openings == world.announced.count("VAN111") == 1


def test_crowded_out(tmp_path: Path, freezer: FrozenDateTimeFactory) -> None:
    """However many other plates are shown, the van isn't forgotten."""

    async def _crowd(life: Life, world: World) -> None:
        async with life.start() as house:
            await _arrive(house, VAN)
            # No two of them could be misread for each other.
            for letter in "ACEFHJKMNPRT":
                poster = Car(plate=letter * 7, left=330, top=20)
                world.show(_parked(VAN, poster))
                await house.press()
                await house.wait()
            world.show(_parked(VAN))
            await house.press()

    world = _story(tmp_path, freezer, _crowd)
    assert len(set(world.announced)) > 10
    assert world.openings == world.announced.count("VAN111") == 1


@pytest.mark.parametrize(
    "restart", [None, "before it left", "while it was away"], ids=str
)
@pytest.mark.parametrize("hidden", [None, "black"], ids=str)
@pytest.mark.parametrize(
    "back", [VAN, Car(plate="VAN111", left=100)], ids=["same", "other"]
)
def test_comes_back(
    tmp_path: Path,
    freezer: FrozenDateTimeFactory,
    restart: str | None,
    hidden: str | None,
    back: Car,
) -> None:
    """A van that was seen to leave is let in when it comes back, to the same place or another."""

    async def _leave(house: Any, world: World) -> None:
        if hidden:
            await house.look(HIDDEN[hidden]())
            await house.wait()
        world.show(_parked())
        await house.press()
        await house.wait()
        await house.press()
        await house.wait()

    async def _come_back(life: Life, world: World) -> None:
        async with life.start() as house:
            await _arrive(house, VAN)
            if restart != "before it left":
                await _leave(house, world)
            if restart is None:
                await _arrive(house, back)
        if restart is None:
            return
        async with life.start() as house:
            if restart == "before it left":
                await house.move()
                await house.wait()
                await _leave(house, world)
            await _arrive(house, back)

    world = _story(tmp_path, freezer, _come_back)
    assert world.openings == world.announced.count("VAN111") == 2


@pytest.mark.parametrize("restarted", [False, True], ids=["running", "restarted"])
def test_others(
    tmp_path: Path, freezer: FrozenDateTimeFactory, restarted: bool
) -> None:
    """While the van is parked, other arrivals are announced, and let in if they are known."""
    bus = Car(plate="BUS222", left=330, top=20, color="green")

    async def _others(life: Life, world: World) -> None:
        async with life.start() as house:
            await _arrive(house, VAN)
            if not restarted:
                await _arrive(house, VAN, bus)
        if restarted:
            async with life.start() as house:
                await _arrive(house, VAN, bus)

    world = _story(tmp_path, freezer, _others)
    assert sorted(world.announced) == ["BUS222", "VAN111"]
    assert world.openings == 2
