"""CarsXE's decoder fails: the plate is announced anyway, and decoded the next time."""

from typing import Any

import pytest

from ..api.fault_server import Reply, answer, fixture, raw
from ..conftest import MOTION, SOURCE
from ..drives import Car
from .answers import says
from .house import House
from .witness import API_KEY

STRANGER = Car(plate="XYZ789", left=220)


@pytest.fixture
def camera_data() -> dict[str, Any]:
    """Decode unknown plates, and announce every arrival."""
    return {
        "source_entity_id": SOURCE,
        "trigger_entity_ids": [MOTION],
        "cooldown": 0,
        "decode_unknown": True,
    }


def _decoded(house: House) -> Any:
    """Return the data shown for the last plate's vehicle."""
    state = house.hass.states.get("sensor.gate_last_plate")
    assert state
    return state.attributes["decoded"]


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(fixture("no_internet", 500), id="500"),
        pytest.param(answer(b'{"success": true, "inp'), id="broken JSON"),
        pytest.param(says(f"?key={API_KEY}", 500), id="500 that repeats the key"),
        pytest.param(raw(reset=True), id="reset"),
    ],
)
async def test_decoder(house: House, reply: Reply) -> None:
    """A failed decode doesn't prevent the announcement; it isn't retried until the next arrival."""
    decodes = house.carsxe.decodes
    decode_reply, house.carsxe.decode_reply = house.carsxe.decode_reply, reply
    await house.arrive(STRANGER)
    plates = [data["plate"] for data in house.witness.detections]
    assert plates == ["ABC123", "XYZ789"]
    assert house.carsxe.decodes == decodes + 1
    assert house.counted == len(house.carsxe.calls) == 2
    assert _decoded(house) is None
    assert len(house.witness.complaints) == 1
    assert "Decoding" in house.witness.complaints[0]
    await house.check_hidden()
    house.carsxe.decode_reply = decode_reply
    await house.leave()
    await house.arrive(STRANGER)
    assert house.carsxe.decodes == decodes + 2
    assert _decoded(house)["make"] == "Kia"
    assert house.witness.messages("Decoding with Gate works again")
    await house.leave()
    await house.arrive(STRANGER)
    assert house.carsxe.decodes == decodes + 2
    await house.leave()
    await house.check_recovery()
