"""Tests of decodes: the format of answers, unknown plates, keys, and counts."""

from datetime import UTC, datetime
import json
from typing import Any

import pytest

from sandbox.server.answers import KeyState
from sandbox.server.decoder import VEHICLES

from .conftest import KEY, PICTURES, Client, MakeSandbox, calls
from .test_keys import REFUSALS

pytestmark = pytest.mark.asyncio

PATH = "/v2/platedecoder"
FIELDS = {
    "description", "make", "model", "trim", "vin", "style", "year", "assembly", "fuel_type",
    "color", "body_style", "engine_size", "drive_type", "transmission",
}  # fmt: skip
NOT_FOUND = {"success": False, "message": "No vehicle found for this plate"}


async def decode(
    client: Client, plate: str | None = "8RMG362", key: str | None = KEY, **where: str
) -> tuple[int, dict[str, Any]]:
    """Request a decode; return status and body."""
    given = {"plate": plate, "key": key, **where}
    params = {name: value for name, value in given.items() if value is not None}
    response = await client.get(PATH, params=params)
    return response.status, await response.json()


async def test_answer_has_the_documented_shape(sandbox: Client) -> None:
    """A vehicle has all its fields as texts, and an echo that contains the key."""
    status, body = await decode(sandbox, country="US", state="CA")
    assert status == 200
    assert body.pop("success") is True
    assert body.pop("input") == {
        "plate": "8RMG362", "country": "US", "state": "CA", "key": KEY,
    }  # fmt: skip
    assert body.keys() == FIELDS
    assert body["description"] == "Fenwick Heron LX"
    assert (body["make"], body["model"]) == ("Fenwick", "Heron")
    assert all(isinstance(value, str) and value for value in body.values())


async def test_table() -> None:
    """Every vehicle has a plate from the pictures, and only documented fields."""
    labels = json.loads((PICTURES / "labels.json").read_text())
    drawn = {plate for label in labels.values() for plate in label["plates"]}
    assert VEHICLES.keys() <= drawn
    for entry in VEHICLES.values():
        assert {"make", "model"} <= entry.fields.keys() <= FIELDS


@pytest.mark.parametrize("plate", VEHICLES)
async def test_every_vehicle_is_found(sandbox: Client, plate: str) -> None:
    """Every vehicle in the table can be decoded, with only the fields it has."""
    entry = VEHICLES[plate]
    where = {"country": entry.country} | ({"state": entry.state} if entry.state else {})
    status, body = await decode(sandbox, plate, **where)
    assert status == 200
    assert body.keys() == {"success", "input", *entry.fields}


@pytest.mark.parametrize(
    ("plate", "where"),
    [
        pytest.param("8RMG362", {}, id="United States by default"),
        pytest.param("8RMG362", {"state": "CA"}, id="state without country"),
        pytest.param("8RMG362", {"country": "us", "state": "ca"}, id="lower case"),
        pytest.param("8rmg-362 ", {}, id="plate as people write it"),
        pytest.param("KDF4182", {"country": "US", "state": "NY"}, id="another state"),
        pytest.param(
            "WG12KVL", {"country": "GB", "district": "any"}, id="district doesn't count"
        ),
    ],
)
async def test_found(sandbox: Client, plate: str, where: dict[str, str]) -> None:
    """The origin needn't be complete; it is echoed as given."""
    status, body = await decode(sandbox, plate, **where)
    assert (status, body["success"]) == (200, True)
    assert body["input"] == {"country": "US", "plate": plate, "key": KEY, **where}


@pytest.mark.parametrize(
    ("plate", "where"),
    [
        pytest.param("AAA000", {}, id="unknown plate"),
        pytest.param("8RMG362", {"country": "DE"}, id="another country"),
        pytest.param("8RMG362", {"state": "NY"}, id="another state"),
        pytest.param("WOBMK289", {}, id="not of the United States"),
        pytest.param("WOBMK289", {"country": "DE", "state": "BY"}, id="has no state"),
    ],
)
async def test_not_found(sandbox: Client, plate: str, where: dict[str, str]) -> None:
    """A plate from elsewhere or not in the table is a 404, and free."""
    assert await decode(sandbox, plate, **where) == (404, NOT_FOUND)
    assert (await calls(sandbox))["billed"] == 0


@pytest.mark.parametrize("plate", [None, "", " -"], ids=["none", "empty", "no letters"])
async def test_missing_plate(sandbox: Client, plate: str | None) -> None:
    """A call without a plate is refused, and free."""
    status, body = await decode(sandbox, plate)
    assert (status, body) == (400, {"success": False, "message": "Missing plate"})
    assert (await calls(sandbox))["billed"] == 0


@pytest.mark.parametrize(("state", "status", "message"), REFUSALS)
async def test_refusal(
    make_sandbox: MakeSandbox, state: KeyState, status: int, message: str
) -> None:
    """A key's state is checked before the plate."""
    client = await make_sandbox({KEY: state})
    refused = (status, {"success": False, "message": message})
    assert await decode(client) == refused
    assert await decode(client, None) == refused


@pytest.mark.parametrize(
    ("key", "message"),
    [
        pytest.param(None, "Missing API key", id="none"),
        pytest.param(
            "another",
            "User with this API key was not found or the API key is disabled",
            id="unknown",
        ),
    ],
)
async def test_wrong_key(sandbox: Client, key: str | None, message: str) -> None:
    """A call with a missing or unknown key is refused."""
    status, body = await decode(sandbox, key=key)
    assert (status, body) == (401, {"success": False, "message": message})


@pytest.mark.parametrize(
    ("state", "message"),
    [
        pytest.param(KeyState.QUOTA, "API usage limit exceeded", id="usage"),
        pytest.param(
            KeyState.QUOTA_MONTH,
            "API limit exceeded for platedecoder ({}).",
            id="month",
        ),
    ],
)
async def test_quota(make_sandbox: MakeSandbox, state: KeyState, message: str) -> None:
    """An exhausted key gets its usage."""
    client = await make_sandbox({KEY: state})
    status, body = await decode(client)
    today = datetime.now(UTC)
    assert status == 429
    assert body["message"] == message.format(f"{today.month}/{today.year}")
    assert body["usage"] == {"current": 100, "limit": 100, "remaining": 0}


async def test_limit_is_of_recognitions(make_sandbox: MakeSandbox) -> None:
    """Decodes don't count toward a key's recognitions, as in the plans."""
    client = await make_sandbox(limit=1)
    assert [(await decode(client))[0] for _ in range(2)] == [200, 200]


async def test_journal(sandbox: Client) -> None:
    """The journal counts decodes, says which were billed, and never contains the key."""
    await decode(sandbox)
    await decode(sandbox, "AAA000")
    journal = await calls(sandbox)
    assert journal["total"] == {PATH: 2}
    assert journal["billed"] == 1
    found, missed = journal["calls"]
    assert (found["path"], found["status"], found["plates"]) == (PATH, 200, ["8rmg362"])
    assert (missed["status"], missed["plates"]) == (404, [])
    assert [call["billed"] for call in (found, missed)] == [True, False]
    assert KEY not in str(journal)


async def test_misbehavior(sandbox: Client) -> None:
    """A planned fault replaces a decode."""
    fault = {"path": PATH, "times": 1, "status": 500, "json": {"success": False}}
    await sandbox.post("/sandbox/misbehave", json=fault)
    assert await decode(sandbox) == (500, {"success": False})
    assert (await decode(sandbox))[0] == 200


async def test_eu_host(make_sandbox: MakeSandbox) -> None:
    """The EU host decodes, too."""
    client = await make_sandbox(eu=True)
    status, body = await decode(client, "WOBMK289", country="DE")
    assert (status, body["make"]) == (200, "Talheim")
