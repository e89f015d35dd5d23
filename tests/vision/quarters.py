"""A picture of four colors, which shows how it was cropped and rotated."""

from io import BytesIO

from PIL import ExifTags, Image

QUARTERS = ["red", "green", "blue", "white"]
COLORS = {
    "red": (255, 0, 0),
    "green": (0, 255, 0),
    "blue": (0, 0, 255),
    "white": (255, 255, 255),
}
# How an upright picture is stored, by its EXIF orientation.
STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def quarters(kind: str, size: tuple[int, int], turn: int = 1) -> bytes:
    """Return a picture with red and green, blue and white quarters, stored rotated."""
    image = Image.new("RGB", size)
    for index, color in enumerate(COLORS.values()):
        place = index % 2 * size[0] // 2, index // 2 * size[1] // 2
        image.paste(color, (*place, *size))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turn
    stored = image.transpose(STORED[turn]) if turn in STORED else image
    buffer = BytesIO()
    stored.save(buffer, kind, exif=exif)
    return buffer.getvalue()


def shown(content: bytes) -> list[str]:
    """Return the colors of a picture's corners, upper ones first."""
    with Image.open(BytesIO(content)) as image:
        pixels = image.convert("RGB")
    right, lower = pixels.width - 1, pixels.height - 1
    corners = [(0, 0), (right, 0), (0, lower), (right, lower)]
    return [_name(pixels.crop((x, y, x + 1, y + 1)).tobytes()) for x, y in corners]


def _name(pixel: bytes) -> str:
    """Return the color closest to a pixel's."""
    return min(
        COLORS,
        key=lambda name: sum(
            abs(one - other) for one, other in zip(pixel, COLORS[name], strict=True)
        ),
    )
