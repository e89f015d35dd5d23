"""Build the server."""

from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

from aiohttp import ClientSession, web

from sandbox.reader import PlateReader

from . import access, control, decoder, recognition
from .keys import KeyRing
from .state import CALL, STATE, State

type Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def create_app(
    keys: KeyRing, reader: PlateReader, *, eu: bool = False
) -> web.Application:
    """Build the server; the EU one has only the paths of the EU host."""
    app = web.Application(middlewares=[record, misbehaving])
    app.router.add_post(recognition.PATH, recognition.recognize)
    app.router.add_get(decoder.PATH, decoder.decode)
    if not eu:
        app.router.add_get(access.VALIDATE_PATH, access.validate)
    control.add_routes(app)

    async def share_state(app: web.Application) -> AsyncIterator[None]:
        with ThreadPoolExecutor(1, "plate-reader") as worker:
            async with ClientSession() as session:
                app[STATE] = State(keys, reader, worker, session)
                yield
            worker.shutdown(wait=False, cancel_futures=True)

    app.cleanup_ctx.append(share_state)
    return app


@web.middleware
async def record(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Record every call of the API in the journal."""
    if request.path.startswith(control.PREFIX):
        return await handler(request)
    call = request[CALL] = request.app[STATE].journal.open(request.path)
    start = perf_counter()
    try:
        response = await handler(request)
        call.status = (
            None
            if request.transport is None or request.transport.is_closing()
            else response.status
        )
    except web.HTTPException as error:
        call.status = error.status
        raise
    finally:
        call.ms = round((perf_counter() - start) * 1000, 1)
    return response


@web.middleware
async def misbehaving(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Apply a planned fault, which replaces or delays the answer."""
    misbehaviors = request.app[STATE].misbehaviors
    fault = misbehaviors.take(request.path)
    if fault is None:
        return await handler(request)
    request[CALL].misbehaved = True
    await misbehaviors.delay(fault)
    if fault.drop:
        return _drop(request)
    response = fault.response() if fault.answers else await handler(request)
    if not fault.answers:
        response.headers.update(fault.headers)
    return response


def _drop(request: web.Request) -> web.Response:
    """Close the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
