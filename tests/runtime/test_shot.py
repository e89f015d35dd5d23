"""Tests of which capture is worth a paid call."""

from datetime import UTC, datetime

import numpy as np
import pytest

from custom_components.carsxe.runtime.shot import pick_shot
from custom_components.carsxe.runtime.sighting import Capture, Sighting
from custom_components.carsxe.runtime.track import Track
from custom_components.carsxe.vision.box import Box

NOW = 100.0
AT = datetime(2026, 5, 1, 12, tzinfo=UTC)


def _due(height: float, *, since: float) -> Track:
    """Return a track that is worth a call since a time, and has gone out of view."""
    content = f"{height} {since}".encode()
    box = Box(0, 0, 100, 20)
    track = Track(box=box, patch=np.zeros((16, 40), np.float32), last_seen=0.0)
    for at in (since, since + 1, since + 2):
        capture = Capture(content, AT, at)
        sighting = Sighting(capture=capture, box=box, score=0.9, height=height)
        track.record_sighting(sighting, track.patch)
    return track


@pytest.mark.parametrize(
    ("small_since", "large_since"), [(90.0, 95.0), (95.0, 90.0)], ids=["later", "first"]
)
def test_best_picture_first(small_since: float, large_since: float) -> None:
    """Of several pictures worth a call, the one with the most legible plate is paid for first."""
    small, large = _due(8, since=small_since), _due(16, since=large_since)
    for tracks in ([small, large], [large, small]):
        shot = pick_shot(tracks, NOW, 3)
        assert shot
        assert [*shot.sightings] == [large]


def test_nothing_is_worth_a_call() -> None:
    """A plate that is too small to be read isn't paid for."""
    assert pick_shot([_due(4, since=90.0)], NOW, 3) is None
