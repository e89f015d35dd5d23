"""What can go wrong with a CarsXE call; no message ever holds the API key."""

from .models import Usage


class CarsXEError(Exception):
    """Base of all failures of a CarsXE call."""


class CarsXEAuthError(CarsXEError):
    """The API key is missing, unknown or disabled."""


class CarsXEBillingError(CarsXEError):
    """The API key is right, but its account isn't active until billing is settled."""


class CarsXEAccessError(CarsXEError):
    """The API key is blocked, or its plan doesn't include this API."""


class CarsXEQuotaError(CarsXEError):
    """The month's calls are used up; trying again this month never helps."""

    def __init__(self, message: str, usage: Usage | None = None) -> None:
        """Keep the usage that came with the answer, if any."""
        super().__init__(message)
        self.usage = usage


class CarsXERequestError(CarsXEError):
    """CarsXE couldn't use the request or fetch the picture it points to."""


class CarsXEAnswerError(CarsXEError):
    """The answer isn't one that CarsXE documents."""


class CarsXETemporaryError(CarsXEError):
    """CarsXE failed in a way that may pass."""


class CarsXEConnectionError(CarsXETemporaryError):
    """CarsXE couldn't be reached, or the connection broke."""


class CarsXETimeoutError(CarsXETemporaryError):
    """No answer came in time."""
