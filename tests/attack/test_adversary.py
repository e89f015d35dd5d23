"""An adversary plays against the house: the door opens only for real arrivals, and the bill has a limit."""

from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings, strategies as st
from PIL import Image, ImageDraw
import pytest

from ..drives import SIZE, Car, draw
from .examples import examples
from .lens_house import REQUESTS, House, Life, Look, World, live

OWNER = Car(plate="VAN111", left=160)
STREET = Car(plate="QRS777", left=20, top=10, color="maroon")
VEHICLES = {"Van": {"plate": "VAN111"}, "Bus": {"plate": "BUS222"}}
# Enough for most stories, and low enough to be reached.
DAILY_LIMIT, LOW_LIMIT, DECODE_LIMIT = 30, 6, 2
POSTERS = ["FREE99", "VAN777", "ABC123", "OPEN"]


@pytest.fixture(autouse=True)
def sockets(socket_enabled: None) -> None:
    """Allow calls to CarsXE."""


@cache
def _seen(parked: bool, cover: str | None) -> Look:
    """Return the view of the driveway, with or without the owner's van, optionally covered."""
    cars = (OWNER,) if parked else ()
    match cover:
        case None:
            return draw(*cars), cars
        case "black" | "white" | "gray":
            return _jpeg(Image.new("RGB", SIZE, cover)), ()
        case "cloth":
            return draw(ground=20), ()
        case "moved cloth" | "half":
            return _patch(draw(*cars) if cover == "half" else draw(ground=20)), ()
        case "turned":
            return draw(STREET, ground=9), (STREET,)
        case "passer-by":
            return draw(*cars, STREET), (*cars, STREET)
        case text:
            return _poster(draw(*cars), text), (Car(plate=text),)


def _patch(picture: bytes) -> bytes:
    """Return a picture with a patterned cloth in front of its lower half."""
    left, top = 0, SIZE[1] // 2
    with (
        Image.open(BytesIO(picture)) as image,
        Image.open(BytesIO(draw(ground=30))) as cloth,
    ):
        image.paste(cloth.crop((left, top, *SIZE)), (left, top))
    return _jpeg(image)


def _poster(picture: bytes, text: str) -> bytes:
    """Return a picture with a poster held near the lens."""
    with Image.open(BytesIO(picture)) as image:
        drawing = ImageDraw.Draw(image)
        drawing.rectangle((30, 30, SIZE[0] - 30, SIZE[1] - 30), fill="white")
        drawing.text((260, 345), text, fill="black", font_size=26)
    return _jpeg(image)


def _jpeg(image: Image.Image) -> bytes:
    """Return an image as a JPEG."""
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


covers = st.sampled_from(
    [
        *(None, None, "black", "white", "gray", "cloth", "moved cloth", "half"),
        *("turned", "passer-by", *POSTERS),
    ]
)
moves = st.one_of(
    st.tuples(st.just("cover"), covers),
    st.tuples(st.just("cover"), covers),
    st.tuples(st.just("press")),
    st.tuples(st.just("press")),
    st.tuples(st.just("linger")),
    st.tuples(st.just("move")),
    st.tuples(st.just("wait")),
    st.tuples(st.just("forge"), st.sampled_from(["VAN111", "BUS222"])),
    st.tuples(st.just("ask"), st.sampled_from([*REQUESTS])),
    st.tuples(st.just("power"), st.booleans()),
)
# Whether the van is there at the start, and arrives otherwise; then the adversary's moves.
stories = st.tuples(st.booleans(), st.lists(moves, min_size=4, max_size=12))


async def _act(house: House, world: World, parked: bool, move: tuple[Any, ...]) -> None:
    """Make a move."""
    match move:
        case "cover", cover:
            world.show(_seen(parked, cover))
        case ("press",):
            await house.press()
        case ("linger",):
            # Long enough for a view that isn't recognized to become the reference frame.
            for _ in range(6):
                await house.press()
        case ("move",):
            await house.move()
        case ("wait",):
            await house.wait()
        case "forge", plate:
            house.forge(plate)
            await house.wait(1)
        case "ask", action:
            await house.ask(action)


def _play(
    folder: Path,
    parked: bool,
    story: list[tuple[Any, ...]],
    limit: int = DAILY_LIMIT,
) -> World:
    """Play a story, and return its results."""

    async def _live(life: Life, world: World) -> None:
        left = list(story)
        world.show(_seen(False, None))
        is_first = True
        while is_first or left:
            cut = next((move for move in left if move[0] == "power"), ("power", False))
            async with life.start(power_cut=cut[1]) as house:
                if is_first and parked:
                    # The owner comes home: the only time that the door may open.
                    world.show(_seen(True, None))
                    await house.move()
                    await house.wait()
                    assert world.openings == 1
                is_first = False
                while left and (move := left.pop(0))[0] != "power":
                    await _act(house, world, parked, move)
                    _check(world, parked, limit)
                if not left:
                    # In the end everything is uncovered, and somebody rings.
                    world.show(_seen(parked, None))
                    await house.wait()
                    await house.press()
                    await house.wait()
        _check(world, parked, limit)

    with freeze_time("2026-11-23 09:00:00+00:00", real_asyncio=True) as clock:
        return live(
            folder,
            clock,
            _live,
            VEHICLES,
            daily_limit=limit,
            daily_decode_limit=DECODE_LIMIT,
        )


def _check(world: World, parked: bool, limit: int) -> None:
    """Fail if a door has opened for nobody, or more was paid than is allowed."""
    assert world.openings == world.announced.count("VAN111") == int(parked)
    assert "BUS222" not in world.announced
    assert world.paid <= limit
    assert world.decoded <= DECODE_LIMIT


@given(story=stories)
@settings(
    max_examples=examples(12),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_adversary(story: tuple[bool, list[tuple[Any, ...]]]) -> None:
    """Whatever is hidden, shown, pressed, forged, requested or cut off, the door opens only for arrivals."""
    parked, played = story
    with TemporaryDirectory() as folder:
        _play(Path(folder), parked, played)


def test_other_street(tmp_path: Path) -> None:
    """A vehicle in the view of a lens that was turned away isn't the one parked at home."""
    _play(tmp_path, True, [("cover", "turned"), ("press",)])


@pytest.mark.parametrize("action", REQUESTS)
def test_visitor(tmp_path: Path, action: str) -> None:
    """Requests of a read-only user cost nothing and make no vehicle known."""
    folders = tmp_path / "usual", tmp_path / "asked"
    for folder in folders:
        folder.mkdir()
    rest = [("wait",), ("cover", "FREE99"), ("press",)]
    usual = _play(folders[0], True, rest)
    world = _play(folders[1], True, [("ask", action), *rest])
    assert (world.paid, world.decoded) == (usual.paid, usual.decoded)
    assert world.known == usual.known


@pytest.mark.parametrize(
    "power", [[], [("power", True)]], ids=["running", "power cuts"]
)
def test_decodes(tmp_path: Path, power: list[tuple[Any, ...]]) -> None:
    """However many unknown plates are shown and the power is cut, no more than the limit are decoded."""
    shown = [
        move
        for text in POSTERS
        for move in (("cover", text), ("press",), ("cover", None), ("press",), *power)
    ]
    world = _play(tmp_path, False, shown)
    assert world.decoded == DECODE_LIMIT
    assert world.paid > DECODE_LIMIT


@pytest.mark.parametrize(
    "power", [[], [("power", True)]], ids=["running", "power cuts"]
)
@pytest.mark.parametrize("parked", [False, True], ids=["empty", "parked"])
def test_limit(tmp_path: Path, power: list[tuple[Any, ...]], parked: bool) -> None:
    """However often somebody rings and cuts the power, the daily limit isn't exceeded."""
    round_of = [("press",), ("cover", "ABC123"), ("press",), ("cover", None), *power]
    world = _play(tmp_path, parked, round_of * LOW_LIMIT, LOW_LIMIT)
    assert LOW_LIMIT / 2 <= world.paid <= LOW_LIMIT
