"""Constants of the CarsXE integration."""

import logging
from typing import Final

DOMAIN: Final = "carsxe"
LOGGER = logging.getLogger(__package__)

ATTR_CAMERA_ENTITY_ID: Final = "camera_entity_id"

CONF_API_URL: Final = "api_url"
CONF_CAMERA_IDS: Final = "camera_ids"
CONF_CROP: Final = "crop"
CONF_DAILY_LIMIT: Final = "daily_limit"
CONF_DECODED: Final = "decoded"
CONF_IGNORE: Final = "ignore"
CONF_LEAVE_OUT: Final = "leave_out"
CONF_MIN_SCORE: Final = "min_score"
CONF_MONTHLY_LIMIT: Final = "monthly_limit"
CONF_NOT_PLATES: Final = "not_plates"
CONF_MORE_PLATES: Final = "more_plates"
CONF_PLATE: Final = "plate"
CONF_PRIORITY: Final = "priority"
CONF_PUBLIC_URL: Final = "public_url"
CONF_ROTATION: Final = "rotation"
CONF_SCAN_INTERVAL: Final = "scan_interval"
CONF_SCHEDULE: Final = "schedule"
CONF_SOURCE_ENTITY_ID: Final = "source_entity_id"
CONF_TRIGGER_ENTITY_IDS: Final = "trigger_entity_ids"
CONF_VALID_FROM: Final = "valid_from"
CONF_VALID_UNTIL: Final = "valid_until"

DEFAULT_DAILY_LIMIT: Final = 100

SUBENTRY_CAMERA: Final = "camera"
SUBENTRY_VEHICLE: Final = "vehicle"

EVENT_PLATE_DETECTED: Final = "plate_detected"
EVENT_TYPE_KNOWN_PLATE: Final = "known_plate"
EVENT_TYPE_UNKNOWN_PLATE: Final = "unknown_plate"
