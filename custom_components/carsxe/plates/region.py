"""Regions as CarsXE names them: `cc`, or `cc-ss` with a state."""


def split_region(code: str | None) -> tuple[str | None, str | None]:
    """Return the country and the state of a region code, each in upper case or None."""
    country, _, state = (code or "").upper().partition("-")
    return country or None, state or None
