"""What one account runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from homeassistant.config_entries import ConfigEntry

from ..api import CarsXEClient
from .camera import CameraPipeline
from .decoder import PlateDecoder
from .vehicles import Vehicles


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """The client of an account, the data it was made of, its vehicles, and the cameras by id."""

    client: CarsXEClient
    data: Mapping[str, Any]
    device_id: str
    vehicles: Vehicles
    decoder: PlateDecoder
    cameras: dict[str, CameraPipeline] = field(default_factory=dict)


type CarsXEConfigEntry = ConfigEntry[Account]
