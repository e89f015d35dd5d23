"""The client of the CarsXE API."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import replace
from http import HTTPStatus
import random
from typing import Any

import aiohttp
from aiohttp.http_exceptions import ContentEncodingError
from yarl import URL

from .answers import is_no_plates, is_success, parse_body, to_error
from .errors import (
    CarsXEAnswerError,
    CarsXEAuthError,
    CarsXEConnectionError,
    CarsXEError,
    CarsXEQuotaError,
    CarsXERequestError,
    CarsXETemporaryError,
    CarsXETimeoutError,
    CarsXEUnknownPlateError,
    CarsXEUnreachableError,
)
from .models import DecodedPlate, Recognition
from .parser import parse_decoded_plate, parse_recognition

GLOBAL_HOST = "https://api.carsxe.com"
EU_HOST = "https://eu-api.carsxe.com"
HOSTS = (GLOBAL_HOST, EU_HOST)

DEADLINE = 30.0
CONNECT_TIMEOUT = 10.0
KEY_CHECK_DEADLINE = 15.0
RETRY_PAUSES = (0.5, 1.0)
MAX_ATTEMPTS = len(RETRY_PAUSES) + 1
_NO_VERDICT = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
)
_NOT_CONNECTED = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
MAX_ANSWER_BYTES = 256 * 1024

type Publish = Callable[[], AbstractContextManager[str]]


class CarsXEClient:
    """Call CarsXE over a session that the caller owns.

    Every method raises a CarsXEError, never an aiohttp error: those contain the request's URL,
    which contains the key.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        api_key: str,
        base_url: str = GLOBAL_HOST,
    ) -> None:
        """Store the session, the key and the base URL."""
        self._session = session
        self._key = api_key
        self._base_url = URL(base_url)

    async def recognize(self, publish: Publish) -> Recognition:
        """Read the plates in a picture; costs one recognition.

        `publish` is entered for each attempt. It yields the public address of the picture, withdraws
        the picture when the attempt ends, and sees the attempt's exception. There are up to three
        attempts within 30 seconds; only temporary errors are retried.
        """
        deadline = asyncio.get_running_loop().time() + DEADLINE
        for attempts, pause in enumerate(RETRY_PAUSES, 1):
            try:
                recognition = await self._attempt(publish, deadline)
            except CarsXETimeoutError:
                raise
            except CarsXETemporaryError:
                async with _until(deadline):
                    await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311
            else:
                return replace(recognition, attempts=attempts)
        recognition = await self._attempt(publish, deadline)
        return replace(recognition, attempts=MAX_ATTEMPTS)

    async def decode_plate(
        self,
        plate: str,
        *,
        country: str | None = None,
        state: str | None = None,
        district: str | None = None,
    ) -> DecodedPlate:
        """Look up the vehicle with a plate; costs one decode, and is never retried.

        `country` is a two-letter ISO code. Raises CarsXEUnknownPlateError if CarsXE doesn't know
        the plate.
        """
        optional = {"country": country, "state": state, "district": district}
        params = {"plate": plate} | {k: v for k, v in optional.items() if v}
        async with _until(asyncio.get_running_loop().time() + DEADLINE):
            status, answer = await self._request(
                "GET", "v2/platedecoder", params=params, middlewares=(_once(),)
            )
        if status == HTTPStatus.NOT_FOUND and answer is not None:
            raise CarsXEUnknownPlateError("CarsXE doesn't know this plate")
        if answer is None or not is_success(status, answer):
            raise to_error(status, answer, self._key, plate)
        return parse_decoded_plate(answer)

    async def validate_key(self) -> None:
        """Check the API key without spending a recognition; a key without remaining quota is valid."""
        try:
            async with asyncio.timeout(KEY_CHECK_DEADLINE):
                # The EU host is documented without the key check.
                has_check = self._base_url.host != URL(EU_HOST).host
                if not (has_check and await self._check_key()):
                    await self._check_key_by_empty_request()
        except TimeoutError:
            raise CarsXETimeoutError(
                f"No answer within {KEY_CHECK_DEADLINE:.0f} s"
            ) from None
        except CarsXEQuotaError:
            return

    async def _attempt(self, publish: Publish, deadline: float) -> Recognition:
        """Make one call; its picture is public only during the call."""
        with publish() as image_url:
            async with _until(deadline):
                status, answer = await self._request(
                    "POST", "platerecognition", json={"image_url": image_url}
                )
            if is_no_plates(status, answer):
                return Recognition()
            if answer is None or not is_success(status, answer):
                raise to_error(status, answer, self._key)
            return parse_recognition(answer)

    async def _check_key(self) -> bool:
        """Ask whether the key is valid; return False if the answer doesn't tell."""
        status, answer = await self._request("GET", "v1/auth/validate")
        if status in _NO_VERDICT:
            return False
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            raise to_error(status, answer, self._key)
        if answer is not None and answer.get("valid") is False:
            raise CarsXEAuthError("The key isn't valid")
        if is_success(HTTPStatus.OK, answer):
            return True
        error = to_error(status, answer, self._key)
        if isinstance(error, CarsXEAnswerError):
            return False
        raise error

    async def _check_key_by_empty_request(self) -> None:
        """Send a recognition without a picture: it is refused for free, but only after the key check."""
        status, answer = await self._request("POST", "platerecognition", json={})
        error = to_error(status, answer, self._key)
        if not isinstance(error, CarsXERequestError):
            raise error

    async def _request(
        self,
        method: str,
        path: str,
        *,
        json: dict[str, str] | None = None,
        params: dict[str, str] | None = None,
        middlewares: tuple[aiohttp.ClientMiddlewareType, ...] | None = None,
    ) -> tuple[int, dict[str, Any] | None]:
        """Return an answer's status and JSON object, or None if its body isn't one."""
        try:
            async with self._session.request(
                method,
                self._base_url / path,
                params={**(params or {}), "key": self._key},
                json=json,
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_TIMEOUT),
                allow_redirects=False,
                middlewares=middlewares,
            ) as response:
                return response.status, parse_body(await _read(response))
        except Exception as err:  # noqa: BLE001
            failure = _failure(err)
        # Raised outside the handler: an error raised inside would keep the original as its context,
        # and that text may contain the URL with the key.
        raise failure


@asynccontextmanager
async def _until(deadline: float) -> AsyncIterator[None]:
    """Cancel at a loop time. Raises CarsXETimeoutError."""
    try:
        async with asyncio.timeout_at(deadline):
            yield
    except TimeoutError:
        raise CarsXETimeoutError(f"No answer within {DEADLINE:.0f} s") from None


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """Return a body. Raises CarsXEAnswerError if it is longer than any CarsXE answer."""
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > MAX_ANSWER_BYTES:
            raise CarsXEAnswerError(f"The answer exceeds {MAX_ANSWER_BYTES} bytes")
    return bytes(body)


def _failure(err: Exception) -> CarsXEError:
    """Return the CarsXE error for a request's exception, without any part of the URL."""
    if isinstance(err, CarsXEError):
        return err
    if isinstance(err, _NOT_CONNECTED):
        return CarsXEUnreachableError(_cause(err))
    if isinstance(err, aiohttp.ClientConnectionError):
        return CarsXEConnectionError(_cause(err))
    if isinstance(err, aiohttp.ClientPayloadError):
        if isinstance(err.__cause__, ContentEncodingError):
            return CarsXEAnswerError(type(err.__cause__).__name__)
        return CarsXEConnectionError("The answer broke off")
    return CarsXEAnswerError(type(err).__name__)


def _cause(err: aiohttp.ClientConnectionError) -> str:
    """Return why a connection failed; the full exception text may contain the URL."""
    return getattr(err, "strerror", None) or type(err).__name__


def _once() -> aiohttp.ClientMiddlewareType:
    """Return a middleware that keeps aiohttp from repeating a GET after a broken connection."""
    sent = False

    async def _send(
        request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        nonlocal sent
        if sent:
            raise aiohttp.ClientConnectionError
        sent = True
        return await handler(request)

    return _send
