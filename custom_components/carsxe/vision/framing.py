"""Which part of a picture is used, and how large it is sent."""

from dataclasses import dataclass

from .box import Box


@dataclass(frozen=True, kw_only=True, slots=True)
class Crop:
    """A region of a picture, in percent of its width and height.

    The picture is first rotated clockwise by `rotation` degrees. The areas in `leave_out` are
    neither searched nor sent.
    """

    left: float = 0
    top: float = 0
    width: float = 100
    height: float = 100
    rotation: int = 0
    leave_out: tuple[Crop, ...] = ()

    @property
    def edges(self) -> tuple[float, ...]:
        """Return left, top, width and height in percent, the rotation, and the areas left out."""
        own = self.left, self.top, self.width, self.height, self.rotation
        return own + tuple(edge for area in self.leave_out for edge in area.edges)

    def box(self, width: int, height: int) -> Box:
        """Return the region of a picture of this size, inside the picture and at least one pixel large."""
        left, right = _span(self.left, self.width, width)
        upper, lower = _span(self.top, self.height, height)
        return Box(left, upper, right, lower)


@dataclass(frozen=True, kw_only=True, slots=True)
class Framing:
    """A region, its maximum width in pixels when it is sent, and the JPEG quality (1-95)."""

    crop: Crop = Crop()
    max_width: int = 1280
    quality: int = 80

    def sent_size(self, box: Box) -> tuple[int, int]:
        """Return the width and height in pixels with which a region is sent."""
        width, height = int(box.width), int(box.height)
        if width <= self.max_width:
            return width, height
        return self.max_width, max(1, round(height * self.max_width / width))


def _span(start: float, length: float, pixels: int) -> tuple[int, int]:
    """Return the start and end of a region along one side of a picture."""
    first = min(max(round(pixels * start / 100), 0), pixels - 1)
    last = min(max(round(pixels * (start + length) / 100), first + 1), pixels)
    return first, last
