"""Characters that readers of plates take for one another."""

# Each group's first character stands for all of it. Where each one is from:
# - measured: `benchmarks.confusions --count 120`, how often in 1,884 characters of small plates
# - literature: pairs that makers and users of other plate readers report; 0/O/D/Q, 1/I, 8/B, 5/S,
#   2/Z and 6/G are what Genetec's Security Center takes as equal by default ("OCR equivalence")
# The measurement's other pairs stay apart: each happened three times at the most, and two digits in
# one group would take a plate for its neighbour in the same series.
GROUPS = (
    "0ODQ",  # measured (O/0 17, Q/0 14, Q/O 14, D/0 1, D/Q 1), literature
    "1IL",  # measured (I/1 8, L/1 1), literature (I/1; L/1 by users of general text readers)
    "8B",  # measured (3), literature
    "5S",  # measured (1), literature
    "2Z",  # measured (6), literature
    "6G",  # measured (2), literature
)

_FOLD = str.maketrans({other: group[0] for group in GROUPS for other in group[1:]})


def fold_plate(plate: str) -> str:
    """Return what all plates have in common that a reader may take for this one."""
    return plate.translate(_FOLD)
