"""The detector's two networks as JAX trains them, and their weights as numpy runs them."""

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

type Params = dict[str, Any]

# Rows, columns, input and output channels, strides and padding of each convolution.
FINDER = {
    "find1": ((4, 4, 1, 16), (4, 4), ((0, 0), (0, 0))),
    "find2": ((3, 3, 16, 24), (2, 2), ((0, 1), (0, 1))),
    "find3": ((3, 4, 24, 32), (1, 2), ((1, 1), (1, 1))),
    "find4": ((3, 3, 32, 32), (1, 1), ((1, 1), (1, 1))),
    "find5": ((1, 1, 32, 32), (1, 1), ((0, 0), (0, 0))),
}
JUDGE = {
    "judge1": ((4, 4, 1, 12), (2, 2), ((1, 1), (1, 1))),
    "judge2": ((3, 3, 12, 24), (2, 2), ((0, 1), (0, 1))),
    "judge3": ((3, 3, 24, 28), (1, 1), ((1, 1), (1, 1))),
    "judge4": ((3, 3, 28, 40), (2, 2), ((0, 1), (0, 1))),
    "judge5": ((3, 3, 40, 40), (1, 1), ((1, 1), (1, 1))),
    "judge6": ((1, 1, 40, 16), (1, 1), ((0, 0), (0, 0))),
}
# Fully connected layers over a whole crop.
DENSE = {"judge7": (6 * 12 * 16, 32)}
FINDER_OUT, JUDGE_OUT = ("find6", 32, 5), ("judge8", 32, 8)
TINY = 1e-3


def start(
    layers: Params, dense: Params, last: tuple[str, int, int], seed: int
) -> tuple[Params, Params]:
    """Return a network's initial parameters, and the running means and variances of its layers."""
    random = np.random.default_rng(seed)
    params: Params = {}
    state: Params = {}
    shapes = {name: layer[0] for name, layer in layers.items()} | dense
    for name, shape in shapes.items():
        spread = np.sqrt(2 / np.prod(shape[:-1]))
        params[name] = {
            "w": random.normal(0, spread, shape).astype(np.float32),
            "scale": np.ones(shape[-1], np.float32),
            "shift": np.zeros(shape[-1], np.float32),
        }
        state[name] = {
            "mean": np.zeros(shape[-1], np.float32),
            "variance": np.ones(shape[-1], np.float32),
        }
    name, size, out = last
    params[name] = {
        "w": random.normal(0, 0.05, (size, out)).astype(np.float32),
        "b": np.zeros(out, np.float32),
    }
    params[name]["b"][0] = -2 if name == "find6" else 0
    return params, state


def finder(
    params: Params, state: Params, grays: jax.Array, *, training: bool
) -> tuple[jax.Array, Params]:
    """Run the finder on pieces of gray levels; return the answers and the layers' statistics."""
    values = grays[..., None] / 64 - 2
    values, stats = _convolutions(FINDER, params, state, values, training=training)
    return values @ params["find6"]["w"] + params["find6"]["b"], stats


def judge(
    params: Params, state: Params, crops: jax.Array, *, training: bool
) -> tuple[jax.Array, Params]:
    """Run the judge on crops of gray levels."""
    mean = crops.mean(axis=(1, 2), keepdims=True)
    values = ((crops - mean) / (crops.std(axis=(1, 2), keepdims=True) + 6))[..., None]
    values, stats = _convolutions(JUDGE, params, state, values, training=training)
    values = values.reshape(len(values), -1)
    values, stats["judge7"] = _normalized(
        values @ params["judge7"]["w"],
        params["judge7"],
        state["judge7"],
        training=training,
    )
    return values @ params["judge8"]["w"] + params["judge8"]["b"], stats


def _convolutions(
    layers: Params, params: Params, state: Params, values: jax.Array, *, training: bool
) -> tuple[jax.Array, Params]:
    """Run a network's convolutions."""
    stats: Params = {}
    for name, (_, steps, edges) in layers.items():
        values = jax.lax.conv_general_dilated(
            values,
            params[name]["w"],
            steps,
            edges,
            dimension_numbers=("NHWC", "HWIO", "NHWC"),
        )
        values, stats[name] = _normalized(
            values, params[name], state[name], training=training
        )
    return values, stats


def _normalized(
    values: jax.Array, layer: Params, known: Params, *, training: bool
) -> tuple[jax.Array, Params]:
    """Normalize a layer over the batch, or by its running statistics, and apply ReLU."""
    if training:
        axes = tuple(range(values.ndim - 1))
        known = {"mean": values.mean(axis=axes), "variance": values.var(axis=axes)}
    scale = layer["scale"] / jnp.sqrt(known["variance"] + TINY)
    return jax.nn.relu((values - known["mean"]) * scale + layer["shift"]), known


def folded(params: Params, state: Params) -> dict[str, NDArray[np.float16]]:
    """Fold the normalization into the weights, as matrices in half precision."""
    weights: dict[str, NDArray[np.float16]] = {}
    for name, layer in params.items():
        w = np.asarray(layer["w"], np.float64)
        matrix = w.reshape(-1, w.shape[-1])
        if name in state:
            scale = np.asarray(layer["scale"]) / np.sqrt(
                np.asarray(state[name]["variance"]) + TINY
            )
            matrix = matrix * scale
            shift = np.asarray(layer["shift"]) - np.asarray(state[name]["mean"]) * scale
        else:
            shift = np.asarray(layer["b"], np.float64)
        if name == "find1":
            shift = shift - 2 * matrix.sum(axis=0)
            matrix = matrix / 64
        weights[f"{name}_w"], weights[f"{name}_b"] = (
            matrix.astype(np.float16),
            shift.astype(np.float16),
        )
    return weights


finder_answers = jax.jit(partial(finder, training=False))
judge_answers = jax.jit(partial(judge, training=False))
