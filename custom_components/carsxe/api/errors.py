"""What can go wrong with a CarsXE call; no message ever holds the API key."""


class CarsXEError(Exception):
    """Base of all failures of a CarsXE call.

    `may_be_billed` tells whether the call may have cost money all the same: only what CarsXE
    refuses, and what never reached it, is certainly free.
    """

    may_be_billed = True


class CarsXEAuthError(CarsXEError):
    """The API key is missing, unknown or disabled."""

    may_be_billed = False


class CarsXEBillingError(CarsXEError):
    """The API key is right, but its account isn't active until billing is settled."""

    may_be_billed = False


class CarsXEAccessError(CarsXEError):
    """The API key is blocked, or its plan doesn't include this API."""

    may_be_billed = False


class CarsXEQuotaError(CarsXEError):
    """The month's calls are used up; trying again this month never helps.

    `is_of_one_api` tells that other APIs may have calls left.
    """

    may_be_billed = False

    def __init__(self, message: str, *, is_of_one_api: bool = False) -> None:
        """Keep which APIs it is about."""
        super().__init__(message)
        self.is_of_one_api = is_of_one_api


class CarsXERequestError(CarsXEError):
    """CarsXE couldn't use the request or fetch the picture it points to."""

    may_be_billed = False


class CarsXEUnknownPlateError(CarsXERequestError):
    """CarsXE was asked for the vehicle with a plate that it doesn't know."""

    may_be_billed = True


class CarsXEAnswerError(CarsXEError):
    """The answer isn't one that CarsXE documents."""


class CarsXETemporaryError(CarsXEError):
    """CarsXE failed in a way that may pass."""


class CarsXEConnectionError(CarsXETemporaryError):
    """CarsXE couldn't be reached, or the connection broke."""


class CarsXEUnreachableError(CarsXEConnectionError):
    """There was no connection to CarsXE, so nothing was sent."""

    may_be_billed = False


class CarsXETimeoutError(CarsXETemporaryError):
    """No answer came in time."""
