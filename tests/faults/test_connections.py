"""CarsXE can't be reached: nothing is sent or counted, and it recovers."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from ipaddress import ip_address
from pathlib import Path
import socket
import ssl
from threading import Thread
from unittest.mock import patch

from cryptography import x509
import pytest
from yarl import URL

from custom_components.carsxe.api import client
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..certificate import make_certificate
from . import kinds
from .conftest import unused_port
from .house import VAN, House, scene


@contextmanager
def _at(house: House, address: str) -> Iterator[None]:
    """Replace CarsXE's address for a while."""
    calls = house.entry.runtime_data.paid_calls
    with patch.object(calls._client, "_base_url", URL(address)):
        yield


async def _check(house: House, address: str) -> None:
    """Scan three times while CarsXE can't be reached, and once when it can."""
    house.source.picture = scene(VAN)
    with _at(house, address):
        await house.check_fault(kinds.UNREACHABLE)
    await house.check_recovery()


async def test_refused(house: House) -> None:
    """The port is unused."""
    await _check(house, f"http://127.0.0.1:{unused_port()}")


async def test_unknown_host(house: House) -> None:
    """The name has no address."""
    connector = async_get_clientsession(house.hass).connector
    with patch.object(
        connector,
        "_resolver",
        **{"resolve.side_effect": OSError(None, "DNS lookup failed")},
    ):
        await _check(house, "http://api.carsxe.invalid")


async def test_no_tls(house: House) -> None:
    """The server doesn't speak TLS."""
    await _check(house, house.carsxe.url.replace("http:", "https:"))


async def test_wrong_certificate(house: House, impostor: str) -> None:
    """The server's certificate isn't trusted."""
    await _check(house, impostor)


async def test_takes_no_connection(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server doesn't accept connections."""
    monkeypatch.setattr(client, "CONNECT_TIMEOUT", 0.05)
    with ExitStack() as stack:
        full, *others = [stack.enter_context(socket.socket()) for _ in range(3)]
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for other in others:
            other.setblocking(False)
            other.connect_ex(full.getsockname())
        await _check(house, f"http://127.0.0.1:{full.getsockname()[1]}")


@pytest.fixture
def impostor(socket_enabled: None, tmp_path: Path) -> Iterator[str]:
    """Return the address of a server with an untrusted certificate."""
    context = _impostors_context(tmp_path / "certificate")
    listening = socket.create_server(("127.0.0.1", 0))
    # Not in the event loop, which would log a broken handshake as its own error.
    thread = Thread(target=_shake_hands, args=(listening, context))
    thread.start()
    yield f"https://127.0.0.1:{listening.getsockname()[1]}"
    listening.shutdown(socket.SHUT_RDWR)
    thread.join()
    listening.close()


def _shake_hands(listening: socket.socket, context: ssl.SSLContext) -> None:
    """Accept connections until the socket is shut down."""
    with suppress(OSError):
        while True:
            connection, _ = listening.accept()
            with suppress(OSError), context.wrap_socket(connection, server_side=True):
                pass
            connection.close()


def _impostors_context(file: Path) -> ssl.SSLContext:
    """Return the TLS context of a server with a self-signed certificate."""
    address = x509.IPAddress(ip_address("127.0.0.1"))
    file.write_bytes(b"".join(make_certificate("impostor", address)))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
