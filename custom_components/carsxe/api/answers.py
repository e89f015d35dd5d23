"""Distinguish answers from errors by status and message, as documented by CarsXE."""

from http import HTTPStatus
import json
import re
from typing import Any

from .errors import (
    CarsXEAccessError,
    CarsXEAnswerError,
    CarsXEAuthError,
    CarsXEBillingError,
    CarsXEError,
    CarsXEQuotaError,
    CarsXERequestError,
    CarsXETemporaryError,
)
from .redaction import redact

_BY_STATUS: dict[int, type[CarsXEError]] = {
    HTTPStatus.BAD_REQUEST: CarsXERequestError,
    HTTPStatus.UNAUTHORIZED: CarsXEAuthError,
    HTTPStatus.PAYMENT_REQUIRED: CarsXEAuthError,
    HTTPStatus.FORBIDDEN: CarsXEAccessError,
    HTTPStatus.TOO_MANY_REQUESTS: CarsXEQuotaError,
    HTTPStatus.INTERNAL_SERVER_ERROR: CarsXETemporaryError,
    HTTPStatus.BAD_GATEWAY: CarsXETemporaryError,
    HTTPStatus.SERVICE_UNAVAILABLE: CarsXETemporaryError,
    HTTPStatus.GATEWAY_TIMEOUT: CarsXETemporaryError,
}

# A 200 may carry an error, and a 401 may be about billing: the message decides.
_BY_MESSAGE: tuple[tuple[re.Pattern[str], type[CarsXEError]], ...] = (
    (re.compile(r"not active|update your billing", re.IGNORECASE), CarsXEBillingError),
    (re.compile(r"blocked|subscription tier", re.IGNORECASE), CarsXEAccessError),
    (re.compile(r"limit exceeded", re.IGNORECASE), CarsXEQuotaError),
    (
        re.compile(r"missing api key|api key was not found", re.IGNORECASE),
        CarsXEAuthError,
    ),
)
_DECIDED_BY_MESSAGE = (
    HTTPStatus.OK,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.PAYMENT_REQUIRED,
    HTTPStatus.FORBIDDEN,
)
# A 404 may be a result with an unknown message, and a 408 may come while the picture is read.
_UNCLEAR = (HTTPStatus.NOT_FOUND, HTTPStatus.REQUEST_TIMEOUT)
_NO_PLATES = re.compile(r"no plates? detected", re.IGNORECASE)
_ONE_API = re.compile(r"limit exceeded for", re.IGNORECASE)


def parse_body(body: bytes) -> dict[str, Any] | None:
    """Return the JSON object in a body, or None if it holds anything else."""
    try:
        answer = json.loads(body)
    except ValueError, RecursionError:
        return None
    return answer if isinstance(answer, dict) else None


def is_no_plates(status: int, answer: dict[str, Any] | None) -> bool:
    """Return whether an answer says that the picture shows no plate, which isn't an error."""
    return (
        status in (HTTPStatus.OK, HTTPStatus.NOT_FOUND)
        and answer is not None
        and _NO_PLATES.search(_message(answer)) is not None
    )


def is_success(status: int, answer: dict[str, Any] | None) -> bool:
    """Return whether an answer is a successful one."""
    return (
        status == HTTPStatus.OK
        and answer is not None
        and answer.get("success") is not False
        and not answer.get("error")
    )


def to_error(
    status: int, answer: dict[str, Any] | None, key: str, plate: str = ""
) -> CarsXEError:
    """Return the error that an answer represents.

    Its message contains neither the key nor addresses nor the requested plate.
    """
    text = _message(answer or {})
    shown = (
        re.sub(re.escape(plate), "***", text, flags=re.IGNORECASE) if plate else text
    )
    message = f"{redact(shown, key)} (status {status})".strip()
    error = _kind(status, text)(message)
    if isinstance(error, CarsXEQuotaError):
        error.is_of_one_api = _ONE_API.search(text) is not None
    if status // 100 == 4 and status not in _UNCLEAR:
        # CarsXE has refused the call and did nothing.
        error.may_be_billed = False
    return error


def _kind(status: int, message: str) -> type[CarsXEError]:
    """Return the error class for a status and a message."""
    if status in _DECIDED_BY_MESSAGE:
        for pattern, kind in _BY_MESSAGE:
            if pattern.search(message):
                return kind
    return _BY_STATUS.get(status, CarsXEAnswerError)


def _message(answer: dict[str, Any]) -> str:
    """Return the first message text in an answer."""
    error = answer.get("error")
    texts = (
        answer.get("message"),
        error.get("message") if isinstance(error, dict) else error,
    )
    return next((text for text in texts if isinstance(text, str) and text.strip()), "")
