"""Tests of matching readings with known vehicles."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.carsxe.plates import (
    KnownVehicle,
    Match,
    Matcher,
    MatchKind,
    NoMatch,
    PlateStatus,
    fold_plate,
    normalize_plate,
)
from custom_components.carsxe.plates.text import spell

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ALL = tuple(MatchKind)


def _vehicle(plate: str, **fields: Any) -> KnownVehicle:
    """Return a known vehicle named after its plate."""
    return KnownVehicle(vehicle_id=f"id {plate}", name=plate, plate=plate, **fields)


def _match(
    matcher: Matcher, plate: str, candidates: dict[str, float | None] | None = None
) -> Match:
    """Return the match of a reading at the gate."""
    return matcher.match(
        plate,
        list((candidates or {}).items()),
        min_score=0.7,
        camera_id="gate",
        now=NOW,
    )


@pytest.mark.parametrize(
    ("plate", "candidates", "kind"),
    [
        pytest.param("ABC123", {}, MatchKind.EXACT, id="the plate itself"),
        pytest.param(
            "ABC123", {"XYZ789": 0.99}, MatchKind.EXACT, id="exact goes first"
        ),
        pytest.param("ABC12", {"ABC123": 0.7}, MatchKind.CANDIDATE, id="a candidate"),
        pytest.param("A8C123", {"ABC123": 0.9}, MatchKind.CANDIDATE, id="before fold"),
        pytest.param("A8CI23", {}, MatchKind.CONFUSABLE, id="looks the same"),
        pytest.param(
            "A8C123", {"ABC123": 0.69}, MatchKind.CONFUSABLE, id="candidate too weak"
        ),
    ],
)
def test_kinds(plate: str, candidates: dict[str, float], kind: MatchKind) -> None:
    """The vehicle is found, and the match says how."""
    vehicle = _vehicle("ABC123")
    assert _match(Matcher([vehicle], ALL), plate, candidates) == Match(
        vehicle=vehicle, kind=kind, matched_plate="ABC123", nearest=vehicle
    )


@pytest.mark.parametrize(
    ("plate", "candidates"),
    [
        pytest.param("ABD123", {}, id="another letter"),
        pytest.param("ABC12", {}, id="a letter less"),
        pytest.param("ABC1234", {}, id="a digit more"),
        pytest.param("BAC123", {}, id="swapped"),
        pytest.param("XYZ789", {"ABC123": 0.69}, id="candidate below the minimum"),
        pytest.param("XYZ789", {"ABC123": None}, id="candidate without a score"),
        pytest.param("", {}, id="nothing"),
    ],
)
def test_strangers(plate: str, candidates: dict[str, float | None]) -> None:
    """A plate that is only similar stays unknown."""
    match = _match(Matcher([_vehicle("ABC123")], ALL), plate, candidates)
    assert match == Match(reason=NoMatch.UNLISTED)


@pytest.mark.parametrize(
    ("plate", "candidates"),
    [
        pytest.param("A8CI23", {}, id="looks the same"),
        pytest.param("A8CI23", {"ABC123": 0.9}, id="a candidate"),
    ],
)
def test_denied(plate: str, candidates: dict[str, float]) -> None:
    """A reading marked as another vehicle's stays unknown; the plate itself is known."""
    vehicle = _vehicle("ABC123", not_plates=frozenset({"A8CI23"}))
    assert not _match(Matcher([vehicle], ALL), plate, candidates).vehicle
    assert _match(Matcher([vehicle], ALL), "ABC123").vehicle is vehicle


def test_kinds_that_do_not_count() -> None:
    """By default, look-alikes don't match, and the reason says so."""
    vehicle = _vehicle("ABC123")
    match = _match(Matcher([vehicle]), "A8C123")
    assert match == Match(
        kind=MatchKind.CONFUSABLE, reason=NoMatch.KIND_OFF, nearest=vehicle
    )


def test_exact_always_counts() -> None:
    """The exact plate matches with every choice of kinds."""
    assert _match(Matcher([_vehicle("ABC123")], []), "ABC123").vehicle


def test_kind_that_is_off_hides_none_that_is_on() -> None:
    """Without candidates, a look-alike may still match."""
    matcher = Matcher([_vehicle("ABC123")], [MatchKind.CONFUSABLE])
    match = _match(matcher, "A8C123", {"ABC123": 0.9})
    assert match.kind is MatchKind.CONFUSABLE


@pytest.mark.parametrize(
    ("plate", "candidates", "kind"),
    [
        pytest.param(
            "XYZ", {"ABC123": 0.8, "A8C123": 0.8}, MatchKind.CANDIDATE, id="candidates"
        ),
        pytest.param("ABCI23", {}, MatchKind.CONFUSABLE, id="looks like both"),
    ],
)
def test_ties(plate: str, candidates: dict[str, float], kind: MatchKind) -> None:
    """If two vehicles match equally well, neither does."""
    matcher = Matcher([_vehicle("ABC123"), _vehicle("A8C123")], ALL)
    assert _match(matcher, plate, candidates) == Match(
        kind=kind, reason=NoMatch.AMBIGUOUS
    )


def test_better_candidate() -> None:
    """Of two known candidates, the one with the higher score counts."""
    matcher = Matcher([_vehicle("ABC123"), _vehicle("A8C123")])
    match = _match(matcher, "XYZ", {"ABC123": 0.8, "A8C123": 0.81})
    assert match.matched_plate == "A8C123"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        pytest.param({"valid_from": NOW}, None, id="from now"),
        pytest.param({"valid_from": NOW + HOUR}, NoMatch.NOT_YET_VALID, id="later"),
        pytest.param({"valid_until": NOW + HOUR}, None, id="until later"),
        pytest.param({"valid_until": NOW}, NoMatch.EXPIRED, id="until now"),
        pytest.param({"camera_ids": frozenset({"gate", "door"})}, None, id="here"),
        pytest.param(
            {"camera_ids": frozenset({"door"})}, NoMatch.ELSEWHERE, id="there"
        ),
    ],
)
def test_validity(fields: dict[str, Any], reason: NoMatch | None) -> None:
    """A vehicle counts only during its validity and at its cameras."""
    vehicle = _vehicle("ABC123", **fields)
    match = _match(Matcher([vehicle]), "ABC123")
    assert match.reason is reason
    assert match.nearest == vehicle
    assert (match.vehicle is None) is (reason is not None)


def test_expired_guest_does_not_become_somebody_else() -> None:
    """If the plate belongs to an expired guest, no other reading matches."""
    guest = _vehicle("ABC123", valid_until=NOW - HOUR)
    matcher = Matcher([guest, _vehicle("A8C123")], ALL)
    match = _match(matcher, "ABC123", {"A8C123": 0.95})
    assert (match.vehicle, match.reason) == (None, NoMatch.EXPIRED)


PLATES = st.text("01ABDILOQ", max_size=4).map(normalize_plate)


@given(PLATES, PLATES)
def test_fold_is_an_equivalence(first: str, second: str) -> None:
    """Looking alike is symmetric, and folding is idempotent."""
    assert fold_plate(fold_plate(first)) == fold_plate(first)
    both = [
        Matcher([_vehicle(known)], ALL).match(
            read, [], min_score=0, camera_id="", now=NOW
        )
        for known, read in ((first, second), (second, first))
    ]
    assert both[0].kind == both[1].kind


TEXTS = st.text() | st.text("AÄOÖEUÜØß1")


@settings(deadline=None)
@given(
    known=st.lists(TEXTS, unique=True, max_size=5),
    plate=TEXTS,
    candidates=st.lists(
        st.tuples(TEXTS, st.none() | st.floats(allow_nan=True)), max_size=5
    ),
)
def test_any_text(
    known: list[str], plate: str, candidates: list[tuple[str, float | None]]
) -> None:
    """No text makes it raise, and only the same plate is exact, apart from marks on letters."""
    matcher = Matcher([_vehicle(text) for text in known], ALL)
    match = matcher.match(plate, candidates, min_score=0.7, camera_id="", now=NOW)
    assert (match.vehicle is None) is (match.reason is not None)
    assert (match.kind is MatchKind.EXACT) is any(
        spell(plate) & spell(text) for text in known
    )


@pytest.mark.parametrize(
    ("known", "read"),
    [
        pytest.param("GÖAB123", "GOAB123", id="O umlaut as O"),
        pytest.param("GÖAB123", "GOEAB123", id="O umlaut as OE"),
        pytest.param("GOAB123", "GÖAB123", id="typed without"),
        pytest.param("WÜÄÖ1", "WUAO1", id="three umlauts"),
        pytest.param("WÜÄÖ1", "WUEAEOE1", id="three umlauts as two letters each"),
        pytest.param("ÅØ123", "AO123", id="Nordic"),
        pytest.param("ÅØ123", "AAOE123", id="Nordic as two letters"),
        pytest.param("ÆB12345", "AEB12345", id="ligature"),
        pytest.param("ÑU1234", "NU1234", id="tilde"),
        pytest.param("ŽŠĆĐ12", "ZSCD12", id="caron, acute and stroke"),
        pytest.param("ŁÓDŹ12", "LODZ12", id="Polish"),
        pytest.param("İZ34", "IZ34", id="dotted I"),
        pytest.param("AËЇ12", "AEЇ12", id="only one of two"),
        pytest.param("12ب345أ", "12ب345ا", id="hamza"),
    ],
)
def test_marks(known: str, read: str) -> None:
    """A vehicle is known by its plate without marks on letters, as readers leave them out."""
    match = _match(Matcher([_vehicle(known)]), read)
    assert (match.kind, match.matched_plate) == (MatchKind.EXACT, known)


@pytest.mark.parametrize(
    ("known", "read"),
    [
        pytest.param("GÖAB123", "GAB123", id="letter left out"),
        pytest.param("GOAB123", "GOEAB123", id="no mark, so no second letter"),
        pytest.param("かA12", "がA12", id="other letters"),
    ],
)
def test_other_letters(known: str, read: str) -> None:
    """Letters that differ in more than their marks stay different."""
    assert _match(Matcher([_vehicle(known)]), read).reason is NoMatch.UNLISTED


def test_marks_ambiguous() -> None:
    """A reading shared by two vehicles matches neither; the exact plate goes first."""
    matcher = Matcher([_vehicle("GÖA123"), _vehicle("GOÄ123")])
    assert _match(matcher, "GOA123").reason is NoMatch.AMBIGUOUS
    assert _match(matcher, "XX", {"GOA123": 0.9}).reason is NoMatch.AMBIGUOUS
    assert _match(matcher, "GOÄ123").matched_plate == "GOÄ123"


def test_marks_and_look_alikes() -> None:
    """Both can be combined if look-alikes count."""
    match = _match(Matcher([_vehicle("GÖIA1")], ALL), "G0IAI")
    assert (match.kind, match.matched_plate) == (MatchKind.CONFUSABLE, "GÖIA1")


@pytest.mark.parametrize(
    ("read", "kind"),
    [
        ("ABC123", MatchKind.EXACT),
        ("XYZ789", MatchKind.EXACT),
        ("XYZ7B9", MatchKind.CONFUSABLE),
    ],
)
def test_several_plates(read: str, kind: MatchKind) -> None:
    """A vehicle is known by each of its plates, and the match says which."""
    vehicle = _vehicle("ABC123", more_plates=("XYZ789", "XYZ789"))
    match = _match(Matcher([vehicle], ALL), read)
    assert (match.vehicle, match.kind) == (vehicle, kind)
    assert match.matched_plate == (read if kind is MatchKind.EXACT else "XYZ789")


@pytest.mark.parametrize("is_on", [True, False])
def test_schedule(is_on: bool) -> None:
    """A vehicle with a schedule is known only while the schedule is on."""
    vehicle = _vehicle("ABC123", schedule="schedule.cleaner")
    matcher = Matcher([vehicle], is_on=lambda schedule: is_on and "cleaner" in schedule)
    match = _match(matcher, "ABC123")
    assert match.reason == (None if is_on else NoMatch.OFF_SCHEDULE)
    assert match.nearest == vehicle


@pytest.mark.parametrize(
    ("match", "status"),
    [
        (Match(reason=NoMatch.UNLISTED), PlateStatus.UNKNOWN),
        (
            Match(reason=NoMatch.EXPIRED, nearest=_vehicle("ABC123", ignore=True)),
            PlateStatus.UNKNOWN,
        ),
        (Match(vehicle=_vehicle("ABC123", ignore=False)), PlateStatus.KNOWN),
        (Match(vehicle=_vehicle("ABC123", ignore=True)), PlateStatus.IGNORED),
    ],
    ids=["unlisted", "expired", "known", "ignored"],
)
def test_status(match: Match, status: PlateStatus) -> None:
    """Only a vehicle that counts here and now is known or ignored."""
    assert match.status is status
