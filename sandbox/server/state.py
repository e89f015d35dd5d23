"""The server's shared state."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from aiohttp import ClientSession, web

from sandbox.reader import PlateReader

from .journal import Call, Journal
from .keys import KeyRing
from .misbehavior import Misbehaviors


@dataclass(slots=True)
class State:
    """Keys, journal, faults, and the reader with its only thread."""

    keys: KeyRing
    reader: PlateReader
    worker: ThreadPoolExecutor
    session: ClientSession
    journal: Journal = field(default_factory=Journal)
    misbehaviors: Misbehaviors = field(default_factory=Misbehaviors)


STATE = web.AppKey("state", State)
CALL = web.RequestKey("call", Call)
