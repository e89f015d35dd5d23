"""Frames as from cameras: drawn scenes in common sizes, with a sensor's noise."""

from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from sandbox.drawing.backdrop import draw_backdrop
from sandbox.drawing.conditions import one
from sandbox.drawing.scene import OVERSIZE, Plan, arrange, expose

PICTURES = Path(__file__).parent.parent / "sandbox" / "pictures"
# As different as two pictures of a driveway can be, so they are never confused.
SCENES = ("day_us.jpg", "night_br.jpg", "two_plates.jpg", "rain_it.jpg")
# Shifts of a picture as shares of its width, to get more pictures than a camera remembers: 16, so that
# each of three latencies gets all of them.
SHIFTS = (0.0, 0.07, 0.14, 0.21)
SIZES = {
    "720p": (1280, 720),
    "1080p": (1920, 1080),
    "4 MP": (2560, 1440),
    "4K": (3840, 2160),
}
QUALITY = 90
# Gray levels. With it, a frame of 1080p has about 400 KB, one of 4K 1.4 MB.
NOISE = 3.0
# The number of vehicles that come to a driveway in turn.
VEHICLES = 4


@dataclass(frozen=True, slots=True)
class Frames:
    """What a camera shows in turn, and what it optionally shows in between."""

    shown: list[bytes]
    between: bytes | None = None

    def turn(self, number: int) -> bytes:
        """Return what is shown in a turn, starting from 0."""
        return self.shown[number % len(self.shown)]


def draw_drive(size: str) -> Frames:
    """Draw JPEGs in one size of a driveway with vehicles in turn."""
    [empty], *vehicles = draw_exposures(size, VEHICLES, 1)
    return Frames([vehicle for [vehicle] in vehicles], empty)


def draw_exposures(
    size: str, vehicles: int = 2, exposures: int = 4
) -> list[list[bytes]]:
    """Draw JPEGs of a driveway: empty, and with each vehicle; equal parts differ only in noise."""
    random = np.random.default_rng(1)
    scale = SIZES[size][0] / SIZES["720p"][0]
    backdrop = draw_backdrop(random, max(OVERSIZE, scale), "")
    plans = [
        replace(plan, noise=NOISE, quality=QUALITY)
        for plan in (Plan(), *(one(random) for _ in range(vehicles)))
    ]
    scenes = ((arrange(plan, backdrop, scale), plan) for plan in plans)
    return [
        [expose(scene, plan, random) for _ in range(exposures)]
        for scene, plan in scenes
    ]


def numbered(jpeg: bytes, number: int) -> bytes:
    """Return a JPEG with a number in it, as no two frames of a camera are the same."""
    return jpeg[:2] + b"\xff\xfe\x00\x0a" + f"{number:08}".encode() + jpeg[2:]


def unnumbered(jpeg: bytes) -> bytes:
    """Return a JPEG without its number."""
    return jpeg[:2] + jpeg[14:]


def draw_scenes(size: str) -> Frames:
    """Draw JPEGs in one size, each of another scene than the one before."""
    return Frames(
        [
            _draw(scene, size, shift, seed)
            for shift in SHIFTS
            for seed, scene in enumerate(SCENES)
        ]
    )


def _draw(scene: str, size: str, shift: float, seed: int) -> bytes:
    """Return a scene, shifted, enlarged and with noise."""
    with Image.open(PICTURES / scene) as picture:
        large = picture.convert("RGB").resize(SIZES[size], Image.Resampling.BICUBIC)
    pixels = np.roll(np.asarray(large, np.float32), round(shift * large.width), axis=1)
    noise = np.random.default_rng(seed).normal(0, NOISE, pixels.shape[:2])
    noisy = np.clip(pixels + noise[..., None], 0, 255).astype(np.uint8)
    buffer = BytesIO()
    Image.fromarray(noisy).save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()
