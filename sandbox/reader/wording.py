"""Decide by its text whether a line can be a plate."""

from itertools import pairwise
import re

MIN_CHARACTERS, MAX_CHARACTERS = 4, 9
MAX_SWITCHES = 4
# Shorter ones are house numbers, longer ones phone numbers.
MIN_DIGITS, MAX_DIGITS = 5, 8
MAX_SYMBOLS = 3

MONTHS = "JAN|FEB|MAR|APR|MAY|MAI|JUN|JUL|AUG|SEP|OCT|OKT|NOV|DEC|DEZ"
OTHER_TEXT = (
    r"\d{1,2}\s?[:.]\s?\d{2}\s?[:.]\s?\d{2}",  # A clock with seconds
    r"\d{1,2}:\d{2}(\D|$)",  # A clock without
    r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}",  # A date
    rf"\d{{1,2}}[\s.-]?({MONTHS})[A-Z]*[\s.-]?\d{{2,4}}",
    rf"({MONTHS})[A-Z]*[\s.]?\d{{1,2}},",
    r"WWW\.|HTTPS?|[A-Z]{4,}\.(COM|NET|ORG|DE|EU|UK|FR|NL|ES|IT|PL|BR|IO)\b|@",
    r"[$\u20ac\u00a3\u00a5%\u2103\u2109]|\u00b0[CF]",  # Prices, percentages, temperatures
    r"\b4X[24]\b|(^|\s)\d[.,]\d(\s|[A-Z]|$)",  # A car's drivetrain
    r"^\W*(CAM|CAMERA|CHANNEL|CH|IPC|DVR|NVR)\W*\d{1,2}\W*$",  # A camera's label
    r"\d+\s?(KM/?H|MPH|FPS|KB/?S|MB/?S|KWH|HRS|MIN)\W*$",  # Quantities
    r"^\W*\d+([.,]\d+)?\s?(KG|KM|KW|HP|PS|CC|MM|CM|HR)\W*$",
    r"\d{3,4}\s?[X\u00d7]\s?\d{3,4}|\b(480|720|1080|1440|2160)P",  # A picture's size
    r"\b(TEL|FAX|PHONE|CALL|MOBILE|FON)\b",
    r"\+\d|\(\d{2,}\)|\d{3}[\s.-]\d{3}[\s.-]\d{4}|\d{3}-\d{4}\b",  # Phone numbers
    r"\b(NO|NR|STR|AVE|APT|UNIT|LOT|SUITE|ROOM|EXIT|ROUTE|HWY)\b\.?\s?\d",  # Addresses
)
OTHER_TEXT_PATTERN = re.compile("|".join(OTHER_TEXT))
# Short model names on cars; plates can look the same, so the panel decides.
BADGE = re.compile(
    r"[A-Z]{1,3}\d{1,3}[A-Z]?|\d{2,3}[A-Z]{1,3}|[A-Z]{3,5}\d|[A-Z]{2,4}\d[A-Z]\d"
)
# Lowercase letters that can't be mistaken for a capital.
TRULY_LOWER = re.compile(r"[abdefghijmnqrt]")


def characters(text: str) -> str:
    """Return the letters and digits of a text in upper case."""
    return "".join(
        letter for letter in text.upper() if letter.isascii() and letter.isalnum()
    )


def is_other_text(text: str) -> bool:
    """Return whether a text is a time, date, address, phone number, price or the like."""
    if OTHER_TEXT_PATTERN.search(text.upper()):
        return True
    if len(TRULY_LOWER.findall(text)) > len(characters(text)) / 4:
        return True
    return _symbols(text) > MAX_SYMBOLS


def is_plate_like(text: str) -> bool:
    """Return whether a text has a plate's layout: 4-9 characters, letters and digits, few switches."""
    plain = characters(text)
    if not MIN_CHARACTERS <= len(plain) <= MAX_CHARACTERS or is_other_text(text):
        return False
    kinds = [letter.isdigit() for letter in plain]
    switches = sum(left != right for left, right in pairwise(kinds))
    return (
        1 <= switches <= MAX_SWITCHES
        and len(plain) - sum(kinds) <= 7
        and sum(kinds) <= 7
    )


def is_digits_only(text: str) -> bool:
    """Return whether a text can be a plate without letters."""
    plain = characters(text)
    return (
        plain.isdigit()
        and MIN_DIGITS <= len(plain) <= MAX_DIGITS
        and not is_other_text(text)
    )


def is_badge_like(text: str) -> bool:
    """Return whether a text could also be a car's model name."""
    plain = characters(text)
    return len(plain) <= 6 and BADGE.fullmatch(plain) is not None


def _symbols(text: str) -> int:
    """Count characters that are neither letters, digits nor common separators."""
    return sum(
        not letter.isalnum() and letter not in " -.\u00b7\u2022:'" for letter in text
    )
