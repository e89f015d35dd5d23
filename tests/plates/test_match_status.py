"""Tests of the status of plates."""

import pytest

from custom_components.carsxe.plates import KnownVehicle, Match, NoMatch, PlateStatus


def _vehicle(*, ignore: bool) -> KnownVehicle:
    """Return a van."""
    return KnownVehicle(vehicle_id="1", name="Van", plate="ABC123", ignore=ignore)


@pytest.mark.parametrize(
    ("match", "status"),
    [
        (Match(reason=NoMatch.UNLISTED), PlateStatus.UNKNOWN),
        (
            Match(reason=NoMatch.EXPIRED, nearest=_vehicle(ignore=True)),
            PlateStatus.UNKNOWN,
        ),
        (Match(vehicle=_vehicle(ignore=False)), PlateStatus.KNOWN),
        (Match(vehicle=_vehicle(ignore=True)), PlateStatus.IGNORED),
    ],
    ids=["unlisted", "expired", "known", "ignored"],
)
def test_status(match: Match, status: PlateStatus) -> None:
    """Only a vehicle that counts here and now is known or ignored."""
    assert match.status is status
