"""What the demo's house looks like: its configuration, cameras and dashboard."""

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
    """A camera of the house and the helper that stands for its motion sensor."""

    name: str
    first_picture: str

    @property
    def motion(self) -> str:
        """Return the entity id of the place's motion."""
        return f"input_boolean.{self.name.lower().replace(' ', '_')}_motion"


PLACES = (
    Place(name="Driveway", first_picture="no_plate_empty.jpg"),
    Place(name="Street", first_picture="two_plates.jpg"),
)


def configuration(folders: list[Path]) -> str:
    """Return the house's YAML; cameras may show files of the folders."""
    lines = [
        "homeassistant:",
        "  name: CarsXE demo",
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
    """Return the pictures of a folder, by name."""
    return sorted(
        file for file in folder.iterdir() if file.suffix.lower() in PICTURE_ENDINGS
    )


def dashboard(places: dict[Place, dict[str, str]]) -> dict[str, Any]:
    """Return a dashboard of standard cards; `places` gives each place's entities."""
    sections = [_section(place, entities) for place, entities in places.items()]
    sections.append(_spending())
    view = {"title": "Plates", "type": "sections", "sections": sections}
    return {"title": "CarsXE demo", "views": [view]}


def _section(place: Place, entities: dict[str, str]) -> dict[str, Any]:
    """Return what the dashboard shows of one place."""
    tiles = {
        entities["sensor.last_plate"]: "Last plate",
        entities["sensor.last_plate_score"]: "Score",
        entities["sensor.last_detection"]: "Seen",
        place.motion: "Motion",
    }
    return {
        "type": "grid",
        "cards": [
            {"type": "heading", "heading": place.name},
            {
                "type": "picture-entity",
                "entity": entities["camera"],
                "show_state": False,
                "show_name": False,
                "grid_options": {"columns": "full"},
            },
            *(
                {"type": "tile", "entity": entity_id, "name": name}
                for entity_id, name in tiles.items()
            ),
        ],
    }


def _spending() -> dict[str, Any]:
    """Return what the dashboard shows of the account."""
    tiles = {
        "recognitions_today": "Recognitions today",
        "recognitions_this_month": "This month",
        "recognitions_saved": "Saved this month",
        "estimated_cost": "Estimated cost",
    }
    return {
        "type": "grid",
        "cards": [
            {"type": "heading", "heading": "Account"},
            *(
                {"type": "tile", "entity": f"sensor.carsxe_{key}", "name": name}
                for key, name in tiles.items()
            ),
        ],
    }
