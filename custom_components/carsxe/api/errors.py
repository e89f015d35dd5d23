"""Errors of CarsXE calls; no message ever contains the API key."""


class CarsXEError(Exception):
    """Base of all errors of a CarsXE call.

    `may_be_billed` tells whether the call may have cost money anyway. Only calls that CarsXE
    refuses or that never reach it are certainly free. `reason` names what is wrong.
    """

    may_be_billed = True
    reason = "unexpected_answer"


class CarsXEAuthError(CarsXEError):
    """The API key is missing, unknown or disabled."""

    may_be_billed = False
    reason = "invalid_auth"


class CarsXEBillingError(CarsXEError):
    """The API key is valid, but its account is inactive until billing is settled."""

    may_be_billed = False
    reason = "billing"


class CarsXEAccessError(CarsXEError):
    """The API key is blocked, or its plan doesn't include this API."""

    may_be_billed = False
    reason = "access_denied"


class CarsXEQuotaError(CarsXEError):
    """The month's calls are used up; retrying this month is pointless.

    `is_of_one_api` means that other APIs may have calls left.
    """

    may_be_billed = False
    reason = "quota_exceeded"
    is_of_one_api = False


class CarsXERequestError(CarsXEError):
    """CarsXE couldn't use the request or fetch its picture."""

    may_be_billed = False
    reason = "request_refused"


class CarsXEUnknownPlateError(CarsXERequestError):
    """CarsXE doesn't know the plate that was to be decoded."""

    may_be_billed = True


class CarsXEAnswerError(CarsXEError):
    """The answer isn't documented by CarsXE."""


class CarsXETemporaryError(CarsXEError):
    """CarsXE failed temporarily."""

    reason = "temporary"


class CarsXEConnectionError(CarsXETemporaryError):
    """CarsXE couldn't be reached, or the connection broke."""

    reason = "cannot_connect"


class CarsXEUnreachableError(CarsXEConnectionError):
    """There was no connection to CarsXE, so nothing was sent."""

    may_be_billed = False


class CarsXETimeoutError(CarsXETemporaryError):
    """No answer came in time."""

    reason = "timeout"
