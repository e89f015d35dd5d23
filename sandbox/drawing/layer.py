"""A transparent drawing with its own units, and its shapes."""

from itertools import pairwise
import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from .colors import Color

type Point = tuple[float, float]


class Layer:
    """A drawing with x to the right from its center and y upward from its foot."""

    def __init__(self, width: float, height: float, scale: float) -> None:
        """Start an empty layer of this many units, at `scale` pixels per unit."""
        self.scale = scale
        self.width, self.height = width, height
        self.image = Image.new("RGBA", (round(width * scale), round(height * scale)))

    def pixels(self, points: list[Point]) -> list[Point]:
        """Convert points to pixels."""
        return [
            ((x + self.width / 2) * self.scale, (self.height - y) * self.scale)
            for x, y in points
        ]

    def shape(
        self,
        points: list[Point],
        top: Color,
        bottom: Color | None = None,
        *,
        radius: float = 0,
        opacity: float = 1,
    ) -> None:
        """Fill a polygon with rounded corners, with a color or a vertical gradient."""
        outline = self.pixels(rounded(points, radius) if radius else points)
        left, upper = (math.floor(min(values)) for values in zip(*outline, strict=True))
        right, lower = (math.ceil(max(values)) for values in zip(*outline, strict=True))
        patch = gradient((right - left + 1, lower - upper + 1), top, bottom or top)
        mask = Image.new("L", patch.size)
        ImageDraw.Draw(mask).polygon(
            [(x - left, y - upper) for x, y in outline], fill=round(255 * opacity)
        )
        patch.putalpha(mask)
        self._lay(patch, left, upper)

    def pair(
        self,
        points: list[Point],
        top: Color,
        bottom: Color | None = None,
        *,
        radius: float = 0,
        opacity: float = 1,
    ) -> None:
        """Fill a polygon and its mirror image."""
        for side in (1, -1):
            self.shape(
                [(x * side, y) for x, y in points],
                top,
                bottom,
                radius=radius,
                opacity=opacity,
            )

    def ellipse(
        self,
        middle: Point,
        radii: Point,
        top: Color,
        bottom: Color | None = None,
        opacity: float = 1,
    ) -> None:
        """Fill an ellipse."""
        angles = np.linspace(0, 2 * math.pi, 48, endpoint=False)
        points = [
            (
                middle[0] + radii[0] * math.cos(angle),
                middle[1] + radii[1] * math.sin(angle),
            )
            for angle in angles
        ]
        self.shape(points, top, bottom, opacity=opacity)

    def line(
        self, points: list[Point], color: Color, width: float, opacity: float = 1
    ) -> None:
        """Draw a line."""
        path, thickness = self.pixels(points), max(1, round(width * self.scale))
        left, right = _reach([x for x, _ in path], thickness, self.image.width)
        upper, lower = _reach([y for _, y in path], thickness, self.image.height)
        patch = Image.new("RGBA", (max(right - left, 1), max(lower - upper, 1)))
        ImageDraw.Draw(patch).line(
            [(x - left, y - upper) for x, y in path],
            (*color, round(255 * opacity)),
            thickness,
            "curve",
        )
        self._lay(patch, left, upper)

    def glow(
        self, middle: Point, radius: float, color: Color, opacity: float = 1
    ) -> None:
        """Add a soft light."""
        side = max(8, round(2 * radius * self.scale))
        spread = np.linspace(-1, 1, side, dtype=np.float32)
        distance = np.hypot(spread[:, None], spread[None, :])
        alpha = np.clip(1 - distance, 0, 1) ** 2 * 255 * opacity
        patch = Image.new("RGBA", (side, side), color)
        patch.putalpha(Image.fromarray(alpha.astype(np.uint8)))
        [(x, y)] = self.pixels([middle])
        self._lay(patch, round(x - side / 2), round(y - side / 2))

    def paste(self, picture: Image.Image, middle: Point, width: float) -> list[Point]:
        """Insert a picture, and return its corners in pixels, clockwise from the top left."""
        size = (
            round(width * self.scale),
            round(width * self.scale * picture.height / picture.width),
        )
        [(x, y)] = self.pixels([middle])
        left, upper = round(x - size[0] / 2), round(y - size[1] / 2)
        self._lay(picture.resize(size, Image.Resampling.LANCZOS), left, upper)
        right, lower = left + size[0], upper + size[1]
        return [(left, upper), (right, upper), (right, lower), (left, lower)]

    def soften(self, radius: float) -> None:
        """Blur the whole layer."""
        self.image = self.image.filter(ImageFilter.GaussianBlur(radius * self.scale))

    def _lay(self, patch: Image.Image, left: int, upper: int) -> None:
        """Paste a patch, cropped to the drawing."""
        right = min(left + patch.width, self.image.width)
        lower = min(upper + patch.height, self.image.height)
        x, y = max(left, 0), max(upper, 0)
        if right > x and lower > y:
            self.image.alpha_composite(
                patch.crop((x - left, y - upper, right - left, lower - upper)), (x, y)
            )


def gradient(size: tuple[int, int], top: Color, bottom: Color) -> Image.Image:
    """Return a rectangle with a vertical gradient."""
    share = np.linspace(0, 1, size[1], dtype=np.float32)[:, None]
    column = (
        np.asarray(top, np.float32) * (1 - share)
        + np.asarray(bottom, np.float32) * share
    )
    rows = np.repeat(column[:, None, :], size[0], axis=1)
    return Image.fromarray(rows.astype(np.uint8)).convert("RGBA")


def rounded(points: list[Point], radius: float) -> list[Point]:
    """Round a polygon's corners."""
    ring = [points[-1], *points, points[0]]
    outline: list[Point] = []
    for (before, corner), (_, after) in pairwise(pairwise(ring)):
        start, end = _toward(corner, before, radius), _toward(corner, after, radius)
        outline.extend(_arc(start, corner, end))
    return outline


def _reach(places: list[float], thickness: int, limit: int) -> tuple[int, int]:
    """Return the start and end of a line along one side of a drawing, both within it."""
    first = max(0, math.floor(min(places)) - thickness)
    return first, min(limit, math.ceil(max(places)) + thickness + 1)


def _arc(start: Point, corner: Point, end: Point) -> list[Point]:
    """Return a curve from one point to another, drawn toward a corner."""
    arc: list[Point] = []
    for share in np.linspace(0, 1, 9):
        first, second, third = (1 - share) ** 2, 2 * share * (1 - share), share**2
        x, y = (
            first * start[axis] + second * corner[axis] + third * end[axis]
            for axis in (0, 1)
        )
        arc.append((x, y))
    return arc


def _toward(start: Point, end: Point, distance: float) -> Point:
    """Return the point at a distance from one point toward another, at most half-way."""
    length = math.dist(start, end) or 1.0
    share = min(distance / length, 0.5)
    return start[0] + (end[0] - start[0]) * share, start[1] + (
        end[1] - start[1]
    ) * share
