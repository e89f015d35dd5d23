"""Home Assistant with a store that uses a stand-in for GitHub: python -m tests.e2e.store_home ADDRESS ..."""

from dataclasses import replace
import sys

from aiogithubapi import device

from homeassistant.__main__ import main
from homeassistant.components.marketplace import profiles


def ask(address: str) -> None:
    """Point the store's default profile and its sign-in to an address."""
    profiles.PROFILES[profiles.DEFAULT_PROFILE] = replace(
        profiles.GITHUB,
        api=f"{address}/api",
        github=f"{address}/github",
        raw=f"{address}/raw",
        catalog=f"{address}/catalog",
    )
    device.BASE_GITHUB_URL = f"{address}/github"


if __name__ == "__main__":
    ask(sys.argv.pop(1))
    sys.exit(main())
