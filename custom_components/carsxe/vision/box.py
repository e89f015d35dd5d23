"""Rectangles in pixels."""

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in pixels; the right and bottom edges lie outside."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Return the width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return the height."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """Return the area; an empty box has none."""
        return max(self.width, 0.0) * max(self.height, 0.0)

    @property
    def center(self) -> tuple[float, float]:
        """Return the center, x before y."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def intersection(self, other: Box) -> Box:
        """Return the part that both share; its area is 0 if they share none."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def holds(self, point: tuple[float, float]) -> bool:
        """Return whether a point, x before y, lies in the box."""
        x, y = point
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def expanded(self, x: float, y: float) -> Box:
        """Return the box with a margin of x on the left and right, y above and below."""
        return Box(self.left - x, self.top - y, self.right + x, self.bottom + y)

    def shifted(self, x: float, y: float) -> Box:
        """Return the box moved to the right by x and down by y."""
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def scaled(self, x: float, y: float | None = None) -> Box:
        """Return the box in a picture that is resized by these factors."""
        y = x if y is None else y
        return Box(self.left * x, self.top * y, self.right * x, self.bottom * y)

    def fitted(self, width: float, height: float) -> Box:
        """Return the box moved, and cut if need be, so that it lies in a picture of that size."""
        w, h = min(self.width, width), min(self.height, height)
        left = min(max(self.left, 0.0), width - w)
        top = min(max(self.top, 0.0), height - h)
        return Box(left, top, left + w, top + h)

    def clipped(self, width: float, height: float) -> Box:
        """Return the part of the box that lies in a picture of that size."""
        return self.intersection(Box(0, 0, width, height))

    def rounded(self) -> tuple[int, int, int, int]:
        """Return whole pixels, as Pillow takes them."""
        return round(self.left), round(self.top), round(self.right), round(self.bottom)


def union(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all of some boxes, of which there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
