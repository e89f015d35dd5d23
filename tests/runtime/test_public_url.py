"""Tests of finding the address from which CarsXE fetches snapshots."""

from collections.abc import Callable
import sys
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from custom_components.carsxe.runtime.public_url import (
    NoPublicUrlError,
    async_get_public_url,
)
from homeassistant.core import HomeAssistant

CLOUD, OWN = "https://abc.ui.nabu.casa", "https://home.example.com"


@pytest.fixture
def cloud(hass: HomeAssistant) -> Callable[[bool, bool], None]:
    """Return a function that logs in to Home Assistant Cloud, connected or not."""

    def _log_in(is_connected: bool, is_remote: bool) -> None:
        hass.config.components.add("cloud")
        hass.data["cloud"] = SimpleNamespace(
            iot=SimpleNamespace(connected=is_connected),
            remote=SimpleNamespace(is_connected=is_remote),
        )

    return _log_in


@pytest.mark.parametrize(
    ("is_connected", "is_remote", "external", "expected"),
    [
        pytest.param(True, True, OWN, CLOUD, id="connected"),
        pytest.param(True, False, OWN, OWN, id="no remote connection"),
        pytest.param(False, False, OWN, OWN, id="not connected"),
        pytest.param(False, False, None, CLOUD, id="no other address"),
        pytest.param(False, False, "http://home.lan:8123", CLOUD, id="no https"),
    ],
)
async def test_cloud(
    hass: HomeAssistant,
    cloud: Callable[[bool, bool], None],
    is_connected: bool,
    is_remote: bool,
    external: str | None,
    expected: str,
) -> None:
    """An address of a cloud that isn't connected gives way to the external one."""
    await hass.config.async_update(external_url=external)
    cloud(is_connected, is_remote)
    module = SimpleNamespace(
        async_is_connected=lambda hass: hass.data["cloud"].iot.connected
    )
    with (
        patch.dict(sys.modules, {"homeassistant.components.cloud": module}),
        patch("homeassistant.helpers.network._get_cloud_url", return_value=CLOUD),
    ):
        assert async_get_public_url(hass, {}) == expected


@pytest.mark.parametrize("own", ["https://carsxe.example.com", None])
async def test_without_cloud(hass: HomeAssistant, own: str | None) -> None:
    """The account's own address comes first, then the external one; others don't count."""
    with pytest.raises(NoPublicUrlError):
        async_get_public_url(hass, {})
    await hass.config.async_update(external_url=OWN)
    assert async_get_public_url(hass, {"public_url": own}) == (own or OWN)
