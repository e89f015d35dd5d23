"""Write drawn pictures and their labels to a folder."""

import argparse
from pathlib import Path

from .dataset import drawings, write
from .drive import write_drive
from .samples import samples


def main() -> None:
    """Draw as requested on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m sandbox.drawing", description=__doc__
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--samples",
        action="store_true",
        help="draw the handful of sandbox/pictures instead",
    )
    parser.add_argument(
        "--drive",
        action="store_true",
        help="draw the lane and the vehicles of demo/drive instead",
    )
    options = parser.parse_args()
    if options.drive:
        count = write_drive(options.folder)
    elif options.samples:
        count = write(options.folder, samples())
    else:
        count = write(options.folder, drawings(options.count, options.seed))
    print(f"{count} pictures in {options.folder}")


if __name__ == "__main__":
    main()
