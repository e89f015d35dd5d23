"""Compares what is uploaded with the full frames of 1080p, 4 MP and 4K cameras: bytes, time, rates.

The time is what preparing takes, and the bytes at the uplink's rate. Handshakes and a line's delay
are the same either way, and left out.
"""

import argparse
from collections.abc import Iterator, Mapping

from custom_components.carsxe.pictures import Crop, Framing
from sandbox.evaluate import row, share

from .drawn_frames import add_options, crop_of, folder_of
from .picture_sizes import UNLIMITED
from .reading_rates import Way, send_all

CAMERAS = {"1080p": 1920, "4 MP": 2560, "4K": 3840}
# Megabits a second.
UPLINKS = (5, 20)
# Beside the default.
QUALITIES = (75, 85)
HEADINGS = (
    "frame", "sent", "kB, mean", "of the frame", *(f"s at {rate} Mbit/s" for rate in UPLINKS),
    "ms of it to prepare", "exact", "false readings", "lost / gained",
)  # fmt: skip
FULL = "full frame"


def framings(crop: Crop | None) -> dict[str, Framing]:
    """Return the ways to send frames."""
    ways = {
        FULL: Framing(max_width=UNLIMITED),
        "by default": Framing(),
        "960 px wide": Framing(max_width=960),
    }
    if crop is None:
        return ways
    return {
        **ways,
        "a region": Framing(crop=crop),
        **{
            f"a region, quality {quality}": Framing(crop=crop, quality=quality)
            for quality in QUALITIES
        },
    }


def lines(camera: str, ways: Mapping[str, Way]) -> Iterator[str]:
    """Give a camera's lines of the table."""
    full = ways[FULL].right
    for name, way in ways.items():
        seconds = (way.seconds + 8 * way.mean_bytes / (rate * 1e6) for rate in UPLINKS)
        yield row(
            camera,
            name,
            f"{way.mean_bytes / 1000:.0f}",
            f"1/{way.shrinking:.1f}",
            *(f"{each:.2f}" for each in seconds),
            f"{1000 * way.seconds:.0f}",
            share(way.tally.exact, way.tally.plates),
            str(way.tally.false),
            f"{len(full - way.right)} / {len(way.right - full)}",
        )


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.upload", description=__doc__
    )
    add_options(parser, pictures=100)
    options = parser.parse_args()
    sent = framings(crop_of(options))
    print(row(*HEADINGS))
    print(row("---", "---", *["---:"] * (len(HEADINGS) - 2)))
    with folder_of(options) as folder:
        for camera, width in CAMERAS.items():
            ways = send_all(folder, sent, options.jobs, width)
            print("\n".join(lines(camera, ways)), flush=True)


if __name__ == "__main__":
    main()
