"""CarsXE fails, in every way that it has: three scans, and then all is well again."""

from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.carsxe.api import client

from . import kinds
from .answers import FAULTS, Fault
from .carsxe import RECOGNITION
from .house import PLATE, VAN, House, scene

SHORTENED = 0.15


def _end_of_pause(request: pytest.FixtureRequest) -> None:
    """Let the month turn."""
    freezer: FrozenDateTimeFactory = request.getfixturevalue("freezer")
    freezer.tick(40 * 24 * 3600)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
async def test_fault(
    house: House, fault: Fault, request: pytest.FixtureRequest
) -> None:
    """Nothing is announced or lost, one line is logged, the calls are counted, and it heals."""
    kept, calls = house.kept(), len(house.carsxe.calls)
    house.source.picture = scene(VAN)
    house.carsxe.reply(fault.reply)
    with patch.object(client, "DEADLINE", _deadline(fault)):
        await house.trigger()
        after_trigger = len(house.carsxe.calls) - calls
        errors = [await house.recognize(), await house.recognize()]
    made = len(house.carsxe.calls) - calls

    assert (after_trigger, made) == (fault.calls[0], sum(fault.calls))
    assert {call.path for call in house.carsxe.calls} == {RECOGNITION}
    assert set(house.carsxe.fetched) == {200}
    assert house.counted == 1 + (0 if fault.kind.counted == kinds.NO else made)
    keys = [err.translation_key if err else None for err in errors]
    assert keys == [_later_key(fault)] * 2
    assert house.state(PLATE) == "unknown"
    assert house.kept() == kept
    assert len(house.witness.detections) == 1
    assert len(house.witness.complaints) == 1
    await house.check_hidden()

    if fault.kind is kinds.QUOTA:
        _end_of_pause(request)
    counted = house.count_today()
    await house.check_recovery()
    assert house.count_today() == counted + 1


def _deadline(fault: Fault) -> float:
    """Return how long to wait for an answer; less where none will come."""
    return SHORTENED if fault.kind is kinds.SLOW else client.DEADLINE


def _later_key(fault: Fault) -> str:
    """Return what the second and the third scan fail with."""
    return "calls_paused" if fault.kind is kinds.QUOTA else fault.kind.key
