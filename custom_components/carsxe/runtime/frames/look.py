"""Holds what a camera sees against what is known: all the picture work of one look, at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...pictures import (
    Change,
    Lettering,
    Place,
    Scene,
    View,
    compare,
    compare_all,
    find_new_lettering,
    keep_place,
    see_plates_again,
    standing_plates,
    view_picture,
)
from .memory import Answered

# Another scene than the last one is nearer where less than this share has changed, as after a lamp
# went on: mostly, what is new is told from what was in view just before.
NEARER = 0.7


@dataclass(frozen=True, slots=True)
class Move:
    """Where a plate was read, and where it is seen later."""

    before: Place
    now: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What is new against the `known` frame that is the nearest; `before` is its view.

    If all is the `same`, there is nothing else to tell. There may be `lettering` that is new; what is
    clear is told alone, and nothing else, unless plates were looked for. If all that is new are
    those, it tells of their `moves`. Of the places of what is known, or of the last frame if plates
    have moved, `standing` ones have their plates; `unmoved` tells whether all is as it was at the look
    before.
    """

    known: Answered
    before: View
    change: Change
    standing: tuple[Place, ...] = ()
    same: bool = False
    lettering: Sequence[Lettering] = ()
    moves: tuple[Move, ...] = ()
    unmoved: bool = False

    @property
    def is_clear(self) -> bool:
        """Tell whether there certainly is lettering that is new."""
        return any(letters.is_clear for letters in self.lettering)


def take_look(
    view: View,
    known: Sequence[Answered],
    plates: Sequence[Place],
    still: Scene | None,
) -> Look | None:
    """Hold a view against what is known, the last frame first; None where nothing is.

    `plates` are looked for elsewhere than where they were seen last; `still` is what was in view at
    the look before. Meant for the executor. Raises PictureError.
    """
    if not known:
        return None
    change, nearest = _nearest(view, known)
    before = _view(nearest)
    look = Look(known=nearest, before=before, change=change)
    comes = change.counts and not plates
    if comes:
        # Most likely a vehicle has come, and whoever waits for it waits for this.
        lettering = find_new_lettering(view, change, before, one_is_enough=True)
        look = replace(look, lettering=lettering)
        # It may be a known plate's own, in the sun for once.
        comes = not any(
            letters.meets(place.box)
            for letters in lettering
            for place in nearest.places
        )
        if look.is_clear and comes:
            return look
    look = _look_closely(look, view, known, looked=comes, one_is_enough=not plates)
    if look.same or (look.is_clear and not plates):
        return look
    if look.is_clear:
        look = _follow(look, view, known[0], plates)
        if not look.moves:
            return look
    unmoved = still is not None and not compare(still, view.scene).counts
    return replace(look, unmoved=unmoved)


def _nearest(view: View, known: Sequence[Answered]) -> tuple[Change, Answered]:
    """Return what has changed since the known frame that is the most like a view."""
    last, *others = known
    change = compare(last.scene, view.scene)
    if not change.counts:
        return change, last
    first = nearest = change, last
    limit = NEARER * change.area
    scenes = [other.scene for other in others]
    for change, other in zip(compare_all(scenes, view.scene), others, strict=True):
        if not change.counts:
            standing = standing_plates(other.places, view)
            if len(standing) == len(other.places):
                return change, other
        elif change.area < limit:
            nearest, limit = (change, other), change.area
    if nearest[1] is not last and standing_plates(last.places, view):
        # Whoever stands there is no news, though the drive looked more like this without them once.
        return first
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
    standing = _standing(look.known, view, known)
    gone = tuple(place.box for place in look.known.places if place not in standing)
    look = replace(look, standing=standing, same=not (look.change.counts or gone))
    if look.same or (looked and not gone):
        return look
    change = look.change.including(gone)
    lettering = find_new_lettering(
        view,
        change,
        look.before,
        gone,
        [place.box for place in standing],
        one_is_enough=one_is_enough,
    )
    return replace(look, lettering=lettering)


def _standing(
    nearest: Answered, view: View, known: Sequence[Answered]
) -> tuple[Place, ...]:
    """Return which plates are in their places, be it as they looked at another time."""
    standing = [*standing_plates(nearest.places, view)]
    for other in known:
        found = {
            place: own
            for own in nearest.places
            if own not in standing and other is not nearest
            for place in other.places
            if place.is_at(own.box)
        }
        standing.extend(found[place] for place in standing_plates(found, view))
    return tuple(standing)


def _follow(look: Look, view: View, last: Answered, plates: Sequence[Place]) -> Look:
    """Tell whether all that is new are plates that were read well, and have moved on."""
    clear = [letters.box for letters in look.lettering if letters.is_clear]
    sights = see_plates_again(plates, view, clear)
    if not sights.plates or sights.others:
        return look
    moves = tuple(
        Move(sight.was, keep_place(view, sight.box)) for sight in sights.plates
    )
    return replace(look, moves=moves, standing=standing_plates(last.places, view))


def _view(known: Answered) -> View:
    """Return what is to be seen in a known frame."""
    return known.view or view_picture(known.picture)
