"""Small pictures that would need a gigabyte to decode are refused before that."""

from collections.abc import Callable, Iterator
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
from custom_components.carsxe.vision.image_io import complete, decode_gray, decode_scene

REPOSITORY = Path(__file__).parents[2]
# Megabytes: the maximum for refusing a picture, and for one of the largest accepted ones.
REFUSED, TAKEN = 40, 400
LARGEST = (7680, 4320)
WHOLE, CORNER = Framing(), Framing(crop=Crop(width=2, height=2))


def _encoded(
    size: tuple[int, int], kind: str, mode: str = "L", **options: object
) -> bytes:
    """Return a picture of one color."""
    buffer = BytesIO()
    Image.new(mode, size).save(buffer, kind, **options)
    return buffer.getvalue()


def _jpeg(
    size: tuple[int, int], frame: int, *, scan: int = 3, sampling: int = 0x11
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
        + b"\xff\xd9"
    )


def _tiff(size: tuple[int, int], tile: tuple[int, int]) -> bytes:
    """Return a TIFF with one tile."""
    pixels = zlib.compress(bytes(tile[0] * tile[1]), 9)
    tags = {256: size[0], 257: size[1], 258: 8, 259: 8, 262: 1, 277: 1}
    tags |= {322: tile[0], 323: tile[1], 324: 0, 325: len(pixels)}
    tags[324] = 8 + 2 + 12 * len(tags) + 4
    entries = (struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    head = b"II*\0" + struct.pack("<IH", 8, len(tags))
    return head + b"".join(entries) + bytes(4) + pixels


EXPLOSIVE: dict[str, Callable[[], bytes]] = {
    "progressive": partial(_jpeg, (13_300, 13_300), 0xC2),
    "progressive, high": partial(_jpeg, (1280, 65_500), 0xC2),
    "not interleaved": partial(_jpeg, (13_300, 13_300), 0xC0, scan=1),
    "two in a scan": partial(_jpeg, (13_300, 13_300), 0xC0, scan=2),
    "finely sampled": partial(_jpeg, (13_300, 13_300), 0xC2, sampling=0x22),
    "sequential": partial(_jpeg, (13_300, 13_300), 0xC0),
    "high": partial(_jpeg, (1280, 65_500), 0xC0),
    "PNG": partial(_encoded, (6_000, 6_000), "PNG", "1"),
    "GIF": partial(_encoded, (6_000, 6_000), "GIF"),
    "TIFF": partial(_encoded, (6_000, 6_000), "TIFF", compression="tiff_lzw"),
    "TIFF of a large tile": partial(_tiff, (64, 64), (20_000, 20_000)),
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


def _use_explosive() -> Iterator[tuple[str, int]]:
    """Yield how much each use of each explosive picture adds to the peak memory."""
    for name in EXPLOSIVE:
        path = Path(sys.argv[2]) / name
        content = path.read_bytes()
        for use, look in USES.items():
            before = _peak()
            with suppress(PictureError):
                look(content)
            yield f"{name}: {use}", _peak() - before


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
    return scene.gray.shape[1] * scene.factor


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
    taken = _measure("explosive", tmp_path)
    assert len(taken) == len(EXPLOSIVE) * len(USES)
    assert {use: more for use, more in taken.items() if more > REFUSED} == {}


def test_at_once(tmp_path: Path) -> None:
    """Four of the largest accepted pictures need the memory of one: they take turns."""
    (tmp_path / "large").write_bytes(_encoded(LARGEST, "PNG", "RGB"))
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


def test_narrow(tmp_path: Path) -> None:
    """A picture with one column can be drawn on and made smaller without becoming huge."""
    content = _encoded((1, 60_000), "JPEG")
    with Image.open(BytesIO(annotate(content, []))) as drawn:
        assert drawn.width * drawn.height <= LARGEST[0] * LARGEST[1]
    assert make_thumbnail(content, None)


if __name__ == "__main__":
    uses = {"explosive": _use_explosive, "at once": _use_at_once}[sys.argv[1]]
    json.dump(dict(uses()), sys.stdout)
