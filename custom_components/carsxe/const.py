"""Constants of the CarsXE integration."""

import logging
from typing import Final

DOMAIN: Final = "carsxe"
LOGGER = logging.getLogger(__package__)

CONF_API_URL: Final = "api_url"
CONF_MIN_SCORE: Final = "min_score"
CONF_PUBLIC_URL: Final = "public_url"
CONF_SCAN_INTERVAL: Final = "scan_interval"
CONF_SOURCE_ENTITY_ID: Final = "source_entity_id"
CONF_TRIGGER_ENTITY_IDS: Final = "trigger_entity_ids"

DEFAULT_MIN_SCORE: Final = 70

SECTION_ADVANCED: Final = "advanced"
SUBENTRY_CAMERA: Final = "camera"

EVENT_PLATE_DETECTED: Final = "plate_detected"
