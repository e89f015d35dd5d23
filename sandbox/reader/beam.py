"""Convert probabilities per step to texts with their probabilities."""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from .recognizer import PLATE_CHARACTERS

WIDTH = 16
NEGLIGIBLE = 0.003


def search(steps: NDArray[np.float32]) -> dict[str, float]:
    """Search the most probable texts with a prefix beam search, as one text has many alignments.

    `steps` is time x 37. Returns up to 16 texts with their probabilities.
    """
    # Per text: the probability of its alignments that end in "none" and in its last character.
    beams: dict[str, tuple[float, float]] = {"": (1.0, 0.0)}
    for row in steps:
        beams = _advance(beams, row)
    return {text: sum(ends) for text, ends in beams.items()}


def _advance(
    beams: dict[str, tuple[float, float]], row: NDArray[np.float32]
) -> dict[str, tuple[float, float]]:
    """Advance all texts by one step, and keep the most probable ones."""
    none = float(row[0])
    likely = [
        (PLATE_CHARACTERS[index], float(row[index + 1]))
        for index in np.flatnonzero(row[1:] > NEGLIGIBLE)
    ]
    in_none: defaultdict[str, float] = defaultdict(float)
    in_character: defaultdict[str, float] = defaultdict(float)
    for text, (ended, running) in beams.items():
        in_none[text] += (ended + running) * none
        for character, probability in likely:
            if text.endswith(character):
                in_character[text] += running * probability
                in_character[text + character] += ended * probability
            else:
                in_character[text + character] += (ended + running) * probability
    both = {text: in_none[text] + in_character[text] for text in in_none | in_character}
    # Ties are sorted by text, so that the result is deterministic.
    texts = sorted(
        (text for text, probability in both.items() if probability),
        key=lambda text: (-both[text], text),
    )
    return {text: (in_none[text], in_character[text]) for text in texts[:WIDTH]}


def pool(searches: list[dict[str, float]]) -> dict[str, float]:
    """Average the results of several crops of the same text."""
    pooled: defaultdict[str, float] = defaultdict(float)
    for texts in searches:
        for text, probability in texts.items():
            pooled[text] += probability / len(searches)
    return dict(pooled)
