"""Constants of the CarsXE integration."""

import logging
from typing import Final

DOMAIN: Final = "carsxe"
LOGGER = logging.getLogger(__package__)

ATTR_CAMERA_ENTITY_ID: Final = "camera_entity_id"

CONF_API_URL: Final = "api_url"
CONF_BURST_MAX: Final = "burst_max"
CONF_BURST_STOP_SCORE: Final = "burst_stop_score"
CONF_CAMERA_IDS: Final = "camera_ids"
CONF_CAPTURE_TIMEOUT: Final = "capture_timeout"
CONF_COUNTRY: Final = "country"
CONF_COOLDOWN: Final = "cooldown"
CONF_CROP: Final = "crop"
CONF_DAILY_DECODE_LIMIT: Final = "daily_decode_limit"
CONF_DAILY_LIMIT: Final = "daily_limit"
CONF_DECODED: Final = "decoded"
CONF_DECODE_PRICE: Final = "decode_price"
CONF_DECODE_UNKNOWN: Final = "decode_unknown"
CONF_IGNORE: Final = "ignore"
CONF_KEEP: Final = "keep"
CONF_LEAVE_OUT: Final = "leave_out"
CONF_LOOK_UP: Final = "look_up"
CONF_MATCH_KINDS: Final = "match_kinds"
CONF_MAX_WIDTH: Final = "max_width"
CONF_MIN_SCORE: Final = "min_score"
CONF_MIN_PLATE_LENGTH: Final = "min_plate_length"
CONF_MONTHLY_LIMIT: Final = "monthly_limit"
CONF_NOT_PLATES: Final = "not_plates"
CONF_MORE_PLATES: Final = "more_plates"
CONF_PLATE: Final = "plate"
CONF_PLATE_PATTERN: Final = "plate_pattern"
CONF_PRICE: Final = "price"
CONF_PRIORITY: Final = "priority"
CONF_PUBLIC_URL: Final = "public_url"
CONF_QUALITY: Final = "quality"
CONF_ROTATION: Final = "rotation"
CONF_SCAN_INTERVAL: Final = "scan_interval"
CONF_SCHEDULE: Final = "schedule"
CONF_SOURCE_ENTITY_ID: Final = "source_entity_id"
CONF_SPARE_CAMERA: Final = "spare_camera"
CONF_STATE: Final = "state"
CONF_TRIGGER_ENTITY_IDS: Final = "trigger_entity_ids"
CONF_VALID_FROM: Final = "valid_from"
CONF_VALID_UNTIL: Final = "valid_until"

OPTIONS: Final = (
    CONF_DAILY_LIMIT,
    CONF_MONTHLY_LIMIT,
    CONF_DAILY_DECODE_LIMIT,
    CONF_PRICE,
    CONF_DECODE_PRICE,
    CONF_MATCH_KINDS,
    CONF_MIN_PLATE_LENGTH,
    CONF_PLATE_PATTERN,
)

DEFAULT_DAILY_DECODE_LIMIT: Final = 10
DEFAULT_DAILY_LIMIT: Final = 100
DEFAULT_DECODE_PRICE: Final = 0.5
DEFAULT_MATCH_KINDS: Final = ("exact", "candidate")
DEFAULT_PRICE: Final = 0.15

SECTION_ADVANCED: Final = "advanced"
SECTION_BUDGET: Final = "budget"
SECTION_BURST: Final = "burst"
SECTION_HISTORY: Final = "history"
SECTION_LOOK_UP: Final = "look_up_section"
SECTION_MATCHING: Final = "matching"
SECTION_PICTURE: Final = "picture"
SECTION_SOURCE: Final = "source"
SUBENTRY_CAMERA: Final = "camera"
SUBENTRY_VEHICLE: Final = "vehicle"

EVENT_PLATE_DETECTED: Final = "plate_detected"
EVENT_TYPE_KNOWN_PLATE: Final = "known_plate"
EVENT_TYPE_UNKNOWN_PLATE: Final = "unknown_plate"
