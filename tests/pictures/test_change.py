"""Tests of what counts as a change: vehicles do, light and noise don't."""

import pytest

from custom_components.carsxe.pictures import (
    Crop,
    Framing,
    compare,
    compare_all,
    view_scene,
)

from .drive import NUISANCES, Nuisance, jpeg, lit, load, shaped, with_car, written

LIGHTS = {
    "day": (1.0, 0.0),
    "dark": (0.12, 2.0),
    "fog": (0.35, 110.0),
}


@pytest.mark.parametrize(("gain", "level"), LIGHTS.values(), ids=LIGHTS)
@pytest.mark.parametrize(
    "middle",
    [
        (640, 480),
        (100, 90),
        (1180, 90),
        (100, 640),
        (1180, 640),
        (371, 333),
        (905, 555),
    ],
    ids=str,
)
def test_small_car(middle: tuple[int, int], gain: float, level: float) -> None:
    """The smallest car that can be read is seen when it comes and when it goes, anywhere."""
    drive = load("no_plate_empty.jpg")
    empty = view_scene(jpeg(lit(drive, gain, level)))
    car = view_scene(jpeg(lit(with_car(drive, middle, 160), gain, level), seed=1))
    assert compare(empty, car).counts
    assert compare(car, empty).counts


@pytest.mark.parametrize("width", [160, 320, 640, 1280])
def test_any_car(width: int) -> None:
    """A car is seen however much of the picture it fills."""
    drive = load("no_plate_empty.jpg")
    empty = view_scene(jpeg(drive))
    car = view_scene(jpeg(with_car(drive, (640, 360), width)))
    assert compare(empty, car).counts


def test_fills_region() -> None:
    """A car is seen though it fills the whole region, and the region's noise with it."""
    framing = Framing(crop=Crop(left=40, top=40, width=22, height=30))
    drive = load("no_plate_empty.jpg")
    empty = view_scene(jpeg(drive), framing)
    car = view_scene(jpeg(with_car(drive, (650, 396), 400)), framing)
    assert compare(empty, car).counts


@pytest.mark.parametrize("share", [0.34, 0.5, 1.0])
def test_moved(share: float) -> None:
    """A car that moves by a third of its width is seen."""
    drive = load("no_plate_empty.jpg")
    first = view_scene(jpeg(with_car(drive, (500, 480), 200)))
    second = view_scene(jpeg(with_car(drive, (500 + round(200 * share), 480), 200)))
    assert compare(first, second).counts


@pytest.mark.parametrize("change", NUISANCES.values(), ids=NUISANCES)
@pytest.mark.parametrize("name", ["no_plate_empty.jpg", "day_us.jpg", "night_br.jpg"])
@pytest.mark.parametrize("quality", [88, 40])
def test_nuisance(name: str, change: Nuisance, quality: int) -> None:
    """Noise, light, a shaken camera, a clock and compression count for nothing."""
    image = load(name)
    before = written(image, "2026-11-23 17:03:21")
    now = jpeg(change(before), quality, seed=1)
    assert not compare(view_scene(jpeg(before)), view_scene(now)).counts


def test_small_animal() -> None:
    """Something as large as a cat counts for nothing."""
    drive = load("no_plate_empty.jpg")
    seen = drive.copy()
    seen.paste((40, 30, 30), (600, 560, 660, 590))
    assert not compare(view_scene(jpeg(drive)), view_scene(jpeg(seen))).counts


def test_other_size() -> None:
    """Scenes of different sizes can't be compared."""
    content = jpeg(load("day_us.jpg"))
    smaller = view_scene(content, Framing(max_width=640))
    assert compare(view_scene(content), smaller).counts


@pytest.mark.parametrize("size", [(1, 1), (7, 1), (1, 30), (64, 48), (300, 20)])
def test_tiny(size: tuple[int, int]) -> None:
    """However small pictures are, they are compared."""
    image = load("day_us.jpg").resize(size)
    scene = view_scene(jpeg(image))
    assert not compare(scene, view_scene(jpeg(image))).counts


EMPTY = load("no_plate_empty.jpg")


def test_area() -> None:
    """The area grows with what has come, and leaves out what is smaller than a vehicle."""
    empty = view_scene(jpeg(EMPTY))
    seen = [shaped(EMPTY, 640 - side // 2, 200, side, side) for side in (200, 300, 450)]
    areas = [compare(empty, view_scene(jpeg(now))).area for now in seen]
    assert areas == sorted(set(areas))
    elsewhere = shaped(seen[2], 60, 560, 40, 40)
    assert compare(empty, view_scene(jpeg(elsewhere))).area == areas[2]


def test_unchanged() -> None:
    """Where nothing has changed, nothing has an area."""
    change = compare(view_scene(jpeg(EMPTY)), view_scene(jpeg(EMPTY, seed=1)))
    assert (change.counts, change.area) == (False, 0)


def test_cells() -> None:
    """Cells are set where a vehicle has come, and nowhere far from it."""
    car = jpeg(shaped(EMPTY, 600, 300, 300, 260), seed=1)
    cells = compare(view_scene(jpeg(EMPTY)), view_scene(car)).cells
    assert cells.shape == (22, 40)
    rows, columns = cells.nonzero()
    assert cells[300 // 32 + 1 : 560 // 32, 600 // 32 + 1 : 900 // 32].all()
    assert rows.min() >= (300 - 160) // 32
    assert columns.min() >= (600 - 160) // 32
    assert columns.max() <= (900 + 160) // 32


def test_including() -> None:
    """The places of plates can be added, those at the picture's edge, too."""
    scene = view_scene(jpeg(EMPTY))
    change = compare(scene, scene).including(
        [(64, 32, 127, 60), (1250, 700, 1300, 740)]
    )
    assert {
        tuple(map(int, cell)) for cell in zip(*change.cells.nonzero(), strict=False)
    } == {
        (1, 2),
        (1, 3),
        (21, 39),
    }


def test_all_at_once() -> None:
    """Scenes are compared together as each of them alone, whatever their sizes."""
    drive = load("no_plate_empty.jpg")
    now = view_scene(jpeg(with_car(drive, (640, 480), 320)))
    scenes = [
        view_scene(jpeg(drive)),
        view_scene(jpeg(drive), Framing(max_width=640)),
        view_scene(jpeg(with_car(drive, (500, 480), 320), seed=1)),
        now,
    ]
    together = compare_all(scenes, now)
    for change, scene in zip(together, scenes, strict=True):
        alone = compare(scene, now)
        assert change.score == pytest.approx(alone.score, abs=1e-6)
        assert (change.cells == alone.cells).all()
    assert [change.counts for change in together] == [True, True, True, False]
    assert together[1].cells.all()
    assert compare_all([], now) == []
    assert compare_all(scenes[1:2], now)[0].score == 1
