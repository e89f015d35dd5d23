"""The example that publishes only the snapshots, in front of a real Home Assistant."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
import re
import shutil

import aiohttp
import pytest

from demo.process import choose_port

from .conftest import House
from .waiting import PAUSE

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "docs" / "examples" / "nginx.conf").read_text()
FOLDERS = f"/usr/sbin:/usr/bin:/sbin:{ROOT}/.local/nginx/usr/sbin"
NGINX = shutil.which("nginx", path=FOLDERS)

# If there is apt-get, scripts/setup installs nginx, and this test must run.
pytestmark = pytest.mark.skipif(
    NGINX is None and shutil.which("apt-get") is None, reason="there is no nginx"
)


def _configuration(folder: Path, port: int, home: str) -> str:
    """Return the example without a certificate, which the sandbox wouldn't trust."""
    server = re.sub(r"(?m)^ *ssl_.*\n", "", EXAMPLE)
    server = server.replace("listen 443 ssl", f"listen 127.0.0.1:{port}")
    server = server.replace("http://127.0.0.1:8123", home)
    paths = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"daemon off;\nmaster_process off;\npid {folder}/pid;\nevents {{}}\n"
        f"http {{\n{paths}access_log {folder}/access.log;\n{server}}}\n"
    )


async def _listens(port: int) -> bool:
    """Return whether somebody accepts connections."""
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


@pytest.fixture
async def proxy(house: House, tmp_path: Path) -> AsyncIterator[str]:
    """Run the example, and return its address."""
    assert NGINX, "nginx is missing; scripts/setup gets it"
    port = choose_port(None)
    file = tmp_path / "nginx.conf"
    file.write_text(_configuration(tmp_path, port, house.home.url))
    process = await asyncio.create_subprocess_exec(
        NGINX, "-p", str(tmp_path), "-c", str(file), "-e", str(tmp_path / "error.log")
    )
    while not await _listens(port):
        assert process.returncode is None, (tmp_path / "error.log").read_text()
        await asyncio.sleep(PAUSE)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    await process.wait()


async def test_snapshots_alone(house: House, proxy: str) -> None:
    """CarsXE fetches its picture through the example; Home Assistant's own pages aren't served."""
    await house.show("day_gb.jpg")
    await house.set_public_url(proxy)
    try:
        (event,) = await house.scan(house.gate["image_processing.plate"])
        assert event["plate"] == "WG12KVL"
    finally:
        await house.set_public_url(house.home.url)
    async with aiohttp.ClientSession() as session:
        for path in ("/", "/api/", "/auth/providers", "/manifest.json"):
            async with session.get(f"{house.home.url}{path}") as response:
                assert response.status != 404
            async with session.get(f"{proxy}{path}") as response:
                assert response.status == 404
