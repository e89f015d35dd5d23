"""Write a set of pictures with their labels."""

from collections.abc import Iterator
from dataclasses import dataclass
import json
from pathlib import Path
from typing import NotRequired, TypedDict

import numpy as np

from .conditions import CONDITIONS
from .scene import draw, truth

LABELS = "labels.json"


class Label(TypedDict):
    """The content of a picture."""

    plates: list[str]
    conditions: list[str]
    widths: NotRequired[list[float]]
    """The width of each plate in percent of the picture's width."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture with its name and label."""

    name: str
    jpeg: bytes
    label: Label


def drawings(count: int, seed: int) -> Iterator[Drawing]:
    """Draw pictures, cycling through the conditions; the same seed gives the same pictures."""
    names = list(CONDITIONS)
    for index in range(count):
        condition = names[index % len(names)]
        random = np.random.default_rng((seed, index))
        plan = CONDITIONS[condition](random)
        yield Drawing(
            f"{index:03}.jpg",
            draw(plan, random),
            {"plates": truth(plan), "conditions": [condition]},
        )


def write(folder: Path, pictures: Iterator[Drawing]) -> int:
    """Write pictures and `labels.json` to a folder; return their number."""
    folder.mkdir(parents=True, exist_ok=True)
    labels: dict[str, Label] = {}
    for picture in pictures:
        (folder / picture.name).write_bytes(picture.jpeg)
        labels[picture.name] = picture.label
    (folder / LABELS).write_text(json.dumps(labels, indent=2) + "\n")
    return len(labels)


def read_labels(folder: Path) -> dict[str, Label]:
    """Read a folder's labels."""
    labels: dict[str, Label] = json.loads((folder / LABELS).read_text())
    return labels
