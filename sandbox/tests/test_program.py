"""Tests of the program: its start, its output, its end."""

from http.client import HTTPConnection
import os
from pathlib import Path
import re
import signal
import subprocess
import sys

import pytest

from sandbox.__main__ import parse
from sandbox.server.answers import KeyState

from .conftest import KEY

REPOSITORY = Path(__file__).parents[2]
COMMAND = [sys.executable, "-B", "-m", "sandbox", "--port", "0", "--key", KEY]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_starts_and_ends(number: signal.Signals) -> None:
    """It prints its address once it answers, and ends soon after a signal."""
    with subprocess.Popen(
        COMMAND,
        cwd=REPOSITORY,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.fullmatch(
            r"sandbox: listening on http://(127\.0\.0\.1):(\d+)\n", line
        )
        assert found is not None
        connection = HTTPConnection(found[1], int(found[2]))
        connection.request("GET", f"/v1/auth/validate?key={KEY}")
        assert connection.getresponse().status == 200
        process.send_signal(number)
        # An open connection would delay the end of a server by a minute.
        rest, errors = process.communicate(timeout=55)
    assert process.returncode == 0
    assert (rest, errors) == ("", "")
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)


def test_command_line() -> None:
    """Keys have the given state, or are accepted."""
    options = parse(["--key", "one", "--key", "two=tier", "--limit", "3", "--eu"])
    assert options.key == [("one", KeyState.OK), ("two", KeyState.TIER)]
    assert (options.limit, options.eu, options.port, options.host) == (
        3,
        True,
        8099,
        "127.0.0.1",
    )


def test_wrong_state_does_not_show_the_key(capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown state is an error that lists the states, but not the key."""
    with pytest.raises(SystemExit):
        parse(["--key", f"{KEY}=odd"])
    errors = capsys.readouterr().err
    assert "quota-month" in errors
    assert KEY not in errors
