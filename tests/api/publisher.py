"""A publisher of pictures that records its use."""

from collections.abc import Iterator
from contextlib import contextmanager

ADDRESS = "https://home.example.com/snapshot"


class Publisher:
    """Publishes each picture under a new address."""

    def __init__(self) -> None:
        """Start with nothing public."""
        self.log: list[str] = []
        self.public: list[str] = []
        self.failures: list[BaseException | None] = []

    @contextmanager
    def publish(self) -> Iterator[str]:
        """Publish an address."""
        address = f"{ADDRESS}/{len(self.log)}"
        self.public.append(address)
        self.log.append(f"publish {address}")
        try:
            yield address
        except BaseException as err:
            self.failures.append(err)
            raise
        else:
            self.failures.append(None)
        finally:
            self.public.remove(address)
            self.log.append(f"withdraw {address}")
