"""Measure the effect of the sent picture's width and JPEG quality on reading rates, bytes and time."""

import argparse
from collections.abc import Iterator, Mapping

from custom_components.carsxe.vision import Crop, Framing

from .drawn_frames import add_options, crop_of, folder_of
from .reading_rates import Sending, Way, by_share, by_width, rates, send_all

WIDTHS = (640, 960, 1280, 1600, 1920)
QUALITIES = (60, 75, 80, 85, 92)
CROP_WIDTHS = (640, 1280, 1920)
# Wider than any camera's picture.
UNLIMITED = 100_000


def sendings(width: int, quality: int, crop: Crop | None) -> dict[str, Sending]:
    """Return the ways to send frames."""
    whole = {
        **{f"{each} px": Framing(max_width=each, quality=quality) for each in WIDTHS},
        "as it is": Framing(max_width=UNLIMITED, quality=quality),
        **{
            f"quality {each}": Framing(max_width=width, quality=each)
            for each in QUALITIES
            if each != quality
        },
        **{
            f"crop, {each} px": Framing(crop=crop, max_width=each, quality=quality)
            for each in CROP_WIDTHS
            if crop
        },
    }
    around = {
        f"around plates, {each} px": Framing(max_width=each, quality=quality)
        for each in CROP_WIDTHS
    }
    return {
        **{name: Sending(framing) for name, framing in whole.items()},
        **{
            name: Sending(framing, around_plates=True)
            for name, framing in around.items()
        },
    }


def tables(ways: Mapping[str, Way], width: int, quality: int) -> Iterator[str]:
    """Return the lines of all tables."""
    whole = [*(f"{each} px" for each in WIDTHS), "as it is"]
    frame = ways["as it is"]
    yield f"Whole pictures of quality {quality}\n"
    yield from rates({name: ways[name] for name in whole}, "sent", frame)
    yield f"\nWhole pictures, {width} px wide\n"
    chosen = {f"quality {quality}": ways[f"{width} px"], **ways}
    names = [f"quality {each}" for each in QUALITIES]
    yield from rates({name: chosen[name] for name in names}, "sent", frame)
    yield "\nThe part around the plates that are found, against the whole picture\n"
    found = {name: way for name, way in ways.items() if name.startswith("around")}
    both = {f"{width} px": ways[f"{width} px"], "as it is": frame, **found}
    yield from rates(both, "sent", frame)
    if cropped := {name: way for name, way in ways.items() if name.startswith("crop")}:
        yield "\nA region against the whole picture\n"
        both = {f"{width} px": ways[f"{width} px"], "as it is": frame, **cropped}
        yield from rates(both, "sent", frame)
    if frame.shares:
        yield "\nExact readings of whole pictures by the plate's share of the frame's width\n"
        yield from by_share({name: ways[name] for name in whole})
    # The reader searches text at a width of 1280, so larger pictures don't help it find more.
    seen = [ways[f"{each} px"] for each in WIDTHS if each <= 1280]
    if frame.shares:
        yield "\nPlates by their width in the picture that is sent, 640 to 1280 px wide\n"
        yield from by_width(seen)


def main() -> None:
    """Measure as requested on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.picture_sizes", description=__doc__
    )
    add_options(parser, pictures=200)
    parser.add_argument(
        "--width", type=int, choices=WIDTHS, default=1280, help="for the qualities"
    )
    parser.add_argument(
        "--quality", type=int, choices=QUALITIES, default=80, help="for the widths"
    )
    options = parser.parse_args()
    sent = sendings(options.width, options.quality, crop_of(options))
    with folder_of(options) as folder:
        ways = send_all(folder, sent, options.jobs)
    print("\n".join(tables(ways, options.width, options.quality)))


if __name__ == "__main__":
    main()
