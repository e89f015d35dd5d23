"""Read lines of text: freely, and as probabilities of a plate's characters."""

from collections.abc import Iterator
from dataclasses import dataclass
import string

import cv2
import numpy as np
from numpy.typing import NDArray

from .picture import Picture
from .sessions import RECOGNIZER, Session, Tensor

PLATE_CHARACTERS = string.ascii_uppercase + string.digits
# Look-alikes in lower case or another alphabet count as the plate's character.
LOOKS_LIKE = {
    **{letter: letter.upper() for letter in "ckopsuvwxyz"},
    "\u00d8": "0", "\u00f8": "0", "\u2205": "0",
    "\u0410": "A", "\u0412": "B", "\u0415": "E", "\u041a": "K", "\u041c": "M", "\u041d": "H",
    "\u041e": "O", "\u0420": "P", "\u0421": "C", "\u0422": "T", "\u0425": "X",
    "\u4e28": "I",
}  # fmt: skip
HEIGHT = 48
# The model was trained on lines padded to at least this width.
MIN_WIDTH = 320
MAX_WIDTH = 1600
BATCH = 8


@dataclass(frozen=True, slots=True)
class Line:
    """The text of a line, the mean probability of its characters, and the raw steps.

    `steps` is time x 37: no character, then A-Z and 0-9; each row sums to at most 1.
    """

    text: str
    confidence: float
    steps: NDArray[np.float32]


class TextRecognizer:
    """The recognition model."""

    def __init__(self) -> None:
        """Load the model and sort its classes."""
        self._session = Session(RECOGNIZER)
        # Class 0 is "no character"; the space comes last.
        self._classes = ["", *self._session.characters(), " "]
        self._columns = _columns(self._classes)

    def read(self, crops: list[Picture]) -> list[Line]:
        """Read upright lines of text with a height of 48 pixels."""
        order = sorted(range(len(crops)), key=lambda index: crops[index].shape[1])
        lines: dict[int, Line] = {}
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            output = self._session.run(_to_tensor([crops[index] for index in batch]))
            lines.update(zip(batch, self._lines(output), strict=True))
        return [lines[index] for index in range(len(crops))]

    def _lines(self, output: Tensor) -> Iterator[Line]:
        """Decode one batch."""
        for probabilities in output:
            best = probabilities.argmax(axis=1)
            kept = [
                step
                for step, index in enumerate(best)
                if index and (step == 0 or index != best[step - 1])
            ]
            text = "".join(self._classes[best[step]] for step in kept)
            confidence = float(
                np.mean([probabilities[step, best[step]] for step in kept] or [0.0])
            )
            yield Line(text, confidence, self._plate_steps(probabilities))

    def _plate_steps(self, probabilities: Tensor) -> NDArray[np.float32]:
        """Combine all classes to "none" and the plate's characters."""
        steps = np.stack(
            [probabilities[:, columns].sum(axis=1) for columns in self._columns], axis=1
        )
        # A foreign glyph or a separator isn't a character of a plate.
        steps[:, 0] += np.clip(1.0 - steps.sum(axis=1), 0.0, 1.0)
        return np.asarray(steps, np.float32)


def _columns(classes: list[str]) -> list[list[int]]:
    """Return the model's classes for "none" and for each of the plate's characters."""
    found: dict[str, list[int]] = {character: [] for character in PLATE_CHARACTERS}
    for index, character in enumerate(classes):
        plain = LOOKS_LIKE.get(character, character)
        if plain in found:
            found[plain].append(index)
    return [[0], *found.values()]


def _to_tensor(crops: list[Picture]) -> Tensor:
    """Pad crops to one width, as the model expects."""
    fitted = [
        crop if crop.shape[1] <= MAX_WIDTH else cv2.resize(crop, (MAX_WIDTH, HEIGHT))
        for crop in crops
    ]
    width = max(MIN_WIDTH, *(crop.shape[1] for crop in fitted))
    tensor = np.zeros((len(crops), 3, HEIGHT, width), np.float32)
    for row, crop in zip(tensor, fitted, strict=True):
        row[:, :, : crop.shape[1]] = (
            crop.astype(np.float32).transpose(2, 0, 1) / 255 - 0.5
        ) / 0.5
    return tensor
