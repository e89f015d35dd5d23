"""CarsXE fails in every possible way during three scans, and then works again."""

from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.carsxe.api import client

from . import kinds
from .answers import FAULTS, Fault
from .house import VAN, House, scene

SHORTENED = 0.15


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
async def test_fault(
    house: House, fault: Fault, request: pytest.FixtureRequest
) -> None:
    """Nothing is announced or lost, one line is logged, calls are counted, and it recovers."""
    house.source.picture = scene(VAN)
    house.carsxe.reply(fault.reply)
    is_quota = fault.kind is kinds.QUOTA
    with patch.object(client, "DEADLINE", _deadline(fault)):
        await house.check_fault(
            fault.kind, fault.calls, later_key="calls_paused" if is_quota else None
        )
    if is_quota:
        freezer: FrozenDateTimeFactory = request.getfixturevalue("freezer")
        freezer.tick(40 * 24 * 3600)
    counted = house.count_today()
    await house.check_recovery()
    assert house.count_today() == counted + 1


def _deadline(fault: Fault) -> float:
    """Return how long to wait for an answer; less if none will come."""
    return SHORTENED if fault.kind is kinds.SLOW else client.DEADLINE
