"""A stand-in for GitHub and the store's catalog: the parts that the store uses."""

import asyncio
import base64
from dataclasses import dataclass, field
import io
from pathlib import Path
import sys
import tempfile
from typing import Any
import zipfile

from aiohttp import web
from aiohttp.test_utils import TestServer

from demo.process import REPOSITORY

NAME = "somebody/carsxe"
TOKEN = "token-of-a-connected-account"
BRANCH = "main"
FOLDERS = ("blueprints", "custom_components", "docs")
_ROUTES = (
    ("GET", "/catalog/{section}/data.json", "catalog"),
    ("POST", "/github/login/device/code", "register"),
    ("POST", "/github/login/oauth/access_token", "activate"),
    ("GET", "/github/{owner}/{name}/releases/download/{tag}/{file}", "asset"),
    ("GET", "/raw/{owner}/{name}/{ref}/{path:.+}", "raw"),
    ("GET", "/api/rate_limit", "rate_limit"),
    ("GET", "/api/repos/{owner}/{name}", "repository"),
    ("GET", "/api/repos/{owner}/{name}/releases", "releases"),
    ("GET", "/api/repos/{owner}/{name}/branches/{branch}", "branch"),
    ("GET", "/api/repos/{owner}/{name}/git/trees/{ref:.+}", "tree"),
    ("GET", "/api/repos/{owner}/{name}/contents/{path:.+}", "contents"),
)


@dataclass
class GitHub:
    """Serves this working tree as a repository with releases, newest first.

    `assets` has the archive of each published release; `asked` has the requested paths.
    """

    assets: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def start(self) -> str:
        """Start, and return the address."""
        app = web.Application()
        for method, path, name in _ROUTES:
            app.router.add_route(method, path, getattr(self, f"_{name}"))
        app.on_response_prepare.append(self._remember)
        self._server = TestServer(app)
        await self._server.start_server()
        return str(self._server.make_url("")).rstrip("/")

    async def stop(self) -> None:
        """Stop."""
        await self._server.close()

    async def publish(self, version: str) -> None:
        """Publish a release with an archive built like a real one."""
        with tempfile.TemporaryDirectory() as folder:
            archive = Path(folder, "carsxe.zip")
            await _run("scripts/release-zip", version, str(archive))
            content = await asyncio.to_thread(archive.read_bytes)
        self.assets = {version: content, **self.assets}

    def shipped(self, version: str) -> set[str]:
        """Return the names of the files in a release's archive."""
        with zipfile.ZipFile(io.BytesIO(self.assets[version])) as archive:
            return set(archive.namelist())

    def content(self, path: str) -> bytes:
        """Return the content of a file of the repository. Raises HTTPNotFound if it doesn't exist."""
        if path not in _listing():
            raise web.HTTPNotFound
        return (REPOSITORY / path).read_bytes()

    async def _remember(self, request: web.Request, _: web.StreamResponse) -> None:
        self.asked.append(request.path)

    async def _catalog(self, request: web.Request) -> web.Response:
        lists = request.match_info["section"] in ("removed", "critical")
        return web.json_response([] if lists else {})

    async def _register(self, _: web.Request) -> web.Response:
        return web.json_response(
            {
                "device_code": "device",
                "user_code": "ABCD-1234",
                "verification_uri": "https://example.com/",
                "expires_in": 900,
                "interval": 1,
            }
        )

    async def _activate(self, _: web.Request) -> web.Response:
        answer = {"access_token": TOKEN, "token_type": "bearer", "scope": ""}
        return web.json_response(answer)

    async def _rate_limit(self, request: web.Request) -> web.Response:
        _require(request)
        rate = {"limit": 5000, "remaining": 4999, "reset": 4102444800, "used": 1}
        return web.json_response({"resources": {"core": rate}, "rate": rate})

    async def _repository(self, request: web.Request) -> web.Response:
        _require(request)
        return web.json_response(
            {
                "id": 1,
                "full_name": NAME,
                "description": "Reads license plates",
                "default_branch": BRANCH,
                "archived": False,
                "has_issues": True,
                "open_issues": 0,
                "stargazers_count": 0,
                "topics": ["home-assistant"],
                "pushed_at": "2026-11-23T08:00:00Z",
            }
        )

    async def _releases(self, request: web.Request) -> web.Response:
        _require(request)
        return web.json_response([_release(tag) for tag in self.assets])

    async def _branch(self, request: web.Request) -> web.Response:
        _require(request)
        return web.json_response(
            {"name": BRANCH, "commit": {"sha": "0123456789abcdef"}}
        )

    async def _tree(self, request: web.Request) -> web.Response:
        _require(request)
        if request.match_info["ref"] not in (BRANCH, *self.assets):
            raise web.HTTPNotFound
        tree = [{"path": path, "type": kind} for path, kind in _listing().items()]
        return web.json_response({"sha": "0", "tree": tree, "truncated": False})

    async def _contents(self, request: web.Request) -> web.Response:
        _require(request)
        path = request.match_info["path"]
        encoded = base64.b64encode(self.content(path)).decode()
        return web.json_response(
            {"path": path, "type": "file", "encoding": "base64", "content": encoded}
        )

    async def _raw(self, request: web.Request) -> web.Response:
        return web.Response(body=self.content(request.match_info["path"]))

    async def _asset(self, request: web.Request) -> web.Response:
        asset = self.assets.get(request.match_info["tag"])
        if asset is None or request.match_info["file"] != "carsxe.zip":
            raise web.HTTPNotFound
        return web.Response(body=asset, content_type="application/zip")


def _release(tag: str) -> dict[str, Any]:
    """Return the API's data about a release."""
    return {
        "tag_name": tag,
        "name": tag,
        "body": "What is new.",
        "draft": False,
        "prerelease": False,
        "assets": [{"name": "carsxe.zip", "download_count": 0}],
    }


def _require(request: web.Request) -> None:
    """Refuse requests without a sign-in, and unknown repositories."""
    if TOKEN not in request.headers.get("Authorization", ""):
        raise web.HTTPUnauthorized
    info = request.match_info
    if "name" in info and f"{info['owner']}/{info['name']}" != NAME:
        raise web.HTTPNotFound


def _listing() -> dict[str, str]:
    """Return the paths of the repository that the store may see, with their types."""
    files = [file for file in REPOSITORY.iterdir() if file.suffix in (".json", ".md")]
    for folder in FOLDERS:
        files += [REPOSITORY / folder, *(REPOSITORY / folder).rglob("*")]
    return {
        file.relative_to(REPOSITORY).as_posix(): "tree" if file.is_dir() else "blob"
        for file in sorted(files)
        if "__pycache__" not in file.parts
    }


async def _run(script: str, *arguments: str) -> None:
    """Run one of the repository's scripts."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(REPOSITORY / script), *arguments
    )
    assert await process.wait() == 0
