"""Typical mistakes of plate readers: look-alike characters, and single errors."""

from .text import strip_marks

# Each group is represented by its first character. The sources are:
# - measured: `benchmarks.confusions --count 120`, number of confusions in 1,884 characters
# - literature: pairs reported by makers and users of other plate readers; Genetec's Security Center
#   treats 0/O/D/Q, 1/I, 8/B, 5/S, 2/Z and 6/G as equal by default ("OCR equivalence")
# Other measured pairs aren't included: each was confused at most three times, and two digits in one
# group would confuse a plate with its neighbor in the same series.
GROUPS = (
    "0ODQ",  # measured (O/0 17, Q/0 14, Q/O 14, D/0 1, D/Q 1), literature
    "1IL",  # measured (I/1 8, L/1 1), literature (I/1; L/1 by users of general text readers)
    "8B",  # measured (3), literature
    "5S",  # measured (1), literature
    "2Z",  # measured (6), literature
    "6G",  # measured (2), literature
)

_FOLD = str.maketrans({other: group[0] for group in GROUPS for other in group[1:]})

# The maximum number of differing letters and digits between two readings of one plate.
MAX_SLIPS = 2
MIN_LENGTH_FOR_SLIPS = 5


def fold_plate(plate: str) -> str:
    """Return the form that all plates share that a reader may confuse with this one."""
    return plate.translate(_FOLD)


def are_alike(first: str, second: str) -> bool:
    """Return whether two plates may be readings of the same one."""
    first, second = (fold_plate(strip_marks(each)) for each in (first, second))
    if first == second:
        return True
    if min(len(first), len(second)) < MIN_LENGTH_FOR_SLIPS:
        return False
    return _slips(first, second) <= MAX_SLIPS


def _slips(first: str, second: str) -> int:
    """Return the edit distance between two plates."""
    row = list(range(len(second) + 1))
    for i, one in enumerate(first, 1):
        above, row = row, [i]
        for j, two in enumerate(second, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (one != two)))
    return row[-1]
