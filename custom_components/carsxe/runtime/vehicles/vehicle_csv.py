"""Known vehicles as a CSV file for spreadsheets."""

from collections.abc import Iterable
import csv
from io import StringIO
import re
from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import CONF_NAME

from ...const import CONF_IGNORE, CONF_PLATE, CONF_VALID_FROM, CONF_VALID_UNTIL
from ..failures import InvalidError

COLUMNS = (CONF_PLATE, CONF_NAME, CONF_VALID_FROM, CONF_VALID_UNTIL, CONF_IGNORE)
_NEEDED = (CONF_PLATE, CONF_NAME)
_YES = ("1", "on", "true", "x", "yes")
# Spreadsheets run what begins like this; an apostrophe makes it a text.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def write_csv(vehicles: Iterable[ConfigSubentry]) -> str:
    """Return vehicles as CSV."""
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, extrasaction="ignore")
    writer.writeheader()
    for vehicle in vehicles:
        ignore = "yes" if vehicle.data.get(CONF_IGNORE) else ""
        name = f"'{vehicle.title}" if _FORMULA.match(vehicle.title) else vehicle.title
        writer.writerow({**vehicle.data, CONF_NAME: name, CONF_IGNORE: ignore})
    return text.getvalue()


def read_csv(text: str) -> list[tuple[int, dict[str, Any]]]:
    """Return the vehicles of a CSV with their line numbers, skipping empty lines.

    An empty cell removes a restriction. Raises ServiceValidationError.
    """
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    # The separator of spreadsheets depends on the country's decimal separator.
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(StringIO(text), delimiter=delimiter, restval="")
    names = [name.strip().casefold() for name in reader.fieldnames or ()]
    if not set(_NEEDED) <= set(names):
        raise InvalidError("import_no_columns", columns=", ".join(_NEEDED))
    reader.fieldnames = names
    rows = []
    for row in reader:
        cells = {name: row[name].strip() for name in names if name in COLUMNS}
        if any(cells.values()):
            rows.append((reader.line_num, _read(cells)))
    return rows


def _read(cells: dict[str, str]) -> dict[str, Any]:
    """Return the fields of a vehicle."""
    fields: dict[str, Any] = dict(cells)
    if _FORMULA.match(cells[CONF_NAME]):
        fields[CONF_NAME] = cells[CONF_NAME].removeprefix("'")
    for moment in (CONF_VALID_FROM, CONF_VALID_UNTIL):
        if moment in cells:
            fields[moment] = cells[moment] or None
    if CONF_IGNORE in cells:
        fields[CONF_IGNORE] = cells[CONF_IGNORE].casefold() in _YES
    return fields
