"""The kinds of faults in docs/reliability.md; print them with `python -m tests.faults.kinds`."""

from dataclasses import dataclass
import json
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "custom_components" / "carsxe" / "translations" / "en.json"

NO = "no"
ONCE = "yes"
EACH = "each attempt, at most three"
NEXT = "at the next scan"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One row of the table.

    `key` is the message that a scan fails with; if there is none, `shows` says what users see.
    """

    what: str
    key: str = ""
    shows: str = ""
    counted: str = NO
    recovers: str = NEXT

    @property
    def shown(self) -> str:
        """Return what Home Assistant shows: the message's first sentence, or `shows`."""
        if not self.key:
            return self.shows
        message = json.loads(TEXTS.read_text())["exceptions"][self.key]["message"]
        sentence = message.replace("{entity_id}", "the camera").split(". ")[0]
        sentence = sentence.split(" (")[0].split(": {")[0].rstrip(".")
        return f"“{sentence[0].upper()}{sentence[1:]}.”"


UNREACHABLE = Kind(
    what="No connection: unknown host, connection refused, no TLS, wrong certificate",
    key="cannot_connect",
)
BROKEN = Kind(
    what="The connection breaks, anywhere in the answer",
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
    what="An undocumented answer: empty, HTML, broken or endless JSON, an error in a success, another"
    " status, a redirect",
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
    recovers="once a valid key is entered, or CarsXE accepts the old one again",
)
BILLING = Kind(
    what="The CarsXE account isn't active (401)",
    key="billing",
    recovers="at the next scan after the bill is paid",
)
ACCESS = Kind(
    what="The key is blocked, or the plan lacks plate recognition (403)",
    key="access_denied",
    recovers="at the next scan after CarsXE allows it",
)
QUOTA = Kind(
    what="The month's calls are used up (429)",
    key="quota_exceeded",
    recovers="when the month ends, or once the account's form is submitted",
)
AT_START = Kind(
    what="CarsXE can't be reached at setup",
    shows="Entities are unavailable until the account is set up.",
    recovers="when Home Assistant retries",
)
GONE = Kind(
    what="The camera is missing or unavailable",
    key="source_unavailable",
    recovers="when the camera is back",
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
    shows="Nothing. The plate is announced before the account is unloaded.",
    counted=ONCE,
    recovers="-",
)
INTERRUPTED = Kind(
    what="Home Assistant stops during a call",
    shows="Nothing is announced.",
    counted=ONCE,
    recovers="at the next trigger",
)
REMOVED = Kind(
    what="The camera or the vehicle is removed during a call",
    shows="The camera announces nothing; the vehicle is unknown.",
    counted=ONCE,
    recovers="at once",
)
CLOCK = Kind(
    what="The clock is set during a call",
    shows="Nothing. The plate is announced once.",
    counted="yes, on the day the call began",
    recovers="-",
)
STORAGE = Kind(
    what="The file with the counts, or with looked-up plates, is damaged",
    shows="A line in the log and a repair. Counts start from zero; plates are looked up again.",
    recovers="at the next call",
)
UNREADABLE = Kind(
    what="The file with the counts can't be read from the disk",
    shows="“The counts of paid calls can't be read, so no calls are made.” Entities are unavailable; the"
    " file stays as it is.",
    recovers="when Home Assistant retries",
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
        ("what fails", "what a scan fails with", "counted", "how it recovers"),
        ("---",) * 4,
        *((kind.what, kind.shown, kind.counted, kind.recovers) for kind in KINDS),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    print(table())  # noqa: T201
