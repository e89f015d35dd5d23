"""Holds what a camera sees against what is known: all the picture work of one look, at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...pictures import (
    Change,
    Lettering,
    PixelBox,
    Scene,
    Sight,
    View,
    compare,
    compare_all,
    find_new_lettering,
    see_plates_again,
    standing_plates,
    view_picture,
)
from .memory import Answered

# Another scene than the last one is nearer where so much less has changed: what is new is told from
# what was in view just before.
NEARER = 0.9


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What is new against the `known` frame that is the nearest.

    `before` is its view, and of its plates, `standing` ones are in their places. If all is the
    `same`, there is nothing else to tell. `places` may be lettering that is new; a clear one is
    told alone, unless plates were looked for. If all that is new are those, they are `moved`, and
    `standing` ones are the last frame's. Unless something clear is new, `unmoved` tells whether all
    is as it was at the look before.
    """

    known: Answered
    before: View
    change: Change
    standing: tuple[PixelBox, ...]
    same: bool = False
    places: Sequence[Lettering] = ()
    moved: tuple[Sight, ...] = ()
    unmoved: bool = False

    @property
    def is_clear(self) -> bool:
        """Tell whether there certainly is lettering that is new."""
        return any(place.is_clear for place in self.places)


def take_look(
    view: View,
    known: Sequence[Answered],
    plates: Sequence[PixelBox],
    still: Scene | None,
) -> Look | None:
    """Hold a view against what is known, the last frame first; None where nothing is.

    `plates` of the last one are looked for elsewhere; `still` is what was in view at the look
    before. Meant for the executor. Raises PictureError.
    """
    look = _nearest(view, known)
    if look is None or look.same:
        return look
    gone = tuple(box for box in look.known.boxes if box not in look.standing)
    change = look.change.including(gone)
    places = find_new_lettering(
        view, change, look.before, gone, one_is_enough=not plates
    )
    look = replace(look, places=places)
    if look.is_clear:
        if not plates:
            return look
        look = _follow(look, view, known[0], plates)
        if not look.moved:
            return look
    unmoved = still is not None and not compare(still, view.scene).counts
    return replace(look, unmoved=unmoved)


def _nearest(view: View, known: Sequence[Answered]) -> Look | None:
    """Return what has changed since the known frame that is the most like a view."""
    if not known:
        return None
    last, *others = known
    change = compare(last.scene, view.scene)
    if not change.counts:
        return _look(view, change, last)
    nearest = change, last
    scenes = [other.scene for other in others]
    for change, other in zip(compare_all(scenes, view.scene), others, strict=True):
        if not change.counts:
            if (look := _look(view, change, other)).same:
                return look
        elif change.area < NEARER * nearest[0].area:
            nearest = change, other
    return _look(view, *nearest)


def _look(view: View, change: Change, known: Answered) -> Look:
    """Return what is to be told of a known frame; all is the same if no plate has gone, either."""
    before = _view(known)
    standing = standing_plates(before, known.boxes, view)
    same = not change.counts and len(standing) == len(known.boxes)
    return Look(known=known, before=before, change=change, standing=standing, same=same)


def _follow(look: Look, view: View, last: Answered, plates: Sequence[PixelBox]) -> Look:
    """Tell whether all that is new are plates that were read well, and have moved on."""
    before = look.before if look.known is last else _view(last)
    clear = [place.box for place in look.places if place.is_clear]
    sights = see_plates_again(before, plates, view, clear)
    if not sights.plates or sights.others:
        return look
    standing = standing_plates(before, last.boxes, view)
    return replace(look, moved=sights.plates, standing=standing)


def _view(known: Answered) -> View:
    """Return what is to be seen in a known frame."""
    return known.view or view_picture(known.picture)
