"""The demo's driveway: a picture file that a camera shows, with vehicles that come and go."""

import asyncio
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).parent / "drive"
INTERVAL = 0.4
QUALITY = 85
# The width of a vehicle in its own picture, and the space below its wheels, in pixels.
VEHICLE_WIDTH, MARGIN = 620, 37
# The start of the lane in pixels from the top, and the distance of a vehicle's wheels below it per
# pixel of its width.
HORIZON, SLOPE = 312, 0.9
# The widths of a vehicle at the far end of the lane and below the camera, in pixels.
FAR, NEAR = 190, 720
STEPS, STOP = 13, 11
# The number of steps between two vehicles.
GAP = 5
# A vehicle has a constant speed: the distance to the camera shrinks evenly.
WIDTHS = [
    1 / (1 / FAR + (1 / NEAR - 1 / FAR) * step / (STEPS - 1)) for step in range(STEPS)
]

# Vehicles with their widths.
type Frame = Sequence[tuple[str, float]]


class Lane:
    """The picture file of the camera at the lane."""

    def __init__(self, file: Path) -> None:
        """Show the empty lane."""
        self.file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        self._draw(())

    async def show(self, *vehicles: str) -> None:
        """Show a vehicle that has stopped in view, or the empty lane."""
        await asyncio.to_thread(
            self._draw, [(each, WIDTHS[STOP - 1]) for each in vehicles]
        )

    async def pass_by(self, *vehicles: str) -> None:
        """Let vehicles come, one behind another, and drive on out of view."""
        last = GAP * (len(vehicles) - 1)
        await self._play(
            [
                (vehicle, WIDTHS[step - GAP * place])
                for place, vehicle in enumerate(vehicles)
                if 0 <= step - GAP * place < STEPS
            ]
            for step in range(STEPS + last)
        )

    async def stop_by(self, vehicle: str) -> None:
        """Let a vehicle come and stop in view."""
        await self._play(
            ([(vehicle, width)] for width in WIDTHS[:STOP]), is_empty=False
        )

    async def back_off(self, vehicle: str) -> None:
        """Let a stopped vehicle back out."""
        await self._play([(vehicle, width)] for width in reversed(WIDTHS[:STOP]))

    async def leave(self, vehicle: str) -> None:
        """Let a vehicle drive away that was out of view."""
        await self._play([(vehicle, width)] for width in reversed(WIDTHS))

    async def _play(self, frames: Iterable[Frame], *, is_empty: bool = True) -> None:
        """Show frames, and finally the empty lane."""
        for frame in frames:
            await asyncio.to_thread(self._draw, frame)
            await asyncio.sleep(INTERVAL)
        if is_empty:
            await asyncio.to_thread(self._draw, ())

    def _draw(self, frame: Frame) -> None:
        """Draw vehicles on the lane; until the file is replaced, readers see the previous frame."""
        with Image.open(FOLDER / "lane.jpg") as lane:
            picture = lane.convert("RGB")
        for vehicle, width in sorted(frame, key=lambda each: each[1]):
            with Image.open(FOLDER / f"{vehicle}.webp") as drawn:
                scale = width / VEHICLE_WIDTH
                size = round(drawn.width * scale), round(drawn.height * scale)
                shown = drawn.convert("RGBA").resize(size)
            left = (picture.width - shown.width) // 2
            bottom = HORIZON + SLOPE * width + MARGIN * scale
            picture.paste(shown, (left, round(bottom) - shown.height), shown)
        buffer = BytesIO()
        picture.save(buffer, "JPEG", quality=QUALITY)
        new = self.file.with_suffix(".new")
        new.write_bytes(buffer.getvalue())
        new.replace(self.file)
