"""The service's documented errors: status, message, usage."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from http import HTTPStatus

from aiohttp import web

# Without a limit, an exhausted key shows the smallest plan's.
PLAN_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Usage:
    """A key's usage this month."""

    current: int
    limit: int

    def as_json(self) -> dict[str, int]:
        """Return it as the service does."""
        return {
            "current": self.current,
            "limit": self.limit,
            "remaining": max(0, self.limit - self.current),
        }


class KeyState(StrEnum):
    """The state of a key."""

    OK = "ok"
    DISABLED = "disabled"
    INACTIVE = "inactive"
    MISSING = "missing"
    BLOCKED = "blocked"
    TIER = "tier"
    QUOTA = "quota"
    QUOTA_MONTH = "quota-month"
    FAILING = "failing"
    UNFETCHED = "unfetched"
    OFFLINE = "offline"
    TIMEOUT = "timeout"


NO_KEY = HTTPStatus.UNAUTHORIZED, "Missing API key"
NO_URL = HTTPStatus.BAD_REQUEST, "Missing upload URL"
NO_IMAGE = HTTPStatus.BAD_REQUEST, "Missing image data"
BAD_IMAGE = HTTPStatus.BAD_REQUEST, "Invalid image data format."
NO_PLATES = HTTPStatus.NOT_FOUND, "No plates detected in image"

REFUSALS: dict[KeyState, tuple[HTTPStatus, str]] = {
    KeyState.DISABLED: (
        HTTPStatus.UNAUTHORIZED,
        "User with this API key was not found or the API key is disabled",
    ),
    KeyState.INACTIVE: (
        HTTPStatus.UNAUTHORIZED,
        "User with this API key is not active. To activate update your billing",
    ),
    KeyState.MISSING: (HTTPStatus.PAYMENT_REQUIRED, "Missing API key"),
    KeyState.BLOCKED: (HTTPStatus.FORBIDDEN, "This API key has been blocked"),
    KeyState.TIER: (
        HTTPStatus.FORBIDDEN,
        "This API is not available for your current subscription tier",
    ),
    KeyState.FAILING: (
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "Could not get information at this time",
    ),
    KeyState.UNFETCHED: (HTTPStatus.BAD_GATEWAY, "Could not fetch data"),
    KeyState.OFFLINE: (
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Cannot access the internet at this time",
    ),
    KeyState.TIMEOUT: (
        HTTPStatus.GATEWAY_TIMEOUT,
        "Request timed out. Please try again.",
    ),
}
EXHAUSTED = KeyState.QUOTA, KeyState.QUOTA_MONTH


def failure(error: tuple[HTTPStatus, str]) -> web.Response:
    """Answer with an error."""
    status, message = error
    return web.json_response({"success": False, "message": message}, status=status)


def exhausted(state: KeyState, usage: Usage, api: str) -> web.Response:
    """Answer that the month's quota is used up."""
    message = "API usage limit exceeded"
    if state is KeyState.QUOTA_MONTH:
        today = datetime.now(UTC)
        message = f"API limit exceeded for {api} ({today.month}/{today.year})."
    body = {"success": False, "message": message, "usage": usage.as_json()}
    return web.json_response(body, status=HTTPStatus.TOO_MANY_REQUESTS)
