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
    is_same_place,
    see_plates_again,
    standing_plates,
    view_picture,
)
from .memory import Answered

# Another scene than the last one is nearer where less than this share has changed, as after a lamp
# went on: mostly, what is new is told from what was in view just before.
NEARER = 0.7


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What is new against the `known` frame that is the nearest; `before` is its view.

    If all is the `same`, there is nothing else to tell. `places` may be lettering that is new; a
    clear one is told alone, and nothing else, unless plates were looked for. If all that is new are
    those, they are `moved`. Of the plates of what is known, or of the last frame if some have moved,
    `standing` ones are in their places; `unmoved` tells whether all is as it was at the look before.
    """

    known: Answered
    before: View
    change: Change
    standing: tuple[PixelBox, ...] = ()
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
    if not known:
        return None
    change, nearest = _nearest(view, known)
    before = _view(nearest)
    look = Look(known=nearest, before=before, change=change)
    comes = change.counts and not plates
    if comes:
        # Most likely a vehicle has come, and whoever waits for it waits for this.
        places = find_new_lettering(view, change, before, one_is_enough=True)
        look = replace(look, places=places)
        if look.is_clear:
            return look
    look = _look_closely(look, view, known, looked=comes, one_is_enough=not plates)
    if look.same or (look.is_clear and not plates):
        return look
    if look.is_clear:
        look = _follow(look, view, known[0], plates)
        if not look.moved:
            return look
    unmoved = still is not None and not compare(still, view.scene).counts
    return replace(look, unmoved=unmoved)


def _nearest(view: View, known: Sequence[Answered]) -> tuple[Change, Answered]:
    """Return what has changed since the known frame that is the most like a view."""
    last, *others = known
    change = compare(last.scene, view.scene)
    if not change.counts:
        return change, last
    nearest, limit = (change, last), NEARER * change.area
    scenes = [other.scene for other in others]
    for change, other in zip(compare_all(scenes, view.scene), others, strict=True):
        if not change.counts:
            standing = standing_plates(_view(other), other.boxes, view)
            if len(standing) == len(other.boxes):
                return change, other
        elif change.area < limit:
            nearest, limit = (change, other), change.area
    return nearest


def _look_closely(
    look: Look,
    view: View,
    known: Sequence[Answered],
    *,
    looked: bool,
    one_is_enough: bool,
) -> Look:
    """Tell which plates are in their places, and what lettering is new; where one has gone, all.

    Where none has, and the change was `looked` at, that is known already.
    """
    boxes = look.known.boxes
    standing = _standing(look, view, known)
    gone = tuple(box for box in boxes if box not in standing)
    look = replace(look, standing=standing, same=not (look.change.counts or gone))
    if look.same or (looked and not gone):
        return look
    change = look.change.including(gone)
    places = find_new_lettering(
        view, change, look.before, gone, one_is_enough=one_is_enough
    )
    return replace(look, places=places)


def _standing(
    look: Look, view: View, known: Sequence[Answered]
) -> tuple[PixelBox, ...]:
    """Return which plates are in their places, be it as they looked at another time."""
    boxes = look.known.boxes
    standing = [*standing_plates(look.before, boxes, view)]
    for other in known:
        gone = [box for box in boxes if box not in standing]
        places = {
            place: box
            for box in gone
            for place in other.boxes
            if is_same_place(box, place)
        }
        if places and other is not look.known:
            found = standing_plates(_view(other), [*places], view)
            standing.extend(places[place] for place in found)
    return tuple(standing)


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
