"""Small pictures that would need a gigabyte to decode are refused before that."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from io import BytesIO
import json
import os
from pathlib import Path
import struct
import subprocess
import sys
import zlib

from PIL import Image
import pytest

from custom_components.carsxe.vision import (
    Crop,
    Framing,
    PictureError,
    annotate,
    make_thumbnail,
    prepare_picture,
)
from custom_components.carsxe.vision.decoding import decode_gray, decode_scene
from custom_components.carsxe.vision.picture_file import complete

REPOSITORY = Path(__file__).parents[2]
# Megabytes: the maximum for refusing a picture, and for one of the largest accepted ones.
REFUSED, TAKEN = 40, 400
LARGEST, HALF = (7680, 4320), (3840, 4320)
# Slightly more, which is quick to encode.
LARGER, LARGER_HALF = (7680, 4400), (3840, 4400)
DEFLATE = {"compression": "tiff_adobe_deflate"}
WHOLE, CORNER = Framing(), Framing(crop=Crop(width=2, height=2))


def _encoded(
    size: tuple[int, int], kind: str, mode: str = "L", **options: object
) -> bytes:
    """Return a picture of one color."""
    buffer = BytesIO()
    Image.new(mode, size).save(buffer, kind, **options)
    return buffer.getvalue()


def _jpeg(
    size: tuple[int, int],
    frame: int,
    *,
    scan: int = 3,
    sampling: int = 0x11,
    tail: bytes = b"\xff\xd9",
) -> bytes:
    """Return a JPEG with three components, `scan` of them in its first scan, and hardly any data."""
    small = _encoded((16, 16), "JPEG", "RGB", progressive=frame == 0xC2)
    start = small.index(bytes([0xFF, frame]))
    end = small.index(b"\xff\xda")
    fields = b"".join(bytes([n, sampling, 0]) for n in (1, 2, 3))
    head = struct.pack(">BHHB", 8, size[1], size[0], 3) + fields
    chosen = b"".join(bytes([n, 0]) for n in range(1, scan + 1))
    last = 0 if frame == 0xC2 else 63
    body = bytes([scan]) + chosen + bytes([0, last, 0])
    rest = small[start + 2 + int.from_bytes(small[start + 2 : start + 4]) : end]
    return (
        small[:start]
        + bytes([0xFF, frame])
        + struct.pack(">H", len(head) + 2)
        + head
        + rest
        + b"\xff\xda"
        + struct.pack(">H", len(body) + 2)
        + body
        + bytes(64)
        + tail
    )


def _tiff(size: tuple[int, int], tile: tuple[int, int]) -> bytes:
    """Return a TIFF with one tile."""
    pixels = zlib.compress(bytes(tile[0] * tile[1]), 1)
    tags = {256: size[0], 257: size[1], 258: 8, 259: 8, 262: 1, 277: 1}
    tags |= {322: tile[0], 323: tile[1], 324: 0, 325: len(pixels)}
    tags[324] = 8 + 2 + 12 * len(tags) + 4
    entries = (struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    head = b"II*\0" + struct.pack("<IH", 8, len(tags))
    return head + b"".join(entries) + bytes(4) + pixels


def _bmp(size: tuple[int, int]) -> bytes:
    """Return the header of a BMP."""
    head = struct.pack("<IHHI", 58, 0, 0, 54)
    return b"BM" + head + struct.pack("<IiiHH24x", 40, *size, 1, 24) + bytes(4)


def _moving(
    size: tuple[int, int], kind: str, mode: str = "RGB", **options: object
) -> bytes:
    """Return an animated picture."""
    buffer = BytesIO()
    first, second = (Image.new(mode, size, color) for color in ("black", "navy"))
    first.save(buffer, kind, save_all=True, append_images=[second], **options)
    return buffer.getvalue()


def _gif(screen: tuple[int, int], frame: tuple[int, int]) -> bytes:
    """Return a GIF that claims to have a screen and a frame of these sizes."""
    content = bytearray(_encoded((16, 16), "GIF"))
    start = content.index(b",") + 5
    content[6:10] = struct.pack("<HH", *screen)
    content[start : start + 4] = struct.pack("<HH", *frame)
    return bytes(content)


def _noted(kind: bytes, name: bytes) -> bytes:
    """Return a small PNG with something large besides its pixels."""
    plain = _encoded((64, 64), "PNG")
    start = plain.index(b"IDAT") - 4
    data = name + zlib.compress(bytes(100_000_000), 1)
    check = struct.pack(">I", zlib.crc32(kind + data))
    chunk = struct.pack(">I", len(data)) + kind + data + check
    return plain[:start] + chunk + plain[start:]


def _scanned(times: int) -> bytes:
    """Return a JPEG that refines its pixels repeatedly, by a few bytes each time."""
    plain = _encoded((1280, 720), "JPEG", "RGB", progressive=True)
    last = plain[plain.rindex(b"\xff\xda") : -2]
    return plain[:-2] + last * times + plain[-2:]


EXPLOSIVE: dict[str, Callable[[], bytes]] = {
    "progressive": partial(_jpeg, (13_300, 13_300), 0xC2),
    "progressive, high": partial(_jpeg, (1280, 65_500), 0xC2),
    "not interleaved": partial(_jpeg, (11_500, 11_500), 0xC0, scan=1),
    "two in a scan": partial(_jpeg, (11_500, 11_500), 0xC0, scan=2),
    "finely sampled": partial(_jpeg, (11_500, 11_500), 0xC2, sampling=0x22),
    "not interleaved, cut": partial(_jpeg, (5_700, 5_700), 0xC0, scan=1, tail=b""),
    "sequential": partial(_jpeg, (13_300, 13_300), 0xC0),
    "sequential, cut": partial(_jpeg, (11_500, 11_500), 0xC0, tail=b""),
    "high": partial(_jpeg, (1280, 65_500), 0xC0),
    "PNG": partial(_encoded, LARGER, "PNG", "1"),
    "GIF": partial(_encoded, LARGER, "GIF"),
    "TIFF": partial(_encoded, LARGER, "TIFF", compression="tiff_lzw"),
    "TIFF of a large tile": partial(_tiff, (64, 64), (8_000, 8_000)),
    "BMP": partial(_bmp, (30_000, 30_000)),
    "WebP": partial(_encoded, LARGER_HALF, "WEBP", "RGB", method=0),
    "moving WebP": partial(_moving, LARGER_HALF, "WEBP", method=0, lossless=True),
    "AVIF": partial(_encoded, LARGER_HALF, "AVIF", "RGB", speed=10),
    "moving GIF": partial(_moving, LARGER, "GIF", "L"),
    "moving PNG": partial(_moving, LARGER, "PNG", compress_level=1),
    "GIF of a large screen": partial(_gif, (65_535, 65_535), (16, 16)),
    "GIF of a large frame": partial(_gif, (16, 16), (65_535, 65_535)),
    "PNG with a note": partial(_noted, b"zTXt", b"a\0\0"),
    "PNG with a profile": partial(_noted, b"iCCP", b"a\0\0"),
}
# At the maximum size.
HEAVY: dict[str, Callable[[], bytes]] = {
    "PNG": partial(_encoded, LARGEST, "PNG", "RGB", compress_level=1),
    "transparent PNG": partial(_encoded, HALF, "PNG", "RGBA", compress_level=1),
    "TIFF of numbers": partial(_encoded, HALF, "TIFF", "F", **DEFLATE),
    "transparent WebP": partial(_encoded, HALF, "WEBP", "RGBA", method=0),
    "AVIF": partial(_encoded, HALF, "AVIF", "RGB", speed=10, subsampling="4:4:4"),
}
USES: dict[str, Callable[[bytes], object]] = {
    "completed": complete,
    "view": lambda content: decode_scene(content, WHOLE.crop),
    "view of a corner": lambda content: decode_scene(content, CORNER.crop),
    "view at full detail": lambda content: decode_gray(content, WHOLE.crop),
    "picture": lambda content: prepare_picture(content, WHOLE),
    "picture of a corner": lambda content: prepare_picture(content, CORNER),
}
GOOD = {
    "progressive 4K": partial(
        _encoded, (3840, 2160), "JPEG", "RGB", progressive=True, subsampling=0
    ),
    "progressive 8K": partial(_encoded, LARGEST, "JPEG", "RGB", progressive=True),
    "100 megapixels": partial(_encoded, (10_000, 10_000), "JPEG"),
    "PNG of 8K": partial(_encoded, LARGEST, "PNG"),
}


def _peak() -> int:
    """Return the peak memory of this process in megabytes, from Linux."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def _use(uses: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield how much each use of each picture in a folder adds to the peak memory."""
    for path in sorted(Path(sys.argv[2]).iterdir()):
        content = path.read_bytes()
        for use in uses:
            before = _peak()
            with suppress(PictureError):
                USES[use](content)
            yield f"{path.name}: {use}", _peak() - before


def _use_at_once() -> Iterator[tuple[str, int]]:
    """Yield the memory of one of the largest pictures, and how much four at once add."""
    content = (Path(sys.argv[2]) / "large").read_bytes()
    before = _peak()
    _view_width(content)
    one = _peak()
    yield "one", one - before
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(_view_width, [content] * 4)) == 4 * LARGEST[0]
    yield "four", _peak() - one


def _view_width(content: bytes) -> int:
    """View a picture, and keep nothing of it."""
    scene = decode_scene(content, WHOLE.crop)
    return int(scene.gray.shape[1]) * scene.factor


def _measure(which: str, folder: Path) -> dict[str, int]:
    """Return the peak memory of a separate process."""
    done = subprocess.run(
        [sys.executable, "-m", __name__, which, str(folder)],
        cwd=REPOSITORY,
        # Return freed memory at once.
        env={**os.environ, "MALLOC_MMAP_THRESHOLD_": "1000000"},
        check=True,
        capture_output=True,
        text=True,
    )
    taken: dict[str, int] = json.loads(done.stdout)
    return taken


def test_refused(tmp_path: Path) -> None:
    """None of them needs noticeably more memory than it has bytes, however it is used."""
    for name, make in EXPLOSIVE.items():
        (tmp_path / name).write_bytes(make())
    taken = _measure("all", tmp_path)
    assert len(taken) == len(EXPLOSIVE) * len(USES)
    assert {use: more for use, more in taken.items() if more > REFUSED} == {}


def test_heavy(tmp_path: Path) -> None:
    """Every kind of picture, at its maximum size, needs a limited amount of memory."""
    for name, make in HEAVY.items():
        (tmp_path / name).write_bytes(make())
    taken = _measure("views", tmp_path)
    assert len(taken) == len(HEAVY)
    # Refused pictures need none.
    assert REFUSED < sum(taken.values()) < TAKEN


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(partial(_encoded, (12_000, 12_000), "JPEG"), id="JPEG"),
        pytest.param(partial(_encoded, (7680, 4320), "WEBP", method=0), id="WebP"),
        pytest.param(partial(_encoded, (7680, 4320), "PNG", "RGBA"), id="transparent"),
        pytest.param(partial(_encoded, (7680, 4320), "PNG", "I;16"), id="deep"),
        pytest.param(partial(_scanned, 1_000), id="a thousand scans"),
    ],
)
def test_too_large(make: Callable[[], bytes]) -> None:
    """A complete picture that would need too much memory or time isn't decoded."""
    content = make()
    for use in (decode_scene, decode_gray):
        with pytest.raises(PictureError, match=r"pixels|scans"):
            use(content, WHOLE.crop)


def test_at_once(tmp_path: Path) -> None:
    """Four of the largest accepted pictures need the memory of one: they take turns."""
    (tmp_path / "large").write_bytes(HEAVY["PNG"]())
    taken = _measure("at once", tmp_path)
    assert REFUSED < taken["one"] < TAKEN
    assert taken["four"] < taken["one"] / 2


@pytest.mark.parametrize("make", GOOD.values(), ids=GOOD)
def test_taken(make: Callable[[], bytes]) -> None:
    """Pictures of real cameras are accepted."""
    content = make()
    assert decode_scene(content, WHOLE.crop).gray.size
    picture, _ = prepare_picture(content, WHOLE)
    assert picture.width == 1280


@pytest.mark.parametrize("size", [(1, 60_000), (319, 32_000)], ids=str)
def test_narrow(size: tuple[int, int]) -> None:
    """A narrow picture can be drawn on and made smaller without becoming huge."""
    content = _encoded(size, "JPEG")
    with Image.open(BytesIO(annotate(content, []))) as drawn:
        assert drawn.width * drawn.height <= LARGEST[0] * LARGEST[1]
    assert make_thumbnail(content, None)


if __name__ == "__main__":
    measured: dict[str, Callable[[], Iterator[tuple[str, int]]]] = {
        "all": partial(_use, USES),
        "views": partial(_use, ["view"]),
        "at once": _use_at_once,
    }
    json.dump(dict(measured[sys.argv[1]]()), sys.stdout)
