"""Keeps the addresses of snapshots out of the log of Home Assistant's own request filter."""

import logging
import re
from typing import Final
from urllib.parse import unquote

from homeassistant.core import callback

_LOGGER: Final = "homeassistant.components.http.security_filter"
# The path, however it is written, or 43 characters that may be a token.
_ADDRESS: Final = re.compile(
    r"carsxe.*snapshot|(?<![\w-])[A-Za-z0-9_-]{43}(?![\w-])", re.IGNORECASE | re.DOTALL
)


@callback
def async_hide_addresses() -> None:
    """Hide addresses from now on; calling it again changes nothing."""
    logging.getLogger(_LOGGER).addFilter(_hide_address)


def _hide_address(record: logging.LogRecord) -> bool:
    """Replace a message that holds an address, also in disguise."""
    text = record.getMessage()
    while (decoded := unquote(text)) != text:
        text = decoded
    if _ADDRESS.search(text):
        record.msg, record.args = "Filtered a request to a snapshot", ()
    return True
