"""Unusual but valid answers: read as far as possible, without a complaint."""

from collections.abc import Iterator
import json
from typing import Any

import pytest

from homeassistant.helpers.json import json_bytes

from .house import EVENT, PLATE, VAN, House, scene
from .odd_answers import ODD, Odd

# The attributes that Home Assistant's recorder stores.
MOST_BYTES = 16_384


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.id)
async def test_odd_answer(house: House, odd: Odd) -> None:
    """What can be read is announced, the rest is left out, and one call is counted."""
    house.source.picture = scene(VAN)
    house.carsxe.reply(odd.reply)
    assert await house.recognize() is None
    detections = house.witness.detections[1:]
    assert tuple(data["plate"] for data in detections) == odd.plates
    assert house.state(PLATE) == (odd.plates[0] if odd.plates else "unknown")
    assert len(house.carsxe.calls) == house.counted == 2
    assert house.witness.complaints == []
    for data in detections:
        assert json.loads(json_bytes(data)) == data
    for entity_id in (PLATE, EVENT):
        state = house.hass.states.get(entity_id)
        assert state
        assert len(json_bytes(state.attributes)) < MOST_BYTES
        assert all(map(str.isprintable, _texts(state.attributes)))
    await house.check_hidden()


def _texts(value: Any) -> Iterator[str]:
    """Yield all texts in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
