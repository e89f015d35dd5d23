"""Fixtures of the tests of a camera's runtime."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.carsxe.runtime.coordinator import CameraCoordinator

from ..conftest import CAMERA_ID


@pytest.fixture
def coordinator(account: MockConfigEntry) -> CameraCoordinator:
    """Return the coordinator of the camera at the gate."""
    coordinator: CameraCoordinator = account.runtime_data.cameras[CAMERA_ID]
    return coordinator
