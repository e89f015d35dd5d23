"""Tests of the gate, with drawn pictures."""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO

from hypothesis import given, settings, strategies as st
import numpy as np
from PIL import Image
import pytest

from custom_components.carsxe.api import Box, Detection, Recognition
from custom_components.carsxe.pictures import (
    Crop,
    Framing,
    Picture,
    Scene,
    has_changed,
    prepare_picture,
    view_scene,
)
from custom_components.carsxe.runtime.frames.gate import (
    DRIFT,
    REMEMBERED_EMPTY_SCENES,
    STAY,
    Gate,
    Skip,
)
from custom_components.carsxe.runtime.frames.pauses import FIRST, REST

from ...drives import Car, draw

MAX_SKIP = 600

CAR = Car(plate="ABC123")
OTHER = Car(plate="XYZ789")
EMPTY = draw()


class Frame:
    """A frame whose picture is made when it is asked for."""

    def __init__(self, content: bytes, framing: Framing | None = None) -> None:
        """See the scene."""
        self._content = content
        self._framing = framing or Framing()
        self.scene: Scene = view_scene(content, self._framing)
        self.pictures = 0

    async def async_picture(self) -> Picture:
        """Make the picture."""
        self.pictures += 1
        return prepare_picture(self._content, self._framing)


@dataclass
class Gatekeeper:
    """A gate, its clock, and how much work it makes."""

    max_skip: float = MAX_SKIP
    now: float = 1000
    work: int = 0
    gate: Gate = field(init=False)

    def __post_init__(self) -> None:
        """Open the gate."""
        self.gate = Gate(self.max_skip, lambda: self.now, self._async_work)

    async def _async_work[*ArgsT, ResultT](
        self, work: Callable[[*ArgsT], ResultT], *args: *ArgsT
    ) -> ResultT:
        """Do picture work."""
        self.work += 1
        return work(*args)

    async def is_news(self, content: bytes | Frame) -> bool:
        """Tell whether the gate lets a frame pass."""
        frame = content if isinstance(content, Frame) else Frame(content)
        return await self.gate.async_judge(frame) is None

    async def judge(self, content: bytes) -> Skip | None:
        """Tell why the gate lets a frame not pass."""
        return await self.gate.async_judge(Frame(content))

    async def answer(self, content: bytes | Frame, *cars: Car) -> None:
        """Have a frame answered in which cars were seen."""
        frame = content if isinstance(content, Frame) else Frame(content)
        detections = tuple(
            Detection(plate=car.plate, score=0.9, box=Box(**car.result(0.9)["box"]))
            for car in cars
        )
        self.gate.answered(
            frame.scene, await frame.async_picture(), Recognition(detections=detections)
        )


@pytest.fixture(autouse=True)
def auto_enable_custom_integrations() -> None:
    """Start no Home Assistant: the gate knows nothing of it."""


@pytest.fixture
def keeper() -> Gatekeeper:
    """Return a gate that has seen nothing yet."""
    return Gatekeeper()


async def test_first_frame(keeper: Gatekeeper) -> None:
    """What has never been answered is news, however often it is seen."""
    assert await keeper.is_news(EMPTY)
    assert await keeper.is_news(EMPTY)


@pytest.mark.parametrize(
    ("before", "cars", "now", "news"),
    [
        pytest.param(EMPTY, [], EMPTY, False, id="empty"),
        pytest.param(EMPTY, [], draw(noise=6), False, id="noise"),
        pytest.param(EMPTY, [], draw(light=0.7), False, id="cloud"),
        pytest.param(EMPTY, [], draw(CAR), True, id="comes"),
        pytest.param(EMPTY, [], draw(CAR, light=0.4, noise=6), True, id="at dusk"),
        pytest.param(draw(CAR), [CAR], draw(CAR), False, id="stands"),
        pytest.param(draw(CAR), [CAR], draw(CAR, noise=6), False, id="stands, noise"),
        pytest.param(draw(CAR), [CAR], draw(CAR, light=0.8), False, id="and a cloud"),
        pytest.param(draw(CAR), [CAR], EMPTY, True, id="goes"),
        pytest.param(
            draw(CAR), [CAR], draw(Car(plate="ABC123", left=200)), True, id="moves"
        ),
        pytest.param(
            draw(CAR), [CAR], draw(Car(plate="ABC123", left=166)), True, id="inches"
        ),
        pytest.param(draw(CAR), [CAR], draw(OTHER), True, id="another plate"),
        pytest.param(draw(CAR), [], draw(OTHER), False, id="plate wasn't seen"),
        pytest.param(
            draw(CAR),
            [CAR],
            draw(CAR, Car(plate="XYZ789", left=330, top=10)),
            True,
            id="another vehicle",
        ),
    ],
)
async def test_change(
    keeper: Gatekeeper, before: bytes, cars: list[Car], now: bytes, news: bool
) -> None:
    """A vehicle that comes, goes or moves is news; light and noise are not."""
    await keeper.answer(before, *cars)
    assert await keeper.is_news(now) is news


async def test_plate_decides(keeper: Gatekeeper) -> None:
    """Two vehicles that look the same are told apart by their plates' pixels only."""
    assert not has_changed(view_scene(draw(CAR)), view_scene(draw(OTHER)))
    await keeper.answer(draw(CAR), CAR)
    frame = Frame(draw(OTHER))
    assert await keeper.is_news(frame)
    assert frame.pictures == 1


async def test_picture_is_asked_for_only_where_it_matters(keeper: Gatekeeper) -> None:
    """Nobody waits for the picture where the scene tells enough."""
    await keeper.answer(draw(CAR), CAR)
    frame = Frame(EMPTY)
    assert await keeper.is_news(frame)
    await keeper.answer(EMPTY)
    for content in (EMPTY, draw(CAR)):
        frame = Frame(content)
        await keeper.is_news(frame)
        assert frame.pictures == 0


async def test_max_skip(keeper: Gatekeeper) -> None:
    """After ten minutes of skipping, one frame passes; then it all begins anew."""
    await keeper.answer(EMPTY)
    for _ in range(2):
        keeper.now += 5000
        begun = keeper.now
        for seconds in (0, 1, 300, 599.9):
            keeper.now = begun + seconds
            assert not await keeper.is_news(EMPTY)
        keeper.now = begun + 600
        assert await keeper.is_news(EMPTY)
        await keeper.answer(EMPTY)


async def test_unanswered(keeper: Gatekeeper) -> None:
    """A frame that passed and wasn't answered, as the call failed, passes again."""
    await keeper.answer(EMPTY)
    for _ in range(3):
        assert await keeper.is_news(draw(CAR))
    assert not await keeper.is_news(EMPTY)
    keeper.now += 600
    for _ in range(3):
        assert await keeper.is_news(EMPTY)


async def test_off() -> None:
    """Without a time to skip for, everything passes, and no work is done."""
    keeper = Gatekeeper(max_skip=0)
    await keeper.answer(EMPTY)
    for _ in range(3):
        assert await keeper.is_news(EMPTY)
    assert keeper.work == 0


async def test_empty_scenes(keeper: Gatekeeper) -> None:
    """The last looks of the empty drive are remembered, whoever is there in between."""
    empty = [draw(ground=ground) for ground in range(REMEMBERED_EMPTY_SCENES + 1)]
    for content in empty[:-1]:
        assert await keeper.is_news(content)
        await keeper.answer(content)
    await keeper.answer(draw(CAR), CAR)
    for content in empty[:-1]:
        assert not await keeper.is_news(content)
    await keeper.answer(empty[-1])
    await keeper.answer(draw(CAR), CAR)
    for content in empty[1:]:
        assert not await keeper.is_news(content)
    assert await keeper.is_news(empty[0])


async def test_vehicle_is_no_empty_scene(keeper: Gatekeeper) -> None:
    """A vehicle that was answered isn't remembered for longer than it is the last answer."""
    await keeper.answer(draw(CAR), CAR)
    await keeper.answer(EMPTY)
    assert await keeper.is_news(draw(CAR))


@pytest.mark.parametrize("paid", [True, False], ids=["paid", "skipped"])
async def test_comes_back(keeper: Gatekeeper, paid: bool) -> None:
    """A vehicle that is back in the very same place after an empty look is news."""
    await keeper.answer(EMPTY)
    await keeper.answer(draw(CAR), CAR)
    assert not await keeper.is_news(draw(CAR))
    if paid:
        await keeper.answer(EMPTY)
    else:
        assert not await keeper.is_news(EMPTY)
    assert await keeper.is_news(draw(CAR))
    assert not await keeper.is_news(EMPTY)


async def test_plate_without_box(keeper: Gatekeeper) -> None:
    """Where CarsXE didn't say where the plate is, the scene decides; it isn't empty for that."""
    frame = Frame(draw(CAR))
    keeper.gate.answered(
        frame.scene,
        await frame.async_picture(),
        Recognition(detections=(Detection(plate="ABC123"),)),
    )
    assert not await keeper.is_news(draw(CAR))
    await keeper.answer(EMPTY)
    assert await keeper.is_news(draw(CAR))


@pytest.mark.parametrize(
    "framing",
    [
        pytest.param(Framing(max_width=320), id="smaller"),
        pytest.param(Framing(max_width=638), id="just smaller"),
        pytest.param(Framing(crop=Crop(left=5, width=90)), id="less"),
    ],
)
async def test_other_framing(keeper: Gatekeeper, framing: Framing) -> None:
    """A vehicle is news once where the pictures have another size than before."""
    await keeper.answer(draw(CAR), CAR)
    assert await keeper.is_news(Frame(draw(CAR), framing))


async def test_masked_change(keeper: Gatekeeper) -> None:
    """What changes outside the region is no news."""
    framing = Framing(crop=Crop(left=0, top=0, width=100, height=40))
    await keeper.answer(Frame(EMPTY, framing))
    assert not await keeper.is_news(Frame(draw(CAR), framing))


SCENES = [draw(ground=ground) for ground in range(3)] + [draw(CAR)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.floats(0, 400), st.booleans()), max_size=30
    )
)
async def test_never_blind(looks: list[tuple[int, float, bool]]) -> None:
    """Whatever is seen, and whether calls succeed or not: no skipping for longer than allowed.

    Nothing is skipped that was never answered, or that was followed by another look.
    """
    keeper = Gatekeeper()
    skipping_since: float | None = None
    answered: set[int] = set()
    before: int | None = None
    for scene, pause, succeeds in looks:
        keeper.now += pause
        news = await keeper.is_news(SCENES[scene])
        if not news:
            assert scene in answered
            assert scene < 3 or before == scene
            if skipping_since is None:
                skipping_since = keeper.now
            assert keeper.now - skipping_since < MAX_SKIP
            before = scene
        elif succeeds:
            await keeper.answer(SCENES[scene], *([CAR] if scene == 3 else []))
            answered.add(scene)
            skipping_since = None
            before = scene


# Somebody who walks


def _with(
    left: int, top: int, width: int, height: int, content: bytes = EMPTY
) -> bytes:
    """Return a drive with something in it, in pixels of 640 x 480."""
    stripes = np.indices((height, width)).sum(axis=0) // 9 % 2 * 150 + 40
    with Image.open(BytesIO(content)) as image:
        image.paste(Image.fromarray(stripes.astype(np.uint8)), (left, top))
        buffer = BytesIO()
        image.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def _somebody(left: int, content: bytes = EMPTY) -> bytes:
    """Return a drive with somebody in it."""
    return _with(left, 100, 110, 320, content)


WALK = [_somebody(left) for left in (100, 220, 340, 460)]


async def test_walks(keeper: Gatekeeper) -> None:
    """Who walks through the drive costs nothing, and the drive is the same afterwards."""
    await keeper.answer(EMPTY)
    for content in WALK:
        assert await keeper.judge(content) is Skip.UNCLEAR
        keeper.now += 1
    assert await keeper.judge(EMPTY) is Skip.SAME


async def test_stays(keeper: Gatekeeper) -> None:
    """What is as narrow as a motorcycle, and stays, is worth a call."""
    await keeper.answer(EMPTY)
    for content in WALK:
        assert await keeper.judge(content) is Skip.UNCLEAR
        keeper.now += STAY
    assert await keeper.judge(WALK[-1]) is None


async def test_stays_to_be_seen(keeper: Gatekeeper) -> None:
    """Somebody who was looked at and paid for is the same as long as nothing moves."""
    await keeper.answer(EMPTY)
    await keeper.answer(WALK[0])
    assert await keeper.judge(WALK[0]) is Skip.SAME
    assert await keeper.judge(EMPTY) is Skip.SAME


async def test_comes_with_somebody(keeper: Gatekeeper) -> None:
    """A vehicle that comes while somebody is there is news."""
    await keeper.answer(EMPTY)
    assert await keeper.judge(WALK[3]) is Skip.UNCLEAR
    car = draw(Car(plate="ABC123", left=40))
    assert await keeper.judge(_somebody(460, car)) is None


async def test_unclear_is_no_endless_skipping(keeper: Gatekeeper) -> None:
    """Skipping somebody who walks ends as all skipping does."""
    await keeper.answer(EMPTY)
    assert await keeper.judge(WALK[0]) is Skip.UNCLEAR
    keeper.now += MAX_SKIP
    assert await keeper.judge(WALK[1]) is None


async def test_pause_after_arrival(keeper: Gatekeeper) -> None:
    """A vehicle that was read moves on to its place; then it is worth a look."""
    await keeper.answer(EMPTY)
    assert await keeper.is_news(draw(CAR))
    await keeper.answer(draw(CAR), CAR)
    keeper.gate.note_arrival()
    on = draw(Car(plate="ABC123", left=250, top=240))
    assert await keeper.judge(on) is Skip.UNCLEAR
    keeper.now += REST
    assert await keeper.judge(on) is None


async def test_pause_for_inches(keeper: Gatekeeper) -> None:
    """A plate that moves on a little while its vehicle comes to rest waits, too."""
    await keeper.answer(draw(CAR), CAR)
    keeper.gate.note_arrival()
    inches = draw(Car(plate="ABC123", left=166))
    assert await keeper.judge(inches) is Skip.UNCLEAR
    keeper.now += REST
    assert await keeper.judge(inches) is None


async def test_pause_after_nothing(keeper: Gatekeeper) -> None:
    """After an answer in vain, the same again waits; what is larger doesn't."""
    await keeper.answer(EMPTY)
    far = _with(80, 150, 220, 150)
    assert await keeper.is_news(far)
    await keeper.answer(far)
    keeper.gate.note_nothing()
    moved = _with(320, 150, 220, 150)
    assert await keeper.judge(moved) is Skip.UNCLEAR
    assert await keeper.judge(_with(80, 150, 400, 300)) is None
    assert await keeper.judge(moved) is Skip.UNCLEAR
    keeper.now += FIRST
    assert await keeper.judge(moved) is None


async def test_parked_in_sun_and_shade(keeper: Gatekeeper) -> None:
    """Where a vehicle is parked, several looks of the drive are remembered, too."""
    looks = [draw(CAR, ground=ground) for ground in range(4)]
    for content in looks:
        assert await keeper.is_news(content)
        await keeper.answer(content, CAR)
    for content in looks:
        assert not await keeper.is_news(content)
    for content in looks:
        assert await keeper.is_news(draw(OTHER, ground=looks.index(content)))


async def test_other_leaves_parked(keeper: Gatekeeper) -> None:
    """Once a guest has gone, the drive with the parked vehicle is known, and the guest is news."""
    guest = Car(plate="XYZ789", left=330, top=10)
    await keeper.answer(draw(CAR), CAR)
    await keeper.answer(draw(CAR, guest), CAR, guest)
    assert not await keeper.is_news(draw(CAR))
    assert await keeper.is_news(draw(CAR, guest))


@pytest.mark.parametrize("car", [(), (CAR,)], ids=["empty", "parked"])
@pytest.mark.parametrize(("seconds", "news"), [(DRIFT, False), (1, True)])
async def test_light_drifts(
    keeper: Gatekeeper, car: tuple[Car, ...], seconds: float, news: bool
) -> None:
    """A shadow that moves on a little from look to look is followed; one that jumps isn't."""
    shadows = [
        _with(20, 20, 60 + step, 60 + step, draw(*car)) for step in range(0, 151, 30)
    ]
    await keeper.answer(shadows[0], *car)
    seen = []
    for content in shadows:
        keeper.now += seconds
        seen.append(await keeper.is_news(content))
    assert any(seen) is news


async def test_creeps(keeper: Gatekeeper) -> None:
    """A vehicle that rolls in slowly has moved on by the time that a later look counts."""
    await keeper.answer(EMPTY)
    seen = []
    for step in range(40):
        keeper.now += 1
        seen.append(
            await keeper.is_news(draw(Car(plate="ABC123", left=640 - 10 * step)))
        )
    assert any(seen)
