"""What one account runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from homeassistant.config_entries import ConfigEntry

from ..api import CarsXEClient
from .camera import CameraPipeline


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """The client of an account, the data it was made of, and the cameras by subentry id."""

    client: CarsXEClient
    data: Mapping[str, Any]
    device_id: str
    cameras: dict[str, CameraPipeline] = field(default_factory=dict)


type CarsXEConfigEntry = ConfigEntry[Account]
