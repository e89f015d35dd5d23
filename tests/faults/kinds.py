"""The kinds of faults, as docs/reliability.md tells of them: `python -m tests.faults.kinds`."""

from dataclasses import dataclass
import json
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "custom_components" / "carsxe" / "translations" / "en.json"

NO = "no"
ONCE = "yes"
EACH = "each attempt, three at the most"
NEXT = "by itself, at the next scan"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One row of the table.

    `key` is the message that a scan fails with; where none does, `shows` says what is seen.
    """

    what: str
    key: str = ""
    shows: str = ""
    counted: str = NO
    recovers: str = NEXT

    @property
    def shown(self) -> str:
        """Return what Home Assistant shows: the message's first sentence, or what is written."""
        if not self.key:
            return self.shows
        message = json.loads(TEXTS.read_text())["exceptions"][self.key]["message"]
        sentence = message.replace("{entity_id}", "the camera").split(". ")[0]
        sentence = sentence.split(" (")[0].split(": {")[0].rstrip(".")
        return f"“{sentence[0].upper()}{sentence[1:]}.”"


UNREACHABLE = Kind(
    what="No connection to CarsXE: unknown host, nobody listens, no TLS or a wrong certificate",
    key="cannot_connect",
)
BROKEN = Kind(
    what="The connection breaks, wherever in the answer",
    key="cannot_connect",
    counted=EACH,
)
SLOW = Kind(
    what="No whole answer within 30 seconds",
    key="timeout",
    counted=ONCE,
)
SERVER = Kind(
    what="CarsXE has a fault of its own (500, 502, 503, 504)",
    key="temporary",
    counted=EACH,
)
NONSENSE = Kind(
    what="An answer that isn't documented: nothing, HTML, broken or endless JSON, an error in a"
    " success, another status; a redirect, which is never followed",
    key="unexpected_answer",
    counted=ONCE,
)
REFUSAL = Kind(
    what="A refusal that isn't documented (405, 413, 418 …)",
    key="unexpected_answer",
)
PICTURE = Kind(
    what="CarsXE can't use or fetch the picture (400)",
    key="picture_refused",
)
KEY = Kind(
    what="The key is missing, unknown or disabled (401, 402)",
    key="invalid_auth",
    recovers="once a valid key is entered, or CarsXE takes the old one again",
)
BILLING = Kind(
    what="The CarsXE account isn't active (401)",
    key="billing",
    recovers="at the next scan after the bill is settled",
)
ACCESS = Kind(
    what="The key is blocked, or the plan lacks plate recognition (403)",
    key="access_denied",
    recovers="at the next scan after CarsXE allows it",
)
QUOTA = Kind(
    what="The month's calls are used up (429)",
    key="quota_exceeded",
    recovers="when the month turns, or once the account's form is submitted",
)
AT_START = Kind(
    what="CarsXE can't be reached when the account is set up",
    shows="The account is set up later; its entities are unavailable until then.",
    recovers="by itself, as Home Assistant tries again",
)
GONE = Kind(
    what="The camera is missing or unavailable",
    key="source_unavailable",
    recovers="by itself, when the camera is back",
)
NO_PICTURE = Kind(
    what="The camera gives nothing, raises an error, or takes too long",
    key="capture_failed",
)
NOT_A_PICTURE = Kind(
    what="What the camera gives is broken, or no picture",
    key="not_a_picture",
)
RELOADED = Kind(
    what="The account is reloaded or disabled during a call",
    shows="Nothing: what is read is announced before the account is unloaded.",
    counted=ONCE,
    recovers="not needed",
)
INTERRUPTED = Kind(
    what="Home Assistant stops during a call",
    shows="The scan is given up; nothing is announced.",
    counted=ONCE,
    recovers="by itself, at the next trigger; nothing is triggered while Home Assistant stops",
)
REMOVED = Kind(
    what="The camera or the vehicle is removed during a call",
    shows="Nothing is announced for the camera; the vehicle is a stranger.",
    counted=ONCE,
    recovers="at once",
)
CLOCK = Kind(
    what="The clock is set, forward or back, during a call",
    shows="Nothing: the plate is announced once.",
    counted="yes, on the day that it was when the call began",
    recovers="not needed",
)
STORAGE = Kind(
    what="The file with the counts, or with looked-up plates, is damaged",
    shows="The log says so once; counts start from zero, as a repair tells, and plates are looked"
    " up anew.",
    recovers="by itself, at the next count",
)
UNREADABLE = Kind(
    what="The disk gives the file with the counts not at all",
    shows="“The counts of paid calls can't be read, so none is made.” The account's entities are"
    " unavailable; the file stays as it is.",
    recovers="by itself, as Home Assistant tries again",
)

KINDS = (
    UNREACHABLE,
    BROKEN,
    SLOW,
    SERVER,
    NONSENSE,
    REFUSAL,
    PICTURE,
    KEY,
    BILLING,
    ACCESS,
    QUOTA,
    AT_START,
    GONE,
    NO_PICTURE,
    NOT_A_PICTURE,
    RELOADED,
    INTERRUPTED,
    REMOVED,
    CLOCK,
    STORAGE,
    UNREADABLE,
)


def table() -> str:
    """Return the kinds of faults as a table in Markdown."""
    rows = [
        ("what fails", "what a scan fails with", "counted", "how it recovers"),
        ("---",) * 4,
        *((kind.what, kind.shown, kind.counted, kind.recovers) for kind in KINDS),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    print(table())  # noqa: T201
