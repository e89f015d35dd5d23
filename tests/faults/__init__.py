"""Failures of CarsXE, the connection, a camera, or Home Assistant itself."""

import pytest

pytest.register_assert_rewrite("tests.faults.house")
