"""Play recordings through the integration, and report announcements and costs."""

import argparse
from collections.abc import Iterator
import logging
from pathlib import Path
import sys
from typing import Any

from benchmarks.report import table

from .carsxe import save
from .clips import Clip, ClipError, load
from .others import POLICIES, tally_of
from .ours import Played, play_all
from .readers import READERS
from .tally import Tally, plate_of

HEADINGS = (
    "clip", "seconds", "plates announced", "calls", "median s", "worst s", "twice",
    "besides", "captures", "ms a capture",
)  # fmt: skip
OTHERS = (
    "policy",
    "plates announced",
    "calls",
    "of these for nuisances",
    "median s",
    "worst s",
)
NUISANCES = "nuisances"


def main() -> int:
    """Play as requested on the command line."""
    options = _parser().parse_args()
    logging.getLogger().setLevel(logging.ERROR)
    try:
        clips = [*load(options.folder, options.fps, options.clip)]
    except ClipError as err:
        print(err, file=sys.stderr)
        return 2
    reader = READERS[options.reader]()
    results: list[Played] = []
    play_all(clips, reader, _settings(options.set), results.append)
    tallies = [_tally(played) for played in results]
    print(table(HEADINGS, _rows(clips, tallies)))
    if options.policies:
        print()
        print(table(OTHERS, _others(clips, tallies, reader)))
    for played in results:
        if options.verbose or not played.clip.is_told:
            print()
            print("\n".join(_story(played)))
        if options.save:
            save(played.calls, options.save, played.clip.name)
    return 0


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.footage", description=__doc__
    )
    parser.add_argument(
        "folder", type=Path, nargs="?", default=Path(),
        help="videos or folders of frames, and footage.json, which tells what comes",
    )  # fmt: skip
    parser.add_argument("--reader", choices=READERS, default="sandbox")
    parser.add_argument("--clip", nargs="+", help="only these")
    parser.add_argument(
        "--policies", action="store_true", help="others' ways on the same clips, too"
    )
    parser.add_argument(
        "--fps", type=float, default=5.0, help="pictures a second that the camera has"
    )
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=NUMBER",
        help="a setting of the camera",
    )  # fmt: skip
    parser.add_argument(
        "--verbose", action="store_true", help="tell each call and announcement"
    )
    parser.add_argument("--save", type=Path, help="a folder for the pictures sent")
    return parser


def _settings(wishes: list[str]) -> dict[str, Any]:
    """Return the camera's settings."""
    pairs = (wish.partition("=")[::2] for wish in wishes)
    return {name: float(value) if "." in value else int(value) for name, value in pairs}


def _tally(played: Played) -> Tally:
    """Count the results of a clip; what was announced before it isn't new."""
    tally = Tally()
    tally.add(played.clip, played.announced, len(played.calls))
    tally.captures, tally.processor = played.captures, played.processor
    return tally


def _rows(clips: list[Clip], tallies: list[Tally]) -> Iterator[list[str]]:
    """Return a line for each clip, each kind of clip, and the total."""
    groups: dict[str, Tally] = {}
    whole = Tally()
    for clip, tally in zip(clips, tallies, strict=True):
        yield _row(clip.name, tally)
        groups.setdefault(clip.group, Tally()).merge(tally)
        whole.merge(tally)
    for name, tally in groups.items():
        yield _row(f"**{name}**", tally)
    if len(groups) > 1:
        yield _row("**all**", whole)


def _row(name: str, tally: Tally) -> list[str]:
    """Return a line of the table."""
    return [
        name,
        f"{tally.seconds:.1f}",
        f"{tally.announced} of {tally.plates}" if tally.plates else "-",
        str(tally.calls),
        _seconds(tally.median_delay),
        _seconds(tally.worst_delay),
        str(tally.twice),
        str(tally.besides),
        str(tally.captures),
        f"{tally.processor * 1000 / max(tally.captures, 1):.1f}",
    ]


def _others(
    clips: list[Clip], tallies: list[Tally], reader: Any
) -> Iterator[list[str]]:
    """Return a line for each policy."""
    yield _policy("ours", clips, tallies)
    for name in POLICIES:
        yield _policy(name, clips, [tally_of(name, clip, reader) for clip in clips])


def _policy(name: str, clips: list[Clip], tallies: list[Tally]) -> list[str]:
    """Return the line of a policy."""
    whole, wasted = Tally(), 0
    for clip, tally in zip(clips, tallies, strict=True):
        whole.merge(tally)
        wasted += tally.calls if clip.group == NUISANCES else 0
    return [
        name,
        f"{whole.announced} of {whole.plates}" if whole.plates else "-",
        str(whole.calls),
        str(wasted),
        _seconds(whole.median_delay),
        _seconds(whole.worst_delay),
    ]


def _seconds(value: float | None) -> str:
    """Return a time as text."""
    return "-" if value is None else f"{value:.1f}"


def _story(played: Played) -> Iterator[str]:
    """Print each call and announcement of a clip."""
    clip = played.clip
    told = ", ".join(
        f"{plate.text} {plate.start:g}-{plate.end:g} s" for plate in clip.plates
    )
    yield f"{clip.name}{': ' + told if told else ''}"
    for each in played.before:
        yield f"- scanned before: {each.plate}"
    lines: list[tuple[float, str]] = []
    for call in played.calls:
        texts = ", ".join(f"{each.plate} ({each.score:.2f})" for each in call.readings)
        lines.append(
            (
                call.asked,
                f"call at {call.asked:.1f} s, of {call.at:.1f} s: {texts or 'nothing'}",
            )
        )
    for each in played.announced:
        plate = plate_of(each.plate, each.taken, clip.plates)
        which = "" if plate is None else f" ({plate.text})"
        lines.append(
            (
                each.at,
                f"announced at {each.at:.1f} s, of {each.taken:.1f} s: {each.plate}{which}",
            )
        )
    for _, line in sorted(lines):
        yield f"- {line}"


if __name__ == "__main__":
    sys.exit(main())
