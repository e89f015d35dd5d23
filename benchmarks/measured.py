"""The results of `benchmarks.confusions --count 120`, for the model of misreadings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """How plates of one size are read.

    `share` is the share of arrivals with this view. The others are probabilities per picture: that
    the plate isn't found, and that a character is missing, added, or several are wrong. `times` is
    how often characters are misread, relative to the average of the measurement.
    """

    share: float
    unread: float
    times: float
    missing: float
    added: float
    spoiled: float


# From `sandbox.evaluate`: 98 plates of 60 to 200 pixels, one of them misread, all found.
# Assumption: what didn't happen in 98 readings has a fifth of its probability on small plates.
USUAL = View(0.70, 0.01, 0.14, 0.001, 0.001, 0.004)
# Characters of 9 pixels and more, of 7 to 9, and below 7. The shares are assumptions about how well a
# camera is placed, which drawn pictures can't tell.
SMALL = (
    View(0.20, 0.28, 0.86, 0.004, 0.007, 0.021),
    View(0.08, 0.52, 0.98, 0.004, 0.007, 0.021),
    View(0.02, 0.85, 2.05, 0.004, 0.007, 0.021),
)
# 34 of 80 misread plates had the right text among the candidates.
OFFERED = 0.43
# How often a character was taken for another one, and out of how many.
CONFUSIONS = {
    "O": {"0": 17 / 35},
    "Q": {"0": 14 / 30, "O": 14 / 30, "D": 1 / 30},
    "I": {"1": 8 / 37},
    "Z": {"2": 6 / 41},
    "J": {"1": 3 / 40, "3": 1 / 40, "U": 1 / 40},
    "8": {"0": 3 / 77, "9": 2 / 77, "B": 1 / 77},
    "B": {"8": 2 / 26},
    "G": {"6": 2 / 46, "S": 2 / 46},
    "W": {"N": 2 / 49},
    "D": {"0": 1 / 30, "B": 1 / 30},
    "L": {"1": 1 / 45, "E": 1 / 45},
    "1": {"3": 1 / 83, "T": 1 / 83},
    "5": {"S": 1 / 94},
    "6": {"8": 1 / 86},
    "9": {"0": 1 / 87},
    "C": {"G": 1 / 39},
    "U": {"0": 1 / 44},
    "Y": {"X": 1 / 41},
}
