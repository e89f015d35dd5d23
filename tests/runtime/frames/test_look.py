"""Tests of what one look tells, with drawn pictures."""

from typing import Any
from unittest.mock import patch

import pytest

from custom_components.carsxe.pictures import (
    Framing,
    Lettering,
    PictureError,
    compare,
    keep_place,
    prepare_picture,
    view_frame,
)
from custom_components.carsxe.runtime.frames import look as module
from custom_components.carsxe.runtime.frames.look import Look, take_look
from custom_components.carsxe.runtime.frames.memory import Answered

from ...drives import Car, draw

CAR = Car(plate="ABC123")
ON = Car(plate="ABC123", left=250, top=240)
BEHIND = Car(plate="XYZ789", left=330, top=10)
EMPTY = draw()


def _known(
    content: bytes, *cars: Car, keeps_view: bool = True, framing: Framing | None = None
) -> Answered:
    """Return a frame that was answered with the plates of some cars."""
    view = view_frame(content, framing or Framing())
    places = tuple(keep_place(view, car.box) for car in cars)
    return Answered(
        scene=view.scene,
        seen_at=0,
        picture=prepare_picture(content, framing or Framing()),
        view=view if keeps_view else None,
        places=places,
        empty=not places,
        read=places,
    )


def _look(content: bytes, *known: Answered, follow: bool = False) -> Look:
    """Take a look at a picture; `follow` the plates of the last frame."""
    plates = known[0].read if follow else ()
    look = take_look(view_frame(content), known, plates, known[0].scene)
    assert look
    return look


@pytest.fixture(autouse=True)
def auto_enable_custom_integrations() -> None:
    """Start no Home Assistant: a look knows nothing of it."""


def test_nothing_known() -> None:
    """Where nothing is known, nothing is told."""
    assert take_look(view_frame(EMPTY), [], (), None) is None


@pytest.mark.parametrize("keeps_view", [True, False], ids=["view", "picture"])
def test_same(keeps_view: bool) -> None:
    """A plate in its place is the same, whether its frame's view was kept or not."""
    known = _known(draw(CAR), CAR, keeps_view=keeps_view)
    look = _look(draw(CAR, noise=3), known)
    assert look.same
    assert look.known is known
    assert [place.box for place in look.standing] == [CAR.box]
    assert look.before.size == (640, 480)
    assert not look.lettering


def test_view_spares_decoding() -> None:
    """A frame whose view was kept isn't decoded again."""
    with patch.object(module, "view_picture") as decode:
        assert _look(draw(CAR), _known(EMPTY)).is_clear
    assert not decode.called


@pytest.mark.parametrize("keeps_view", [True, False], ids=["view", "picture"])
def test_comes(keeps_view: bool) -> None:
    """A vehicle that comes brings lettering that wasn't there."""
    look = _look(draw(CAR), _known(EMPTY, keeps_view=keeps_view))
    assert not look.same
    assert look.is_clear
    left, upper, right, lower = CAR.box
    box = look.lettering[0].box
    assert box[0] < right
    assert box[2] > left
    assert box[1] < lower
    assert box[3] > upper


def test_stands_as_before() -> None:
    """A plate is the same if it is as it looked in any known frame."""
    worse, clear = _known(draw(CAR, noise=45, light=0.3), CAR), _known(draw(CAR), CAR)
    now = draw(CAR, noise=3)
    assert not _look(now, worse).same
    look = _look(now, worse, clear)
    assert look.same
    assert [place.box for place in look.standing] == [CAR.box]
    elsewhere = _known(draw(CAR, BEHIND), BEHIND)
    assert not _look(now, worse, elsewhere).same


def test_leaves() -> None:
    """A vehicle that has left leaves no lettering, and its plate stands no more."""
    look = _look(EMPTY, _known(draw(CAR), CAR))
    assert (look.same, look.is_clear, look.standing) == (False, False, ())
    assert not look.unmoved


def test_nearest() -> None:
    """What is new is told from the frame that is the most like it, not always the last one."""
    empty, both = _known(EMPTY), _known(draw(CAR, BEHIND), CAR, BEHIND)
    last = _known(draw(CAR), CAR)
    assert _look(draw(CAR, BEHIND), last, empty, both).known is both
    assert _look(EMPTY, last, empty, both).known is empty
    assert _look(draw(BEHIND), empty, both, last).known is empty


def test_stands_in_other_light() -> None:
    """Where the last one's vehicle still stands, it is no news, though the drive was like that without it."""
    last, empty = _known(draw(CAR), CAR), _known(draw(ground=2))
    now = draw(CAR, ground=2)
    assert _look(now, empty).is_clear
    assert _look(draw(BEHIND, ground=2), last, empty).known is empty
    look = _look(now, last, empty)
    assert look.known is last
    assert [place.box for place in look.standing] == [CAR.box]
    assert not look.is_clear
    assert _look(draw(CAR, BEHIND, ground=2), last, empty).is_clear


def test_standing_plates_own_lettering() -> None:
    """Where lettering seems new at a plate, but the plate stands, it is no news."""
    letters = Lettering(CAR.box, (5.0, 5.0, 5.0, 5.0))
    known = _known(draw(CAR), CAR)

    def _find(*args: Any, **_: bool) -> list[Lettering]:
        return [letters.without(args[4] if len(args) > 4 else ())]

    with patch.object(module, "find_new_lettering", _find):
        look = _look(draw(CAR, BEHIND), known)
        assert look.change.counts
        assert [place.box for place in look.standing] == [CAR.box]
        assert not look.is_clear
        assert _look(draw(BEHIND), known).is_clear


@pytest.mark.parametrize("first", [0, 1])
def test_nearest_of_others(first: int) -> None:
    """Of others that are much more like it than the last one, the one that is most like it counts."""
    near, nearer = _known(draw(CAR)), _known(draw(CAR, BEHIND))
    small = Car(plate="XYZ789", left=335, top=30)
    view = draw(CAR, small)
    others = [near, nearer] if first == 0 else [nearer, near]
    areas = [
        compare(each.scene, view_frame(view).scene).area for each in (near, nearer)
    ]
    assert 0 < areas[1] < areas[0]
    assert _look(view, _known(draw(ground=2)), *others).known is nearer


def test_last_one_comes_first() -> None:
    """Where all has changed, it has since the last frame."""
    other, another = (_known(draw(ground=ground)) for ground in (2, 3))
    for known in ((other, another), (another, other)):
        assert _look(draw(CAR), *known).known is known[0]


def test_other_plate() -> None:
    """Another plate on a vehicle that looks the same is new, and clear."""
    look = _look(draw(Car(plate="XYZ789")), _known(draw(CAR), CAR))
    assert not look.change.counts
    assert not look.same
    assert look.standing == ()
    assert look.is_clear


def test_moves_on() -> None:
    """The plate that was read is followed, if that is all that is new."""
    known = _known(draw(CAR), CAR)
    look = _look(draw(ON), known, follow=True)
    (move,) = look.moves
    assert move.before is known.places[0]
    assert move.now.is_at(ON.box)
    assert look.standing == ()
    assert not _look(draw(ON), known).moves
    assert not _look(draw(ON, BEHIND), known, follow=True).moves


def test_moves_on_beside_another() -> None:
    """Whose plate stands still beside one that has moved on, stands."""
    known = _known(draw(CAR, BEHIND), CAR, BEHIND)
    moved = Car(plate="ABC123", left=100, top=260)
    look = _look(draw(moved, BEHIND), known, follow=True)
    assert [move.before.box for move in look.moves] == [CAR.box]
    assert [place.box for place in look.standing] == [BEHIND.box]


def test_moves_on_from_the_last_frame() -> None:
    """Plates are followed from the last frame, though another one is nearer."""
    last = _known(draw(CAR, ground=2), CAR, keeps_view=False)
    nearer = _known(EMPTY)
    look = _look(draw(ON), last, nearer, follow=True)
    assert look.known is nearer
    assert [move.before.box for move in look.moves] == [CAR.box]


def test_other_size() -> None:
    """Frames of another size differ altogether."""
    look = _look(draw(CAR), _known(draw(CAR), framing=Framing(max_width=320)))
    assert look.change.counts
    assert look.is_clear


def test_damaged() -> None:
    """A picture that can't be read any more says so."""
    known = _known(EMPTY, keeps_view=False)
    broken = Answered(
        scene=known.scene,
        seen_at=0,
        picture=prepare_picture(EMPTY[:8000]),
    )
    with pytest.raises(PictureError):
        _look(draw(CAR), broken)
