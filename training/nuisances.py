"""Draw something that is easily taken for a plate."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .lettering import lettering, overlay, sign
from .things import fence, grille, lamp, leaves, person, stripes, strokes, wheel

type Random = np.random.Generator
type Field = NDArray[np.float32]


def nuisance(canvas: Field, random: Random) -> None:
    """Draw one such thing somewhere on a canvas of gray levels."""
    kinds = list(KINDS)
    KINDS[kinds[random.integers(len(kinds))]](canvas, random)


KINDS: dict[str, Callable[[Field, Random], None]] = {
    "grille": grille,
    "fence": fence,
    "leaves": leaves,
    "lamp": lamp,
    "overlay": overlay,
    "lettering": lettering,
    "sign": sign,
    "stripes": stripes,
    "strokes": strokes,
    "wheel": wheel,
    "person": person,
}
