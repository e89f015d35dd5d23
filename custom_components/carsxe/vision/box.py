"""Rectangles in pixels."""

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in pixels, without its right and bottom edges."""

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
        """Return the area, or 0 if the box is empty."""
        return max(self.width, 0.0) * max(self.height, 0.0)

    @property
    def center(self) -> tuple[float, float]:
        """Return the center as x, y."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def intersection(self, other: Box) -> Box:
        """Return the intersection, whose area is 0 if there is none."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def holds(self, point: tuple[float, float]) -> bool:
        """Return whether a point (x, y) is inside the box."""
        x, y = point
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def reaches_edge(self, width: float, height: float, within: float) -> bool:
        """Return whether the box is `within` some pixels of the edge of a picture of this size."""
        return (
            self.left < within
            or self.top < within
            or self.right > width - within
            or self.bottom > height - within
        )

    def expanded(self, x: float, y: float) -> Box:
        """Return the box with a margin of x on the left and right, and y above and below."""
        return Box(self.left - x, self.top - y, self.right + x, self.bottom + y)

    def shifted(self, x: float, y: float) -> Box:
        """Return the box moved to the right by x and down by y."""
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def scaled(self, x: float, y: float | None = None) -> Box:
        """Return the box in a picture resized by these factors."""
        y = x if y is None else y
        return Box(self.left * x, self.top * y, self.right * x, self.bottom * y)

    def fitted(self, width: float, height: float) -> Box:
        """Return the box moved, and cut if necessary, to lie inside a picture of this size."""
        w, h = min(self.width, width), min(self.height, height)
        left = min(max(self.left, 0.0), width - w)
        top = min(max(self.top, 0.0), height - h)
        return Box(left, top, left + w, top + h)

    def clipped(self, width: float, height: float) -> Box:
        """Return the part of the box inside a picture of this size."""
        return self.intersection(Box(0, 0, width, height))

    def rounded(self) -> tuple[int, int, int, int]:
        """Return whole pixels, as Pillow expects them."""
        return round(self.left), round(self.top), round(self.right), round(self.bottom)


def union(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that contains all given boxes, at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
