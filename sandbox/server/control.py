"""The control interface for tests, under `/sandbox/`."""

import json

from aiohttp import web

from .answers import KeyState
from .misbehavior import InvalidMisbehaviorError, Misbehavior
from .state import STATE

PREFIX = "/sandbox/"


def add_routes(app: web.Application) -> None:
    """Add the control interface."""
    app.router.add_get(PREFIX + "calls", calls)
    app.router.add_post(PREFIX + "misbehave", misbehave)
    app.router.add_post(PREFIX + "keys", keys)
    app.router.add_post(PREFIX + "reset", reset)


async def calls(request: web.Request) -> web.Response:
    """Return the calls."""
    return web.json_response(request.app[STATE].journal.as_json())


async def misbehave(request: web.Request) -> web.Response:
    """Plan a fault."""
    try:
        fault = Misbehavior.parse(await _body(request))
    except InvalidMisbehaviorError as error:
        return web.json_response({"error": str(error)}, status=400)
    if not fault.path.startswith("/") or fault.path.startswith(PREFIX):
        return web.json_response({"error": "path is one of the API"}, status=400)
    request.app[STATE].misbehaviors.add(fault)
    return web.json_response({})


async def keys(request: web.Request) -> web.Response:
    """Add a key, or set its state."""
    wish = await _body(request)
    key, state = (
        (wish.get("key"), wish.get("state", KeyState.OK))
        if isinstance(wish, dict)
        else ("", "")
    )
    if not isinstance(key, str) or not key or state not in list(KeyState):
        return web.json_response(
            {"error": f"key is a text, state one of {', '.join(KeyState)}"}, status=400
        )
    request.app[STATE].keys.put(key, KeyState(state))
    return web.json_response({})


async def reset(request: web.Request) -> web.Response:
    """Forget faults, calls and used quota; keys keep their states."""
    state = request.app[STATE]
    state.misbehaviors.reset()
    state.journal.reset()
    state.keys.reset()
    return web.json_response({})


async def _body(request: web.Request) -> object:
    """Return the body's JSON, or None if it isn't JSON."""
    try:
        body: object = await request.json(loads=json.loads)
    except ValueError:
        return None
    return body
