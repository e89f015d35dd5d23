"""The kinds of faults in docs/reliability.md; print them with `python -m tests.faults.kinds`."""

from dataclasses import dataclass
import json
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "custom_components" / "carsxe" / "translations" / "en.json"

NO = "no"
ONCE = "yes"
EACH = "each attempt"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One row of the table.

    `key` is the message that a scan fails with; if there is none, `shows` says what users see.
    `recovers` says how it recovers, if not at the next scan.
    """

    what: str
    key: str = ""
    shows: str = ""
    counted: str = NO
    recovers: str = ""

    @property
    def shown(self) -> str:
        """Return what Home Assistant shows: the message's first sentence, or `shows`."""
        if not self.key:
            return f"{self.shows} {self.recovers}".rstrip()
        message = json.loads(TEXTS.read_text())["exceptions"][self.key]["message"]
        sentence = message.replace("{entity_id}", "the camera").split(". ")[0]
        sentence = sentence.split(" (")[0].split(": ")[0].rstrip(".")
        return f"“{sentence[0].upper()}{sentence[1:]}.” {self.recovers}".rstrip()


UNREACHABLE = Kind(
    what="No connection, or a wrong certificate",
    key="cannot_connect",
)
BROKEN = Kind(
    what="The connection breaks",
    key="cannot_connect",
    counted=EACH,
)
SLOW = Kind(
    what="No complete answer within 30 seconds",
    key="timeout",
    counted=ONCE,
)
SERVER = Kind(
    what="CarsXE fails (500, 502, 503, 504)",
    key="temporary",
    counted=EACH,
)
NONSENSE = Kind(
    what="An undocumented answer, such as HTML or a redirect",
    key="unexpected_answer",
    counted=ONCE,
)
REFUSAL = Kind(
    what="An undocumented refusal (405, 413, 418 …)",
    key="unexpected_answer",
)
PICTURE = Kind(
    what="CarsXE can't use or fetch the picture (400)",
    key="picture_refused",
)
KEY = Kind(
    what="The key is missing, unknown or disabled (401, 402)",
    key="invalid_auth",
    recovers="Calls resume once CarsXE accepts the key, or another one.",
)
BILLING = Kind(
    what="The CarsXE account isn't active (401)",
    key="billing",
)
ACCESS = Kind(
    what="The key is blocked, or the plan lacks plate recognition (403)",
    key="access_denied",
)
QUOTA = Kind(
    what="The month's calls are used up (429)",
    key="quota_exceeded",
    recovers="Calls resume when the month ends, or once you submit the account's form.",
)
AT_START = Kind(
    what="CarsXE can't be reached at setup",
    shows="Entities are unavailable until a retry succeeds.",
)
GONE = Kind(
    what="The camera is missing or unavailable",
    key="source_unavailable",
)
NO_PICTURE = Kind(
    what="The camera returns nothing or an error, or takes too long",
    key="capture_failed",
)
NOT_A_PICTURE = Kind(
    what="The camera returns something broken, or no picture",
    key="not_a_picture",
)
RELOADED = Kind(
    what="The account is reloaded or disabled during a call",
    shows="Nothing: the plate is announced first.",
    counted=ONCE,
)
INTERRUPTED = Kind(
    what="Home Assistant stops during a call",
    shows="Nothing is announced.",
    counted=ONCE,
)
REMOVED = Kind(
    what="The camera or the vehicle is removed during a call",
    shows="The camera announces nothing; the vehicle is unknown.",
    counted=ONCE,
)
CLOCK = Kind(
    what="The clock is set during a call",
    shows="Nothing: the plate is announced once.",
    counted="yes, on the day the call began",
)
STORAGE = Kind(
    what="The file with the counts, or with looked-up plates, is damaged",
    shows="Counts start from zero, and a repair says so; plates are looked up again.",
)
UNREADABLE = Kind(
    what="The file with the counts can't be read from the disk",
    shows="“The counts of paid calls can't be read, so no calls are made.” Entities are unavailable"
    " until a retry succeeds.",
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
    """Return the kinds of faults as a Markdown table."""
    rows = [
        ("what fails", "what you see", "counted"),
        ("---",) * 3,
        *((kind.what, kind.shown, kind.counted) for kind in KINDS),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    print(table())  # noqa: T201
