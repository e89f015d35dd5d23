"""Child processes that end with this one, however it ends."""

import asyncio
from collections.abc import Iterator, Sequence
import contextlib
import ctypes
import fcntl
import os
from pathlib import Path
import random
import signal
import socket
from typing import Self

REPOSITORY = Path(__file__).parent.parent
STOP_TIMEOUT = 120.0
# Linux doesn't give these to programs that ask for any port, which might take one meanwhile.
PORTS = range(20_000, 30_000)
_PR_SET_PDEATHSIG = 1


class ProcessError(Exception):
    """A child process ended or didn't answer; the message names its log."""


class ChildProcess:
    """A child process with its output in a log file."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        """Store a started process."""
        self._process = process
        self.log = log

    @classmethod
    async def start(cls, command: Sequence[str], log: Path) -> Self:
        """Start a program in the repository's folder."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            process = await asyncio.create_subprocess_exec(
                *command,
                cwd=REPOSITORY,
                env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=asyncio.subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )
        return cls(process, log)

    @property
    def pid(self) -> int:
        """Return the program's process ID."""
        return self._process.pid

    def check(self) -> None:
        """Raise ProcessError if the program has ended by itself."""
        if (code := self._process.returncode) is not None:
            raise ProcessError(f"ended with {code}; its output is in {self.log}")

    async def wait(self) -> None:
        """Return when the program has ended. Raises ProcessError if it failed."""
        if code := await self._process.wait():
            raise ProcessError(f"ended with {code}; its output is in {self.log}")

    async def stop(self) -> None:
        """Ask the program to end, kill it after a while, and wait for it."""
        for request in (signal.SIGTERM, signal.SIGKILL):
            if self._process.returncode is not None:
                return
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(request)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), STOP_TIMEOUT)


def choose_port(wanted: int | None, preferred: int = 0) -> int:
    """Return the requested port, or else a free one, the preferred one if possible.

    Raises ProcessError if the requested port is taken or not allowed.
    """
    free = [preferred] if preferred else []
    free += random.sample(PORTS, 20)
    for port in free if wanted is None else [wanted]:
        with contextlib.suppress(OSError, OverflowError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise ProcessError(f"port {wanted} can't be used; choose another one with --port")


@contextlib.contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Lock a folder. Raises ProcessError if it is already locked."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ProcessError(f"another one runs in {folder}; stop it first") from None
        yield


def _end_with_parent() -> None:
    """Let Linux end the child even if its parent is killed."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
