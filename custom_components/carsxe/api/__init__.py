"""The CarsXE API: client, models and errors. Independent of Home Assistant."""

from .client import GLOBAL_HOST, HOSTS, CarsXEClient, Publish
from .errors import (
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
    CarsXEUnreachableError,
)
from .models import (
    Box,
    Candidate,
    DecodedPlate,
    Detection,
    Recognition,
    Region,
    Vehicle,
)

__all__ = [
    "GLOBAL_HOST",
    "HOSTS",
    "Box",
    "Candidate",
    "CarsXEAccessError",
    "CarsXEAnswerError",
    "CarsXEAuthError",
    "CarsXEBillingError",
    "CarsXEClient",
    "CarsXEConnectionError",
    "CarsXEError",
    "CarsXEQuotaError",
    "CarsXERequestError",
    "CarsXETemporaryError",
    "CarsXETimeoutError",
    "CarsXEUnknownPlateError",
    "CarsXEUnreachableError",
    "DecodedPlate",
    "Detection",
    "Publish",
    "Recognition",
    "Region",
    "Vehicle",
]
