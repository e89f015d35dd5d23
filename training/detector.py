"""Load the integration's detector alone, because Home Assistant isn't installed here."""

from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
import sys

FOLDER = Path(__file__).parents[1] / "custom_components/carsxe/vision"


def _load() -> None:
    """Load the package with the detector."""
    spec = spec_from_file_location(
        "vision", FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)]
    )
    assert spec is not None and spec.loader is not None
    sys.modules["vision"] = module = module_from_spec(spec)
    spec.loader.exec_module(module)


_load()
plate_detector = import_module("vision.plate_detector")
plate_finder = import_module("vision.plate_finder")
plate_net = import_module("vision.plate_net")
