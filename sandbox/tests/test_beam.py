"""Tests of converting probabilities per step to texts."""

import numpy as np
from numpy.typing import NDArray
import pytest

from sandbox.reader.beam import pool, search
from sandbox.reader.characters import ranked
from sandbox.reader.recognizer import PLATE_CHARACTERS


def steps(*rows: dict[str, float]) -> NDArray[np.float32]:
    """Return steps with the probabilities of characters; the rest is "none"."""
    table = np.zeros((len(rows), len(PLATE_CHARACTERS) + 1), np.float32)
    for row, chances in zip(table, rows, strict=True):
        for character, chance in chances.items():
            row[PLATE_CHARACTERS.index(character) + 1] = chance
        row[0] = 1 - sum(chances.values())
    return table


def test_alignments_of_a_text_add_up() -> None:
    """A text's probability is the sum over all its alignments."""
    found = search(steps({"A": 0.6}, {"A": 0.6}))
    assert found["A"] == pytest.approx(0.6 * 0.6 + 2 * 0.6 * 0.4)
    assert found[""] == pytest.approx(0.16)
    assert "AA" not in found


def test_doubled_characters_need_a_gap() -> None:
    """The same character twice counts as two only with a "none" in between."""
    assert search(steps({"A": 1.0}, {}, {"A": 1.0}))["AA"] == pytest.approx(1)


def test_alternatives_come_with_their_share() -> None:
    """An unclear character gives two texts."""
    found = search(steps({"O": 0.7, "0": 0.3}, {}, {"1": 1.0}))
    assert found == pytest.approx({"O1": 0.7, "01": 0.3})


def test_pool_averages_looks() -> None:
    """What only one of two crops saw counts half."""
    assert pool([{"A1": 0.8, "B1": 0.2}, {"A1": 0.4}]) == pytest.approx(
        {"A1": 0.6, "B1": 0.1}
    )


def test_usual_layouts_win_ties() -> None:
    """The layout decides between O and 0, and everything that isn't a plate is dropped."""
    best, other = ranked({"AB12CDE": 0.45, "ABI2CDE": 0.45, "ABCDEFG": 0.1})
    assert best.plate == "AB12CDE"
    assert best.score > 2 * other.score
    assert best.score + other.score == pytest.approx(0.9, abs=0.002)
