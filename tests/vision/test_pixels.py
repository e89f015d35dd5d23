"""Tests of converting any picture to 8 bits per channel."""

from io import BytesIO
import struct
from typing import Any
import zlib

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms
import pytest

from custom_components.carsxe.vision import Crop, Framing
from custom_components.carsxe.vision.decoding import decode_gray, decode_scene
from custom_components.carsxe.vision.picture import prepare_picture

SIZE = (320, 240)
# A dark plate with light bars on a middle ground.
SCENE = np.full(SIZE[::-1], 128, np.uint8)
SCENE[80:160, 60:260] = 20
SCENE[100:140, 80:240:20] = SCENE[100:140, 81:241:20] = 235
SCENE[100:140, 82:242:20] = SCENE[100:140, 83:243:20] = 235
GRAY = Image.fromarray(SCENE)


def _saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return an encoded image."""
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def _deep(top: float, kind: type[np.generic] = np.uint16) -> Image.Image:
    """Return the scene with values up to a maximum."""
    return Image.fromarray((SCENE * (top / 255)).astype(kind))


def _clear(background: int, alpha: NDArray[np.uint8]) -> Image.Image:
    """Return a picture with content only in its transparency."""
    image = Image.new("RGB", SIZE, (background,) * 3)
    image.putalpha(Image.fromarray(alpha))
    return image


def _lab() -> Image.Image:
    """Return the scene in LAB."""
    transform = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"
    )
    return ImageCms.applyTransform(GRAY.convert("RGB"), transform)


PALETTE = GRAY.convert("RGB").quantize(16)
PICTURES = {
    "RGB JPEG": _saved(GRAY.convert("RGB"), "JPEG"),
    "gray JPEG": _saved(GRAY, "JPEG"),
    "CMYK JPEG": _saved(GRAY.convert("CMYK"), "JPEG"),
    "CMYK TIFF": _saved(GRAY.convert("CMYK"), "TIFF"),
    "YCbCr TIFF": _saved(GRAY.convert("YCbCr"), "TIFF", compression="jpeg"),
    "LAB TIFF": _saved(_lab(), "TIFF"),
    "16 bit PNG": _saved(_deep(65535), "PNG"),
    "12 of 16 bit PNG": _saved(_deep(4095), "PNG"),
    "8 of 16 bit PNG": _saved(_deep(255), "PNG"),
    "16 bit TIFF": _saved(_deep(65535), "TIFF"),
    "big-endian TIFF": _saved(
        Image.frombytes("I;16B", SIZE, (SCENE.astype(">u2") * 257).tobytes()), "TIFF"
    ),
    "32 bit TIFF": _saved(_deep(65535, np.int32), "TIFF"),
    "float TIFF, 0 to 1": _saved(_deep(1, np.float32), "TIFF"),
    "float TIFF, 0 to 255": _saved(_deep(255, np.float32), "TIFF"),
    "LA PNG": _saved(GRAY.convert("LA"), "PNG"),
    "La TIFF": _saved(GRAY.convert("LA"), "TIFF", tiffinfo={338: 1}),
    "P PNG": _saved(PALETTE, "PNG"),
    "P GIF": _saved(PALETTE, "GIF"),
    "P PNG with transparency": _saved(PALETTE, "PNG", transparency=bytes([255] * 16)),
    "PA TIFF": _saved(PALETTE.convert("PA"), "TIFF"),
    "RGBA PNG": _saved(GRAY.convert("RGBA"), "PNG"),
    "RGBA WebP": _saved(GRAY.convert("RGBA"), "WEBP", lossless=True),
    "RGBA AVIF": _saved(GRAY.convert("RGBA"), "AVIF", quality=95),
    "RGB AVIF": _saved(GRAY.convert("RGB"), "AVIF", quality=95),
    "RGB WebP": _saved(GRAY.convert("RGB"), "WEBP", lossless=True),
    "wholly transparent": _saved(
        Image.merge("RGBA", [GRAY, GRAY, GRAY, Image.new("L", SIZE)]), "PNG"
    ),
}
# Modes that store less than the brightness of each pixel.
CONTRASTS = {
    "1 bit PNG": _saved(GRAY.convert("1", dither=Image.Dither.NONE), "PNG"),
    "1 bit TIFF": _saved(GRAY.convert("1", dither=Image.Dither.NONE), "TIFF"),
    "black on nothing": _saved(_clear(0, 255 - SCENE), "PNG"),
    "white on nothing": _saved(_clear(255, SCENE), "PNG"),
    "a small part of 16 bit": _saved(
        Image.fromarray((SCENE.astype(np.uint16) * 8) + 30000), "PNG"
    ),
    "negative floats": _saved(
        Image.fromarray(SCENE.astype(np.float32) / 100 - 20), "TIFF"
    ),
}


def _sent(content: bytes, framing: Framing) -> NDArray[np.uint8]:
    """Return the picture to send in gray."""
    picture, _ = prepare_picture(content, framing)
    with Image.open(BytesIO(picture.content)) as image:
        assert image.mode == "RGB"
        assert not image.has_transparency_data
        return np.asarray(image.convert("L"))


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("width", [1280, 160], ids=["full", "scaled"])
def test_arrives(kind: str, width: int) -> None:
    """However a picture stores its pixels, it becomes 8-bit RGB with the same appearance."""
    content = PICTURES[kind]
    sent = _sent(content, Framing(max_width=width))
    height, width = sent.shape
    seen = np.asarray(GRAY.resize((width, height), Image.Resampling.BOX), float)
    assert np.abs(sent - seen).mean() < 8
    assert np.abs(decode_gray(content, Crop()).astype(float) - SCENE).mean() < 8
    assert decode_scene(content, Crop()).gray.std() > 20


@pytest.mark.parametrize("kind", CONTRASTS)
def test_contrast(kind: str) -> None:
    """A picture with other brightness levels keeps its contrast."""
    for seen in (
        _sent(CONTRASTS[kind], Framing()),
        decode_gray(CONTRASTS[kind], Crop()),
    ):
        assert seen[100:140, 80:84].mean() - seen[150, 70] > 150


def test_16_bit_colors() -> None:
    """A PNG with 16 bits per channel isn't sent unchanged."""
    pixels = np.stack([SCENE] * 3, -1).astype(">u2") * 257
    head = _saved(Image.new("RGB", SIZE), "PNG")

    def _chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    content = (
        head[:8]
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", *SIZE, 16, 2, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )
    picture, _ = prepare_picture(content, Framing())
    assert picture.content_type == "image/jpeg"
    assert np.abs(_sent(content, Framing()).astype(float) - SCENE).mean() < 8


@pytest.mark.parametrize("value", [0, 40, 65535])
def test_one_shade(value: int) -> None:
    """A deep picture of one shade stays one of one shade."""
    flat = Image.fromarray(np.full(SIZE[::-1], value, np.uint16))
    assert decode_gray(_saved(flat, "PNG"), Crop()).std() == 0


def test_not_a_number() -> None:
    """Pixels without a value don't affect the others."""
    values = SCENE.astype(np.float32)
    values[0, :3] = np.nan, np.inf, -np.inf
    seen = decode_gray(_saved(Image.fromarray(values), "TIFF"), Crop())
    assert np.abs(seen[1:].astype(float) - SCENE[1:]).mean() < 2
