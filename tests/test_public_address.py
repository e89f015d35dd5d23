"""Tests of the example that publishes only the snapshots, with a real nginx."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
import re
import shutil
import socket
import ssl
from typing import Any

from aiohttp import ClientSession, TCPConnector, hdrs, web
from aiohttp.test_utils import TestServer
from cryptography import x509
import pytest

from custom_components.carsxe.runtime.snapshots import (
    SNAPSHOT_URL,
    TOKEN_BYTES,
    SnapshotStore,
    SnapshotView,
)
from custom_components.carsxe.vision import Picture
from demo.process import choose_port

from .certificate import make_certificate

ROOT = Path(__file__).parents[1]
EXAMPLE = (ROOT / "docs" / "examples" / "nginx.conf").read_text()
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin") or shutil.which(
    "nginx", path=str(ROOT / ".local/nginx/usr/sbin")
)
NAME = "carsxe.example.com"
TOKEN = "a-Z_0" * 8 + "abc"
SNAPSHOT = f"/api/carsxe/snapshot/{TOKEN}"
PICTURE = Picture(
    content=bytes(3_000_000), content_type="image/jpeg", width=1280, height=720
)
# Bytes in the buffers along the way.
MAX_HELD = 1_000_000

# If there is apt-get, scripts/setup installs nginx, and this test must run.
pytestmark = pytest.mark.skipif(
    NGINX is None and shutil.which("apt-get") is None, reason="there is no nginx"
)


@dataclass
class Site:
    """An nginx with the example in front of a server that answers everything."""

    folder: Path
    port: int
    context: ssl.SSLContext
    store: SnapshotStore
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    async def ask_raw(self, target: str, body: str = "") -> int:
        """Send a request byte for byte, and return the status of the answer."""
        reader, writer = await self.connect()
        writer.write(
            f"GET {target} HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
        )
        try:
            return int((await reader.read()).split()[1])
        finally:
            writer.transport.abort()

    async def connect(
        self, **options: Any
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Return a connection to nginx."""
        return await asyncio.open_connection(
            "127.0.0.1", self.port, ssl=self.context, server_hostname=NAME, **options
        )

    async def ask(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, str]:
        """Return status and body of nginx's answer."""
        async with (
            ClientSession(connector=TCPConnector(ssl=self.context)) as session,
            session.request(
                method,
                f"https://127.0.0.1:{self.port}{path}",
                server_hostname=NAME,
                headers={hdrs.HOST: NAME, **headers},
            ) as response,
        ):
            return response.status, await response.text()


def _configuration(folder: Path, port: int, behind: int) -> str:
    """Return the example with the test's ports and certificate."""
    server = (
        EXAMPLE.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
        .replace("127.0.0.1:8123", f"127.0.0.1:{behind}")
        .replace(f"/etc/letsencrypt/live/{NAME}/fullchain.pem", f"{folder}/cert.pem")
        .replace(f"/etc/letsencrypt/live/{NAME}/privkey.pem", f"{folder}/key.pem")
    )
    assert "letsencrypt" not in server
    assert ":8123;" not in server
    paths = "".join(
        f"    {kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"daemon off;\nmaster_process off;\npid {folder}/pid;\n"
        f"error_log {folder}/error.log info;\nevents {{}}\n"
        f"http {{\n{paths}    access_log {folder}/access.log;\n{server}}}\n"
    )


def _write_certificate(folder: Path) -> None:
    """Write a key and a self-signed certificate."""
    key, certificate = make_certificate(NAME, x509.DNSName(NAME))
    (folder / "cert.pem").write_bytes(certificate)
    (folder / "key.pem").write_bytes(key)


@pytest.fixture
async def site(tmp_path: Path, socket_enabled: None) -> AsyncIterator[Site]:
    """Run nginx with the example in front of a server that answers everything."""
    _write_certificate(tmp_path)
    context = ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))
    store = SnapshotStore(asyncio.get_running_loop())
    site = Site(tmp_path, 0, context, store)

    view = SnapshotView(store)

    async def _answer(request: web.Request) -> web.Response:
        seen = request.raw_path
        site.requests.append((request.method, seen, dict(request.headers)))
        site.bodies.append(await request.read())
        if store.fetch(request.path.rpartition("/")[2]):
            return await view.handle(request)
        return web.Response(text="a picture")

    app = web.Application()
    app.router.add_route("*", SNAPSHOT_URL, _answer)
    app.router.add_route("*", r"/{path:[\s\S]*}", _answer)
    behind = TestServer(app)
    await behind.start_server()
    assert behind.port
    process = await _start(site, behind.port)
    try:
        yield site
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
        await behind.close()


async def _start(site: Site, behind: int) -> asyncio.subprocess.Process:
    """Start nginx, and wait until it answers."""
    assert NGINX, "nginx is missing; scripts/setup gets it"
    file, log = site.folder / "nginx.conf", site.folder / "start.log"
    site.port = choose_port(None)
    file.write_text(_configuration(site.folder, site.port, behind))
    process = await asyncio.create_subprocess_exec(
        NGINX, "-p", str(site.folder), "-c", str(file), "-e", str(log)
    )
    if not await _answers(site, process):
        pytest.fail(log.read_text())
    return process


async def _answers(site: Site, process: asyncio.subprocess.Process) -> bool:
    """Return whether nginx answers with its certificate, or has ended."""
    while process.returncode is None:
        try:
            _, writer = await site.connect()
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.transport.abort()
            return True
    return False


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_snapshot(site: Site, method: str) -> None:
    """A snapshot can be fetched; other cookies and tokens aren't passed on."""
    status, text = await site.ask(
        SNAPSHOT, method, Cookie="a=b", Authorization="Bearer x"
    )
    assert status == 200
    assert text == ("a picture" if method == "GET" else "")
    ((seen, path, headers),) = site.requests
    assert (seen, path) == (method, SNAPSHOT)
    assert not {"Cookie", "Authorization", "X-Forwarded-For"} & set(headers)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_other_methods(site: Site, method: str) -> None:
    """Other methods are refused and not passed on."""
    status, _ = await site.ask(SNAPSHOT, method)
    assert status in (403, 405)
    assert site.requests == []


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/api/",
        "/api/states",
        "/api/websocket",
        "/auth/authorize",
        "/lovelace",
        "/api/carsxe/",
        "/api/carsxe/snapshot/",
        "/api/carsxe/snapshot/short",
        f"{SNAPSHOT}/",
        f"{SNAPSHOT}/more",
        f"{SNAPSHOT}a",
        f"/api/carsxe/snapshot/../../states/{TOKEN}",
        "/api/carsxe/snapshot/..%2f..%2fstates",
        f"//api/carsxe/snapshot/{TOKEN}x",
        f"/x{SNAPSHOT}",
    ],
)
async def test_all_else(site: Site, path: str) -> None:
    """Nothing else exists or is passed on."""
    status, _ = await site.ask(path)
    assert status in (400, 404)
    assert site.requests == []


@pytest.mark.parametrize(
    "target",
    [
        f"/lovelace/..{SNAPSHOT}",
        f"/lovelace/%2e%2e{SNAPSHOT}",
        f"/auth/%2e%2e//api/./carsxe/snapshot/{TOKEN}",
        f"/api/carsxe/../carsxe/snapshot/{TOKEN}",
        f"/api/carsxe/snapshot/x/../{TOKEN}",
        f"//api//carsxe//snapshot//{TOKEN}",
        f"/%61pi/carsxe/snapshot/{TOKEN}",
        f"/api/carsxe/snapshot/%61{TOKEN[1:]}",
        f"{SNAPSHOT}?authSig=a.b.c&access_token=x",
        f"{SNAPSHOT}?a=<script>alert(1)</script>",
        f"{SNAPSHOT}?",
        f"{SNAPSHOT}#fragment",
        f"https://{NAME}{SNAPSHOT}?x=1",
        f"{SNAPSHOT}%0a",
        f"{SNAPSHOT}%0d%0a",
        f"{SNAPSHOT}%00",
        f"{SNAPSHOT}%3fauthSig=x",
        f"{SNAPSHOT}%2f..%2f..%2fstates",
        f"{SNAPSHOT}/../../../states",
        f"{SNAPSHOT};x",
        f"/api/states?path={SNAPSHOT}",
    ],
)
async def test_disguised(site: Site, target: str) -> None:
    """In any spelling, only a snapshot's plain path is passed on."""
    status = await site.ask_raw(target)
    assert status in (200, 400, 404)
    asked = [path for _, path, _ in site.requests]
    assert asked == ([SNAPSHOT] if status == 200 else [])


async def test_body(site: Site) -> None:
    """Nothing that a visitor sends along is passed on."""
    assert await site.ask_raw(SNAPSHOT, "a body") == 200
    assert site.bodies == [b""]


@pytest.mark.parametrize(
    "header",
    [
        *("Cookie", "Authorization", "X-Forwarded-For", "X-Forwarded-Proto"),
        *("X-Forwarded-Host", "Forwarded", "X-Real-IP", "X-HA-Access", "Upgrade"),
        *("Range", "Referer", "User-Agent", "Expect"),
    ],
)
async def test_headers(site: Site, header: str) -> None:
    """No header of a visitor is passed on."""
    await site.ask(SNAPSHOT, **{header: "made-up"})
    assert "made-up" not in str([headers for _, _, headers in site.requests])


async def test_slow_visitor(site: Site) -> None:
    """Of what a slow visitor hasn't received at the end of the call, nginx keeps little, and nothing on the disk."""
    sock = socket.socket()
    sock.setblocking(False)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", site.port))
    reader, writer = await asyncio.open_connection(
        sock=sock, ssl=site.context, server_hostname=NAME, limit=4096
    )
    with site.store.publish(PICTURE) as snapshot:
        writer.write(f"GET {snapshot.path} HTTP/1.1\r\nHost: {NAME}\r\n\r\n".encode())
        assert await reader.readline() == b"HTTP/1.1 200 OK\r\n"
        await asyncio.sleep(1)
        kept = [file for file in (site.folder / "proxy").rglob("*") if file.is_file()]
        assert kept == []
    read = 0
    try:
        while chunk := await reader.read(65536):
            read += len(chunk)
    except OSError:
        pass
    finally:
        writer.transport.abort()
    assert read < MAX_HELD


async def test_crowd(site: Site) -> None:
    """A visitor with many requests gets few answers, and isn't logged for it."""
    statuses = await asyncio.gather(*(site.ask_raw(SNAPSHOT) for _ in range(40)))
    assert set(statuses) == {200, 503}
    assert len(site.requests) == statuses.count(200) < 40
    _assert_no_log(site)


@pytest.mark.parametrize("path", [SNAPSHOT, f"{SNAPSHOT}/more"])
async def test_no_log(site: Site, path: str) -> None:
    """No log holds a snapshot's address."""
    await site.ask(path)
    _assert_no_log(site)


def _assert_no_log(site: Site) -> None:
    """Fail if a log contains a snapshot's address."""
    for file in site.folder.rglob("*.log"):
        assert TOKEN not in file.read_text()


def test_length_of_token() -> None:
    """The example passes on exactly the integration's addresses."""
    pattern = re.search(r'location ~ "(\S+)" {', EXAMPLE)
    assert pattern
    length = -(-TOKEN_BYTES * 4 // 3)
    assert re.match(pattern[1], SNAPSHOT_URL.format(token="x" * length))
    assert not re.match(pattern[1], SNAPSHOT_URL.format(token="x" * (length - 1)))
