"""A Home Assistant with one camera, and its controls."""

import asyncio
from dataclasses import dataclass
from functools import cache
from typing import Any, override

from aiohttp.test_utils import TestClient
from aiohttp.web import BaseRequest, StreamResponse
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.runtime.snapshots import DATA_SNAPSHOTS
from custom_components.carsxe.runtime.spending.periods import Period
from custom_components.carsxe.runtime.spending.usage import Count
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..api.fault_server import FaultServer, Reply, answer
from ..conftest import MOTION, PUBLIC_URL, PictureCamera
from ..drives import Car, answer as drive_answer, draw
from .carsxe import RECOGNITION, FaultyCarsXE
from .kinds import NO, Kind
from .witness import Witness

PLATE = "image_processing.gate_plate"
EVENT = "event.gate_plate"
KEPT = (EVENT, "sensor.gate_last_plate", "sensor.van_last_seen")
COUNT = "sensor.carsxe_recognitions_this_month"

BEFORE = Car(plate="ABC123", left=60, color="maroon")
VAN = Car(plate="9DJC652", left=220)


@cache
def scene(car: Car, *, scale: float = 1) -> bytes:
    """Return a picture of a vehicle in the driveway; at three times its size, it must be scaled."""
    return draw(car, scale=scale)


def holding(end: asyncio.Event, reply: Reply) -> Reply:
    """Return a reply that waits for an event."""

    async def _reply(server: FaultServer, request: BaseRequest) -> StreamResponse:
        await end.wait()
        return await reply(server, request)

    return _reply


def reading(*cars: Car) -> Reply:
    """Return CarsXE's answer to a picture of vehicles."""
    status, body = drive_answer(*(car.result(0.95) for car in cars))
    return answer(body, status)


class SlowCamera(PictureCamera):
    """A camera with a delay in seconds."""

    delay = 0.0

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Return the picture after the delay."""
        await asyncio.sleep(self.delay)
        return await super().async_camera_image(width, height)


@dataclass(kw_only=True)
class House:
    """The running system and its controls."""

    hass: HomeAssistant
    entry: MockConfigEntry
    source: SlowCamera
    carsxe: FaultyCarsXE
    witness: Witness
    outsider: TestClient[Any, Any]

    def state(self, entity_id: str) -> str:
        """Return an entity's state."""
        state = self.hass.states.get(entity_id)
        assert state
        return state.state

    def kept(self) -> dict[str, str]:
        """Return the states that only a detection changes."""
        return {entity_id: self.state(entity_id) for entity_id in KEPT}

    @property
    def counted(self) -> int:
        """Return the number of recognitions that Home Assistant shows."""
        return int(self.state(COUNT))

    async def settle(self) -> None:
        """Wait until nothing is left to do."""
        await self.hass.async_block_till_done(wait_background_tasks=True)

    async def trigger(self) -> None:
        """Turn the motion sensor on, and wait for the result."""
        self.motion()
        await self.settle()

    async def leave(self) -> None:
        """Show an empty driveway until whatever arrives next is another vehicle."""
        self.source.picture = draw()
        await self.trigger()
        await asyncio.sleep(120)

    def motion(self) -> None:
        """Turn the motion sensor on for a moment."""
        self.hass.states.async_set(MOTION, "on")
        self.hass.states.async_set(MOTION, "off")

    async def begin(self, *cars: Car) -> asyncio.Event:
        """Turn the motion sensor on, and return a function that lets CarsXE answer, once it was called."""
        end = asyncio.Event()
        self.carsxe.called.clear()
        self.source.picture = scene(VAN)
        self.carsxe.reply(holding(end, reading(*cars)))
        self.motion()
        await self.carsxe.called.wait()
        return end

    async def recognize(self) -> HomeAssistantError | None:
        """Run the action, and return its error."""
        try:
            await self.hass.services.async_call(
                "carsxe",
                "recognize",
                {"entity_id": PLATE},
                blocking=True,
                return_response=True,
            )
        except HomeAssistantError as err:
            self.witness.errors.append(err)
            return err
        return None

    async def fetch(self, address: str) -> tuple[int, str]:
        """Fetch a snapshot from outside, and return the answer's status and type."""
        path = address.removeprefix(PUBLIC_URL)
        async with self.outsider.get(path) as response:
            await response.read()
            return response.status, response.content_type

    async def arrive(self, car: Car) -> None:
        """Let a vehicle arrive, and CarsXE read it correctly."""
        self.source.picture = scene(car)
        self.carsxe.reply(reading(car))
        await self.trigger()

    def count_today(self) -> int:
        """Return today's count of recognitions, including running ones."""
        usage = self.entry.runtime_data.paid_calls.usage
        count: int = usage.count(Count.RECOGNITIONS, Period.DAILY)
        return count

    async def check_fault(
        self,
        kind: Kind,
        calls: tuple[int, int, int] = (0, 0, 0),
        *,
        later_key: str | None = None,
        state: str = "unknown",
    ) -> None:
        """Scan three times, by a trigger and by the action, and check each failure.

        `calls` is the number of calls of each, `later_key` the error of the last two.
        """
        kept, before, counted = self.kept(), len(self.carsxe.calls), self.counted
        await self.trigger()
        assert len(self.carsxe.calls) - before == calls[0]
        errors = [await self.recognize(), await self.recognize()]
        keys = [err.translation_key if err else None for err in errors]
        # An action skips an unavailable entity, and Home Assistant says so.
        assert keys == [None if state == "unavailable" else later_key or kind.key] * 2
        assert len(self.carsxe.calls) - before == sum(calls)
        assert self.counted - counted == (0 if kind.counted == NO else sum(calls))
        assert {call.path for call in self.carsxe.calls} == {RECOGNITION}
        assert {status for status, _ in self.carsxe.fetched} == {200}
        assert self.state(PLATE) == state
        assert self.kept() == kept
        assert len(self.witness.detections) == 1
        passed_over = self.witness.messages("are missing or not currently available")
        complaints = len(self.witness.complaints) - len(passed_over)
        # An unavailable entity logs that itself, which is no complaint.
        told = self.witness.messages("is unavailable: no plates can be read from it")
        assert (complaints, len(told)) == ((0, 1) if state == "unavailable" else (1, 0))
        await self.check_hidden()

    async def check_hidden(self) -> None:
        """Check that no picture is public and the key can't be seen anywhere."""
        assert self.hass.data[DATA_SNAPSHOTS]._snapshots == {}
        for address in self.carsxe.addresses:
            assert (await self.fetch(address))[0] == 404
        assert self.witness.leaks() == []
        assert self.witness.unhandled == []
        assert self.witness.tracebacks == []
        for text in (*self.witness.complaints, *map(str, self.witness.errors)):
            assert text.isprintable()

    async def check_recovery(self) -> None:
        """Check that the next vehicle that CarsXE reads is announced as usual, once."""
        before, calls = len(self.witness.detections), len(self.carsxe.calls)
        await self.arrive(VAN)
        assert [
            (data["plate"], data["vehicle"])
            for data in self.witness.detections[before:]
        ] == [("9DJC652", "Van")]
        state = self.hass.states.get(EVENT)
        assert state
        assert state.attributes["event_type"] == "known_plate"
        assert state.attributes["plate"] == self.state(PLATE) == "9DJC652"
        assert len(self.carsxe.calls) == calls + 1
        await self.check_hidden()
