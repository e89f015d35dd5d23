"""Run the plate detector's two small networks in numpy, only where needed."""

from functools import cache
import hashlib
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from .correlation import Gray
from .scene import Mask, spread

type Floats = NDArray[np.float32]

WEIGHTS = Path(__file__).with_name("plate_detector.npz")
SHA256 = "4dba21a0eb118fa108fc9233a7581886a6b45742d874e355960405a3b7b22d01"

# The rows and columns of pixels that one answer of the finder stands for.
CELL = (8, 16)
# The rows and columns of pixels of the judge's crops.
CROP = (48, 96)
# The finder's convolutions: kernel size, strides, and start of the first one.
FINDER = {
    "find2": ((3, 3), (2, 2), 1),
    "find3": ((3, 4), (1, 2), 0),
    "find4": ((3, 3), (1, 1), 0),
}
# The judge's convolutions: kernel size, stride, and padding before and after.
JUDGE = (
    ("judge1", 4, 2, (1, 1)),
    ("judge2", 3, 2, (0, 1)),
    ("judge3", 3, 1, (1, 1)),
    ("judge4", 3, 2, (0, 1)),
    ("judge5", 3, 1, (1, 1)),
)
# The number of places computed at a time, so that they fit in the processor's cache.
CHUNK = 2048
# A product with more multiplications uses several threads; a product needs this many rows.
SHARED, MIN_ROWS = 200_000, 2


class TamperedWeightsError(Exception):
    """The weights aren't those that this version was published with."""


@cache
def weights() -> dict[str, Floats]:
    """Load the weights and verify their checksum."""
    data = WEIGHTS.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise TamperedWeightsError(f"{WEIGHTS.name} has been changed")
    with np.load(BytesIO(data), allow_pickle=False) as file:
        return {name: file[name].astype(np.float32) for name in file.files}


def find_cells(
    level: Gray, wanted: Mask
) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats]:
    """Run the finder on the wanted cells of a level, whose size is a multiple of a cell's.

    Return rows, columns and, for each cell, the logit and the box of a plate.
    """
    high, wide = wanted.shape
    third = spread(wanted, 1)
    second = spread(np.repeat(third, 2, axis=1), 1)
    patches = _patches(level, second)
    halves = np.zeros((high + 2, 2 * wide + 2, 24), np.float32)
    _convolve(patches, second, halves, "find2")
    whole = np.zeros((high + 2, wide + 2, 32), np.float32)
    _convolve(halves, third, whole, "find3")
    rows, columns = np.nonzero(wanted)
    hidden = _layer(_convolved_at(whole, rows, columns, "find4"), "find5")
    return rows, columns, hidden @ weights()["find6_w"] + weights()["find6_b"]


def _patches(level: Gray, wanted: Mask) -> Floats:
    """Run the first layer on the patches of 4 x 4 pixels around the wanted places.

    This map and the next two are padded with zeros, so that every place has neighbors.
    """
    high, wide = level.shape[0] // 4, level.shape[1] // 4
    needed = np.zeros((high + 2, wide + 2), np.bool_)
    for down, right in np.ndindex(3, 3):
        needed[1 + down : high + 1 + down : 2, 1 + right : wide + 1 + right : 2] |= (
            wanted
        )
    rows, columns = np.nonzero(needed[1:-1, 1:-1])
    # Four adjacent pixels are moved as one number.
    quads = level.view(np.uint32).reshape(high, 4, wide)
    pixels = quads[rows[:, None], np.arange(4), columns[:, None]].view(np.uint8)
    patches = np.zeros((high + 2, wide + 2, 16), np.float32)
    patches[rows + 1, columns + 1] = _layer(pixels.astype(np.float32), "find1")
    return patches


def judge(crops: Floats) -> Floats:
    """Run the judge on gray crops; return three logits, a box and a height for each."""
    mean = crops.mean(axis=(1, 2), keepdims=True)
    deviation = crops.std(axis=(1, 2), keepdims=True) + 6
    features = ((crops - mean) / deviation)[..., None]
    for name, size, step, edge in JUDGE:
        features = _convolved(features, name, size, step, edge)
    flat = _layer(features.reshape(-1, features.shape[-1]), "judge6")
    hidden = _layer(flat.reshape(len(crops), -1), "judge7")
    return np.asarray(
        hidden @ weights()["judge8_w"] + weights()["judge8_b"], np.float32
    )


def _layer(values: Floats, name: str) -> Floats:
    """Apply a fully connected layer with ReLU."""
    result = _product(values, weights()[f"{name}_w"])
    result += weights()[f"{name}_b"]
    np.maximum(result, 0, out=result)
    return result


def _product(values: Floats, factors: Floats) -> Floats:
    """Multiply rows by a matrix, in parts.

    Larger products use several threads that wait for each other in a busy loop, which takes
    several times as long if other work is running.
    """
    step = SHARED // factors.size
    if step < MIN_ROWS:
        return np.asarray(values @ factors, np.float32)
    result = np.empty((len(values), factors.shape[1]), np.float32)
    for at in range(0, len(values), step):
        np.matmul(values[at : at + step], factors, out=result[at : at + step])
    return result


def _convolve(source: Floats, wanted: Mask, target: Floats, name: str) -> None:
    """Convolve a map at the wanted places into a padded map."""
    rows, columns = np.nonzero(wanted)
    places = (rows + 1) * target.shape[1] + columns + 1
    flat = target.reshape(-1, target.shape[2])
    flat[places] = _convolved_at(source, rows, columns, name)


def _convolved_at(
    source: Floats, rows: NDArray[np.intp], columns: NDArray[np.intp], name: str
) -> Floats:
    """Convolve a map at the given places only."""
    (high, wide), (down, right), start = FINDER[name]
    _, width, channels = source.shape
    starts = (rows * down + start) * width + columns * right + start
    # Adjacent values are contiguous in memory.
    runs = as_strided(
        source,
        (source.shape[0] * width - wide + 1, wide * channels),
        (channels * source.itemsize, source.itemsize),
        writeable=False,
    )
    below = np.arange(high) * width
    result = np.empty((len(starts), weights()[f"{name}_b"].size), np.float32)
    for at in range(0, len(starts), CHUNK):
        part = runs[starts[at : at + CHUNK, None] + below]
        result[at : at + CHUNK] = _layer(part.reshape(len(part), -1), name)
    return result


def _convolved(
    features: Floats, name: str, size: int, step: int, edge: tuple[int, int]
) -> Floats:
    """Convolve whole maps of several crops."""
    padded = np.pad(features, ((0, 0), edge, edge, (0, 0)))
    count, high, wide, channels = padded.shape
    rows, columns = (high - size) // step + 1, (wide - size) // step + 1
    a, b, c, d = padded.strides
    windows = as_strided(
        padded,
        (count, rows, columns, size, size * channels),
        (a, b * step, c * step, b, d),
        writeable=False,
    )
    values = windows.reshape(-1, size * size * channels)
    return _layer(values, name).reshape(count, rows, columns, -1)
