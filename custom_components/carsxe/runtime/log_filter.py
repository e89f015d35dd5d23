"""Keep the addresses of snapshots out of other components' logs of refused requests."""

import logging
import re
from typing import Final
from urllib.parse import unquote

from homeassistant.core import callback

# Home Assistant's filter of harmful requests, and the web server for malformed ones.
_LOGGERS: Final = ("homeassistant.components.http.security_filter", "aiohttp.server")
# The path in any spelling, or 43 characters that may be a token.
_ADDRESS: Final = re.compile(
    r"carsxe.*snapshot|(?<![\w-])[A-Za-z0-9_-]{43}(?![\w-])", re.IGNORECASE | re.DOTALL
)


@callback
def async_hide_addresses() -> None:
    """Install the filter; repeated calls have no effect."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_hide_address)


def _hide_address(record: logging.LogRecord) -> bool:
    """Replace a message with an address, even if it is encoded or in an exception."""
    error = record.exc_info[1] if record.exc_info else None
    text = f"{record.getMessage()} {error}"
    while (decoded := unquote(text)) != text:
        text = decoded
    if _ADDRESS.search(text):
        record.msg, record.args = "Filtered a request to a snapshot", ()
        record.exc_info = record.exc_text = None
    return True
