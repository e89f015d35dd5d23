"""Read the characters of one plate: several crops, and the most probable texts."""

from collections.abc import Iterator

import cv2
import numpy as np

from .beam import pool, search
from .layouts import is_known
from .lines import TextLine
from .picture import Picture, Quad, straighten, widened
from .reading import Candidate
from .recognizer import HEIGHT, TextRecognizer
from .wording import is_digits_only, is_plate_like

# How far each crop expands the sides, in heights of the line: left, right, top, bottom.
LOOKS = (
    (0.0, 0.0, 0.0, 0.0),
    (0.08, 0.08, 0.06, 0.06),
    (0.0, 0.05, -0.07, -0.05),
    (0.15, 0.1, 0.0, 0.1),
    (0.05, 0.15, 0.1, 0.0),
)
PART_MARGIN = (0.06, 0.06, 0.04, 0.04)
# How much more evidence an unusual layout needs than a common one.
UNUSUAL = 0.3
MAX_CANDIDATES = 5
MIN_CANDIDATE_SCORE = 0.01


def candidates(
    recognizer: TextRecognizer, picture: Picture, line: TextLine
) -> tuple[Candidate, ...]:
    """Return the most probable texts of a line, best first; none if it doesn't look like a plate."""
    if line.stacked:
        return ranked(
            _apart(*(_pooled(recognizer, picture, part) for part in line.parts))
        )
    read = recognizer.read([*looks(picture, line.quad), *_part_crops(picture, line)])
    pooled = pool([search(each.steps) for each in read[: len(LOOKS) + 1]])
    if line.parts:
        apart = _apart(*(search(each.steps) for each in read[len(LOOKS) + 1 :]))
        # A badge between the halves disturbs the crop of the whole.
        pooled = max(pooled, apart, key=lambda texts: max(texts.values()))
    return ranked(pooled, digits_only=is_digits_only(line.text))


def _pooled(
    recognizer: TextRecognizer, picture: Picture, quad: Quad
) -> dict[str, float]:
    """Return what several crops of a part of a plate read."""
    return pool(
        [search(each.steps) for each in recognizer.read([*looks(picture, quad)])]
    )


def _apart(first: dict[str, float], second: dict[str, float]) -> dict[str, float]:
    """Return the texts that two parts form together."""
    return {
        left + right: chance * other
        for left, chance in first.items()
        for right, other in second.items()
    }


def ranked(
    texts: dict[str, float], *, digits_only: bool = False
) -> tuple[Candidate, ...]:
    """Rank texts by their probability and by how common their layout is."""
    likely = {
        text: chance
        for text, chance in texts.items()
        if chance > 0 and (is_digits_only(text) if digits_only else is_plate_like(text))
    }
    weighted = {
        text: chance * (1 if digits_only or is_known(text) else UNUSUAL)
        for text, chance in likely.items()
    }
    total = sum(weighted.values())
    if not total:
        return ()
    share = sum(likely.values()) / total
    best = sorted(weighted, key=lambda text: -weighted[text])[:MAX_CANDIDATES]
    found = [
        Candidate(text, round(min(weighted[text] * share, 1.0), 3)) for text in best
    ]
    return tuple(each for each in found if each.score >= MIN_CANDIDATE_SCORE)


def looks(picture: Picture, quad: Quad) -> Iterator[Picture]:
    """Return slightly shifted crops of a line, and one with stretched contrast."""
    for margins in LOOKS:
        yield straighten(picture, widened(quad, *margins), HEIGHT)
    yield _stretched(straighten(picture, widened(quad, *LOOKS[1]), HEIGHT))


def _part_crops(picture: Picture, line: TextLine) -> list[Picture]:
    """Return the crops of a joined line's halves."""
    return [
        straighten(picture, widened(part, *PART_MARGIN), HEIGHT) for part in line.parts
    ]


def _stretched(crop: Picture) -> Picture:
    """Stretch the contrast of a crop, in gray."""
    gray = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY).astype(np.float32)
    low, high = np.percentile(gray, (2, 98))
    levels = np.clip((gray - low) / max(float(high - low), 1.0) * 255, 0, 255).astype(
        np.uint8
    )
    return np.asarray(cv2.cvtColor(levels, cv2.COLOR_GRAY2BGR), np.uint8)
