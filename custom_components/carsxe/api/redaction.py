"""Remove secrets from other people's texts: the key, and addresses of pictures."""

from functools import lru_cache
import re
from urllib.parse import quote

MAX_MESSAGE_LENGTH = 200

_JSON_ESCAPED = '"\\/'
_ADDRESS = re.compile(r"(?<!\S)\S+?://\S+")


def redact(text: str, key: str = "") -> str:
    """Return an external text as one short line, without the key and addresses."""
    if key:
        text = _key_pattern(key).sub("***", text)
    text = " ".join(_ADDRESS.sub("(address)", text).split())
    return "".join(c if c.isprintable() else "?" for c in text[:MAX_MESSAGE_LENGTH])


@lru_cache(maxsize=8)
def _key_pattern(key: str) -> re.Pattern[str]:
    """Return a pattern for a key, with each character raw, percent-encoded or JSON-escaped."""
    return re.compile("".join(_character_pattern(character) for character in key))


def _character_pattern(character: str) -> str:
    """Return a pattern for a character in every encoding; the alternatives never overlap."""
    raw = re.escape(character)
    if character in _JSON_ESCAPED:
        raw = rf"\\?{raw}"
    percent = quote(character.encode("utf-8", "replace"), safe="")
    percent = percent if len(percent) > 1 else f"%{ord(character):02x}"
    units = character.encode("utf-16-be", "surrogatepass").hex()
    escaped = re.sub("(....)", r"\\\\u\1", units)
    return f"(?:{raw}|(?i:{percent}|{escaped}))"
