"""`POST /platerecognition`: fetch a picture and read its plates."""

import asyncio
import json
from time import perf_counter

from aiohttp import web

from sandbox.reader import UndecodablePictureError

from .access import refusal
from .answers import (
    BAD_IMAGE,
    EXHAUSTED,
    NO_IMAGE,
    NO_PLATES,
    NO_URL,
    exhausted,
    failure,
)
from .fetching import FetchError, fetch, fetchable
from .shape import success
from .state import CALL, STATE

PATH = "/platerecognition"


async def recognize(request: web.Request) -> web.Response:
    """Answer a recognition; the key is checked first, then the body, then the quota."""
    state, call = request.app[STATE], request[CALL]
    if refused := refusal(request):
        return refused
    call.image_url = await _image_url(request)
    if call.image_url is None:
        return failure(NO_URL)
    key = request.query["key"]
    if (key_state := state.keys.state(key)) in EXHAUSTED:
        return exhausted(key_state, state.keys.usage(key), PATH.strip("/"))
    try:
        address = fetchable(call.image_url)
        call.fetches += 1
        image = await fetch(state.session, address)
    except FetchError:
        return failure(NO_IMAGE)
    start = perf_counter()
    try:
        readings = await asyncio.get_running_loop().run_in_executor(
            state.worker, state.reader.read, image
        )
    except UndecodablePictureError:
        return failure(BAD_IMAGE)
    state.keys.bill(key)
    state.journal.bill(call)
    call.plates = [reading.plate.lower() for reading in readings]
    if not readings:
        return failure(NO_PLATES)
    return web.json_response(success(readings, (perf_counter() - start) * 1000))


async def _image_url(request: web.Request) -> str | None:
    """Return the picture's address, or None if the body has none."""
    try:
        body = await request.json(loads=json.loads)
    except ValueError:
        return None
    url = body.get("image_url") if isinstance(body, dict) else None
    return url if isinstance(url, str) and url else None
