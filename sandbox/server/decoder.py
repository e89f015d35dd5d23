"""`GET /v2/platedecoder`: look up a plate in a small fictional table."""

from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import web

from .access import refusal
from .answers import EXHAUSTED, exhausted, failure
from .state import CALL, STATE

PATH = "/v2/platedecoder"
API = "platedecoder"
DEFAULT_COUNTRY = "US"

NO_PLATE = HTTPStatus.BAD_REQUEST, "Missing plate"
NOT_FOUND = HTTPStatus.NOT_FOUND, "No vehicle found for this plate"


@dataclass(frozen=True, slots=True)
class Entry:
    """A vehicle; `fields` are those of the service's answer, any of which may be missing."""

    country: str
    state: str | None
    fields: dict[str, str]


# Neither these vehicles nor their makers exist. The plates are those in the pictures.
VEHICLES: dict[str, Entry] = {
    "8RMG362": Entry(
        "US",
        "CA",
        {
            "description": "Fenwick Heron LX",
            "make": "Fenwick",
            "model": "Heron",
            "trim": "LX",
            "vin": "SANDB0X0000000001",
            "style": "Sedan 4D",
            "year": "2019",
            "assembly": "Nowhere",
            "fuel_type": "Gasoline",
            "color": "Red",
            "body_style": "Sedan",
            "engine_size": "2.0L I4",
            "drive_type": "FWD",
            "transmission": "Automatic",
        },
    ),
    "KDF4182": Entry(
        "US",
        "NY",
        {
            "description": "Fenwick Crane Van",
            "make": "Fenwick",
            "model": "Crane",
            "vin": "SANDB0X0000000002",
            "year": "2015",
            "body_style": "Van",
        },
    ),
    "WOBMK289": Entry(
        "DE",
        None,
        {
            "description": "Talheim 450",
            "make": "Talheim",
            "model": "450",
            "year": "2021",
            "fuel_type": "Electric",
            "color": "Blue",
        },
    ),
    "WG12KVL": Entry(
        "GB",
        None,
        {
            "description": "Ashcombe Wren",
            "make": "Ashcombe",
            "model": "Wren",
            "year": "2012",
            "color": "Green",
            "transmission": "Manual",
        },
    ),
    "VB127VW": Entry("FR", None, {"make": "Rivelle", "model": "Mistral"}),
}


async def decode(request: web.Request) -> web.Response:
    """Answer a decode; the key is checked first, then the plate, then the quota."""
    state, call = request.app[STATE], request[CALL]
    if refused := refusal(request):
        return refused
    if not (plate := _normal(request.query.get("plate", ""))):
        return failure(NO_PLATE)
    key = request.query["key"]
    if (key_state := state.keys.state(key)) in EXHAUSTED:
        return exhausted(key_state, state.keys.usage(key), API)
    entry = VEHICLES.get(plate)
    if entry is None or not _is_from(entry, request):
        return failure(NOT_FOUND)
    state.journal.bill(call)
    call.plates = [plate.lower()]
    return web.json_response({"success": True, "input": _echo(request), **entry.fields})


def _normal(plate: str) -> str:
    """Return a plate in upper case, letters and digits only."""
    return "".join(filter(str.isalnum, plate)).upper()


def _is_from(entry: Entry, request: web.Request) -> bool:
    """Return whether a vehicle's origin matches the call; a missing state matches."""
    country = request.query.get("country") or DEFAULT_COUNTRY
    state = request.query.get("state") or entry.state or ""
    return (country.upper(), state.upper()) == (entry.country, entry.state or "")


def _echo(request: web.Request) -> dict[str, str]:
    """Return the call's parameters including the key, as some of the service's answers do."""
    echoed = ("plate", "state", "country", "district", "key")
    return {"country": DEFAULT_COUNTRY} | {
        name: request.query[name] for name in echoed if request.query.get(name)
    }
