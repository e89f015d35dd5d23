"""Tells whether two plates may be readings of the same one."""

from .confusion import fold_plate
from .spellings import strip_marks

# Two readings of one plate differ by no more than this many letters and digits.
MAX_SLIPS = 2
MIN_LENGTH_FOR_SLIPS = 5


def are_alike(first: str, second: str) -> bool:
    """Tell whether two plates may be readings of the same one."""
    first, second = (fold_plate(strip_marks(each)) for each in (first, second))
    if first == second:
        return True
    if min(len(first), len(second)) < MIN_LENGTH_FOR_SLIPS:
        return False
    return _slips(first, second) <= MAX_SLIPS


def _slips(first: str, second: str) -> int:
    """Return how many letters and digits are wrong, missing or too many between two plates."""
    row = list(range(len(second) + 1))
    for i, one in enumerate(first, 1):
        above, row = row, [i]
        for j, two in enumerate(second, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (one != two)))
    return row[-1]
