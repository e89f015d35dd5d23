"""Compare uploads with the full frames of 1080p, 4 MP and 4K cameras: bytes, time, rates.

The time is that for preparing, plus the bytes at the uplink's rate. Handshakes and the line's delay
are the same in both cases, and left out.
"""

import argparse
from collections.abc import Iterator, Mapping

from custom_components.carsxe.vision import Crop, Framing
from sandbox.evaluate import row, share

from .drawn_frames import add_options, crop_of, folder_of
from .picture_sizes import UNLIMITED
from .reading_rates import Sending, Way, send_all

CAMERAS = {"1080p": 1920, "4 MP": 2560, "4K": 3840}
# Megabits per second.
UPLINKS = (5, 20)
# Besides the default.
QUALITIES = (75, 85)
HEADINGS = (
    "frame", "sent", "pictures", "kB, mean", "of the frame", *(f"s at {rate} Mbit/s" for rate in UPLINKS),
    "ms of it to prepare", "exact", "false readings", "lost / gained",
)  # fmt: skip
FULL = "full frame"


def sendings(crop: Crop | None) -> dict[str, Sending]:
    """Return the ways to send frames."""
    ways = {
        FULL: Sending(Framing(max_width=UNLIMITED)),
        "all of it, 1280 px": Sending(Framing()),
        "around plates": Sending(Framing(), around_plates=True),
        **{
            f"around plates, quality {each}": Sending(Framing(quality=each), True)
            for each in QUALITIES
        },
    }
    if crop is None:
        return ways
    region = Framing(crop=crop)
    return {
        **ways,
        "a region": Sending(region),
        "around plates in a region": Sending(region, around_plates=True),
    }


def lines(camera: str, ways: Mapping[str, Way]) -> Iterator[str]:
    """Return a camera's lines of the table."""
    full = ways[FULL].right
    for name, way in ways.items():
        seconds = (way.seconds + 8 * way.mean_bytes / (rate * 1e6) for rate in UPLINKS)
        yield row(
            camera,
            name,
            str(way.pictures),
            f"{way.mean_bytes / 1000:.0f}",
            f"1/{way.shrinking:.1f}",
            *(f"{each:.2f}" for each in seconds),
            f"{1000 * way.seconds:.0f}",
            share(way.tally.exact, way.tally.plates),
            str(way.tally.false),
            f"{len(full - way.right)} / {len(way.right - full)}",
        )


def main() -> None:
    """Measure as requested on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.upload", description=__doc__
    )
    add_options(parser, pictures=100)
    options = parser.parse_args()
    sent = sendings(crop_of(options))
    print(row(*HEADINGS))
    print(row("---", "---", *["---:"] * (len(HEADINGS) - 2)))
    with folder_of(options) as folder:
        for camera, width in CAMERAS.items():
            ways = send_all(folder, sent, options.jobs, width)
            print("\n".join(lines(camera, ways)), flush=True)


if __name__ == "__main__":
    main()
