"""Attacks by users with fewer rights: they read no plate, spend nothing and reach nothing private."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from ipaddress import ip_address
import socket
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import (
    CLIENT_ID,
    MockConfigEntry,
    MockUser,
    setup_test_component_platform,
)
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from homeassistant.auth.const import GROUP_ID_READ_ONLY
from homeassistant.auth.permissions.types import PolicyType
from homeassistant.components.media_player import (
    BrowseMedia,
    MediaPlayerEntity,
    MediaPlayerEntityFeature,
)
from homeassistant.components.media_source import async_browse_media
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized, UnknownUser
from homeassistant.helpers import intent
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from ..carsxe_server import CarsXEServer
from ..conftest import Arrive

GATE = "image_processing.gate_plate"
PLAYER = "media_player.kitchen"
PLATE = "9DJC652"
PICTURE = "https://pictures.example.com/a.jpg"

ENTITY_CALLS = [
    pytest.param("recognize", {"entity_id": GATE}, id="recognize"),
    pytest.param("recognize", {"entity_id": GATE, "dry_run": True}, id="dry run"),
    pytest.param("check", {"entity_id": GATE}, id="check"),
    pytest.param("check", {"entity_id": GATE, "paid": True}, id="paid check"),
]
ADMIN_CALLS = [
    pytest.param("recognize", {"image_url": PICTURE}, id="address"),
    pytest.param(
        "recognize", {"image_url": PICTURE, "entity_id": GATE}, id="address and target"
    ),
    pytest.param("decode_plate", {"plate": "ABC123"}, id="decode"),
]
POLICIES: dict[str, PolicyType] = {
    "stranger": {"entities": {"entity_ids": {"sun.sun": True}}},
    "reader": {"entities": {"entity_ids": {GATE: {"read": True}}}},
    "blind": {"entities": {"entity_ids": {GATE: {"control": True}}}},
    "watchman": {"entities": {"entity_ids": {GATE: True}}},
    "listener": {"entities": {"entity_ids": {PLAYER: True}}},
}

type Users = Callable[[str], Awaitable[MockUser]]
type Ask = Callable[[MockUser, str, str, dict[str, Any]], Awaitable[tuple[bool, str]]]


@pytest.fixture
def users(hass: HomeAssistant, hass_admin_user: MockUser) -> Users:
    """Return a function that creates a user of a kind."""

    async def _user(kind: str) -> MockUser:
        if kind == "admin":
            return hass_admin_user
        group = await hass.auth.async_get_group(GROUP_ID_READ_ONLY)
        assert group
        user = MockUser(groups=[group]).add_to_hass(hass)
        if policy := POLICIES.get(kind):
            user.mock_policy(policy)
        return user

    return _user


@pytest.fixture(params=["rest", "websocket"])
def ask(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    hass_ws_client: WebSocketGenerator,
    request: pytest.FixtureRequest,
) -> Ask:
    """Return a function that calls as a user, in every possible way, and returns whether it was allowed."""

    async def _token(user: MockUser) -> str:
        refresh_token = await hass.auth.async_create_refresh_token(user, CLIENT_ID)
        return hass.auth.async_create_access_token(refresh_token)

    async def _rest(
        user: MockUser, domain: str, action: str, data: dict[str, Any]
    ) -> tuple[bool, str]:
        assert await async_setup_component(hass, "api", {})
        client = await hass_client(await _token(user))
        answer = await client.post(
            f"/api/services/{domain}/{action}?return_response", json=data
        )
        return answer.status == HTTPStatus.OK, await answer.text()

    async def _websocket(
        user: MockUser, domain: str, action: str, data: dict[str, Any]
    ) -> tuple[bool, str]:
        client = await hass_ws_client(hass, await _token(user))
        await client.send_json_auto_id(
            {
                "type": "call_service",
                "domain": domain,
                "service": action,
                "service_data": data,
                "return_response": True,
            }
        )
        answer = await client.receive_json()
        return answer["success"], str(answer)

    return _rest if request.param == "rest" else _websocket


@pytest.mark.parametrize("kind", ["stranger", "reader", "blind", "read-only group"])
@pytest.mark.parametrize(("action", "data"), ENTITY_CALLS + ADMIN_CALLS)
async def test_refused(
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    users: Users,
    ask: Ask,
    kind: str,
    action: str,
    data: dict[str, Any],
) -> None:
    """A user without a right to the camera gets no response, and nothing is sent to CarsXE."""
    checks = carsxe.key_checks
    allowed, answer = await ask(await users(kind), "carsxe", action, data)
    assert not allowed
    assert PLATE not in answer
    assert (carsxe.recognitions, carsxe.decodes) == ([], [])
    assert carsxe.key_checks == checks


@pytest.mark.parametrize(("action", "data"), ADMIN_CALLS)
async def test_for_administrators_alone(
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    users: Users,
    ask: Ask,
    action: str,
    data: dict[str, Any],
) -> None:
    """Actions without an entity aren't for users, whatever their rights to cameras."""
    allowed, _ = await ask(await users("watchman"), "carsxe", action, data)
    assert not allowed
    assert (carsxe.recognitions, carsxe.decodes) == ([], [])
    allowed, _ = await ask(await users("admin"), "carsxe", action, data)
    assert allowed
    assert len(carsxe.recognitions) + len(carsxe.decodes) == 1


@pytest.mark.parametrize(("action", "data"), ENTITY_CALLS + ADMIN_CALLS)
async def test_user_who_is_gone(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    action: str,
    data: dict[str, Any],
) -> None:
    """A request of a user who was removed in the meantime isn't taken for an automation's."""
    with pytest.raises(UnknownUser):
        await hass.services.async_call(
            "carsxe",
            action,
            data,
            blocking=True,
            context=Context(user_id="gone"),
            return_response=True,
        )
    assert (carsxe.recognitions, carsxe.decodes) == ([], [])


@pytest.mark.parametrize("kind", ["watchman", "admin"])
@pytest.mark.parametrize(("action", "data"), ENTITY_CALLS)
async def test_allowed(
    account: MockConfigEntry,
    users: Users,
    ask: Ask,
    kind: str,
    action: str,
    data: dict[str, Any],
) -> None:
    """A user who may read and control the camera's entity gets a response."""
    allowed, answer = await ask(await users(kind), "carsxe", action, data)
    assert allowed
    assert (PLATE in answer) is (data != {"entity_id": GATE} or action == "recognize")


@pytest.mark.parametrize(("action", "data"), ENTITY_CALLS + ADMIN_CALLS)
async def test_script_of_a_user(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    users: Users,
    action: str,
    data: dict[str, Any],
) -> None:
    """A script has the rights of the user who starts it; without a user, it may do everything."""
    step = {"action": f"carsxe.{action}", "data": data, "response_variable": "seen"}
    assert await async_setup_component(
        hass, "script", {"script": {"look": {"sequence": [step]}}}
    )
    context = Context(user_id=(await users("reader")).id)
    with pytest.raises(Unauthorized):
        await hass.services.async_call("script", "look", blocking=True, context=context)
    assert (carsxe.recognitions, carsxe.decodes) == ([], [])
    await hass.services.async_call("script", "look", blocking=True)


@pytest.mark.parametrize(
    ("kind", "calls"),
    [
        pytest.param("stranger", 0, id="stranger"),
        pytest.param("reader", 0, id="reader"),
        pytest.param("read-only group", 0, id="read-only group"),
        pytest.param("blind", 1, id="may control"),
        pytest.param("admin", 1, id="admin"),
    ],
)
async def test_scan(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    users: Users,
    kind: str,
    calls: int,
) -> None:
    """Home Assistant's own action is no way around, and a refusal doesn't affect others."""
    user = await users(kind)
    scan = ("image_processing", "scan", {"entity_id": GATE})
    await hass.services.async_call(
        *scan, blocking=True, context=Context(user_id=user.id)
    )
    assert len(carsxe.recognitions) == calls
    await hass.services.async_call(*scan, blocking=True, context=Context())
    assert len(carsxe.recognitions) == calls + 1


async def test_update_after_a_refused_scan(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer, users: Users
) -> None:
    """An update by an automation isn't taken for the refused user's."""
    assert await async_setup_component(hass, "homeassistant", {})
    context = Context(user_id=(await users("reader")).id)
    await hass.services.async_call(
        "image_processing", "scan", {"entity_id": GATE}, blocking=True, context=context
    )
    await hass.services.async_call(
        "homeassistant", "update_entity", {"entity_id": GATE}, blocking=True
    )
    assert len(carsxe.recognitions) == 1


async def test_voice(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer, users: Users
) -> None:
    """A user's voice has no more rights than a tap."""
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "intent", {})

    async def _say(user: MockUser) -> None:
        await intent.async_handle(
            hass,
            "test",
            "HassTurnOn",
            {"name": {"value": "Gate Scan"}},
            context=Context(user_id=user.id),
        )
        await hass.async_block_till_done()

    with pytest.raises((intent.IntentError, Unauthorized)):
        await _say(await users("reader"))
    assert carsxe.recognitions == []
    await _say(await users("admin"))
    assert len(carsxe.recognitions) == 1


class Player(MediaPlayerEntity):
    """A media player that browses Home Assistant's media."""

    _attr_name = "Kitchen"
    _attr_supported_features = MediaPlayerEntityFeature.BROWSE_MEDIA

    async def async_browse_media(
        self, media_content_type: str | None = None, media_content_id: str | None = None
    ) -> BrowseMedia:
        """Return a folder."""
        return await async_browse_media(self.hass, media_content_id)


@pytest.mark.parametrize(
    ("kind", "seen"),
    [
        pytest.param("listener", False, id="user"),
        pytest.param("admin", True, id="admin"),
    ],
)
async def test_media_player(
    hass: HomeAssistant,
    account: MockConfigEntry,
    arrive_in_turn: Arrive,
    users: Users,
    ask: Ask,
    kind: str,
    seen: bool,
) -> None:
    """A user who may control a player can't use it to browse forbidden pictures."""
    await arrive_in_turn("ABC123")
    assert await async_setup_component(hass, "media_source", {})
    setup_test_component_platform(hass, "media_player", [Player()])
    assert await async_setup_component(
        hass, "media_player", {"media_player": [{"platform": "test"}]}
    )
    await hass.async_block_till_done()
    folder = f"media-source://carsxe/{account.entry_id}/days/{dt_util.now().date()}"
    data = {
        "entity_id": PLAYER,
        "media_content_type": "image",
        "media_content_id": folder,
    }
    _, answer = await ask(await users(kind), "media_player", "browse_media", data)
    assert ("ABC123" in answer) is seen
    # An automation has no user, and sees everything.
    found: Any = await hass.services.async_call(
        "media_player", "browse_media", data, blocking=True, return_response=True
    )
    assert "ABC123" in str(found[PLAYER].as_dict())


NAMES = {
    "api.carsxe.com": ["1.1.1.1"],
    "api.home.example.com": ["192.168.1.9"],
    "api.mixed.example.com": ["1.1.1.1", "192.168.1.9"],
    "pictures.example.com": ["93.184.216.34", "2606:4700::1"],
    "six.example.com": ["64:ff9b::5db8:d822"],
    "router.example.com": ["192.168.1.1"],
    "metadata.example.com": ["169.254.169.254"],
    "both.example.com": ["93.184.216.34", "10.0.0.1"],
}


@pytest.fixture
def names(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Resolve several names, and the spellings of IP addresses."""

    async def _resolve(host: str, *_: Any, **__: Any) -> list[Any]:
        if (addresses := NAMES.get(host)) is None:
            try:
                addresses = [str(ip_address(host))]
            except ValueError:
                addresses = [_read_number(host)]
        return [(0, 0, 0, "", (address, 0)) for address in addresses]

    monkeypatch.setattr(hass.loop, "getaddrinfo", _resolve)


def _read_number(host: str) -> str:
    """Return the address of a number. Raises as for an unknown name."""
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        raise socket.gaierror from None


def _use_api(account: MockConfigEntry, api_url: str) -> None:
    """Make an account's API appear elsewhere; its calls are still answered."""
    object.__setattr__(account, "data", {**account.data, "api_url": api_url})


async def _recognize(hass: HomeAssistant, address: str) -> None:
    """Read the picture at an address, like an administrator's automation."""
    await hass.services.async_call(
        "carsxe",
        "recognize",
        {"image_url": address},
        blocking=True,
        return_response=True,
    )


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("https://169.254.169.254/latest/meta-data/", id="metadata"),
        pytest.param("http://169.254.169.254/latest/meta-data/", id="plain http"),
        pytest.param("https://metadata.example.com/", id="name of the metadata"),
        pytest.param("https://router.example.com/", id="name of the router"),
        pytest.param("https://both.example.com/", id="a private one among others"),
        pytest.param("https://nobody.example.com/", id="name of nobody"),
        pytest.param("https://127.0.0.1/", id="loopback"),
        pytest.param("https://10.0.0.1/", id="10"),
        pytest.param("https://192.168.1.1/", id="192.168"),
        pytest.param("https://100.64.0.1/", id="shared by a provider"),
        pytest.param("https://0.0.0.0/", id="unspecified"),
        pytest.param("https://224.0.0.1/", id="multicast"),
        pytest.param("https://2852039166/", id="decimal"),
        pytest.param("https://0xa9fea9fe/", id="hexadecimal"),
        pytest.param("https://0251.0376.0251.0376/", id="octal"),
        pytest.param("https://169.16689662/", id="short"),
        pytest.param("https://１６９.254.169.254/", id="full width"),
        pytest.param("https://①⑥⑨。254。169。254/", id="circled"),
        pytest.param("https://@169.254.169.254/", id="nobody's password"),
        pytest.param("https://198.18.0.1/", id="for benchmarks"),
        pytest.param("https://240.0.0.1/", id="reserved"),
        pytest.param("https://[::1]/", id="IPv6 loopback"),
        pytest.param("https://[fd00::1]/", id="IPv6 private"),
        pytest.param("https://[fe80::1]/", id="IPv6 link-local"),
        pytest.param("https://[::ffff:169.254.169.254]/", id="mapped"),
        pytest.param("https://[::ffff:0:a9fe:a9fe]/", id="translated"),
        pytest.param("https://[::169.254.169.254]/", id="compatible"),
        pytest.param("https://[64:ff9b::a9fe:a9fe]/", id="NAT64"),
        pytest.param("https://[64:ff9b:1::a9fe:a9fe]/", id="local NAT64"),
        pytest.param("https://[2001:0:a9fe:a9fe::1]/", id="Teredo"),
        pytest.param("https://[fec0::1]/", id="site-local"),
        pytest.param("https://[2002:a9fe:a9fe::1]/", id="6to4"),
    ],
)
@pytest.mark.usefixtures("names")
async def test_private_address(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer, address: str
) -> None:
    """CarsXE can't be made to look into private networks."""
    _use_api(account, "https://api.carsxe.com")
    with pytest.raises(ServiceValidationError) as caught:
        await _recognize(hass, address)
    assert caught.value.translation_key == "image_url_private"
    assert carsxe.recognitions == []


@pytest.mark.usefixtures("names")
async def test_api_that_is_public_too(
    hass: HomeAssistant, account: MockConfigEntry, carsxe: CarsXEServer
) -> None:
    """An API that also has a public address isn't in a private network."""
    _use_api(account, "https://api.mixed.example.com")
    with pytest.raises(ServiceValidationError) as caught:
        await _recognize(hass, "https://192.168.1.1/")
    assert caught.value.translation_key == "image_url_private"
    assert carsxe.recognitions == []


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        pytest.param("https://a@169.254.169.254/", "credentials", id="user"),
        pytest.param("https://example.com:a@10.0.0.1/", "credentials", id="password"),
        pytest.param("https://example.com\\@10.0.0.1/", "malformed", id="backslash"),
        pytest.param("https://exa\tmple.com/", "malformed", id="tab"),
        pytest.param("https://example.com\u200b/", "malformed", id="invisible"),
        pytest.param("https:10.0.0.1/", "malformed", id="no slashes"),
        pytest.param("//10.0.0.1/", "malformed", id="no scheme"),
        pytest.param("file:///etc/passwd", "malformed", id="file"),
        pytest.param("gopher://10.0.0.1/", "malformed", id="gopher"),
        pytest.param("http://pictures.example.com/", "insecure", id="http"),
    ],
)
@pytest.mark.usefixtures("names")
async def test_disguised_address(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    address: str,
    reason: str,
) -> None:
    """Neither are addresses in which two parsers may see different hosts."""
    _use_api(account, "https://api.carsxe.com")
    with pytest.raises(ServiceValidationError) as caught:
        await _recognize(hass, address)
    assert caught.value.translation_key == f"image_url_{reason}"
    assert carsxe.recognitions == []


@pytest.mark.parametrize(
    ("api_url", "address"),
    [
        pytest.param("https://api.carsxe.com", PICTURE, id="public"),
        pytest.param("https://api.carsxe.com", "https://six.example.com/", id="NAT64"),
        pytest.param("http://127.0.0.1:1", "https://192.168.1.1/", id="API here"),
        pytest.param(
            "https://api.home.example.com", "https://192.168.1.1/", id="API at home"
        ),
    ],
)
@pytest.mark.usefixtures("names")
async def test_allowed_address(
    hass: HomeAssistant,
    account: MockConfigEntry,
    carsxe: CarsXEServer,
    api_url: str,
    address: str,
) -> None:
    """Public addresses are for all, private ones for an API that is private itself."""
    _use_api(account, api_url)
    await _recognize(hass, address)
    assert carsxe.recognitions == [{"image_url": address}]
