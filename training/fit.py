"""Fit the two networks with AdamW and one cycle of the learning rate."""

from collections.abc import Callable
from functools import partial
import time
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from . import nets
from .draw import Pieces
from .scenes import NOTHING, UNCLEAR

type Params = dict[str, Any]


class Crops(NamedTuple):
    """Crops, their kind, and the box: center and logarithms of the size, as shares of the crop's width."""

    grays: NDArray[np.uint8]
    kinds: NDArray[np.int8]
    boxes: NDArray[np.float32]


type Net = tuple[Params, Params]
type Floats = NDArray[np.float32]

BATCH, DECAY, KEEP = 64, 0.01, 0.98
# The part of a cycle in which the rate rises.
RISE = 0.15
CELL_ROWS, CELL_COLUMNS = 8, 16
# The part of a piece that a step of the finder sees: rows and columns of pixels.
SEEN = (64, 128)
# The width and height range of plates that the finder finds at one scale, in pixels.
NARROWEST, WIDEST, TALLEST = 24, 118, 50


def finder_targets(labels: Floats, rows: int, columns: int) -> tuple[Floats, Floats]:
    """Return for each cell whether it is a plate's center (1), not (0) or ignored (-1), and the plate's box."""
    y = ((np.arange(rows) + 0.5) * CELL_ROWS)[None, :, None]
    x = ((np.arange(columns) + 0.5) * CELL_COLUMNS)[None, None]
    kind, middle_x, middle_y, width, height = (
        labels[:, index, None, None] for index in range(5)
    )
    away_x, away_y = abs(x - middle_x), abs(y - middle_y)
    fits = (
        (kind > NOTHING) & (width > NARROWEST) & (width < WIDEST) & (height < TALLEST)
    )
    inner = (away_x <= np.maximum(8.01, width / 4)) & (
        away_y <= np.maximum(4.01, height / 4)
    )
    near = (
        (away_x <= width / 2 + 8)
        & (away_y <= height / 2 + 4)
        & ((kind > NOTHING) | (kind == UNCLEAR))
    )
    target = np.where(fits & inner, 1, np.where(near, -1, 0)).astype(np.float32)
    shape = target.shape
    boxes = np.stack(
        [
            np.broadcast_to(value, shape)
            for value in (
                (middle_x - x) / CELL_COLUMNS,
                (middle_y - y) / CELL_ROWS,
                np.log(np.maximum(width, 8) / 64),
                np.log(np.maximum(height, 4) / 20),
            )
        ],
        axis=-1,
    )
    return target, boxes.astype(np.float32)


def _finder_loss(
    params: Params, state: Params, grays: jax.Array, target: jax.Array, boxes: jax.Array
) -> tuple[jax.Array, Params]:
    """Return the focal loss of the cells, and the error of the boxes."""
    answers, stats = nets.finder(params, state, grays, training=True)
    logits = answers[..., 0]
    sign = jnp.where(target > 0, 1.0, -1.0)
    miss = jax.nn.sigmoid(-sign * logits)
    weight = jnp.where(target > 0, 1.0, jnp.where(target == 0, 0.6, 0.0))
    found = jnp.sum(weight * miss**2 * jax.nn.softplus(-sign * logits))
    away = jnp.where(target[..., None] > 0, _smooth(answers[..., 1:] - boxes), 0).sum()
    return (found + 0.3 * away) / jnp.maximum((target > 0).sum(), 20), stats


def _judge_loss(
    params: Params, state: Params, crops: jax.Array, kinds: jax.Array, boxes: jax.Array
) -> tuple[jax.Array, Params]:
    """Return the cross entropy of the kinds, and the error of the boxes."""
    answers, stats = nets.judge(params, state, crops, training=True)
    likely = jax.nn.log_softmax(answers[:, :3])
    soft = jax.nn.one_hot(kinds, 3) * 0.98 + 0.02 / 3
    away = jnp.where(kinds[:, None] > NOTHING, _smooth(answers[:, 3:] - boxes), 0).sum()
    return -(soft * likely).sum() / len(kinds) + 6 * away / len(kinds), stats


def _smooth(error: jax.Array) -> jax.Array:
    """Square small errors, and keep large ones."""
    size = jnp.abs(error)
    return jnp.where(size < 0.1, 5 * size**2, size - 0.05)


class Learner(NamedTuple):
    """A network during training."""

    params: Params
    first: Params
    second: Params
    state: Params


class Course(NamedTuple):
    """The hyperparameters of a network's training."""

    count: int
    """Return the number of examples."""
    epochs: float
    rate: float
    batch_of: Callable[[NDArray[np.intp]], tuple[NDArray[Any], ...]]
    """Return a batch of examples."""
    seed: int


@partial(jax.jit, static_argnums=0)
def _step(
    loss: Callable[..., tuple[jax.Array, Params]],
    learner: Learner,
    rate: float,
    step: float,
    batch: tuple[jax.Array, ...],
) -> tuple[Learner, jax.Array]:
    """Take one step of AdamW."""
    params, first, second, state = learner
    slope_of = jax.value_and_grad(loss, has_aux=True)
    (value, stats), slopes = slope_of(params, state, *batch)
    first = jax.tree.map(lambda old, new: 0.9 * old + 0.1 * new, first, slopes)
    second = jax.tree.map(lambda old, new: 0.99 * old + 0.01 * new**2, second, slopes)

    def moved(param: jax.Array, one: jax.Array, two: jax.Array) -> jax.Array:
        change = one / (1 - 0.9**step) / (jnp.sqrt(two / (1 - 0.99**step)) + 1e-8)
        return param - rate * (change + DECAY * param * (param.ndim > 1))

    params = jax.tree.map(moved, params, first, second)
    state = jax.tree.map(lambda old, new: KEEP * old + (1 - KEEP) * new, state, stats)
    return Learner(params, first, second, state), value


def _fit(
    loss: Callable[..., tuple[jax.Array, Params]], begin: Net, course: Course
) -> Net:
    """Train for several epochs."""
    random = np.random.default_rng(course.seed)
    zeros = jax.tree.map(jnp.zeros_like, begin[0])
    learner = Learner(begin[0], zeros, zeros, begin[1])
    steps = int(course.count * course.epochs / BATCH)
    rounds = int(np.ceil(course.epochs))
    order = np.concatenate([random.permutation(course.count) for _ in range(rounds)])
    started, mean = time.monotonic(), 0.0
    for step in range(steps):
        part = step / steps
        fall = 0.5 * (1 + np.cos(np.pi * (part - RISE) / (1 - RISE)))
        rate = course.rate * (part / RISE if part < RISE else fall) + 1e-6
        batch = course.batch_of(np.sort(order[step * BATCH : (step + 1) * BATCH]))
        learner, value = _step(loss, learner, rate, step + 1.0, batch)
        mean += (float(value) - mean) * (0.01 if step > 100 else 1 / (step + 1))
        if step % 100 == 99:
            took = time.monotonic() - started
            print(
                f"step {step + 1} of {steps}, loss {mean:.4f}, {took:.0f} s", flush=True
            )
    return learner.params, learner.state


def _varied(grays: NDArray[np.uint8], random: np.random.Generator) -> Floats:
    """Vary the light of pieces."""
    gain = random.uniform(0.75, 1.25, (len(grays), 1, 1)).astype(np.float32)
    shift = random.uniform(-25, 25, (len(grays), 1, 1)).astype(np.float32)
    return np.clip(grays * gain + shift, 0, 255).astype(np.float32)


def fit_finder(
    drawn: Pieces, epochs: float, seed: int, begin: Net | None = None
) -> Net:
    """Fit the finder to parts of pieces that contain the plate."""
    grays, labels = drawn
    random = np.random.default_rng(seed)

    def batch_of(places: NDArray[np.intp]) -> tuple[NDArray[Any], ...]:
        seen, shown = _parts(grays[places], labels[places], random)
        target, boxes = finder_targets(
            shown, SEEN[0] // CELL_ROWS, SEEN[1] // CELL_COLUMNS
        )
        return _varied(seen, random), target, boxes

    net = begin or nets.start(nets.FINDER, {}, nets.FINDER_OUT, seed)
    course = Course(len(grays), epochs, 4e-3, batch_of, seed)
    return _fit(_finder_loss, net, course)


def _parts(
    grays: NDArray[np.uint8], labels: Floats, random: np.random.Generator
) -> tuple[NDArray[np.uint8], Floats]:
    """Cut a part of whole cells out of each piece, around the plate if there is one."""
    seen = np.empty((len(grays), *SEEN), np.uint8)
    shown = labels.copy()
    for index, (gray, label) in enumerate(zip(grays, labels, strict=True)):
        corner = []
        for size, part, cell, middle in (
            (gray.shape[0], SEEN[0], CELL_ROWS, label[2]),
            (gray.shape[1], SEEN[1], CELL_COLUMNS, label[1]),
        ):
            cells = (size - part) // cell
            start = float(random.uniform(0, cells))
            if label[3]:
                start = (middle - part / 2) / cell + float(
                    random.normal(0, 0.15 * part / cell)
                )
            corner.append(int(np.clip(round(start), 0, cells)) * cell)
        top, left = corner
        seen[index] = gray[top : top + SEEN[0], left : left + SEEN[1]]
        shown[index, 1] -= left
        shown[index, 2] -= top
    return seen, shown


def fit_judge(crops: Crops, epochs: float, seed: int, begin: Net | None = None) -> Net:
    """Fit the judge to crops, from scratch or from its present weights."""
    random = np.random.default_rng(seed)

    def batch_of(places: NDArray[np.intp]) -> tuple[NDArray[Any], ...]:
        kinds = crops.kinds[places].astype(np.int32)
        return _varied(crops.grays[places], random), kinds, crops.boxes[places]

    net = begin or nets.start(nets.JUDGE, nets.DENSE, nets.JUDGE_OUT, seed)
    rate = 1.5e-3 if begin else 3e-3
    course = Course(len(crops.kinds), epochs, rate, batch_of, seed)
    return _fit(_judge_loss, net, course)
