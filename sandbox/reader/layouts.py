"""Layouts of plates, and their countries."""

import re

LAYOUTS = {
    "gb": r"[A-HJ-PR-Y]{2}\d{2}[A-HJ-PR-Z]{3}",  # AB12 CDE
    "es": r"\d{4}[BCDFGHJKLMNPRSTVWXYZ]{3}",  # 1234 BCD
    "us-ca": r"[3-9][A-Z]{3}\d{3}",  # 7ABC123; Belgium uses it with 1 and 2
    "br": r"[A-Z]{3}\d[A-Z]\d{2}",  # ABC1D23
    "nl": (
        r"[A-Z]\d{3}[A-Z]{2}|[A-Z]{2}\d{3}[A-Z]"  # G-123-AB, AB-123-C
        r"|\d[A-Z]{3}\d{2}|\d{2}[A-Z]{3}\d|\d[A-Z]{2}\d{3}"  # 1-ABC-23, 12-ABC-3, 1-AB-234
    ),
}
# Used by several countries: they help to distinguish O and 0, but not countries.
COMMON = (
    r"[A-Z]{2}\d{3}[A-Z]{2}|[A-Z]{3}\d{2}[A-Z]|\d{3}[A-Z]{3}|\d[A-Z]{3}\d{3}"
    r"|[A-Z]{1,5}\d{1,4}|[A-Z]{2,3}\d{4,5}"
)
PATTERNS = {code: re.compile(pattern) for code, pattern in LAYOUTS.items()}
KNOWN = re.compile("|".join([*LAYOUTS.values(), COMMON]))


def region_code(plate: str) -> str:
    """Return the region with a plate's layout, or "" if none or several have it."""
    codes = [code for code, pattern in PATTERNS.items() if pattern.fullmatch(plate)]
    return codes[0] if len(codes) == 1 else ""


def is_known(plate: str) -> bool:
    """Return whether a plate has one of the common layouts."""
    return KNOWN.fullmatch(plate) is not None
