"""Tests of the gate, with drawn pictures."""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO

from hypothesis import given, settings, strategies as st
import numpy as np
from PIL import Image
import pytest

from custom_components.carsxe.pictures import (
    Crop,
    Framing,
    Picture,
    Place,
    View,
    compare,
    keep_place,
    prepare_picture,
    view_frame,
    view_scene,
)
from custom_components.carsxe.runtime.frames.gate import FOLLOW, STAY, Gate, Skip
from custom_components.carsxe.runtime.frames.memory import (
    DRIFT,
    REMEMBERED_EMPTY_SCENES,
)
from custom_components.carsxe.runtime.frames.pauses import FIRST, REST
from custom_components.carsxe.runtime.frames.second_call import EARLIEST, LATEST

from ...drives import SIZE, Car, draw

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
        self.view: View = view_frame(content, self._framing)
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
        self.gate.answered(
            frame.view,
            await frame.async_picture(),
            tuple(keep_place(frame.view, car.box) for car in cars),
            empty=not cars,
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
        pytest.param(draw(CAR), [CAR], EMPTY, False, id="goes"),
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
    assert not compare(view_scene(draw(CAR)), view_scene(draw(OTHER))).counts
    await keeper.answer(draw(CAR), CAR)
    assert await keeper.is_news(draw(OTHER))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(draw(CAR), id="the same"),
        pytest.param(draw(OTHER), id="another vehicle"),
        pytest.param(EMPTY, id="gone"),
    ],
)
async def test_one_look(keeper: Gatekeeper, content: bytes) -> None:
    """A look is one piece of work, and nobody waits for the picture that would be sent."""
    await keeper.answer(draw(CAR), CAR)
    frame = Frame(content)
    await keeper.is_news(frame)
    assert keeper.work == 1
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
        await keeper.answer(content)
    await keeper.answer(draw(CAR), CAR)
    for content in empty[:-1]:
        assert await keeper.judge(content) is Skip.EMPTY
    await keeper.answer(empty[-1])
    await keeper.answer(draw(CAR), CAR)
    for content in empty[1:]:
        assert await keeper.judge(content) is Skip.EMPTY
    assert await keeper.judge(empty[0]) is not Skip.EMPTY


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
    keeper.gate.answered(frame.view, await frame.async_picture(), (), empty=False)
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

    No vehicle is skipped that was never answered.
    """
    keeper = Gatekeeper()
    skipping_since: float | None = None
    answered: set[int] = set()
    for scene, pause, succeeds in looks:
        keeper.now += pause
        news = await keeper.is_news(SCENES[scene])
        if not news:
            assert answered
            assert scene < 3 or scene in answered
            if skipping_since is None:
                skipping_since = keeper.now
            assert keeper.now - skipping_since < MAX_SKIP
        elif succeeds:
            await keeper.answer(SCENES[scene], *([CAR] if scene == 3 else []))
            answered.add(scene)
            skipping_since = None


# Somebody who walks


def _with(
    left: int, top: int, width: int, height: int, content: bytes = EMPTY
) -> bytes:
    """Return a drive with something in it, in pixels of 640 x 480."""
    stripes = np.indices((height, width)).sum(axis=0) // 30 % 2 * 60 + 90
    with Image.open(BytesIO(content)) as image:
        image.paste(Image.fromarray(stripes.astype(np.uint8)), (left, top))
        buffer = BytesIO()
        image.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def _in_black(left: int, content: bytes) -> bytes:
    """Return a drive with somebody in it who has no structure at all."""
    with Image.open(BytesIO(content)) as image:
        image.paste("black", (left, 10, left + 60, 170))
        image.save(buffer := BytesIO(), "JPEG", quality=90)
    return buffer.getvalue()


def _somebody(left: int, content: bytes = EMPTY) -> bytes:
    """Return a drive with somebody in it."""
    return _with(left, 100, 110, 320, content)


WALK = [_somebody(left) for left in (100, 220, 340, 460)]


async def test_walks(keeper: Gatekeeper) -> None:
    """Who walks through the drive costs nothing, and the drive is the same afterwards."""
    await keeper.answer(EMPTY)
    for content in WALK:
        assert await keeper.judge(content) is Skip.NO_PLATE
        keeper.now += 1
    assert await keeper.judge(EMPTY) is Skip.EMPTY


async def test_stays(keeper: Gatekeeper) -> None:
    """What has no plate costs nothing though it stays, and is nothing new in the end."""
    await keeper.answer(EMPTY)
    for _ in range(2):
        assert await keeper.judge(WALK[0]) is Skip.NO_PLATE
        keeper.now += STAY
    assert await keeper.judge(WALK[0]) is Skip.SAME
    assert await keeper.judge(EMPTY) is Skip.EMPTY
    assert await keeper.judge(WALK[0]) is Skip.SAME
    assert await keeper.judge(_somebody(100, draw(CAR))) is None


async def test_stays_beside_parked(keeper: Gatekeeper) -> None:
    """Who stays beside a parked vehicle brings no plate; another plate is news all the same."""
    await keeper.answer(draw(CAR), CAR)
    for _ in range(2):
        assert await keeper.judge(_somebody(500, draw(CAR))) is Skip.NO_PLATE
        keeper.now += STAY
    assert await keeper.judge(_somebody(500, draw(CAR))) is Skip.SAME
    assert await keeper.judge(_somebody(500, draw(OTHER))) is None


async def test_plate_is_hidden(keeper: Gatekeeper) -> None:
    """Who stands before a parked vehicle's plate isn't paid for; the vehicle is the same afterwards."""
    await keeper.answer(draw(CAR), CAR)
    hidden = _with(240, 330, 140, 60, draw(CAR))
    for _ in range(3):
        assert await keeper.judge(hidden) is Skip.NO_PLATE
        keeper.now += STAY
    assert await keeper.judge(draw(CAR)) is Skip.SAME
    assert await keeper.judge(draw(OTHER)) is None


async def test_stays_to_be_seen(keeper: Gatekeeper) -> None:
    """Somebody who was looked at and paid for is the same as long as nothing moves."""
    await keeper.answer(EMPTY)
    await keeper.answer(WALK[0])
    assert await keeper.judge(WALK[0]) is Skip.EMPTY
    assert await keeper.judge(EMPTY) is Skip.EMPTY


@pytest.mark.parametrize("apart", [1, MAX_SKIP / 2, MAX_SKIP])
async def test_looks_in_a_row(keeper: Gatekeeper, apart: float) -> None:
    """Looks that are no further apart than a row may last end in a paid one."""
    await keeper.answer(EMPTY)
    begun = keeper.now
    while not await keeper.is_news(EMPTY):
        keeper.now += apart
    assert keeper.now - begun == MAX_SKIP


async def test_rare_looks(keeper: Gatekeeper) -> None:
    """Looks that are far apart are in no row: an empty drive stays an empty drive."""
    await keeper.answer(EMPTY)
    for _ in range(20):
        assert not await keeper.is_news(EMPTY)
        keeper.now += MAX_SKIP + 1


async def test_comes_with_somebody(keeper: Gatekeeper) -> None:
    """A vehicle that comes while somebody is there is news."""
    await keeper.answer(EMPTY)
    assert await keeper.judge(WALK[3]) is Skip.NO_PLATE
    car = draw(Car(plate="ABC123", left=40))
    assert await keeper.judge(_somebody(460, car)) is None


async def test_unclear_is_no_endless_skipping(keeper: Gatekeeper) -> None:
    """Skipping somebody who walks ends as all skipping does."""
    await keeper.answer(EMPTY)
    assert await keeper.judge(WALK[0]) is Skip.NO_PLATE
    keeper.now += MAX_SKIP
    assert await keeper.judge(WALK[1]) is None


ON = Car(plate="ABC123", left=250, top=240)


async def test_read_a_second_time(keeper: Gatekeeper) -> None:
    """A vehicle that stands there, and whose plate wasn't found, is read once more."""
    await keeper.answer(EMPTY)
    assert await keeper.is_news(draw(CAR))
    await keeper.answer(draw(CAR))
    assert await keeper.judge(draw(CAR, noise=3)) is Skip.EMPTY
    keeper.now += EARLIEST
    assert await keeper.judge(draw(CAR)) is Skip.EMPTY
    assert await keeper.judge(draw(CAR, noise=3)) is None
    await keeper.answer(draw(CAR, noise=3))
    keeper.now += EARLIEST
    assert await keeper.judge(draw(CAR)) is Skip.EMPTY


async def test_look_back_takes_no_second_call(keeper: Gatekeeper) -> None:
    """A look that nobody pays for sees what it shows, and leaves the second call to the next one."""
    await keeper.answer(EMPTY)
    assert await keeper.is_news(draw(CAR))
    await keeper.answer(draw(CAR))
    keeper.now += EARLIEST
    look_back = Frame(draw(CAR, noise=3))
    assert await keeper.gate.async_look_back(look_back) is Skip.EMPTY
    assert await keeper.judge(draw(CAR, noise=4)) is None


@pytest.mark.parametrize(
    ("later", "seconds"),
    [
        pytest.param(EMPTY, EARLIEST, id="has left"),
        pytest.param(draw(CAR, noise=3), LATEST + 1, id="too late"),
    ],
)
async def test_not_read_a_second_time(
    keeper: Gatekeeper, later: bytes, seconds: float
) -> None:
    """What isn't there any more, or has been for long, isn't read once more."""
    await keeper.answer(EMPTY)
    assert await keeper.is_news(draw(CAR))
    await keeper.answer(draw(CAR))
    keeper.now += seconds
    assert await keeper.judge(later) is Skip.EMPTY


async def test_read_is_read_once(keeper: Gatekeeper) -> None:
    """A vehicle whose plate was found isn't read once more."""
    await _arrive(keeper)
    keeper.now += EARLIEST
    assert await keeper.judge(draw(CAR, noise=3)) is Skip.SAME


def _nearer(content: bytes, factor: float) -> bytes:
    """Return a picture enlarged around the plate of CAR."""
    width, height = (round(side * factor) for side in SIZE)
    with Image.open(BytesIO(content)) as image:
        large = image.resize((width, height))
    x, y = (
        (low + high) / 2 for low, high in zip(CAR.box[:2], CAR.box[2:], strict=True)
    )
    left, top = round(x * (factor - 1)), round(y * (factor - 1))
    large = large.crop((left, top, left + SIZE[0], top + SIZE[1]))
    large.save(buffer := BytesIO(), "JPEG", quality=90)
    return buffer.getvalue()


async def _arrive(keeper: Gatekeeper, *, read: bool = True) -> Place:
    """Have a vehicle come, and be read; return its place."""
    await keeper.answer(EMPTY)
    frame = Frame(draw(CAR))
    assert await keeper.is_news(frame)
    place = keep_place(frame.view, CAR.box)
    picture = await frame.async_picture()
    keeper.gate.answered(frame.view, picture, (place,), empty=False)
    keeper.gate.note_arrival()
    keeper.gate.note_read([place] if read else [])
    keeper.now += REST
    return place


async def test_moves_on(keeper: Gatekeeper) -> None:
    """A vehicle that was read moves on to its place, and isn't paid for there."""
    place = await _arrive(keeper)
    assert await keeper.judge(draw(ON)) is Skip.WAITS
    (move,) = keeper.gate.moves
    assert move.before is place
    for edge, right in zip(move.now.box, ON.box, strict=True):
        assert abs(edge - right) < 8
    keeper.now += STAY
    assert await keeper.judge(draw(ON)) is Skip.WAITS
    assert await keeper.judge(draw(ON)) is Skip.SAME
    assert keeper.gate.moves == ()


async def test_comes_to_rest_beside_somebody(keeper: Gatekeeper) -> None:
    """Where a vehicle comes to rest is learned, though somebody walks about meanwhile."""
    await _arrive(keeper)
    for step in range(3):
        walker = _in_black(20 + 60 * step, draw(ON))
        assert await keeper.judge(walker) is Skip.WAITS
        keeper.now += STAY / 2
    assert await keeper.judge(walker) is Skip.SAME
    keeper.now += FOLLOW + 1
    assert await keeper.judge(draw(ON)) in {Skip.SAME, Skip.NO_PLATE}


async def test_comes_nearer(keeper: Gatekeeper) -> None:
    """A vehicle is followed step by step until it is much nearer than it was read."""
    place = await _arrive(keeper)
    for factor in (1.3, 1.65, 2.05, 2.45):
        assert await keeper.judge(_nearer(draw(CAR), factor)) is Skip.WAITS
        (move,) = keeper.gate.moves
        assert move.before is place
        keeper.now += STAY / 2
    far = Gatekeeper()
    await _arrive(far)
    assert await far.judge(_nearer(draw(CAR), 2.45)) is None


async def test_goes_on_from_where_it_rested(keeper: Gatekeeper) -> None:
    """A vehicle that has rested on its way is followed on, step by step."""
    await _arrive(keeper)
    for _ in range(2):
        assert await keeper.judge(_nearer(draw(CAR), 1.3)) is Skip.WAITS
        keeper.now += STAY
    for factor in (2.1, 4.0):
        assert await keeper.judge(_nearer(draw(CAR), factor)) is Skip.WAITS
        assert keeper.gate.moves
        keeper.now += STAY / 2


async def test_rolls_on(keeper: Gatekeeper) -> None:
    """While a vehicle moves on, nothing is learned of where it stands."""
    await _arrive(keeper)
    for step in range(4):
        car = Car(plate="ABC123", left=100 + 70 * step, top=240)
        assert await keeper.judge(draw(car)) is Skip.WAITS
        keeper.now += STAY / 2


async def test_look_back_prolongs_nothing(keeper: Gatekeeper) -> None:
    """A vehicle that moves on after a while is read anew, however often it was looked back at."""
    await _arrive(keeper)
    for _ in range(4):
        assert await keeper.gate.async_look_back(Frame(draw(CAR))) is Skip.SAME
        keeper.now += FOLLOW / 3
    assert await keeper.judge(draw(ON)) is None


async def test_look_back_is_in_no_row(keeper: Gatekeeper) -> None:
    """Looks that nobody would pay for bring the next call no nearer."""
    await keeper.answer(EMPTY)
    assert await keeper.gate.async_look_back(Frame(EMPTY)) is Skip.EMPTY
    keeper.now += MAX_SKIP - 1
    assert await keeper.judge(EMPTY) is Skip.EMPTY
    keeper.now += 1
    assert await keeper.judge(EMPTY) is Skip.EMPTY
    keeper.now += MAX_SKIP - 1
    assert await keeper.judge(EMPTY) is None


async def test_look_back_learns(keeper: Gatekeeper) -> None:
    """Where a vehicle has come to rest as it is looked back at, it is known later."""
    await _arrive(keeper)
    for _ in range(2):
        assert await keeper.gate.async_look_back(Frame(draw(ON))) is Skip.WAITS
        keeper.now += STAY
    keeper.now += FOLLOW
    assert await keeper.judge(draw(ON, noise=3)) is Skip.SAME


async def test_read_late(keeper: Gatekeeper) -> None:
    """A burst that ends after its vehicle was followed takes nothing of what is known of it."""
    place = await _arrive(keeper)
    for _ in range(2):
        assert await keeper.judge(draw(ON)) is Skip.WAITS
        keeper.now += STAY
    assert await keeper.judge(draw(ON)) is Skip.SAME
    keeper.gate.note_read([place])
    later = Car(plate="ABC123", left=330, top=240)
    assert await keeper.judge(draw(later)) is Skip.WAITS
    assert keeper.gate.moves


async def test_moves_on_poorly_read(keeper: Gatekeeper) -> None:
    """A vehicle that was read poorly is read once more where it has moved to."""
    await _arrive(keeper, read=False)
    assert await keeper.judge(draw(ON)) is None


async def test_another_moves_on(keeper: Gatekeeper) -> None:
    """Another vehicle isn't taken for the one that was read, alone or behind it."""
    other = Car(plate="XYZ789", left=250, top=240)
    behind = Car(plate="XYZ789", left=330, top=10)
    for content in (draw(other), draw(ON, behind)):
        await _arrive(keeper)
        assert await keeper.judge(content) is None


async def test_comes_back_elsewhere(keeper: Gatekeeper) -> None:
    """A vehicle that comes back after a while, or after an empty look, has come anew."""
    await _arrive(keeper)
    keeper.now += FOLLOW + 1
    assert await keeper.judge(draw(ON)) is None
    await _arrive(keeper)
    assert await keeper.judge(EMPTY) is Skip.EMPTY
    assert await keeper.judge(draw(ON)) is None


async def test_pause_after_arrival(keeper: Gatekeeper) -> None:
    """After an arrival, nothing is read for a moment."""
    await _arrive(keeper, read=False)
    keeper.now -= REST
    assert await keeper.judge(draw(ON)) is Skip.WAITS
    keeper.now += REST
    assert await keeper.judge(draw(ON)) is None


async def test_pause_after_nothing(keeper: Gatekeeper) -> None:
    """After an answer in vain, the same again waits; what is larger doesn't."""
    await keeper.answer(EMPTY)
    assert await keeper.is_news(draw(CAR))
    await keeper.answer(draw(CAR))
    keeper.gate.note_nothing()
    moved = draw(Car(plate="ABC123", left=260, top=190))
    assert await keeper.judge(moved) is Skip.WAITS
    two = draw(CAR, Car(plate="XYZ789", left=330, top=10, colour="white"))
    larger = Image.open(BytesIO(two)).resize((960, 720)).crop((160, 120, 800, 600))
    larger.save(buffer := BytesIO(), "JPEG", quality=90)
    assert await keeper.judge(buffer.getvalue()) is None
    assert await keeper.judge(moved) is Skip.WAITS
    keeper.now += FIRST
    assert await keeper.judge(moved) is None


async def test_parked_in_sun_and_shade(keeper: Gatekeeper) -> None:
    """Where a vehicle is parked, several looks of the drive are remembered, too."""
    looks = [draw(CAR, ground=ground) for ground in range(4)]
    for content in looks:
        await keeper.answer(content, CAR)
    for content in looks:
        assert await keeper.judge(content) is Skip.SAME
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
