"""Serve the card and the dashboard strategy, and have the frontend load them."""

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
    """Serve the built files if there is a frontend to load them."""
    if FRONTEND_DOMAIN not in hass.config.components:
        return
    # Browsers may cache the files for a long time, so a changed file gets another address.
    version = await hass.async_add_executor_job(_version)
    base = f"/{DOMAIN}_frontend/{version}"
    await hass.http.async_register_static_paths(
        [StaticPathConfig(base, str(FOLDER), cache_headers=True)]
    )
    add_extra_js_url(hass, f"{base}/{MODULE}")


def _version() -> str:
    """Return a value that identifies a build of the files."""
    digest = sha256()
    for file in sorted(FOLDER.rglob("*")):
        if file.is_file():
            digest.update(f"{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]
