"""Run the sandbox server."""

import argparse
import asyncio
from collections.abc import Sequence

from .server.answers import KeyState
from .server.keys import KeyRing
from .server.serving import serve


def key_and_state(argument: str) -> tuple[str, KeyState]:
    """Parse `KEY` or `KEY=STATE`; an error never contains the key."""
    key, _, state = argument.partition("=")
    try:
        return key, KeyState(state or KeyState.OK)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"the states are {', '.join(KeyState)}"
        ) from None


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8099, help="0 picks a free one")
    parser.add_argument(
        "--key", type=key_and_state, action="append", required=True, metavar="KEY[=STATE]",
        help=f"a key to accept, may be repeated; states: {', '.join(KeyState)}",
    )  # fmt: skip
    parser.add_argument("--limit", type=int, help="recognitions that each key may use")
    parser.add_argument(
        "--eu", action="store_true", help="serve only the EU host's paths"
    )
    return parser.parse_args(arguments)


def main() -> None:
    """Serve as requested on the command line."""
    options = parse()
    keys = KeyRing(options.limit)
    for key, state in options.key:
        keys.put(key, state)
    asyncio.run(serve(keys, options.host, options.port, eu=options.eu))


if __name__ == "__main__":
    main()
