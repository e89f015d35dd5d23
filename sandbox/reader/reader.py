"""Read the plates of a picture, from its bytes to texts with scores."""

import numpy as np

from .characters import candidates
from .detector import TextBox, TextDetector
from .layouts import region_code
from .lines import TextLine, plate_lines
from .panel import Panel, panel_of, without_bands
from .picture import Picture, Quad, decode, straighten, widened
from .reading import Box, Candidate, Reading, Region
from .recognizer import HEIGHT, TextRecognizer
from .wording import is_badge_like, is_digits_only

MAX_LINES = 64
MAX_PLATES = 8
MIN_SCORE = 0.2
MIN_EDGES, MIN_BADGE_EDGES, ALL_EDGES = 2, 3, 4
# How far a plate extends beyond its characters, in shares of their height.
MARGIN = 0.15


class PlateReader:
    """Finds and reads the plates of pictures. Not thread-safe."""

    def __init__(self) -> None:
        """Load the models, which takes about a second."""
        self._detector = TextDetector()
        self._recognizer = TextRecognizer()

    def read(self, image: bytes) -> list[Reading]:
        """Read an encoded picture; the best plate comes first.

        Raises UndecodablePictureError if the bytes aren't a picture.
        """
        picture = decode(image)
        readings = [
            reading
            for line in plate_lines(self._lines(picture))[:MAX_PLATES]
            if (reading := self._reading(picture, line)) is not None
        ]
        return _distinct(sorted(readings, key=lambda reading: -reading.score))

    def warm_up(self) -> None:
        """Run both models once on an empty picture, as the first run takes longer."""
        self._detector.detect(np.zeros((720, 1280, 3), np.uint8))
        self._recognizer.read([np.zeros((HEIGHT, 5 * HEIGHT, 3), np.uint8)] * 6)

    def _lines(self, picture: Picture) -> list[TextLine]:
        """Find and read all text."""
        boxes = sorted(self._detector.detect(picture), key=lambda box: -box.score)[
            :MAX_LINES
        ]
        boxes = [TextBox(without_bands(picture, box.quad), box.score) for box in boxes]
        read = self._recognizer.read(
            [straighten(picture, box.quad, HEIGHT) for box in boxes]
        )
        return [
            TextLine(box.quad, box.score, line.text, line.confidence)
            for box, line in zip(boxes, read, strict=True)
        ]

    def _reading(self, picture: Picture, line: TextLine) -> Reading | None:
        """Read one line closely; return None if it isn't a plate."""
        quads = line.parts if line.stacked else (line.quad,)
        panels = [panel_of(picture, quad) for quad in quads]
        if not (
            _are_on_plate(panels)
            if line.stacked
            else _is_on_plate(panels[0], line.text)
        ):
            return None
        texts = candidates(self._recognizer, picture, line)
        if not texts or texts[0].score < MIN_SCORE:
            return None
        best = texts[0]
        return Reading(
            best.plate,
            best.score,
            texts,
            round(line.dscore, 3),
            _box(picture, line.quad),
            _region(texts),
        )


def _are_on_plate(panels: list[Panel]) -> bool:
    """Check two lines of a plate by their panels, which don't end between the lines."""
    edges = sum(panel.edges for panel in panels)
    return edges >= ALL_EDGES and not any(panel.dark for panel in panels)


def _is_on_plate(panel: Panel, text: str) -> bool:
    """Check a plate by its panel. A car's model name has light letters on its body or grille."""
    if is_digits_only(text):
        return panel.edges >= ALL_EDGES and not panel.dark
    if is_badge_like(text):
        return panel.edges >= MIN_BADGE_EDGES and not panel.dark
    return panel.edges >= MIN_EDGES


def _region(texts: tuple[Candidate, ...]) -> Region:
    """Return the region of the best text's layout; its score is the probability of that layout."""
    code = region_code(texts[0].plate)
    if not code:
        return Region("", 0.0)
    return Region(
        code,
        round(sum(text.score for text in texts if region_code(text.plate) == code), 3),
    )


def _box(picture: Picture, quad: Quad) -> Box:
    """Return the upright box around a plate, within the picture."""
    height, width = picture.shape[:2]
    corners = widened(quad, MARGIN, MARGIN, MARGIN, MARGIN)
    low = np.floor(corners.min(axis=0)).clip(0, (width, height))
    high = np.ceil(corners.max(axis=0)).clip(0, (width, height))
    return Box(int(low[0]), int(low[1]), int(high[0]), int(high[1]))


def _distinct(readings: list[Reading]) -> list[Reading]:
    """Keep the best of overlapping readings."""
    kept: list[Reading] = []
    for reading in readings:
        if not any(_overlap(reading.box, other.box) for other in kept):
            kept.append(reading)
    return kept


def _overlap(one: Box, other: Box) -> bool:
    """Return whether two boxes share a large part of the smaller one."""
    width = min(one.xmax, other.xmax) - max(one.xmin, other.xmin)
    height = min(one.ymax, other.ymax) - max(one.ymin, other.ymin)
    areas = [(box.xmax - box.xmin) * (box.ymax - box.ymin) for box in (one, other)]
    return width > 0 and height > 0 and width * height > 0.3 * min(areas)
