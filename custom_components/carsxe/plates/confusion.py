"""Characters that readers of plates take for one another."""

# Each group's first character stands for all of it.
GROUPS = ("0ODQ", "1IL", "8B", "5S", "2Z", "6G")

_FOLD = str.maketrans({other: group[0] for group in GROUPS for other in group[1:]})


def fold_plate(plate: str) -> str:
    """Return what all plates have in common that a reader may take for this one."""
    return plate.translate(_FOLD)
