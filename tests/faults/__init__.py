"""What happens when anything fails: CarsXE, the way to it, a camera, or Home Assistant itself."""

import pytest

pytest.register_assert_rewrite("tests.faults.house")
