"""The hosts that CarsXE serves its API from."""

from yarl import URL

GLOBAL_HOST = "https://api.carsxe.com"
EU_HOST = "https://eu-api.carsxe.com"
HOSTS = (GLOBAL_HOST, EU_HOST)
DEFAULT_HOST = GLOBAL_HOST


def has_key_check(base_url: URL) -> bool:
    """Tell whether a host may have the key check; the EU host is documented without it."""
    return base_url.host != URL(EU_HOST).host
