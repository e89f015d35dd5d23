"""Tests of changes from an administrator's dashboard, and of undoing them."""

from types import MappingProxyType
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import (
    MockHAClientWebSocket,
    WebSocketGenerator,
)

from custom_components.carsxe.runtime.vehicles.vehicle_csv import write_csv
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

VAN_ID = "id of Van"
UNTIL = "2030-01-01T00:00:00+00:00"


@pytest.fixture
def vehicles() -> dict[str, dict[str, Any]]:
    """Know a van."""
    return {"Van": {"plate": "ABC123"}, "Taxi": {"plate": "TAX1", "ignore": True}}


@pytest.fixture
async def client(
    hass: HomeAssistant, account: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> MockHAClientWebSocket:
    """Return a dashboard's connection."""
    return await hass_ws_client(hass)


class _Commands:
    """Sends commands about the account."""

    def __init__(
        self,
        hass: HomeAssistant,
        account: MockConfigEntry,
        client: MockHAClientWebSocket,
    ) -> None:
        """Store the connection and the account."""
        self._hass = hass
        self._account = account
        self._client = client

    async def send(self, command: str, **fields: Any) -> dict[str, Any]:
        """Return the response, once all changes are applied."""
        await self._client.send_json_auto_id(
            {
                "type": f"carsxe/{command}",
                "config_entry_id": self._account.entry_id,
                **fields,
            }
        )
        answer: dict[str, Any] = await self._client.receive_json()
        await self._hass.async_block_till_done()
        return answer

    def known(self) -> dict[str, dict[str, Any]]:
        """Return the vehicles' data by name."""
        return {
            vehicle.title: dict(vehicle.data)
            for vehicle in self._account.get_subentries_of_type("vehicle")
        }


@pytest.fixture
def commands(
    hass: HomeAssistant, account: MockConfigEntry, client: MockHAClientWebSocket
) -> _Commands:
    """Return a function that sends commands."""
    return _Commands(hass, account, client)


@pytest.mark.parametrize(
    ("fields", "name", "changed"),
    [
        pytest.param(
            {"vehicle": {"plate": "new-1", "name": "New", "valid_until": UNTIL}},
            "New",
            {"plate": "NEW1", "valid_until": UNTIL},
            id="add",
        ),
        pytest.param(
            {"vehicle_id": VAN_ID, "vehicle": {"name": "Bus"}},
            "Bus",
            {"plate": "ABC123"},
            id="rename",
        ),
        pytest.param(
            {"vehicle_id": VAN_ID, "vehicle": {"valid_until": UNTIL}},
            "Van",
            {"plate": "ABC123", "valid_until": UNTIL},
            id="limit",
        ),
        pytest.param(
            {"vehicle_id": "id of Taxi", "vehicle": {"ignore": False}},
            "Taxi",
            {"plate": "TAX1", "ignore": False},
            id="stop-ignoring",
        ),
        pytest.param(
            {"vehicle_id": VAN_ID, "vehicle": {"add_not_plate": "A8C123"}},
            "Van",
            {"plate": "ABC123", "not_plates": ["A8C123"]},
            id="not-this-one",
        ),
    ],
)
async def test_save_and_undo(
    commands: _Commands, fields: dict[str, Any], name: str, changed: dict[str, Any]
) -> None:
    """A vehicle is added or changed, and this can be undone once."""
    before = commands.known()
    answer = await commands.send("vehicles/save", **fields)
    assert answer["success"]
    assert commands.known()[name] == changed
    undo = {"subentry_id": answer["result"]["vehicle_id"]}
    assert (await commands.send("undo", **undo))["success"]
    assert commands.known() == before
    again = await commands.send("undo", **undo)
    assert again["error"]["message"] == "There is nothing left to undo."


async def test_remove_and_undo(hass: HomeAssistant, commands: _Commands) -> None:
    """A removed vehicle is restored, including its entities."""
    registry = er.async_get(hass)
    registry.async_update_entity("sensor.van_last_seen", new_entity_id="sensor.mine")
    before = commands.known()
    assert (await commands.send("vehicles/remove", vehicle_id=VAN_ID))["success"]
    assert "Van" not in commands.known()
    assert registry.async_get("sensor.mine") is None
    assert (await commands.send("undo", subentry_id=VAN_ID))["success"]
    assert commands.known() == before
    entity = registry.async_get("sensor.mine")
    assert entity and entity.unique_id == f"{VAN_ID}-last_seen"


async def test_undo_too_late(commands: _Commands) -> None:
    """A vehicle whose plate another one has by now isn't restored."""
    await commands.send("vehicles/remove", vehicle_id=VAN_ID)
    await commands.send("vehicles/save", vehicle={"plate": "ABC123", "name": "Other"})
    answer = await commands.send("undo", subentry_id=VAN_ID)
    assert answer["error"]["message"] == "There is nothing left to undo."
    assert commands.known()["Other"] == {"plate": "ABC123"}


@pytest.mark.parametrize(
    ("command", "fields", "message"),
    [
        pytest.param(
            "vehicles/save",
            {"vehicle": {"plate": "TAX 1", "name": "Cab"}},
            "Taxi",
            id="taken",
        ),
        pytest.param(
            "vehicles/save", {"vehicle": {"plate": "X9"}}, "name", id="nameless"
        ),
        pytest.param(
            "vehicles/save",
            {"vehicle_id": "id of nobody", "vehicle": {}},
            "no such vehicle",
            id="unknown",
        ),
        pytest.param(
            "vehicles/remove", {"vehicle_id": "camera-id"}, "no such vehicle", id="gone"
        ),
    ],
)
async def test_refused(
    commands: _Commands, command: str, fields: dict[str, Any], message: str
) -> None:
    """An impossible change changes nothing, and has a reason."""
    before = commands.known()
    answer = await commands.send(command, **fields)
    assert message in answer["error"]["message"]
    assert commands.known() == before


async def test_administrators_only(
    hass: HomeAssistant,
    account: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
) -> None:
    """Nobody else may change anything."""
    client = await hass_ws_client(hass, hass_read_only_access_token)
    commands = _Commands(hass, account, client)
    for command, fields in (
        ("vehicles/save", {"vehicle": {"plate": "X1Y", "name": "X"}}),
        ("vehicles/remove", {"vehicle_id": VAN_ID}),
        ("undo", {"subentry_id": VAN_ID}),
    ):
        answer = await commands.send(command, **fields)
        assert answer["error"]["code"] == "unauthorized"


async def test_no_account(commands: _Commands, account: MockConfigEntry) -> None:
    """Another integration's entry is refused."""
    answer = await commands.send("undo", config_entry_id="another", subentry_id=VAN_ID)
    assert answer["error"]["code"] == "not_found"


async def test_export_and_import(commands: _Commands) -> None:
    """An export can be imported; known plates are changed, others added."""
    exported = (await commands.send("vehicles/export"))["result"]["csv"]
    assert exported.splitlines() == [
        "plate,name,valid_from,valid_until,ignore",
        "ABC123,Van,,,",
        "TAX1,Taxi,,,yes",
    ]
    before = commands.known()
    answer = await commands.send("vehicles/import", csv=exported)
    assert answer["result"] == {"count": 2, "vehicle_id": VAN_ID}
    assert commands.known() == {
        name: {"ignore": name == "Taxi", **data} for name, data in before.items()
    }
    table = (
        f"\ufeffName;Plate;valid_until\r\nBus;abc 123;\r\n;;\r\nMum;MUM1;{UNTIL}\r\n"
    )
    assert (await commands.send("vehicles/import", csv=table))["result"]["count"] == 2
    assert commands.known() == {
        "Bus": {"plate": "ABC123", "ignore": False},
        "Taxi": {"plate": "TAX1", "ignore": True},
        "Mum": {"plate": "MUM1", "valid_until": UNTIL},
    }


async def test_undo_import(commands: _Commands) -> None:
    """All that an import has changed and added is undone at once, unless it was changed since."""
    before = commands.known()
    table = "plate,name,ignore\nABC123,Bus,\nTAX1,Cab,\nMUM1,Mum,\nDAD1,Dad,\n"
    answer = await commands.send("vehicles/import", csv=table)
    assert set(commands.known()) == {"Bus", "Cab", "Mum", "Dad"}
    await commands.send(
        "vehicles/save", vehicle_id="id of Taxi", vehicle={"name": "Minicab"}
    )
    undo = {"subentry_id": answer["result"]["vehicle_id"]}
    assert (await commands.send("undo", **undo))["success"]
    after = commands.known()
    assert after.pop("Minicab") == {"plate": "TAX1", "ignore": False}
    assert after == {"Van": before["Van"]}


async def test_import_of_nothing(commands: _Commands) -> None:
    """A file without vehicles changes nothing, and there is nothing to undo."""
    answer = await commands.send("vehicles/import", csv="plate,name\n")
    assert answer["result"] == {"count": 0, "vehicle_id": None}


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        pytest.param('=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"', id="equals"),
        pytest.param("+1", "'+1", id="plus"),
        pytest.param("-1", "'-1", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("'=1", "''=1", id="apostrophe"),
        pytest.param("'t Huis", "'t Huis", id="harmless"),
        pytest.param("A=1", "A=1", id="inside"),
    ],
)
async def test_formula(commands: _Commands, name: str, cell: str) -> None:
    """Spreadsheets take a name for a text, and an import takes it as it was."""
    await commands.send("vehicles/save", vehicle_id=VAN_ID, vehicle={"name": name})
    exported = (await commands.send("vehicles/export"))["result"]["csv"]
    assert f"ABC123,{cell},,," in exported.splitlines()
    await commands.send("vehicles/import", csv=exported)
    assert commands.known()[name]["plate"] == "ABC123"


def test_tab() -> None:
    """A name that begins with a tab, which Excel skips, is a text as well."""
    van = ConfigSubentry(
        data=MappingProxyType({"plate": "ABC123"}),
        subentry_type="vehicle",
        title="\t=1",
        unique_id=None,
    )
    assert "ABC123,'\t=1,,," in write_csv([van]).splitlines()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        pytest.param("plate,name\nNEW1,New\n,Nobody\n", "Line 3: ", id="no-plate"),
        pytest.param("plate,name\nNEW1,New\nNEW2,\n", "Line 3: ", id="no-name"),
        pytest.param("plate,name\nNEW1,New\nnew-1,Again\n", "Line 3: ", id="twice"),
        pytest.param(
            "plate,name,valid_until\nNEW1,New,soon\n", "Line 2: ", id="no-date"
        ),
        pytest.param(
            "plate,name,valid_until\nNEW1,New,2026-02-30 12:00\n",
            "Line 2: ",
            id="no-such-date",
        ),
        pytest.param("NEW1,New\n", "columns plate, name", id="no-columns"),
        pytest.param("", "columns plate, name", id="empty"),
    ],
)
async def test_bad_import(commands: _Commands, lines: str, message: str) -> None:
    """An invalid line is reported, and nothing is changed."""
    before = commands.known()
    answer = await commands.send("vehicles/import", csv=lines)
    assert message in answer["error"]["message"]
    assert commands.known() == before
