"""Fetch the picture of a call."""

from aiohttp import ClientError, ClientSession, ClientTimeout
from yarl import URL

MAX_BYTES = 10 * 1024 * 1024
MAX_REDIRECTS = 3
TIMEOUT = ClientTimeout(total=10)
SCHEMES = ("http", "https")


class FetchError(Exception):
    """The picture couldn't be fetched."""


def fetchable(url: str) -> URL:
    """Parse an address; raises FetchError unless it is http or https."""
    try:
        address = URL(url)
    except ValueError:
        raise FetchError from None
    if address.scheme not in SCHEMES or not address.host:
        raise FetchError
    return address


async def fetch(session: ClientSession, address: URL) -> bytes:
    """Fetch a picture of at most 10 MB within ten seconds; raises FetchError."""
    try:
        # aiohttp doesn't follow redirects to other schemes.
        async with session.get(
            address, timeout=TIMEOUT, max_redirects=MAX_REDIRECTS
        ) as response:
            if response.status != 200:
                raise FetchError
            body = await response.content.read(MAX_BYTES + 1)
            while len(body) <= MAX_BYTES and (
                chunk := await response.content.read(MAX_BYTES)
            ):
                body += chunk
    except ClientError, TimeoutError, ValueError, OSError:
        raise FetchError from None
    if not body or len(body) > MAX_BYTES:
        raise FetchError
    return body
