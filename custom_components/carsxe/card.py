"""Serves the card and the dashboard's strategy, and has Home Assistant's frontend load them."""

from hashlib import sha256
from pathlib import Path

from homeassistant.components.frontend import (
    DOMAIN as FRONTEND_DOMAIN,
    add_extra_js_url,
)
from homeassistant.components.http import StaticPathConfig
from homeassistant.core import HomeAssistant

from .const import DOMAIN

FOLDER = Path(__file__).parent / "frontend"
MODULE = "carsxe.js"


async def async_setup_card(hass: HomeAssistant) -> None:
    """Serve the built files, where there is a frontend that could load them."""
    if FRONTEND_DOMAIN not in hass.config.components:
        return
    # Browsers may keep the files for long: what has changed has another address.
    version = await hass.async_add_executor_job(_version)
    base = f"/{DOMAIN}_frontend/{version}"
    await hass.http.async_register_static_paths(
        [StaticPathConfig(base, str(FOLDER), cache_headers=True)]
    )
    add_extra_js_url(hass, f"{base}/{MODULE}")


def _version() -> str:
    """Return what tells one build of the files from another."""
    digest = sha256()
    for file in sorted(FOLDER.rglob("*")):
        if file.is_file():
            digest.update(f"{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]
