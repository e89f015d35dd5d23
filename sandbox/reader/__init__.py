"""Read license plates from a picture, offline."""

from .errors import UndecodablePictureError
from .reader import PlateReader
from .reading import Box, Candidate, Reading, Region

__all__ = [
    "Box",
    "Candidate",
    "PlateReader",
    "Reading",
    "Region",
    "UndecodablePictureError",
]
