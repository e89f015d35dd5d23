"""The YAML in the documentation."""

from dataclasses import dataclass
from pathlib import Path
import re
from typing import Any

from homeassistant.util.yaml import parse_yaml

REPOSITORY = Path(__file__).parents[1]
DOCUMENTS = (
    *sorted(REPOSITORY.glob("*.md")),
    *sorted((REPOSITORY / "docs").rglob("*.md")),
    *sorted((REPOSITORY / "benchmarks").glob("*.md")),
    *(REPOSITORY / name / "README.md" for name in ("sandbox", "tests", "training")),
)
_BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A block of YAML; `place` is the file and its first line."""

    place: str
    text: str

    @property
    def content(self) -> Any:
        """Return the parsed content."""
        return parse_yaml(self.text)

    @property
    def kind(self) -> str:
        """Return whether it is an automation, a script, actions, or something else."""
        if isinstance(self.content, list):
            return "actions"
        for key, kind in (("triggers", "automation"), ("sequence", "script")):
            if key in self.content:
                return kind
        return "other"


def blocks(*kinds: str) -> list[Block]:
    """Return the blocks of the given kinds, or of all kinds."""
    found = [block for document in DOCUMENTS for block in _read(document)]
    return [block for block in found if not kinds or block.kind in kinds]


def block(file: str, beginning: str) -> Any:
    """Return the content of the only block in a file with this beginning."""
    (found,) = (
        block
        for block in blocks()
        if block.place.startswith(f"{file}:") and block.text.startswith(beginning)
    )
    return found.content


def _read(document: Path) -> list[Block]:
    """Return the blocks of a document."""
    text = document.read_text()
    name = document.relative_to(REPOSITORY).as_posix()
    return [
        Block(f"{name}:{text.count('\n', 0, found.start()) + 1}", found[1])
        for found in _BLOCK.finditer(text)
    ]
