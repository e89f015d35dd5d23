"""A key that every encoding changes, and its possible encodings."""

import json
import re
from urllib.parse import quote, quote_plus

from yarl import URL

API_KEY = 'key-7/+ä&=%41"\\z9'


def _lower_hex(text: str) -> str:
    """Return a percent-encoded text with lowercase hexadecimal digits."""
    return re.sub(r"%..", lambda match: match[0].lower(), text)


KEY_FORMS = {
    "raw": API_KEY,
    "percent-encoded": quote(API_KEY, safe=""),
    "percent-encoded in lower case": _lower_hex(quote(API_KEY, safe="")),
    "percent-encoded but slashes": quote(API_KEY),
    "form-encoded": quote_plus(API_KEY),
    "as sent": URL.build(query={"key": API_KEY}).raw_query_string.removeprefix("key="),
    "JSON": json.dumps(API_KEY, ensure_ascii=False)[1:-1],
    "JSON in ASCII": json.dumps(API_KEY)[1:-1],
    "JSON with slashes escaped": json.dumps(API_KEY)[1:-1].replace("/", "\\/"),
}


def forms_in(text: str) -> list[str]:
    """Return the forms of the key in a text."""
    return [name for name, form in KEY_FORMS.items() if form in text]
