"""Set up the image processing platform, whose component doesn't support config entries."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_component import DATA_INSTANCES, EntityComponent

from .const import LOGGER
from .runtime.account import CarsXEConfigEntry


async def async_setup_image_processing(
    hass: HomeAssistant, entry: CarsXEConfigEntry
) -> None:
    """Set up an account's image processing entities; everything else works without them."""
    try:
        component = hass.data[DATA_INSTANCES][Platform.IMAGE_PROCESSING]
        # A failed platform must be unloaded, too, or it couldn't be set up again.
        entry.async_on_unload(lambda: _async_unload(component, entry))
        is_set_up = await component.async_setup_entry(entry)
        reason = "" if is_set_up else "the platform failed"
    # The component may not support this in every version of Home Assistant.
    except Exception as err:  # noqa: BLE001
        reason = type(err).__name__
    if reason:
        LOGGER.warning(
            "Image processing entities of %s couldn't be set up: %s",
            entry.title,
            reason,
        )


async def _async_unload(component: EntityComponent, entry: CarsXEConfigEntry) -> None:
    """Unload an account's image processing entities."""
    try:
        await component.async_unload_entry(entry)
    except Exception as err:  # noqa: BLE001
        LOGGER.warning(
            "Image processing entities of %s couldn't be unloaded: %s",
            entry.title,
            type(err).__name__,
        )
