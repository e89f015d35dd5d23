"""The appearance of the demo's house: its configuration, cameras and dashboard."""

from dataclasses import dataclass
import json
from pathlib import Path
from typing import Any

from .process import REPOSITORY

PICTURES = REPOSITORY / "sandbox" / "pictures"
DASHBOARD = "carsxe-demo"
PICTURE_ENDINGS = frozenset({".bmp", ".gif", ".jpeg", ".jpg", ".png", ".webp"})


@dataclass(frozen=True, kw_only=True)
class Place:
    """A camera of the house and the helper that represents its motion sensor."""

    name: str

    @property
    def motion(self) -> str:
        """Return the entity ID of the place's motion."""
        return f"input_boolean.{self.name.lower().replace(' ', '_')}_motion"


DRIVEWAY, STREET = Place(name="Driveway"), Place(name="Street")
PLACES = (DRIVEWAY, STREET)


# The known vehicles: a resident and, until tomorrow, a guest.
RESIDENT = {"plate": "WG12 KVL", "name": "Anna's van"}
GUEST = {"plate": "RTN 7063", "name": "RTN7063"}


def configuration(folders: list[Path]) -> str:
    """Return the house's YAML; cameras may show files in the folders."""
    lines = [
        "homeassistant:",
        "  name: CarsXE demo",
        # Without a country, there is a repair issue that isn't ours.
        "  country: US",
        "  allowlist_external_dirs:",
        *(f"    - {json.dumps(str(folder))}" for folder in folders),
        "frontend:",
        "history:",
        "logbook:",
        "input_boolean:",
    ]
    for place in PLACES:
        lines += [
            f"  {place.motion.partition('.')[2]}:",
            f"    name: {place.name} motion",
            "    icon: mdi:motion-sensor",
        ]
    return "\n".join(lines) + "\n"


def pictures_in(folder: Path) -> list[Path]:
    """Return the pictures in a folder, by name."""
    return sorted(
        file for file in folder.iterdir() if file.suffix.lower() in PICTURE_ENDINGS
    )


def dashboard(places: dict[Place, dict[str, str]]) -> dict[str, Any]:
    """Return a dashboard with the generated view, and one to play with.

    `places` has each place's entities.
    """
    plates = {
        "title": "Plates",
        "path": "plates",
        "strategy": {"type": "custom:carsxe"},
    }
    sections = [_section(place, entities) for place, entities in places.items()]
    cameras = {"title": "Cameras", "path": "cameras", "type": "sections"}
    return {"title": "CarsXE demo", "views": [plates, cameras | {"sections": sections}]}


def _section(place: Place, entities: dict[str, str]) -> dict[str, Any]:
    """Return a camera's picture, and the motion that starts a scan."""
    picture = {
        "type": "picture-entity",
        "entity": entities["camera"],
        "show_state": False,
        "show_name": False,
        "grid_options": {"columns": "full"},
    }
    heading = {"type": "heading", "heading": place.name}
    motion = {"type": "tile", "entity": place.motion, "name": "Motion"}
    return {"type": "grid", "cards": [heading, picture, motion]}
