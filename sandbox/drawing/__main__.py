"""Write drawn pictures and their labels to a folder."""

import argparse
from pathlib import Path

from .dataset import drawings, write
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
    options = parser.parse_args()
    pictures = samples() if options.samples else drawings(options.count, options.seed)
    print(f"{write(options.folder, pictures)} pictures in {options.folder}")


if __name__ == "__main__":
    main()
