"""For manual work: `python -m demo.develop [--port N]`, an empty Home Assistant."""

import argparse
import asyncio
import contextlib
import sys

import aiohttp

from .home import PASSWORD, USER, Home
from .house import PREFERRED_PORT
from .process import REPOSITORY, ProcessError, choose_port, only_one
from .sandbox import KEY, Sandbox
from .scenery import PICTURES, configuration
from .signals import until_stopped

FOLDER = REPOSITORY / ".local" / "develop"
LOGGER = """
logger:
  default: info
  logs:
    custom_components.carsxe: debug
"""


def main() -> int:
    """Run until stopped, and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="scripts/develop",
        description="A real Home Assistant with the integration at debug level, and the sandbox. It is kept between runs.",
    )
    parser.add_argument("--port", type=int)
    try:
        return asyncio.run(until_stopped(_run(parser.parse_args().port)))
    except (OSError, ProcessError, aiohttp.ClientError) as err:
        print(f"develop: {err or type(err).__name__}", file=sys.stderr)
        return 1


async def _run(port: int | None) -> None:
    """Start both and print where they are."""
    home = Home(
        FOLDER, choose_port(port, PREFERRED_PORT), configuration([PICTURES]) + LOGGER
    )
    sandbox = Sandbox(FOLDER)
    async with contextlib.AsyncExitStack() as stack:
        stack.enter_context(only_one(FOLDER))
        stack.push_async_callback(sandbox.stop)
        stack.push_async_callback(home.stop)
        await asyncio.gather(home.start(), sandbox.start())
        print(
            f"develop: Home Assistant is at {home.url}; log in as {USER}, password {PASSWORD}\n"
            f"develop: add an account with the key {KEY}, the API at {sandbox.url}\n"
            f"develop: and the public address {home.url}\n"
            f"develop: the log is {home.log}; Ctrl+C ends it",
            flush=True,
        )
        await asyncio.Event().wait()


if __name__ == "__main__":
    sys.exit(main())
