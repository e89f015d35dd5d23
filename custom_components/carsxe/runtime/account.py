"""What one account runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from homeassistant.config_entries import ConfigEntry

from .camera import CameraPipeline
from .spending.paid_calls import PaidCalls
from .vehicles.decoder import PlateDecoder
from .vehicles.vehicles import Vehicles


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """The calls of an account, the data it was made of, its vehicles, and the cameras by id."""

    data: Mapping[str, Any]
    device_id: str
    paid_calls: PaidCalls
    vehicles: Vehicles
    decoder: PlateDecoder
    cameras: dict[str, CameraPipeline] = field(default_factory=dict)


type CarsXEConfigEntry = ConfigEntry[Account]
