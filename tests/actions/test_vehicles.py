"""Tests of the actions that add, change and remove vehicles."""

from collections.abc import Awaitable, Callable
from types import MappingProxyType
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.carsxe.const import DOMAIN
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import device_registry as dr
from tests.carsxe_server import CarsXEServer
from tests.conftest import CAMERA_ID

from .conftest import Act, see

type Scan = Callable[[], Awaitable[None]]

GATE = "image_processing.gate_plate"
FAMILY = {
    "Van": {"plate": "ABC123"},
    "Guest": {
        "plate": "GUEST1",
        "valid_from": "2019-12-31T00:00:00+00:00",
        "valid_until": "2020-01-01T00:00:00+00:00",
        "camera_ids": ["another camera"],
        "ignore": True,
    },
    "Later": {"plate": "LATER1", "valid_from": "2999-01-01T00:00:00+00:00"},
}


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know several vehicles."""
    return FAMILY


def _vehicles(account: MockConfigEntry) -> dict[str, str]:
    """Return the names of an account's vehicles by plate."""
    return {
        subentry.data["plate"]: subentry.title
        for subentry in account.get_subentries_of_type("vehicle")
    }


FAMILY_NAMES = {data["plate"]: name for name, data in FAMILY.items()}


class TestAdd:
    """Adding a vehicle."""

    async def test_known_afterwards(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        detections: list[Event],
        act: Act,
        scan: Scan,
    ) -> None:
        """The plate is known in its normal form, and the response has its ID."""
        response = await act("add_vehicle", plate=" new-77 x ", name=" Bike ")
        await hass.async_block_till_done()
        subentry = account.subentries[response["vehicle_id"]]
        assert (subentry.subentry_type, subentry.title) == ("vehicle", "Bike")
        assert subentry.unique_id == "vehicle:NEW77X"
        assert "name" not in subentry.data
        assert "config_entry_id" not in subentry.data
        see(carsxe, "NEW77X")
        await scan()
        (event,) = detections
        assert (event.data["vehicle"], event.data["vehicle_id"]) == (
            "Bike",
            response["vehicle_id"],
        )
        assert hass.states.get("sensor.bike_last_seen")

    async def test_known_at_once(
        self, account: MockConfigEntry, carsxe: CarsXEServer, act: Act
    ) -> None:
        """The next action of the same script finds the vehicle known and the account set up."""
        see(carsxe, "NEW77X")
        await act("add_vehicle", plate="NEW77X", name="Bike")
        response = (await act("recognize", entity_id=GATE))[GATE]
        assert [d["vehicle"] for d in response["detections"]] == ["Bike"]

    async def test_several_at_once(
        self, hass: HomeAssistant, account: MockConfigEntry, act: Act
    ) -> None:
        """Vehicles can be added one after another."""
        for number in range(3):
            await act("add_vehicle", plate=f"NEW{number}", name=f"Bike {number}")
        await hass.async_block_till_done()
        added = {f"NEW{number}": f"Bike {number}" for number in range(3)}
        assert _vehicles(account) == FAMILY_NAMES | added

    async def test_without_answer(
        self, hass: HomeAssistant, account: MockConfigEntry
    ) -> None:
        """The response is optional."""
        await hass.services.async_call(
            DOMAIN, "add_vehicle", {"plate": "NEW77X", "name": "Bike"}, blocking=True
        )
        assert _vehicles(account)["NEW77X"] == "Bike"

    async def test_ignored(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        detections: list[Event],
        act: Act,
        scan: Scan,
    ) -> None:
        """An ignored vehicle isn't announced."""
        await act("add_vehicle", plate="NEW77X", name="Bike", ignore=True)
        await hass.async_block_till_done()
        see(carsxe, "NEW77X")
        await scan()
        assert detections == []

    async def test_elsewhere(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        act: Act,
    ) -> None:
        """A vehicle of another camera isn't known at this one."""
        yard = ConfigSubentry(
            data=MappingProxyType({"source_entity_id": "camera.yard"}),
            subentry_type="camera",
            title="Yard",
            unique_id="camera:camera.yard",
        )
        hass.config_entries.async_add_subentry(account, yard)
        await hass.async_block_till_done()
        await act(
            "add_vehicle", plate="NEW77X", name="Bike", camera_ids=yard.subentry_id
        )
        await hass.async_block_till_done()
        see(carsxe, "NEW77X")
        response = (await act("recognize", entity_id=GATE, dry_run=True))[GATE]
        assert response["detections"][0]["explain"]["reason"] == "elsewhere"

    @pytest.mark.parametrize(
        ("data", "key", "name"),
        [
            pytest.param({"plate": "ABC123"}, "plate_taken", "Van", id="same"),
            pytest.param(
                {"plate": "abc-123"}, "plate_taken", "Van", id="same, written"
            ),
            pytest.param({"plate": "АВС123"}, "plate_taken", "Van", id="Cyrillic"),
            pytest.param(
                {"plate": "LATER1"}, "plate_taken", "Later", id="not yet valid"
            ),
            pytest.param({"plate": "A" * 33}, "unreadable_plate", "", id="too long"),
            pytest.param(
                {"more_plates": ["X1", "- ."]}, "unreadable_plate", "", id="one of two"
            ),
            pytest.param(
                {"more_plates": "a b c 123"}, "plate_taken", "Van", id="second is taken"
            ),
            pytest.param({"plate": "- ."}, "unreadable_plate", "", id="no letter"),
            pytest.param({"name": "  "}, "empty_name", "", id="no name"),
            pytest.param(
                {"valid_until": "9999-12-31 23:59:59"}, "bad_date", "", id="end of time"
            ),
            pytest.param(
                {
                    "valid_from": "2026-07-02 12:00:00",
                    "valid_until": "2026-07-01 12:00:00",
                },
                "never_valid",
                "",
                id="ends before it begins",
            ),
        ],
    )
    async def test_refused(
        self,
        account: MockConfigEntry,
        act: Act,
        data: dict[str, Any],
        key: str,
        name: str,
    ) -> None:
        """Invalid data is refused, with the name of the vehicle that has the plate."""
        with pytest.raises(ServiceValidationError) as caught:
            await act("add_vehicle", **{"plate": "NEW77X", "name": "Bike"} | data)
        assert caught.value.translation_domain == "carsxe"
        assert caught.value.translation_key == key
        assert name in str(caught.value)
        assert caught.value.translation_placeholders == ({"name": name} if name else {})
        assert _vehicles(account) == FAMILY_NAMES

    @pytest.mark.parametrize(
        "camera_ids",
        [
            pytest.param("another", id="one"),
            pytest.param([CAMERA_ID, "another"], id="one of two"),
        ],
    )
    async def test_unknown_camera(
        self, account: MockConfigEntry, act: Act, camera_ids: str | list[str]
    ) -> None:
        """An unknown camera is refused, with a list of the account's cameras."""
        with pytest.raises(ServiceValidationError) as caught:
            await act("add_vehicle", plate="NEW77X", name="Bike", camera_ids=camera_ids)
        assert caught.value.translation_domain == "carsxe"
        assert caught.value.translation_key == "unknown_camera"
        assert str(caught.value) == (
            f"The account has no camera with the ID another. It has: Gate ({CAMERA_ID})"
        )
        assert _vehicles(account) == FAMILY_NAMES

    async def test_vehicles_are_no_cameras(
        self, account: MockConfigEntry, act: Act
    ) -> None:
        """The ID of something else isn't a camera."""
        with pytest.raises(ServiceValidationError) as caught:
            await act(
                "add_vehicle", plate="NEW77X", name="Bike", camera_ids="id of Van"
            )
        assert caught.value.translation_key == "unknown_camera"

    @pytest.mark.parametrize(
        "data",
        [
            pytest.param({"name": "Bike"}, id="no plate"),
            pytest.param({"plate": "NEW77X"}, id="no name"),
            pytest.param(
                {"plate": "NEW77X", "name": "Bike", "valid_until": "soon"}, id="date"
            ),
        ],
    )
    async def test_invalid(
        self, account: MockConfigEntry, act: Act, data: dict[str, Any]
    ) -> None:
        """A call without required fields adds nothing."""
        with pytest.raises(vol.Invalid):
            await act("add_vehicle", **data)
        assert _vehicles(account) == FAMILY_NAMES

    async def test_expired_makes_way(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        detections: list[Event],
        act: Act,
        scan: Scan,
    ) -> None:
        """An expired guest's vehicle is reused without its old data."""
        response = await act("add_vehicle", plate="guest 1", name="New guest")
        await hass.async_block_till_done()
        assert response == {"vehicle_id": "id of Guest"}
        assert _vehicles(account) == FAMILY_NAMES | {"GUEST1": "New guest"}
        see(carsxe, "GUEST1")
        await scan()
        assert [event.data["vehicle"] for event in detections] == ["New guest"]

    @pytest.mark.parametrize(
        ("moment", "until"),
        [
            pytest.param(
                "2026-07-02 12:00:00", "2026-07-02T10:00:00+00:00", id="summer"
            ),
            pytest.param(
                "2026-12-02T12:00:00", "2026-12-02T11:00:00+00:00", id="winter"
            ),
            pytest.param(
                "2026-07-02T12:00:00+05:00", "2026-07-02T07:00:00+00:00", id="offset"
            ),
            pytest.param("2026-07-02T12:00:00Z", "2026-07-02T12:00:00+00:00", id="UTC"),
        ],
    )
    async def test_local_time(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        act: Act,
        moment: str,
        until: str,
    ) -> None:
        """A time without a time zone is in Home Assistant's; it is stored in UTC."""
        await hass.config.async_set_time_zone("Europe/Berlin")
        response = await act(
            "add_vehicle", plate="NEW77X", name="Guest", valid_until=moment
        )
        subentry = account.subentries[response["vehicle_id"]]
        assert subentry.data["valid_until"] == until

    async def test_guests_day(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        freezer: FrozenDateTimeFactory,
        act: Act,
    ) -> None:
        """A guest is known from the first moment until before the last, in local time."""
        await hass.config.async_set_time_zone("Europe/Berlin")
        freezer.move_to("2026-07-01T06:59:59+00:00")
        await act(
            "add_vehicle",
            plate="NEW77X",
            name="Bike",
            valid_from="2026-07-01 09:00:00",
            valid_until="2026-07-01 18:00:00",
        )
        await hass.async_block_till_done()
        see(carsxe, "NEW77X")
        reasons = []
        for moment in ("06:59:59", "07:00:00", "15:59:59", "16:00:00"):
            freezer.move_to(f"2026-07-01T{moment}+00:00")
            response = (await act("recognize", entity_id=GATE, dry_run=True))[GATE]
            reasons.append(response["detections"][0]["explain"]["reason"])
        assert reasons == ["not_yet_valid", "matched", "matched", "expired"]

    async def test_account(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        other_account: MockConfigEntry,
        act: Act,
    ) -> None:
        """With two accounts, one must be named; each has its own vehicles."""
        vehicle = {"plate": "ABC123", "name": "Bike"}
        with pytest.raises(ServiceValidationError) as caught:
            await act("add_vehicle", **vehicle)
        assert caught.value.translation_key == (
            "service_found_multiple_config_entry_for_domain"
        )
        await act("add_vehicle", **vehicle, config_entry_id=other_account.entry_id)
        await hass.async_block_till_done()
        assert _vehicles(other_account) == {"ABC123": "Bike"}
        assert _vehicles(account) == FAMILY_NAMES


NOW = "2026-07-01T12:00:00+00:00"
TOMORROW, IN_A_WEEK = "2026-07-02T12:00:00+00:00", "2026-07-08T12:00:00+00:00"


class TestRenew:
    """Adding a guest again before the end of its time."""

    @pytest.fixture(autouse=True)
    async def guest(
        self, freezer: FrozenDateTimeFactory, account: MockConfigEntry, act: Act
    ) -> str:
        """Know a guest until tomorrow, only at the gate."""
        freezer.move_to(NOW)
        response = await act(
            "add_vehicle",
            plate="NEW77X",
            name="Guest",
            more_plates=["TRAILER1"],
            valid_until=TOMORROW,
            camera_ids=[CAMERA_ID],
        )
        return str(response["vehicle_id"])

    @pytest.mark.parametrize(
        ("data", "until"),
        [
            pytest.param({"valid_until": IN_A_WEEK}, IN_A_WEEK, id="longer"),
            pytest.param(
                {"valid_until": "2026-07-01T13:00:00+00:00"}, TOMORROW, id="not shorter"
            ),
            pytest.param({}, None, id="for good"),
            pytest.param(
                {"plate": "trailer 1", "valid_until": IN_A_WEEK},
                IN_A_WEEK,
                id="by another plate",
            ),
        ],
    )
    async def test_prolonged(
        self,
        account: MockConfigEntry,
        act: Act,
        guest: str,
        data: dict[str, str],
        until: str | None,
    ) -> None:
        """The vehicle stays the same and keeps its restrictions, but gets more time."""
        fields = {"plate": "NEW77X", "name": "Friend"} | data
        assert await act("add_vehicle", **fields) == {"vehicle_id": guest}
        vehicle = account.subentries[guest]
        assert (vehicle.title, vehicle.unique_id) == ("Friend", "vehicle:NEW77X")
        assert vehicle.data.get("valid_until") == until
        assert vehicle.data["camera_ids"] == [CAMERA_ID]
        assert vehicle.data["more_plates"] == ["TRAILER1"]

    async def test_gap(self, account: MockConfigEntry, act: Act, guest: str) -> None:
        """A time with a gap after the present one would make it known in between."""
        with pytest.raises(ServiceValidationError) as caught:
            await act(
                "add_vehicle",
                plate="NEW77X",
                name="Guest",
                valid_from="2026-07-05 12:00:00",
                valid_until=IN_A_WEEK,
            )
        assert caught.value.translation_key == "plate_taken"
        assert account.subentries[guest].data["valid_until"] == TOMORROW


class TestUpdate:
    """Changing a vehicle."""

    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            pytest.param(
                {"plate": "abc-123", "name": "Bus"}, {"plate": "ABC123"}, id="name"
            ),
            pytest.param(
                {"vehicle_id": "id of Van", "plate": "XYZ 789"},
                {"plate": "XYZ789"},
                id="plate",
            ),
            pytest.param(
                {"plate": "ABC123", "more_plates": ["T 1", "t-1", "abc123"]},
                {"more_plates": ["T1"]},
                id="more plates",
            ),
            pytest.param(
                {"plate": "ABC123", "valid_until": IN_A_WEEK},
                {"valid_until": IN_A_WEEK},
                id="end",
            ),
            pytest.param(
                {"plate": "ABC123", "schedule": "schedule.cleaner"},
                {"schedule": "schedule.cleaner"},
                id="schedule",
            ),
            pytest.param(
                {"plate": "ABC123", "camera_ids": CAMERA_ID},
                {"camera_ids": [CAMERA_ID]},
                id="camera",
            ),
        ],
    )
    async def test_changed(
        self,
        account: MockConfigEntry,
        act: Act,
        data: dict[str, Any],
        expected: dict[str, Any],
    ) -> None:
        """Given fields are changed, all others stay."""
        assert await act("update_vehicle", **data) == {"vehicle_id": "id of Van"}
        vehicle = account.subentries["id of Van"]
        assert vehicle.data == {"plate": "ABC123"} | expected
        assert vehicle.title == data.get("name", "Van")
        assert vehicle.unique_id == f"vehicle:{vehicle.data['plate']}"

    async def test_limits_taken_away(
        self, account: MockConfigEntry, carsxe: CarsXEServer, act: Act
    ) -> None:
        """An empty value removes a restriction; the vehicle is known at once."""
        await act(
            "update_vehicle",
            vehicle_id="id of Guest",
            valid_from=None,
            valid_until=None,
            camera_ids=[],
            ignore=False,
        )
        assert account.subentries["id of Guest"].data == {
            "plate": "GUEST1",
            "camera_ids": [],
            "ignore": False,
        }
        see(carsxe, "GUEST1")
        response = (await act("recognize", entity_id=GATE, dry_run=True))[GATE]
        assert response["detections"][0]["vehicle"] == "Guest"

    @pytest.mark.parametrize(
        ("data", "key"),
        [
            pytest.param({"plate": "NOBODY"}, "unknown_vehicle", id="no vehicle"),
            pytest.param({"name": "Bus"}, "unknown_vehicle", id="nothing named"),
            pytest.param({"vehicle_id": CAMERA_ID}, "unknown_vehicle", id="a camera"),
            pytest.param(
                {"plate": "ABC123", "more_plates": "later1"}, "plate_taken", id="taken"
            ),
            pytest.param(
                {"vehicle_id": "id of Van", "plate": "-"}, "unreadable_plate", id="none"
            ),
            pytest.param({"plate": "ABC123", "name": " "}, "empty_name", id="no name"),
        ],
    )
    async def test_refused(
        self, account: MockConfigEntry, act: Act, data: dict[str, Any], key: str
    ) -> None:
        """An invalid change changes nothing."""
        with pytest.raises(ServiceValidationError) as caught:
            await act("update_vehicle", **data)
        assert caught.value.translation_key == key
        assert account.subentries["id of Van"].data == {"plate": "ABC123"}

    async def test_schedule(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        carsxe: CarsXEServer,
        act: Act,
    ) -> None:
        """A vehicle with a schedule is known only while the schedule is on."""
        await act("update_vehicle", plate="ABC123", schedule="schedule.cleaner")
        see(carsxe, "ABC123")
        reasons = []
        for state in ("off", "on", "unavailable"):
            hass.states.async_set("schedule.cleaner", state)
            response = (await act("recognize", entity_id=GATE, dry_run=True))[GATE]
            reasons.append(response["detections"][0]["explain"]["reason"])
        assert reasons == ["off_schedule", "matched", "off_schedule"]


class TestRemove:
    """Removing a vehicle."""

    @pytest.mark.parametrize(
        "which",
        [
            pytest.param({"plate": "ABC123"}, id="plate"),
            pytest.param({"plate": "abc-123"}, id="plate, written"),
            pytest.param({"vehicle_id": "id of Van"}, id="id"),
        ],
    )
    async def test_unknown_afterwards(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        device_registry: dr.DeviceRegistry,
        carsxe: CarsXEServer,
        act: Act,
        which: dict[str, str],
    ) -> None:
        """The plate is unknown, and the vehicle's device is removed."""
        identifier = (DOMAIN, "id of Van"), account.entry_id
        assert device_registry.async_get_device_by_identifier(*identifier)
        await act("remove_vehicle", **which)
        await hass.async_block_till_done()
        assert _vehicles(account) == {"GUEST1": "Guest", "LATER1": "Later"}
        assert not device_registry.async_get_device_by_identifier(*identifier)
        assert hass.states.get("sensor.van_last_seen") is None
        see(carsxe, "ABC123")
        response = (await act("recognize", entity_id=GATE, dry_run=True))[GATE]
        assert response["detections"][0]["explain"]["reason"] == "unlisted"

    @pytest.mark.parametrize(
        "which",
        [
            pytest.param({"plate": "NEW77X"}, id="plate"),
            pytest.param({"plate": ""}, id="empty plate"),
            pytest.param({"plate": "-"}, id="no plate"),
            pytest.param({"vehicle_id": "nobody"}, id="id"),
            pytest.param({"vehicle_id": CAMERA_ID}, id="a camera's id"),
            pytest.param({}, id="nothing"),
        ],
    )
    async def test_no_such_vehicle(
        self, account: MockConfigEntry, act: Act, which: dict[str, str]
    ) -> None:
        """A missing vehicle can't be removed."""
        before = dict(account.subentries)
        with pytest.raises(ServiceValidationError) as caught:
            await act("remove_vehicle", **which)
        assert caught.value.translation_domain == "carsxe"
        assert caught.value.translation_key == "unknown_vehicle"
        assert dict(account.subentries) == before

    async def test_both(self, account: MockConfigEntry, act: Act) -> None:
        """Plate and ID together could mean two vehicles."""
        with pytest.raises(vol.Invalid):
            await act("remove_vehicle", plate="ABC123", vehicle_id="id of Later")
        assert _vehicles(account) == FAMILY_NAMES

    async def test_account(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        other_account: MockConfigEntry,
        act: Act,
    ) -> None:
        """With two accounts, one must be named, and only its vehicles can be removed."""
        with pytest.raises(ServiceValidationError) as caught:
            await act("remove_vehicle", plate="ABC123")
        assert caught.value.translation_key == (
            "service_found_multiple_config_entry_for_domain"
        )
        with pytest.raises(ServiceValidationError) as caught:
            await act(
                "remove_vehicle",
                plate="ABC123",
                config_entry_id=other_account.entry_id,
            )
        assert caught.value.translation_key == "unknown_vehicle"
        await act("remove_vehicle", plate="ABC123", config_entry_id=account.entry_id)
        await hass.async_block_till_done()
        assert "ABC123" not in _vehicles(account)


async def test_picked(hass: HomeAssistant, account: MockConfigEntry, act: Act) -> None:
    """Cameras and vehicles can be given as devices or by their IDs."""

    def _device(subentry_id: str) -> str:
        device = dr.async_get(hass).async_get_device_by_identifier(
            (DOMAIN, subentry_id), account.entry_id
        )
        assert device
        return device.id

    cameras = [_device(CAMERA_ID)]
    response = await act("add_vehicle", plate="NEW77", name="Bike", camera_ids=cameras)
    await hass.async_block_till_done()
    vehicle_id = response["vehicle_id"]
    assert account.subentries[vehicle_id].data["camera_ids"] == [CAMERA_ID]
    await act("update_vehicle", vehicle_id=_device(vehicle_id), name="Moped")
    assert account.subentries[vehicle_id].title == "Moped"
    await hass.services.async_call(
        DOMAIN, "remove_vehicle", {"vehicle_id": _device(vehicle_id)}, blocking=True
    )
    assert vehicle_id not in account.subentries
