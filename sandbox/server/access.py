"""Check keys: for every API, and as `GET /v1/auth/validate`."""

from aiohttp import web

from .answers import NO_KEY, REFUSALS, KeyState, failure
from .state import STATE

VALIDATE_PATH = "/v1/auth/validate"


def refusal(request: web.Request) -> web.Response | None:
    """Return the answer to a call whose key isn't accepted, or None."""
    key = request.query.get("key")
    if not key:
        return failure(NO_KEY)
    error = REFUSALS.get(request.app[STATE].keys.state(key))
    return failure(error) if error else None


async def validate(request: web.Request) -> web.Response:
    """Answer whether a key is valid, regardless of its plan and quota."""
    key = request.query.get("key", "")
    if request.app[STATE].keys.state(key) is not KeyState.TIER and (
        refused := refusal(request)
    ):
        return refused
    return web.json_response({"success": True})
