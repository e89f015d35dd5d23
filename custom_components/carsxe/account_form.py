"""The account form and the data that is stored from it."""

from collections.abc import Mapping
from typing import Any

import voluptuous as vol
from yarl import URL

from homeassistant.const import CONF_API_KEY, CONF_NAME
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from .api.addresses import AddressError, parse_base_address
from .api.client import GLOBAL_HOST, HOSTS
from .const import (
    CONF_API_URL,
    CONF_DAILY_LIMIT,
    CONF_MONTHLY_LIMIT,
    CONF_PUBLIC_URL,
    DEFAULT_DAILY_LIMIT,
)
from .forms import collapsed, number, required
from .plates import MatchKind, PatternError, compile_pattern
from .runtime.scan import MAX_PLATE_LENGTH
from .runtime.settings import AccountSettings

SECTION_BUDGET = "budget"
SECTION_MATCHING = "matching"
CONF_MATCH_KINDS = "match_kinds"
CONF_PLATE_PATTERN = "plate_pattern"

_PASSWORD = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD))
ADDRESS = TextSelector(TextSelectorConfig(type=TextSelectorType.URL))
_HOST = SelectSelector(
    SelectSelectorConfig(
        options=[
            SelectOptionDict(value=host, label=URL(host).host or host) for host in HOSTS
        ],
        custom_value=True,
        mode=SelectSelectorMode.DROPDOWN,
    )
)

LIMIT = number(1)
_PRICE = number(0, unit="USD", step=0.001)
_MATCH_KINDS = SelectSelector(
    SelectSelectorConfig(
        options=list(MatchKind),
        multiple=True,
        mode=SelectSelectorMode.LIST,
        translation_key=CONF_MATCH_KINDS,
    )
)

_ACCOUNT = {
    vol.Optional(CONF_NAME): TextSelector(),
    **collapsed(
        {
            "advanced": {
                vol.Required(CONF_API_URL, default=GLOBAL_HOST): _HOST,
                vol.Optional(CONF_PUBLIC_URL): ADDRESS,
            }
        }
    ),
}
_BUDGET = {
    vol.Optional(CONF_DAILY_LIMIT): LIMIT,
    vol.Optional(CONF_MONTHLY_LIMIT): LIMIT,
    required("daily_decode_limit", AccountSettings): number(0),
    required("price", AccountSettings): _PRICE,
    required("decode_price", AccountSettings): _PRICE,
}
_MATCHING = {
    vol.Required(
        "match_kinds", default=lambda: list(AccountSettings.match_kinds)
    ): _MATCH_KINDS,
    vol.Optional("min_plate_length"): number(1, MAX_PLATE_LENGTH),
    vol.Optional(CONF_PLATE_PATTERN): TextSelector(),
}

KEY_SCHEMA = vol.Schema({vol.Required(CONF_API_KEY): _PASSWORD})
# Changing an account doesn't require its key.
CHANGE_SCHEMA = vol.Schema({vol.Optional(CONF_API_KEY): _PASSWORD, **_ACCOUNT})
OPTIONS_SCHEMA = vol.Schema(
    collapsed({SECTION_BUDGET: _BUDGET, SECTION_MATCHING: _MATCHING})
)
# A new account has a daily limit unless the user clears the field.
NEW_BUDGET = {CONF_DAILY_LIMIT: DEFAULT_DAILY_LIMIT}
NEW_SCHEMA = vol.Schema(
    {
        **KEY_SCHEMA.schema,
        **_ACCOUNT,
        vol.Required(SECTION_BUDGET, default=lambda: dict(NEW_BUDGET)): section(
            vol.Schema(_BUDGET), {"collapsed": True}
        ),
        **collapsed({SECTION_MATCHING: _MATCHING}),
    }
)


def read_account(fields: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return an account's key and addresses, and the errors by field."""
    data: dict[str, Any] = {CONF_API_URL: GLOBAL_HOST}
    errors: dict[str, str] = {}
    if api_key := fields[CONF_API_KEY].strip():
        data[CONF_API_KEY] = api_key
    else:
        errors[CONF_API_KEY] = "empty_key"
    for field in (CONF_API_URL, CONF_PUBLIC_URL):
        if not (text := fields.get(field, "").strip()):
            continue
        try:
            data[field] = parse_base_address(text)
        except AddressError as err:
            errors["base"] = f"{field}_{err.reason}"
    return data, errors


def read_options(
    user_input: Mapping[str, Any],
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return an account's limits, prices and matching, and the errors by field."""
    options = {**user_input[SECTION_BUDGET], **user_input[SECTION_MATCHING]}
    errors: dict[str, str] = {}
    if pattern := options.pop(CONF_PLATE_PATTERN, "").strip():
        options[CONF_PLATE_PATTERN] = pattern
        try:
            compile_pattern(pattern)
        except PatternError:
            errors["base"] = "invalid_pattern"
    return options, errors
