"""Tests of the check before a camera is added or changed."""

from base64 import b64decode
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.carsxe.runtime.public_url import PublicUrlError
from homeassistant.components.camera import Image as CameraImage
from homeassistant.config_entries import SOURCE_USER, SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import (
    EVENT_DATA_ENTRY_FLOW_PROGRESSED,
    FlowResultType,
)

from .carsxe_server import CarsXEServer, load_answer
from .conftest import CAMERA_ID, PUBLIC_URL, SOURCE, PictureCamera, jpeg, pass_progress
from .test_translations import ENGLISH
from .vision.quarters import quarters

pytestmark = pytest.mark.usefixtures("settled")

DOOR = "camera.door"
TEXTS = ENGLISH["common"]
BLANK, SMALL = TEXTS["check_blank"], TEXTS["check_small"]


@pytest.fixture(autouse=True)
def door(hass: HomeAssistant) -> Any:
    """Add another camera."""
    hass.states.async_set(DOOR, "idle", {"friendly_name": "Front door"})
    picture = CameraImage("image/jpeg", jpeg())
    with patch(
        "custom_components.carsxe.runtime.capture.camera.async_get_image",
        return_value=picture,
    ) as get_image:
        yield get_image


async def _submit(
    hass: HomeAssistant, account: MockConfigEntry, **fields: Any
) -> SubentryFlowResult:
    """Fill in the form, and return the result after the checks."""
    result = await hass.config_entries.subentries.async_init(
        (account.entry_id, "camera"), context={"source": SOURCE_USER}
    )
    result = await hass.config_entries.subentries.async_configure(
        result["flow_id"], {"source_entity_id": DOOR, "scan_interval": 60, **fields}
    )
    assert result["type"] is FlowResultType.SHOW_PROGRESS
    assert result["progress_action"] == "check"
    return await pass_progress(hass, result)


async def _choose(
    hass: HomeAssistant, result: SubentryFlowResult, option: str
) -> SubentryFlowResult:
    """Choose a menu option, and wait for the result."""
    assert option in result["menu_options"]
    result = await hass.config_entries.subentries.async_configure(
        result["flow_id"], {"next_step_id": option}
    )
    return await pass_progress(hass, result)


def _results(result: SubentryFlowResult) -> list[str]:
    """Return the lines about the checks."""
    placeholders = result["description_placeholders"]
    assert placeholders
    return placeholders["results"].splitlines()


def _picture(result: SubentryFlowResult) -> bytes:
    """Return the picture that is shown."""
    start = "![](data:image/jpeg;base64,"
    text = (result["description_placeholders"] or {})["picture"]
    assert text.startswith(start)
    return b64decode(text.removeprefix(start).removesuffix(")"), validate=True)


def _suggested(result: SubentryFlowResult) -> dict[str, Any]:
    """Return a form's suggested values."""
    assert result["data_schema"]
    return {
        str(field): field.description["suggested_value"]
        for field in result["data_schema"].schema
        if "suggested_value" in (field.description or {})
    }


async def test_free_checks(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
) -> None:
    """The free checks are shown with the picture; one more click adds the camera."""
    hass.config_entries.async_update_entry(account, options={"price": 0.1})
    result = await _submit(hass, account)
    assert result["step_id"] == "checked"
    assert _results(result) == [
        "- ✅ CarsXE accepts the key.",
        f"- ⚠️ A picture was taken: 64 x 48 pixels, 1 kB. {BLANK} {SMALL}",
        f"- ✅ CarsXE fetches pictures from {PUBLIC_URL}.",
    ]
    placeholders = result["description_placeholders"] or {}
    assert placeholders["price"] == "$0.10"
    assert _picture(result) == jpeg()
    result = await _choose(hass, result, "add")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Front door"
    assert carsxe.recognitions == []


async def test_nothing_starts_it(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """A camera without any trigger is pointed out before it is added."""
    result = await _reconfigure(hass, account, trigger_entity_ids=[])
    assert "No trigger and no scan interval are set" in _results(result)[0]
    assert result["step_id"] == "checked"


async def test_region(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """A part of a picture is shown after the whole one with a frame around the part."""
    crop = {"left": 50, "top": 0, "width": 50, "height": 100}
    result = await _submit(hass, account, crop=crop)
    placeholders = result["description_placeholders"] or {}
    assert placeholders["picture"].count("![](") == 2


async def test_one_step(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """The frontend is told once when the free checks are over, and once when the call is."""
    told = async_capture_events(hass, EVENT_DATA_ENTRY_FLOW_PROGRESSED)
    result = await _submit(hass, account)
    assert result["step_id"] == "checked"
    assert len(told) == 1
    await _choose(hass, result, "pay")
    assert len(told) == 2


async def test_shown_for_a_while(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """A check that fails immediately shows progress until the frontend has rendered it."""
    hass.config_entries.async_update_entry(
        account, options={**account.options, "daily_limit": 1}
    )
    await hass.async_block_till_done()
    await account.runtime_data.cameras[CAMERA_ID].scans.async_scan()
    result = await _submit(hass, account)
    flows = hass.config_entries.subentries
    began = hass.loop.time()
    with patch("custom_components.carsxe.camera_check.SHOWN_FOR", 0.2):
        result = await flows.async_configure(result["flow_id"], {"next_step_id": "pay"})
    assert result["progress_action"] == "pay"
    assert len(_results(result)) == 3
    result = await pass_progress(hass, result)
    assert hass.loop.time() - began > 0.19
    assert "The daily limit of 1 recognitions is reached" in _results(result)[-1]


async def test_paid(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    hass_client_no_auth: ClientSessionGenerator,
    detections: list[Any],
) -> None:
    """A paid call is made once it is chosen; it is counted, but not announced."""
    client = await hass_client_no_auth()

    async def _fetch(image_url: str) -> None:
        response = await client.get(image_url.removeprefix(PUBLIC_URL))
        assert await response.read() == jpeg()

    carsxe.on_recognition = _fetch
    result = await _submit(hass, account)
    assert carsxe.recognitions == []
    result = await _choose(hass, result, "pay")
    assert result["step_id"] == "paid"
    fetched, read = _results(result)[3:]
    assert fetched.startswith("- ✅ The picture was fetched from outside")
    assert read == "- ✅ Read: 9DJC652 100%."
    assert "pay" not in result["menu_options"]
    assert len(carsxe.recognitions) == 1
    state = hass.states.get("sensor.carsxe_recognitions_today")
    assert state and state.state == "1"
    assert detections == []
    result = await _choose(hass, result, "add")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert len(carsxe.recognitions) == 1


@pytest.mark.parametrize(
    ("answer", "status", "text"),
    [
        pytest.param("missing_image", 400, "❌ CarsXE couldn't use", id="unfetched"),
        pytest.param("no_plates", 404, "❌ CarsXE answered, but", id="no plate"),
        pytest.param("tier", 403, "❌ CarsXE denies the key", id="plan"),
    ],
)
async def test_paid_fails(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    answer: str,
    status: int,
    text: str,
) -> None:
    """The error of the paid call is shown, and the call isn't repeated."""
    carsxe.answer(answer, status)
    result = await _choose(hass, await _submit(hass, account), "pay")
    assert result["step_id"] == "paid"
    fetched, read = _results(result)[3:]
    assert fetched.startswith("- ❌ Nobody fetched the picture")
    assert text in read
    assert len(carsxe.recognitions) == 1
    result = await _choose(hass, result, "add")
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_paid_again(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    door: Any,
) -> None:
    """A plate below the minimum score is reported and drawn; another picture can be tried."""
    reading = {"plate": "abc123", "score": 0.41}
    candidates = [reading, {"plate": "a8c123", "score": 0.32}]
    low = {
        **reading,
        "candidates": candidates,
        "box": {"xmin": 10, "ymin": 10, "xmax": 40, "ymax": 20},
    }
    carsxe.answers = [(200, {"success": True, "results": [low]})]
    result = await _submit(hass, account)
    before = _picture(result)
    result = await _choose(hass, result, "pay")
    assert _results(result)[-1] == (
        "- ❌ Read, but below the camera's minimum score of 70%: ABC123 41% (A8C123 32%)."
    )
    drawn = _picture(result)
    assert drawn not in {before, b""}
    carsxe.answers = [
        (200, {"success": True, "results": [{"plate": "abc123", "score": 0.9}]})
    ]
    captures = door.call_count
    result = await _choose(hass, result, "pay_again")
    assert result["step_id"] == "paid"
    assert _results(result)[-1] == "- ✅ Read: ABC123 90%."
    assert _picture(result) != drawn
    assert door.call_count == captures + 1
    assert len(carsxe.recognitions) == 2


async def test_limit(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """The account's limit applies to the check, too."""
    await account.runtime_data.cameras["01camera"].scans.async_scan()
    hass.config_entries.async_update_entry(
        account, options={**account.options, "daily_limit": 1}
    )
    await hass.async_block_till_done()
    result = await _choose(hass, await _submit(hass, account), "pay")
    assert "The daily limit of 1 recognitions is reached" in _results(result)[-1]
    assert len(carsxe.recognitions) == 1


async def test_failed(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer, door: Any
) -> None:
    """If a check fails, no call can be made, but the camera can be added."""
    carsxe.key_answer = (401, load_answer("key_inactive"))
    door.side_effect = ValueError("no picture today")
    result = await _submit(hass, account)
    assert result["step_id"] == "failed"
    key, picture, address = _results(result)
    assert "❌ The CarsXE account isn't active" in key
    assert picture == f"- ❌ {DOOR} gave no picture: no picture today"
    assert "✅" in address
    assert result["description_placeholders"]["picture"] == ""
    assert "pay" not in result["menu_options"]
    result = await _choose(hass, result, "add")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert carsxe.recognitions == []


async def test_change(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer, door: Any
) -> None:
    """The settings can be changed; the form remembers them, and all checks run again."""
    door.return_value = CameraImage("text/plain", b"no picture")
    result = await _submit(hass, account, min_score=55)
    assert result["step_id"] == "failed"
    result = await _choose(hass, result, "user")
    assert result["type"] is FlowResultType.FORM
    assert _suggested(result)["min_score"] == 55
    door.return_value = CameraImage("image/jpeg", jpeg())
    result = await hass.config_entries.subentries.async_configure(
        result["flow_id"], {"source_entity_id": DOOR, "min_score": 60}
    )
    result = await pass_progress(hass, result)
    assert result["step_id"] == "checked"
    result = await _choose(hass, result, "add")
    assert result["data"]["min_score"] == 60


async def _reconfigure(
    hass: HomeAssistant, account: MockConfigEntry, **fields: Any
) -> SubentryFlowResult:
    """Change the camera at the gate, and return the result after the checks."""
    result = await account.start_subentry_reconfigure_flow(hass, CAMERA_ID)
    result = await hass.config_entries.subentries.async_configure(
        result["flow_id"], {"source_entity_id": SOURCE, **fields}
    )
    assert result["type"] is FlowResultType.SHOW_PROGRESS
    return await pass_progress(hass, result)


async def test_changed_camera(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """A changed camera is checked with its new settings, which are saved only after confirmation."""
    before = account.subentries[CAMERA_ID].data
    result = await _reconfigure(hass, account, min_score=55, scan_interval=60)
    assert result["step_id"] == "checked"
    assert result["menu_options"] == ["save", "pay", "reconfigure"]
    assert len(_results(result)) == 3
    assert carsxe.recognitions == []
    result = await _choose(hass, result, "pay")
    assert result["menu_options"] == ["save", "pay_again", "reconfigure"]
    assert _results(result)[-1] == "- ✅ Read: 9DJC652 100%."
    assert len(carsxe.recognitions) == 1
    assert account.subentries[CAMERA_ID].data == before
    result = await _choose(hass, result, "save")
    assert result["reason"] == "reconfigure_successful"
    assert account.subentries[CAMERA_ID].data["min_score"] == 55


async def test_changed_camera_fails(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer, door: Any
) -> None:
    """If a check fails, the settings can be changed again or saved anyway."""
    door.side_effect = ValueError("no picture today")
    result = await _reconfigure(hass, account, min_score=55)
    assert result["step_id"] == "failed"
    assert result["menu_options"] == ["reconfigure", "save"]
    result = await _choose(hass, result, "reconfigure")
    assert _suggested(result)["min_score"] == 55
    result = await hass.config_entries.subentries.async_configure(
        result["flow_id"], {"source_entity_id": SOURCE, "min_score": 60}
    )
    result = await _choose(hass, await pass_progress(hass, result), "save")
    assert result["reason"] == "reconfigure_successful"
    assert account.subentries[CAMERA_ID].data["min_score"] == 60
    assert carsxe.recognitions == []


async def test_taken_meanwhile(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """A source that another camera has taken in the meantime is refused."""
    change = await _reconfigure(hass, account, source_entity_id=DOOR)
    await _choose(hass, await _submit(hass, account), "add")
    result = await _choose(hass, change, "save")
    assert result["reason"] == "already_configured"
    assert account.subentries[CAMERA_ID].data["source_entity_id"] == SOURCE


async def test_added_meanwhile(
    hass: HomeAssistant, account: MockConfigEntry, source: PictureCamera
) -> None:
    """A camera that another dialog has added in the meantime isn't added again."""
    first = await _submit(hass, account)
    second = await _submit(hass, account)
    assert (await _choose(hass, first, "add"))["type"] is FlowResultType.CREATE_ENTRY
    result = await _choose(hass, second, "add")
    assert result["reason"] == "already_configured"


async def _remove_camera(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """Remove the camera at the gate."""
    hass.config_entries.async_remove_subentry(account, CAMERA_ID)
    await hass.async_block_till_done()


@pytest.mark.parametrize("option", ["save", "pay", "reconfigure"])
async def test_removed_meanwhile(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer, option: str
) -> None:
    """The dialog of a camera that is removed in the meantime aborts and pays for nothing."""
    result = await _reconfigure(hass, account)
    await _remove_camera(hass, account)
    result = await _choose(hass, result, option)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "removed"
    assert carsxe.recognitions == []
    assert account.get_subentries_of_type("camera") == []


async def test_removed_before(hass: HomeAssistant, account: MockConfigEntry) -> None:
    """A camera that was removed while its form was open isn't checked."""
    result = await account.start_subentry_reconfigure_flow(hass, CAMERA_ID)
    await _remove_camera(hass, account)
    result = await hass.config_entries.subentries.async_configure(
        result["flow_id"], {"source_entity_id": SOURCE}
    )
    assert result["reason"] == "removed"


async def test_removed_in_between(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """A camera that is removed during the checks can't be saved after them."""
    result = await account.start_subentry_reconfigure_flow(hass, CAMERA_ID)
    result = await hass.config_entries.subentries.async_configure(
        result["flow_id"], {"source_entity_id": SOURCE}
    )
    assert result["type"] is FlowResultType.SHOW_PROGRESS
    await _remove_camera(hass, account)
    result = await _choose(hass, await pass_progress(hass, result), "save")
    assert result["reason"] == "removed"


@pytest.mark.parametrize("option", ["add", "pay", "user"])
async def test_account_removed_meanwhile(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer, option: str
) -> None:
    """The dialog of an account that is removed in the meantime aborts and pays for nothing."""
    result = await _submit(hass, account)
    await hass.config_entries.async_remove(account.entry_id)
    result = await _choose(hass, result, option)
    assert result["reason"] == "removed"
    assert carsxe.recognitions == []


async def test_unexpected(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An internal error fails the running check, and no call is made twice."""
    with patch(
        "custom_components.carsxe.runtime.check.async_recognize",
        side_effect=RuntimeError,
    ) as read:
        result = await _choose(hass, await _submit(hass, account), "pay")
    assert "Unexpected error" in _results(result)[-1]
    assert "Unexpected error in the check of a camera" in caplog.text
    assert read.call_count == 1


@pytest.mark.parametrize(
    ("size", "fields", "warning"),
    [
        pytest.param((640, 360), {}, "small", id="secondary stream"),
        pytest.param((896, 512), {}, "small", id="larger secondary stream"),
        pytest.param((1280, 720), {}, None, id="720p"),
        pytest.param((2560, 1440), {}, None, id="4 MP"),
        pytest.param((7680, 1080), {}, "scaled", id="panorama"),
        pytest.param(
            (7680, 1080),
            {"crop": {"left": 0, "top": 0, "width": 30, "height": 100}},
            None,
            id="part of a panorama",
        ),
        pytest.param(
            (7680, 1080), {"picture": {"max_width": 3840}}, None, id="wider panorama"
        ),
        pytest.param(
            (1920, 1080),
            {"crop": {"left": 0, "top": 0, "width": 30, "height": 30}},
            "small",
            id="small region",
        ),
        pytest.param((720, 1280), {"source": {"rotation": "90"}}, None, id="turned"),
    ],
)
async def test_size(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    door: Any,
    size: tuple[int, int],
    fields: dict[str, Any],
    warning: str | None,
) -> None:
    """A picture in which plates may be too small leads to a warning with advice; it fails nothing."""
    door.return_value = CameraImage("image/jpeg", quarters("JPEG", size))
    result = await _submit(hass, account, **fields)
    assert result["step_id"] == "checked"
    picture = _results(result)[1]
    assert picture.startswith("- ⚠️" if warning else "- ✅")
    for key in ("small", "scaled"):
        start = TEXTS[f"check_{key}"].partition("{")[0]
        assert (start in picture) is (key == warning)


CERTAIN_FAULTS = ("fetch_challenge", "fetch_untrusted_proxy", "fetch_ipv6_only")


@pytest.mark.parametrize(
    ("fault", "is_told"),
    [*((fault, True) for fault in CERTAIN_FAULTS), ("fetch_timeout", False)],
)
async def test_public_address_that_refuses(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    fault: str,
    is_told: bool,
) -> None:
    """Certain causes that keep CarsXE out are named; a router that blocks access from inside isn't."""
    error = PublicUrlError(fault, seconds="5")
    with patch(
        "custom_components.carsxe.runtime.check.async_check_public_url",
        side_effect=error,
    ):
        result = await _submit(hass, account)
    address = _results(result)[2]
    assert address.startswith("- ⚠️" if is_told else "- ✅")
    assert (ENGLISH["exceptions"][fault]["message"] in address) is is_told
    assert "pay" in result["menu_options"]
