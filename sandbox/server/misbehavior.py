"""Faults requested by tests: delays, broken answers, dropped connections."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
import json
from typing import Self

from aiohttp import web

FIELDS = {"path", "times", "delay", "status", "body", "json", "headers", "drop"}


class InvalidMisbehaviorError(Exception):
    """The requested fault is invalid; the message says why."""


@dataclass(slots=True)
class Misbehavior:
    """A fault on one path."""

    path: str
    times: int | None = None
    """How often it occurs; None until the next reset."""
    delay: float = 0
    """Seconds before the answer."""
    status: int | None = None
    body: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    drop: bool = False

    @classmethod
    def parse(cls, wish: object) -> Self:
        """Parse a request; raises InvalidMisbehaviorError."""
        if not isinstance(wish, dict) or not isinstance(wish.get("path"), str):
            raise InvalidMisbehaviorError("path is missing")
        if unknown := sorted(set(wish) - FIELDS):
            raise InvalidMisbehaviorError(f"unknown: {', '.join(unknown)}")
        times, delay, status = (
            wish.get("times"),
            wish.get("delay", 0),
            wish.get("status"),
        )
        if not (times is None or (isinstance(times, int) and times > 0)):
            raise InvalidMisbehaviorError("times is a number above 0, or null")
        if not isinstance(delay, int | float) or delay < 0:
            raise InvalidMisbehaviorError("delay is a number of seconds")
        if not (status is None or (isinstance(status, int) and 200 <= status <= 599)):
            raise InvalidMisbehaviorError("status is a number from 200 to 599")
        headers = wish.get("headers", {})
        if not isinstance(headers, dict):
            raise InvalidMisbehaviorError("headers is an object")
        headers = {str(name): str(value) for name, value in headers.items()}
        body = wish.get("body")
        if "json" in wish:
            body = json.dumps(wish["json"])
            headers.setdefault("Content-Type", "application/json")
        return cls(
            wish["path"],
            times,
            delay,
            status,
            None if body is None else str(body),
            headers,
            bool(wish.get("drop")),
        )

    @property
    def answers(self) -> bool:
        """Whether it replaces the answer; otherwise it only delays it or adds headers."""
        return self.status is not None or self.body is not None

    def response(self) -> web.Response:
        """Return its answer."""
        return web.Response(
            status=self.status or 200,
            text=self.body or "",
            headers={"Content-Type": "text/plain"} | self.headers,
        )


class Misbehaviors:
    """The planned faults; those on the same path occur in the order of their requests."""

    def __init__(self) -> None:
        """Start without faults."""
        self._waiting: list[Misbehavior] = []
        self._end = asyncio.Event()

    def add(self, fault: Misbehavior) -> None:
        """Plan a fault."""
        self._waiting.append(fault)

    def take(self, path: str) -> Misbehavior | None:
        """Return the fault for a call of a path."""
        fault = next((each for each in self._waiting if each.path == path), None)
        if fault is not None and fault.times is not None:
            fault.times -= 1
            if fault.times == 0:
                self._waiting.remove(fault)
        return fault

    async def delay(self, fault: Misbehavior) -> None:
        """Wait for a fault's delay, which a reset ends."""
        with suppress(TimeoutError):
            async with asyncio.timeout(fault.delay):
                await self._end.wait()

    def reset(self) -> None:
        """End all faults."""
        self._waiting.clear()
        self._end.set()
        self._end = asyncio.Event()
