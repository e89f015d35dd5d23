"""Turns probabilities per step into texts with their probabilities."""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from .recognizer import PLATE_CHARACTERS

WIDTH = 16
NEGLIGIBLE = 0.003


def search(steps: NDArray[np.float32]) -> dict[str, float]:
    """Search the likeliest texts: a prefix beam search, as one text has many alignments.

    `steps` is time x 37. Gives up to 16 texts with their probabilities.
    """
    # Per text: probability of its alignments that end in "none", and in its last character.
    beams: dict[str, tuple[float, float]] = {"": (1.0, 0.0)}
    for row in steps:
        beams = _advance(beams, row)
    return {text: sum(ends) for text, ends in beams.items()}


def _advance(
    beams: dict[str, tuple[float, float]], row: NDArray[np.float32]
) -> dict[str, tuple[float, float]]:
    """Take one step with all texts, and keep the likeliest."""
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
    # Equal ones by their letters: the same picture gives the same answer each time.
    texts = sorted(
        (text for text, probability in both.items() if probability),
        key=lambda text: (-both[text], text),
    )
    return {text: (in_none[text], in_character[text]) for text in texts[:WIDTH]}


def pool(searches: list[dict[str, float]]) -> dict[str, float]:
    """Average what several looks at the same text gave."""
    pooled: defaultdict[str, float] = defaultdict(float)
    for texts in searches:
        for text, probability in texts.items():
            pooled[text] += probability / len(searches)
    return dict(pooled)
