"""The table in the documentation lists what the faults are tested for."""

import logging

import pytest

from homeassistant.core import HomeAssistant

from .answers import FAULTS
from .kinds import KINDS, NO, ROOT, table
from .witness import API_KEY, Witness

DOCUMENT = ROOT / "docs" / "reliability.md"
MOST_CALLS = 3


def test_documented() -> None:
    """The document has the table as it is printed by `python -m tests.faults.kinds`."""
    assert f"\n{table()}\n" in DOCUMENT.read_text()


def test_every_kind_of_answer() -> None:
    """Every possible answer of CarsXE belongs to a row, and no call is made too often."""
    for fault in FAULTS:
        assert fault.kind in KINDS
        assert max(fault.calls) <= MOST_CALLS
    assert len({fault.id for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize(
    "where", ["message", "argument", "traceback", "state", "event", "hidden cause"]
)
async def test_witness(hass: HomeAssistant, witness: Witness, where: str) -> None:
    """The key would be noticed anywhere."""
    await hass.async_block_till_done()
    assert witness.leaks() == []
    match where:
        case "message":
            logging.getLogger("any").debug(f"key={API_KEY}")  # noqa: G004
        case "argument":
            logging.getLogger("any").debug("%r", API_KEY)
        case "traceback":
            logging.getLogger("any").debug("no", exc_info=ValueError(API_KEY))
        case "state":
            hass.states.async_set("sensor.any", "on", {"key": API_KEY})
        case "event":
            hass.bus.async_fire("any", {"key": [API_KEY]})
        case _:
            witness.errors.append(_hiding_error())
    await hass.async_block_till_done()
    assert witness.leaks()


def _hiding_error() -> Exception:
    """Return an error that hides another one, which a traceback doesn't show."""
    try:
        try:
            int(API_KEY)
        except ValueError:
            raise LookupError("no") from None
    except LookupError as err:
        return err


def test_counted() -> None:
    """Exactly the calls that may be billed are counted."""
    free = {fault.id for fault in FAULTS if fault.kind.counted == NO}
    refusals = ("40", "413", "418", "429", "200 ")
    assert all(name.startswith(refusals) for name in free)
