"""Tests of undoing changes."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.const import DOMAIN
from custom_components.carsxe.runtime.undo import MAX_CHANGES, async_change, async_undo
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError

from ..conftest import CAMERA_ID


async def test_only_the_latest(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """The oldest of very many changes can't be undone anymore."""
    async_change(hass, entry, {CAMERA_ID: entry.subentries[CAMERA_ID]})
    for number in range(MAX_CHANGES):
        async_change(hass, entry, {f"new {number}": None})
    with pytest.raises(ServiceValidationError):
        async_undo(hass, entry, CAMERA_ID)
    async_undo(hass, entry, "new 0")


async def test_added_and_removed(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A subentry that was added and removed again stays removed."""
    before = dict(entry.subentries)
    async_change(hass, entry, {"new": None})
    async_undo(hass, entry, "new")
    assert entry.subentries == before


async def test_of_another_account(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """What was changed in one account can't be brought back in another."""
    other = MockConfigEntry(domain=DOMAIN)
    other.add_to_hass(hass)
    async_change(hass, entry, {CAMERA_ID: None})
    with pytest.raises(ServiceValidationError):
        async_undo(hass, other, CAMERA_ID)
    async_undo(hass, entry, CAMERA_ID)
    assert CAMERA_ID in entry.subentries
    assert not other.subentries
