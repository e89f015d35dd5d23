"""Tests of distinguishing answers from errors."""

from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.carsxe.api.answers import (
    is_no_plates,
    is_success,
    parse_body,
    to_error,
)
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
)
from tests.carsxe_server import load_answer

from .keys import API_KEY

# Without the characters that replace the key in a redacted text.
KEYS = st.text(
    st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="()*"),
    min_size=8,
)


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        pytest.param(b"{}", {}, id="empty object"),
        pytest.param(b'{"message": "\xc3\xa4"}', {"message": "ä"}, id="UTF-8"),
        pytest.param(
            '{"message": "ä"}'.encode("utf-16"), {"message": "ä"}, id="UTF-16"
        ),
        pytest.param(b"\xef\xbb\xbf{}", {}, id="byte order mark"),
        pytest.param(b"", None, id="nothing"),
        pytest.param(b" ", None, id="space"),
        pytest.param(b"<html></html>", None, id="HTML"),
        pytest.param(b'{"a":', None, id="half"),
        pytest.param(b"{} {}", None, id="two"),
        pytest.param(b"[{}]", None, id="list"),
        pytest.param(b"null", None, id="null"),
        pytest.param(b"1", None, id="number"),
        pytest.param(b'{"a": "\xe4"}', None, id="Latin-1"),
        pytest.param(b'{"a":' * 100_000, None, id="deep"),
        pytest.param(b'{"a": %s}' % (b"1" * 5_000), None, id="endless number"),
    ],
)
def test_parse_body(body: bytes, answer: dict[str, Any] | None) -> None:
    """A JSON object is returned, and nothing for anything else."""
    assert parse_body(body) == answer


@settings(deadline=None)
@given(st.binary())
def test_parse_body_never_raises(body: bytes) -> None:
    """Any bytes are accepted."""
    answer = parse_body(body)
    assert answer is None or isinstance(answer, dict)


@pytest.mark.parametrize(
    ("status", "answer", "expected"),
    [
        pytest.param(404, load_answer("no_plates"), True, id="documented"),
        pytest.param(200, load_answer("no_plates"), True, id="200"),
        pytest.param(404, {"error": "No plates detected in image"}, True, id="error"),
        pytest.param(404, {"message": "no plate detected"}, True, id="one plate"),
        pytest.param(404, {"message": "Not found"}, False, id="another 404"),
        pytest.param(404, {}, False, id="404 without a message"),
        pytest.param(404, None, False, id="404 without a body"),
        pytest.param(500, load_answer("no_plates"), False, id="500"),
        pytest.param(400, load_answer("no_plates"), False, id="400"),
        pytest.param(200, load_answer("recognition_us"), False, id="plates"),
    ],
)
def test_is_no_plates(
    status: int, answer: dict[str, Any] | None, expected: bool
) -> None:
    """The message says that there is no plate, with only two statuses."""
    assert is_no_plates(status, answer) is expected


@pytest.mark.parametrize(
    ("status", "answer", "expected"),
    [
        pytest.param(200, load_answer("recognition_us"), True, id="plates"),
        pytest.param(200, load_answer("recognition_empty"), True, id="no plates"),
        pytest.param(200, {}, True, id="empty object"),
        pytest.param(200, {"error": None}, True, id="null error"),
        pytest.param(200, {"error": ""}, True, id="empty error"),
        pytest.param(200, None, False, id="no object"),
        pytest.param(200, {"success": False}, False, id="no success"),
        pytest.param(200, load_answer("error_text"), False, id="error text"),
        pytest.param(200, load_answer("error_object"), False, id="error object"),
        pytest.param(201, load_answer("recognition_us"), False, id="201"),
        pytest.param(302, load_answer("recognition_us"), False, id="302"),
        pytest.param(500, load_answer("recognition_us"), False, id="500"),
    ],
)
def test_is_success(status: int, answer: dict[str, Any] | None, expected: bool) -> None:
    """A success is a 200 with an object that doesn't deny it."""
    assert is_success(status, answer) is expected


@pytest.mark.parametrize(
    ("status", "answer", "kind", "message"),
    [
        pytest.param(500, None, CarsXETemporaryError, "(status 500)", id="no body"),
        pytest.param(
            500, {"message": " "}, CarsXETemporaryError, "(status 500)", id="blank"
        ),
        pytest.param(
            500,
            {"message": 5, "error": ["x"]},
            CarsXETemporaryError,
            "(status 500)",
            id="no texts",
        ),
        pytest.param(
            400,
            {"message": "", "error": "Bad"},
            CarsXERequestError,
            "Bad (status 400)",
            id="error text",
        ),
        pytest.param(
            400,
            {"error": {"message": "Bad"}},
            CarsXERequestError,
            "Bad (status 400)",
            id="error object",
        ),
        pytest.param(
            400,
            {"error": {"message": None}},
            CarsXERequestError,
            "(status 400)",
            id="error object without a text",
        ),
        pytest.param(
            400,
            {"message": "First", "error": "Second"},
            CarsXERequestError,
            "First (status 400)",
            id="two texts",
        ),
        pytest.param(401, None, CarsXEAuthError, "(status 401)", id="401"),
        pytest.param(402, None, CarsXEAuthError, "(status 402)", id="402"),
        pytest.param(403, None, CarsXEAccessError, "(status 403)", id="403"),
        pytest.param(404, None, CarsXEAnswerError, "(status 404)", id="404"),
        pytest.param(429, None, CarsXEQuotaError, "(status 429)", id="429"),
        pytest.param(502, None, CarsXETemporaryError, "(status 502)", id="502"),
        pytest.param(503, None, CarsXETemporaryError, "(status 503)", id="503"),
        pytest.param(504, None, CarsXETemporaryError, "(status 504)", id="504"),
        pytest.param(501, None, CarsXEAnswerError, "(status 501)", id="501"),
        pytest.param(505, None, CarsXEAnswerError, "(status 505)", id="505"),
        pytest.param(302, None, CarsXEAnswerError, "(status 302)", id="302"),
        pytest.param(
            500,
            {"message": "Limit exceeded"},
            CarsXETemporaryError,
            "Limit exceeded (status 500)",
            id="a message that decides nothing",
        ),
        pytest.param(
            403,
            {"message": "API usage limit exceeded"},
            CarsXEQuotaError,
            "API usage limit exceeded (status 403)",
            id="a message that decides",
        ),
    ],
)
def test_to_error(
    status: int, answer: dict[str, Any] | None, kind: type[CarsXEError], message: str
) -> None:
    """The status decides, or the message if a status has several meanings."""
    error = to_error(status, answer, API_KEY)
    assert type(error) is kind
    assert str(error) == message


@pytest.mark.parametrize("text", ["AB 12", "ab 12", "xAB 12x", "AB 12AB 12"])
def test_error_is_without_the_plate(text: str) -> None:
    """The requested plate is in no error, however it is written."""
    error = to_error(404, {"message": f"No data for {text}"}, API_KEY, "aB 12")
    assert "12" not in str(error)


@pytest.mark.parametrize(
    ("kind", "temporary"),
    [
        (CarsXEAccessError, False),
        (CarsXEAnswerError, False),
        (CarsXEAuthError, False),
        (CarsXEBillingError, False),
        (CarsXEConnectionError, True),
        (CarsXEQuotaError, False),
        (CarsXERequestError, False),
        (CarsXETimeoutError, True),
    ],
)
def test_kinds(kind: type[CarsXEError], temporary: bool) -> None:
    """Temporary errors are distinguished from permanent ones."""
    assert issubclass(kind, CarsXEError)
    assert issubclass(kind, CarsXETemporaryError) is temporary


@settings(deadline=None)
@given(key=KEYS, message=st.text(), status=st.integers(100, 599))
def test_error_never_has_key(key: str, message: str, status: int) -> None:
    """No error contains the key, whatever its class."""
    error = to_error(status, {"message": f"{message}{key}"}, key)
    assert key not in str(error)
    assert key not in repr(error)
