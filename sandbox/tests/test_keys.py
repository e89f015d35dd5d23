"""Tests of keys: every documented refusal, quotas, and the EU host."""

from datetime import UTC, datetime

import pytest

from sandbox.server.answers import KeyState

from .conftest import KEY, Client, MakeSandbox, calls, recognize

pytestmark = pytest.mark.asyncio

REFUSALS = [
    (KeyState.DISABLED, 401, "User with this API key was not found or the API key is disabled"),
    (KeyState.INACTIVE, 401, "User with this API key is not active. To activate update your billing"),
    (KeyState.MISSING, 402, "Missing API key"),
    (KeyState.BLOCKED, 403, "This API key has been blocked"),
    (KeyState.TIER, 403, "This API is not available for your current subscription tier"),
    (KeyState.FAILING, 500, "Could not get information at this time"),
    (KeyState.UNFETCHED, 502, "Could not fetch data"),
    (KeyState.OFFLINE, 503, "Cannot access the internet at this time"),
    (KeyState.TIMEOUT, 504, "Request timed out. Please try again."),
]  # fmt: skip


@pytest.mark.parametrize(("state", "status", "message"), REFUSALS)
async def test_refusal(
    make_sandbox: MakeSandbox, state: KeyState, status: int, message: str
) -> None:
    """A key's state is checked before the body."""
    client = await make_sandbox({KEY: state})
    assert await recognize(client, None) == (
        status,
        {"success": False, "message": message},
    )


async def test_all_states_are_covered() -> None:
    """All states are tested here."""
    tested = {state for state, _, _ in REFUSALS}
    assert tested | {KeyState.OK, KeyState.QUOTA, KeyState.QUOTA_MONTH} == set(KeyState)


async def test_missing_key(sandbox: Client) -> None:
    """A call without a key is refused."""
    response = await sandbox.post("/platerecognition", json={})
    assert response.status == 401
    assert await response.json() == {"success": False, "message": "Missing API key"}


async def test_unknown_key(sandbox: Client) -> None:
    """An unknown key is invalid."""
    status, body = await recognize(sandbox, None, "another")
    assert status == 401
    assert "was not found" in body["message"]


async def test_one_sandbox_takes_several_keys(make_sandbox: MakeSandbox) -> None:
    """Each key has its own state."""
    client = await make_sandbox({"one": KeyState.OK, "two": KeyState.BLOCKED})
    assert [(await recognize(client, None, key))[0] for key in ("one", "two")] == [
        400,
        403,
    ]


async def test_quota(make_sandbox: MakeSandbox, pictures: str) -> None:
    """An exhausted key gets its usage; without an address the call stays free."""
    client = await make_sandbox({KEY: KeyState.QUOTA})
    status, body = await recognize(client, f"{pictures}/pictures/day_us.jpg")
    assert status == 429
    assert body["message"] == "API usage limit exceeded"
    assert body["usage"] == {"current": 100, "limit": 100, "remaining": 0}
    assert (await calls(client))["calls"][-1]["fetches"] == 0
    assert (await recognize(client, None))[0] == 400


async def test_quota_of_the_month(make_sandbox: MakeSandbox, pictures: str) -> None:
    """The other wording names the API and the month."""
    client = await make_sandbox({KEY: KeyState.QUOTA_MONTH})
    status, body = await recognize(client, f"{pictures}/pictures/day_us.jpg")
    today = datetime.now(UTC)
    assert status == 429
    assert (
        body["message"]
        == f"API limit exceeded for platerecognition ({today.month}/{today.year})."
    )


async def test_limit(make_sandbox: MakeSandbox, pictures: str) -> None:
    """After the allowed number of billed recognitions comes a 429; each key has its own limit."""
    client = await make_sandbox({KEY: KeyState.OK, "other": KeyState.OK}, limit=1)
    picture = f"{pictures}/pictures/day_us.jpg"
    assert (await recognize(client, f"{pictures}/pictures/missing.jpg"))[0] == 400
    assert (await recognize(client, picture))[0] == 200
    status, body = await recognize(client, picture)
    assert status == 429
    assert body["usage"] == {"current": 1, "limit": 1, "remaining": 0}
    assert (await recognize(client, picture, "other"))[0] == 200
    await client.post("/sandbox/reset")
    assert (await recognize(client, picture))[0] == 200


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (KeyState.OK, 200),
        (KeyState.TIER, 200),
        (KeyState.QUOTA, 200),
        (KeyState.DISABLED, 401),
        (KeyState.INACTIVE, 401),
        (KeyState.BLOCKED, 403),
        (KeyState.FAILING, 500),
    ],
)
async def test_validate(
    make_sandbox: MakeSandbox, state: KeyState, status: int
) -> None:
    """Validation says whether the key is valid, regardless of its plan."""
    client = await make_sandbox({KEY: state})
    response = await client.get("/v1/auth/validate", params={"key": KEY})
    assert response.status == status
    assert (await response.json())["success"] is (status == 200)


async def test_validate_without_key(sandbox: Client) -> None:
    """Validation needs a key."""
    response = await sandbox.get("/v1/auth/validate")
    assert response.status == 401
    assert (await response.json())["message"] == "Missing API key"


async def test_eu_host(make_sandbox: MakeSandbox) -> None:
    """The EU host recognizes, but has no validation."""
    client = await make_sandbox(eu=True)
    assert (await client.get("/v1/auth/validate", params={"key": KEY})).status == 404
    assert (await recognize(client, None))[0] == 400


async def test_key_is_never_shown(sandbox: Client, pictures: str) -> None:
    """Neither the journal nor an answer contains the key."""
    answers = [
        await recognize(sandbox, f"{pictures}/pictures/day_us.jpg"),
        await recognize(sandbox, None),
        await calls(sandbox),
    ]
    await sandbox.get("/v1/auth/validate", params={"key": KEY})
    assert KEY not in str([*answers, await calls(sandbox)])
