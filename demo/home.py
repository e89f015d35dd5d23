"""A real Home Assistant in its own process and configuration folder."""

import asyncio
import contextlib
from datetime import UTC, datetime
import json
from pathlib import Path
import secrets
import sys
from typing import Any

import aiohttp

from .connection import Connection
from .process import REPOSITORY, ChildProcess, ProcessError

USER = "demo"
PASSWORD = "demo"
START_TIMEOUT = 180.0
INSTANCE = "instance.txt"
_CLIENT_ID = "http://127.0.0.1/"
# All steps except the owner's: the others would add integrations that need the internet.
_ONBOARDING = {
    "version": 4,
    "minor_version": 1,
    "key": "onboarding",
    "data": {"done": ["core_config", "analytics", "integration"]},
}


class Home:
    """Runs Home Assistant on this machine's loopback address only."""

    program: tuple[str, ...] = ("-m", "homeassistant")
    # Parts of the configuration folder that are links into the repository.
    # Home Assistant finds no blueprint behind a linked folder.
    links: tuple[str, ...] = (
        "custom_components/carsxe",
        *(
            str(file.relative_to(REPOSITORY))
            for file in sorted(REPOSITORY.glob("blueprints/automation/carsxe/*.yaml"))
        ),
    )

    def __init__(
        self, folder: Path, port: int, configuration: str, *, ban_after: int = -1
    ) -> None:
        """Store its folder; `configuration` is its YAML.

        Whoever fails to log in `ban_after` times is banned; -1 bans nobody.
        """
        self.folder = folder
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.log = folder / "home-assistant.output"
        self._configuration = configuration
        self._ban_after = ban_after
        self._process: ChildProcess | None = None
        self._instance = secrets.token_hex()

    async def start(self) -> str:
        """Start, complete onboarding if it is new, and return an access token."""
        await asyncio.to_thread(self._write_configuration)
        self._process = await ChildProcess.start(
            [sys.executable, *self.program, "--config", str(self.folder)],
            self.log,
        )
        try:
            async with asyncio.timeout(START_TIMEOUT):
                return await self._sign_in()
        except TimeoutError:
            raise ProcessError(
                f"Home Assistant doesn't come up; its output is in {self.log}"
            ) from None

    async def stop(self) -> None:
        """Stop with an orderly shutdown."""
        if self._process:
            await self._process.stop()

    def connect(self, token: str) -> Connection:
        """Return a connection that isn't open yet."""
        return Connection(self.url, token)

    async def _sign_in(self) -> str:
        """Return an access token when everything has started."""
        assert self._process
        async with aiohttp.ClientSession(base_url=self.url) as session:
            await self._wait_for_server(session)
            token = await _sign_in(session)
            while not await _is_running(session, token):
                self._process.check()
                await asyncio.sleep(0.1)
        return token

    async def _wait_for_server(self, session: aiohttp.ClientSession) -> None:
        """Return when the server answers and is ours, not another one on the port."""
        assert self._process
        while True:
            self._process.check()
            with contextlib.suppress(aiohttp.ClientError):
                async with session.get(f"/local/{INSTANCE}") as response:
                    if await response.text() == self._instance:
                        return
            await asyncio.sleep(0.1)

    def _write_configuration(self) -> None:
        """Write Home Assistant's configuration."""
        storage = self.folder / ".storage"
        storage.mkdir(parents=True, exist_ok=True)
        (self.folder / "configuration.yaml").write_text(self._configuration)
        (self.folder / "www").mkdir(exist_ok=True)
        (self.folder / "www" / INSTANCE).write_text(self._instance)
        for link in self.links:
            parent = (self.folder / link).parent
            if parent.is_symlink():
                parent.unlink()
            parent.mkdir(parents=True, exist_ok=True)
            _link(self.folder / link, REPOSITORY / link)
        # In YAML, these settings would be a trial that is reverted after five minutes.
        settings = http_settings(self.port, ban_after=self._ban_after)
        (storage / "http").write_text(json.dumps(settings))
        if not (onboarding := storage / "onboarding").exists():
            onboarding.write_text(json.dumps(_ONBOARDING))


def _link(link: Path, target: Path) -> None:
    """Make a link point to a target, whatever it pointed to before."""
    link.unlink(missing_ok=True)
    link.symlink_to(target)


def http_settings(port: int, *, ban_after: int = -1) -> dict[str, Any]:
    """Return the stored settings of the http component."""
    stable = {
        "server_host": ["127.0.0.1"],
        "server_port": port,
        "cors_allowed_origins": [],
        "login_attempts_threshold": ban_after,
        "ip_ban_enabled": True,
        "ssl_profile": "intermediate_v6",
        "use_x_frame_options": True,
        "created_at": datetime.now(UTC).isoformat(),
        "error": None,
        "error_message": None,
    }
    return {
        "version": 3,
        "minor_version": 1,
        "key": "http",
        "data": {"stable": stable, "pending": None, "yaml_migration_done": True},
    }


async def _sign_in(session: aiohttp.ClientSession) -> str:
    """Return an access token, creating the user if there is none yet."""
    async with session.get("/api/onboarding") as response:
        onboarded = response.status == 404 or (await response.json())[0]["done"]
    code = await (_log_in(session) if onboarded else _onboard(session))
    form = {"client_id": _CLIENT_ID, "grant_type": "authorization_code", "code": code}
    async with session.post("/auth/token", data=form) as response:
        response.raise_for_status()
        tokens = await response.json()
    return str(tokens["access_token"])


async def _onboard(session: aiohttp.ClientSession) -> str:
    """Create the owner and return an authorization code."""
    user = {
        "client_id": _CLIENT_ID,
        "name": "Demo",
        "username": USER,
        "password": PASSWORD,
        "language": "en",
    }
    async with session.post("/api/onboarding/users", json=user) as response:
        response.raise_for_status()
        return str((await response.json())["auth_code"])


async def _log_in(session: aiohttp.ClientSession) -> str:
    """Log in as the owner and return an authorization code."""
    start = {
        "client_id": _CLIENT_ID,
        "handler": ["homeassistant", None],
        "redirect_uri": _CLIENT_ID,
    }
    async with session.post("/auth/login_flow", json=start) as response:
        flow_id = (await response.json())["flow_id"]
    login = {"client_id": _CLIENT_ID, "username": USER, "password": PASSWORD}
    async with session.post(f"/auth/login_flow/{flow_id}", json=login) as response:
        return str((await response.json())["result"])


async def _is_running(session: aiohttp.ClientSession, token: str) -> bool:
    """Return whether everything has started."""
    headers = {"Authorization": f"Bearer {token}"}
    async with session.get("/api/config", headers=headers) as response:
        return bool((await response.json())["state"] == "RUNNING")
