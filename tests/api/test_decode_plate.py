"""Tests of decoding a plate with a server on a real socket."""

import traceback

import pytest

from custom_components.carsxe.api import client as client_module
from custom_components.carsxe.api.client import CarsXEClient
from custom_components.carsxe.api.errors import (
    CarsXEAccessError,
    CarsXEAnswerError,
    CarsXEAuthError,
    CarsXEBillingError,
    CarsXEConnectionError,
    CarsXEError,
    CarsXEQuotaError,
    CarsXERequestError,
    CarsXETemporaryError,
    CarsXETimeoutError,
    CarsXEUnknownPlateError,
)
from tests.carsxe_server import load_answer

from .fault_server import FaultServer, Reply, answer, fixture, hang, raw
from .keys import API_KEY, forms_in

SHORTENED = 0.15


def _shown(err: BaseException) -> str:
    """Return everything that a log, traceback or notification shows of an error."""
    return "\n".join(
        (str(err), repr(err), repr(err.args), *traceback.format_exception(err))
    )


async def test_decoded(client: CarsXEClient, server: FaultServer) -> None:
    """One documented call returns the vehicle and nothing of the request."""
    server.reply(fixture("decoded_us"))
    decoded = await client.decode_plate("7XER187", country="US", state="CA")
    document = load_answer("decoded_us")
    del document["success"], document["input"]
    assert decoded == document
    (call,) = server.calls
    assert (call.method, call.path, call.body) == ("GET", "/v2/platedecoder", b"")
    assert call.query == {
        "key": API_KEY,
        "plate": "7XER187",
        "country": "US",
        "state": "CA",
    }


async def test_sparse(client: CarsXEClient, server: FaultServer) -> None:
    """Missing values and non-texts are None, numbers become texts, and new fields are ignored."""
    server.reply(fixture("decoded_sparse"))
    decoded = await client.decode_plate("WG12KVL", country="GB")
    assert {k: v for k, v in decoded.items() if v} == {
        "make": "Kia",
        "model": "Forte",
        "year": "2017",
    }
    assert "echoed" not in repr(decoded)


@pytest.mark.parametrize(
    ("where", "query"),
    [
        pytest.param({}, {}, id="plate alone"),
        pytest.param({"country": "DE"}, {"country": "DE"}, id="country"),
        pytest.param({"country": "", "state": None}, {}, id="nothing said"),
        pytest.param(
            {"country": "PK", "state": "Punjab", "district": "Lahore & Kasur"},
            {"country": "PK", "state": "Punjab", "district": "Lahore & Kasur"},
            id="district",
        ),
    ],
)
async def test_only_what_is_given_is_sent(
    client: CarsXEClient,
    server: FaultServer,
    where: dict[str, str | None],
    query: dict[str, str],
) -> None:
    """An empty parameter isn't sent."""
    server.reply(fixture("decoded_us"))
    await client.decode_plate("ÜX 1&2", **where)
    assert server.calls[0].query == {"key": API_KEY, "plate": "ÜX 1&2", **query}


@pytest.mark.parametrize(
    ("name", "status", "kind"),
    [
        pytest.param("decoded_unknown", 404, CarsXEUnknownPlateError, id="404"),
        pytest.param("missing_url", 400, CarsXERequestError, id="400"),
        pytest.param("key_unknown", 401, CarsXEAuthError, id="401 key"),
        pytest.param("key_inactive", 401, CarsXEBillingError, id="401 billing"),
        pytest.param("key_missing", 402, CarsXEAuthError, id="402"),
        pytest.param("tier", 403, CarsXEAccessError, id="403"),
        pytest.param("quota", 429, CarsXEQuotaError, id="429"),
        pytest.param("quota", 200, CarsXEQuotaError, id="200 usage"),
        pytest.param("error_text", 200, CarsXEAnswerError, id="200 error"),
        pytest.param("no_information", 500, CarsXETemporaryError, id="500"),
        pytest.param("no_data", 502, CarsXETemporaryError, id="502"),
        pytest.param("no_internet", 503, CarsXETemporaryError, id="503"),
        pytest.param("request_timed_out", 504, CarsXETemporaryError, id="504"),
    ],
)
async def test_error(
    client: CarsXEClient,
    server: FaultServer,
    name: str,
    status: int,
    kind: type[CarsXEError],
) -> None:
    """Each error has its class; none is retried, as every call may be paid for."""
    server.reply(fixture(name, status), fixture("decoded_us"))
    with pytest.raises(CarsXEError) as caught:
        await client.decode_plate("7XER187")
    assert caught.type is kind
    assert len(server.calls) == 1


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        pytest.param(answer(b"<html>OK</html>"), CarsXEAnswerError, id="HTML"),
        pytest.param(answer(b""), CarsXEAnswerError, id="nothing"),
        pytest.param(answer([]), CarsXEAnswerError, id="list"),
        pytest.param(answer(b"Not Found", 404), CarsXEAnswerError, id="404 in words"),
        pytest.param(
            answer({}, 302, {"Location": "/elsewhere"}),
            CarsXEAnswerError,
            id="redirect",
        ),
        pytest.param(raw(), CarsXEConnectionError, id="closed"),
        pytest.param(raw(reset=True), CarsXEConnectionError, id="reset"),
    ],
)
async def test_fault(
    client: CarsXEClient, server: FaultServer, reply: Reply, kind: type[CarsXEError]
) -> None:
    """An invalid answer isn't retried either, and its error doesn't contain the key."""
    server.reply(reply, fixture("decoded_us"))
    with pytest.raises(CarsXEError) as caught:
        await client.decode_plate("7XER187")
    assert caught.type is kind
    assert len(server.calls) == 1
    assert forms_in(_shown(caught.value)) == []


@pytest.mark.usefixtures("quick")
async def test_no_answer_in_time(
    client: CarsXEClient, server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An endless call is given up and not repeated."""
    monkeypatch.setattr(client_module, "DEADLINE", SHORTENED)
    server.reply(hang(), fixture("decoded_us"))
    with pytest.raises(CarsXETimeoutError) as caught:
        await client.decode_plate("7XER187")
    assert len(server.calls) == 1
    assert forms_in(_shown(caught.value)) == []


@pytest.mark.parametrize("status", [200, 400, 401, 404, 500])
async def test_key_in_an_error_message(
    client: CarsXEClient, server: FaultServer, status: int
) -> None:
    """A key in the server's message isn't in ours."""
    body = {"success": False, "message": f"Bad: {API_KEY}", "input": {"key": API_KEY}}
    server.reply(answer(body, status))
    with pytest.raises(CarsXEError) as caught:
        await client.decode_plate("7XER187")
    assert forms_in(_shown(caught.value)) == []
