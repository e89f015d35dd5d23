"""Find the free fonts for plates and signs."""

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

REPOSITORY = Path(__file__).parents[2]
FOLDERS = (
    REPOSITORY / ".local/fonts/usr/share/fonts",
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
)

DIN = "OSP-DIN.ttf"
CONDENSED = "RobotoCondensed-Bold.ttf"
CONDENSED_MEDIUM = "RobotoCondensed-Medium.ttf"
SANS = "LiberationSans-Bold.ttf"
MONO = "LiberationMono-Bold.ttf"
WIDE = "DejaVuSans-Bold.ttf"


class MissingFontError(Exception):
    """A font isn't installed."""

    def __init__(self, name: str) -> None:
        """Say what to install."""
        super().__init__(
            f"The font {name} is missing. Install the packages fonts-opendin, fonts-roboto-unhinted, "
            "fonts-liberation and fonts-dejavu-core, or unpack them into .local/fonts."
        )


@lru_cache
def font_path(name: str) -> Path:
    """Find a font file by its name."""
    for folder in FOLDERS:
        if found := sorted(folder.rglob(name)):
            return found[0]
    raise MissingFontError(name)


@lru_cache(maxsize=64)
def font(name: str, height: int) -> ImageFont.FreeTypeFont:
    """Open a font at a size in pixels."""
    return ImageFont.truetype(
        str(font_path(name)), height, layout_engine=ImageFont.Layout.BASIC
    )
