"""Talk to a Home Assistant over REST and websocket, like its own frontend."""

import asyncio
from collections.abc import AsyncIterator, Callable
import contextlib
import itertools
from typing import Any, Self

import aiohttp

TIMEOUT = 180.0
SUBENTRY_FLOWS = "/api/config/config_entries/subentries/flow"


class RefusedError(Exception):
    """Home Assistant refused a request."""


class Connection:
    """An authenticated connection; open it with `async with`."""

    def __init__(self, url: str, token: str) -> None:
        """Store where to connect to."""
        self.url = url
        self._headers = {"Authorization": f"Bearer {token}"}
        self._token = token
        self._ids = itertools.count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._events: dict[int, Callable[[dict[str, Any]], None]] = {}
        self._exit = contextlib.AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Open the websocket and authenticate."""
        self._session = await self._exit.enter_async_context(
            aiohttp.ClientSession(
                base_url=self.url, timeout=aiohttp.ClientTimeout(total=TIMEOUT)
            )
        )
        self._socket = await self._exit.enter_async_context(
            self._session.ws_connect("/api/websocket", max_msg_size=0)
        )
        await self._socket.receive_json()
        await self._socket.send_json({"type": "auth", "access_token": self._token})
        if (await self._socket.receive_json())["type"] != "auth_ok":
            raise RefusedError("the access token isn't valid")
        self._reader = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close everything."""
        self._reader.cancel()
        await self._exit.aclose()

    @property
    def is_open(self) -> bool:
        """Return whether Home Assistant hasn't closed it."""
        return not self._reader.done()

    def copy(self) -> Self:
        """Return another one that isn't open yet."""
        return type(self)(self.url, self._token)

    async def rest(self, method: str, path: str, json: Any = None) -> Any:
        """Return the JSON response of a REST call."""
        async with self._session.request(
            method, path, json=json, headers=self._headers
        ) as response:
            if response.status >= 400:
                raise RefusedError(
                    f"{method} {path}: {response.status} {await response.text()}"
                )
            return await response.json()

    async def command(self, kind: str, **fields: Any) -> Any:
        """Return the result of a websocket command."""
        number = next(self._ids)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "type": kind, **fields})
        async with asyncio.timeout(TIMEOUT):
            return await answer

    async def call(
        self, action: str, data: dict[str, Any] | None = None, **target: Any
    ) -> Any:
        """Run an action and return when it has finished."""
        domain, _, service = action.partition(".")
        return await self.command(
            "call_service",
            domain=domain,
            service=service,
            service_data=data or {},
            target=target,
        )

    @contextlib.asynccontextmanager
    async def events(
        self, event_type: str
    ) -> AsyncIterator[asyncio.Queue[dict[str, Any]]]:
        """Collect the data of events of a type in a queue while the context is open."""
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        async with self._subscription(
            lambda event: queue.put_nowait(event["data"]),
            "subscribe_events",
            event_type=event_type,
        ):
            yield queue

    @contextlib.asynccontextmanager
    async def subscription(
        self, kind: str, **fields: Any
    ) -> AsyncIterator[asyncio.Queue[dict[str, Any]]]:
        """Collect the messages of a subscription in a queue while the context is open."""
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        async with self._subscription(queue.put_nowait, kind, **fields):
            yield queue

    @contextlib.asynccontextmanager
    async def _subscription(
        self, listener: Callable[[dict[str, Any]], None], kind: str, **fields: Any
    ) -> AsyncIterator[None]:
        """Call a listener with the messages of a subscription while the context is open."""
        number = next(self._ids)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        self._events[number] = listener
        await self._socket.send_json({"id": number, "type": kind, **fields})
        try:
            await answer
            yield
        finally:
            del self._events[number]
            await self.command("unsubscribe_events", subscription=number)

    async def fetch(self, path: str, *, signed_in: bool) -> tuple[int, bytes]:
        """Return the status and the content that a browser gets."""
        headers = self._headers if signed_in else {}
        async with self._session.get(path, headers=headers) as response:
            return response.status, await response.read()

    async def subscribe_until(
        self, kind: str, is_last: Callable[[dict[str, Any]], bool], **fields: Any
    ) -> list[dict[str, Any]]:
        """Return the messages of a subscription up to the latest one."""
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        number = next(self._ids)
        self._answers[number] = asyncio.get_running_loop().create_future()
        self._events[number] = queue.put_nowait
        await self._socket.send_json({"id": number, "type": kind, **fields})
        messages: list[dict[str, Any]] = []
        try:
            async with asyncio.timeout(TIMEOUT):
                while not messages or not is_last(messages[-1]):
                    messages.append(await queue.get())
        finally:
            del self._events[number]
        return messages

    async def state(self, entity_id: str) -> dict[str, Any]:
        """Return the state of an entity."""
        state: dict[str, Any] = await self.rest("GET", f"/api/states/{entity_id}")
        return state

    async def flow(
        self, handler: str, *steps: dict[str, Any], **context: Any
    ) -> dict[str, Any]:
        """Complete a config flow and return its last result."""
        return await self._flow(
            "/api/config/config_entries/flow", handler, steps, context
        )

    async def options_flow(
        self, entry_id: str, *steps: dict[str, Any]
    ) -> dict[str, Any]:
        """Complete an options flow and return its last result."""
        return await self._flow(
            "/api/config/config_entries/options/flow", entry_id, steps, {}
        )

    async def subentry_flow(
        self, entry_id: str, kind: str, *steps: dict[str, Any], **context: Any
    ) -> dict[str, Any]:
        """Complete a subentry flow and return its last result."""
        return await self._flow(
            SUBENTRY_FLOWS,
            [entry_id, kind],
            steps,
            context,
        )

    async def continue_subentry_flow(
        self, answer: dict[str, Any], step: dict[str, Any]
    ) -> dict[str, Any]:
        """Take the next step of a subentry flow and return its result."""
        path = f"{SUBENTRY_FLOWS}/{answer['flow_id']}"
        result: dict[str, Any] = await self.rest("POST", path, step)
        return result

    async def _flow(
        self,
        path: str,
        handler: str | list[str],
        steps: tuple[dict[str, Any], ...],
        context: dict[str, Any],
    ) -> dict[str, Any]:
        answer: dict[str, Any] = await self.rest(
            "POST", path, {"handler": handler, "show_advanced_options": True, **context}
        )
        for step in steps:
            answer = await self.rest("POST", f"{path}/{answer['flow_id']}", step)
        return answer

    async def _read(self) -> None:
        """Dispatch incoming messages."""
        async for message in self._socket:
            answer = message.json()
            number = answer["id"]
            if answer["type"] == "event" and number in self._events:
                self._events[number](answer["event"])
            elif answer["type"] == "result" and (
                waiting := self._answers.pop(number, None)
            ):
                if answer["success"]:
                    waiting.set_result(answer["result"])
                else:
                    waiting.set_exception(RefusedError(answer["error"]["message"]))
