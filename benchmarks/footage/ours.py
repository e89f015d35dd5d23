"""Play clips to the integration in a real Home Assistant in virtual time."""

from asyncio import sleep
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
import contextlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
import shutil
from tempfile import mkdtemp
from types import MappingProxyType
from typing import Any

from benchmarks.house import (
    API_KEY,
    DOMAIN,
    EVENT_PLATE_DETECTED,
    HouseError,
    run_home_assistant,
    trigger_id,
    write_configuration,
)
from demo.process import choose_port
from homeassistant.components.camera.const import DATA_COMPONENT
from homeassistant.config_entries import (
    SOURCE_USER,
    ConfigEntry,
    ConfigEntryState,
    ConfigSubentryData,
)
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import entity_registry as er

from .camera import ClipCamera
from .carsxe import Call, CarsXE
from .clips import Clip
from .readers import Reader
from .tally import Announced
from .virtual import EPOCH, HomeLoop, clocks_follow

# Seconds after setup, between the manual scan and the clip, and of its last picture.
SETTLES, BEFORE, AFTER = 2.0, 5.0, 12.0


@dataclass(slots=True)
class Played:
    """The results of a clip; `before` are the plates of the manual scan."""

    clip: Clip
    before: list[Announced] = field(default_factory=list)
    announced: list[Announced] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    captures: int = 0
    processor: float = 0.0
    """Seconds of work in threads."""


def play_all(
    clips: Sequence[Clip],
    reader: Reader,
    settings: dict[str, Any],
    done: Callable[[Played], None],
) -> None:
    """Play clips one after another, each to its own camera."""
    folder = Path(mkdtemp(prefix="carsxe-footage-"))
    loop = HomeLoop()
    try:
        write_configuration(folder, (port := choose_port(None)), len(clips))
        loop.run_until_complete(
            _play_all(folder, port, clips, reader, settings, done, loop)
        )
    finally:
        loop.close()
        # Home Assistant warns of file access in the thread in which its loop ran.
        with ThreadPoolExecutor(1) as worker:
            worker.submit(shutil.rmtree, folder, ignore_errors=True)


async def _play_all(  # noqa: PLR0917
    folder: Path, port: int, clips: Sequence[Clip], reader: Reader, settings: dict[str, Any],
    done: Callable[[Played], None], loop: HomeLoop,
) -> None:  # fmt: skip
    """Run a Home Assistant and play the clips."""
    service = CarsXE(loop, reader)
    with clocks_follow(loop):
        async with contextlib.AsyncExitStack() as stack:
            await stack.enter_async_context(service.serving())
            hass = await stack.enter_async_context(run_home_assistant(folder))
            cameras = [
                ClipCamera(number, clip, loop.time) for number, clip in enumerate(clips)
            ]
            await hass.data[DATA_COMPONENT].async_add_entities(cameras)
            # Modules imported only now must use the same clocks.
            stack.enter_context(clocks_follow(loop))
            for number, camera in enumerate(cameras):
                hass.states.async_set(trigger_id(number), STATE_OFF)
                entry = _account(camera, number, port, service.url, settings)
                done(await _play(hass, loop, service, camera, entry))


async def _play(
    hass: HomeAssistant, loop: HomeLoop, service: CarsXE, camera: ClipCamera, entry: ConfigEntry
) -> Played:  # fmt: skip
    """Play one clip."""
    clip = camera.clip
    [subentry] = entry.subentries.values()
    [trigger] = subentry.data["trigger_entity_ids"]
    played = Played(clip)
    start = 0.0
    heard: list[tuple[float, dict[str, Any]]] = []

    def _hear(event: Event) -> None:
        if event.data["camera_entity_id"] == camera.entity_id:
            heard.append((loop.time(), dict(event.data)))

    service.calls, service.camera = [], camera
    stop_hearing = hass.bus.async_listen(EVENT_PLATE_DETECTED, _hear)
    await hass.config_entries.async_add(entry)
    if entry.state is not ConfigEntryState.LOADED:
        raise HouseError(f"the account is {entry.state}: {entry.reason}")
    await sleep(SETTLES)
    await _scan(hass, entry)
    await sleep(BEFORE)

    first_call, first_event = len(service.calls), len(heard)
    start, processor = loop.time(), loop.processor
    camera.play()
    await sleep(clip.trigger)
    hass.states.async_set(trigger, STATE_ON)
    await sleep(max(start + clip.seconds - loop.time(), 0))
    hass.states.async_set(trigger, STATE_OFF)
    await sleep(AFTER)
    played.captures, played.processor = camera.captures, loop.processor - processor
    played.calls = [
        replace(call, asked=call.asked - start, answered=call.answered - start)
        for call in service.calls[first_call:]
    ]
    announcements = [
        Announced(
            data["plate"],
            at - start,
            datetime.fromisoformat(data["detected_at"]).timestamp() - EPOCH - start,
        )
        for at, data in heard
    ]
    played.before = announcements[:first_event]
    played.announced = announcements[first_event:]
    stop_hearing()
    await hass.config_entries.async_remove(entry.entry_id)
    return played


async def _scan(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Press the button of an account's camera."""
    registry = er.async_get(hass)
    [button] = [
        each.entity_id
        for each in er.async_entries_for_config_entry(registry, entry.entry_id)
        if each.domain == "button" and each.unique_id.endswith("-scan")
    ]
    await hass.services.async_call(
        "button", "press", {"entity_id": button}, blocking=True
    )


def _account(
    camera: ClipCamera, number: int, port: int, url: str, settings: dict[str, Any]
) -> ConfigEntry:
    """Return an account with one camera."""
    subentry = ConfigSubentryData(
        data={
            "source_entity_id": camera.entity_id,
            "trigger_entity_ids": [trigger_id(number)],
            **settings,
        },
        subentry_type="camera",
        title=camera.clip.name,
        unique_id=f"camera:{camera.entity_id}",
    )
    return ConfigEntry(
        data={"api_key": API_KEY, "api_url": url}
        | {"public_url": f"http://127.0.0.1:{port}"},
        discovery_keys=MappingProxyType({}), domain=DOMAIN, minor_version=1, options={},
        source=SOURCE_USER, subentries_data=[subentry], title="CarsXE", unique_id=None,
        version=1,
    )  # fmt: skip
