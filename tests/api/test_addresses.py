"""Tests of which addresses may be trusted."""

from hypothesis import example, given, settings, strategies as st
import pytest
from yarl import URL

from custom_components.carsxe.api.addresses import AddressError, parse_base_address
from custom_components.carsxe.api.client import HOSTS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("https://api.carsxe.com", "https://api.carsxe.com", id="host"),
        pytest.param("https://a.example/", "https://a.example", id="slash"),
        pytest.param("https://a.example//", "https://a.example", id="slashes"),
        pytest.param("https://a.example/b/", "https://a.example/b", id="path"),
        pytest.param("https://a.example/b/../c", "https://a.example/c", id="dots"),
        pytest.param("https://a.example/b%20c", "https://a.example/b%20c", id="space"),
        pytest.param("https://a.example/b%3Fc", "https://a.example/b%3Fc", id="escape"),
        pytest.param(
            "https://a.example/b%2Fc", "https://a.example/b%2Fc", id="escaped slash"
        ),
        pytest.param("https://a.example:8443", "https://a.example:8443", id="port"),
        pytest.param("https://8.8.8.8", "https://8.8.8.8", id="public, https"),
        pytest.param(" \thttps://a.example\n", "https://a.example", id="white space"),
        pytest.param("HTTPS://A.Example", "https://a.example", id="capitals"),
        pytest.param(
            "https://münchen.example", "https://xn--mnchen-3ya.example", id="umlaut"
        ),
        pytest.param(
            "https://\u0430pi.carsxe.com",
            "https://xn--pi-6kc.carsxe.com",
            id="Cyrillic a, for all to see",
        ),
        pytest.param("https://a.example?", "https://a.example", id="empty query"),
        pytest.param("https://a.example#", "https://a.example", id="empty fragment"),
        pytest.param("http://localhost:8123", "http://localhost:8123", id="localhost"),
        pytest.param("http://LOCALHOST", "http://localhost", id="LOCALHOST"),
        pytest.param("http://127.0.0.1:1", "http://127.0.0.1:1", id="loopback"),
        pytest.param("http://127.9.8.7", "http://127.9.8.7", id="another loopback"),
        pytest.param("http://[::1]:1", "http://[::1]:1", id="IPv6 loopback"),
        pytest.param("http://10.1.2.3", "http://10.1.2.3", id="10/8"),
        pytest.param("http://172.31.0.1", "http://172.31.0.1", id="172.16/12"),
        pytest.param("http://192.168.1.2", "http://192.168.1.2", id="192.168/16"),
        pytest.param("http://[fd00::1]", "http://[fd00::1]", id="IPv6 private"),
        pytest.param("http://[fe80::1]", "http://[fe80::1]", id="IPv6 link-local"),
        pytest.param(
            "http://[::ffff:10.0.0.1]", "http://[::ffff:10.0.0.1]", id="mapped private"
        ),
    ],
)
def test_accepted(text: str, expected: str) -> None:
    """A trusted address is returned in one form."""
    assert parse_base_address(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("", "malformed", id="empty"),
        pytest.param("  ", "malformed", id="blank"),
        pytest.param("api.carsxe.com", "malformed", id="no scheme"),
        pytest.param("//api.carsxe.com", "malformed", id="half a scheme"),
        pytest.param("/platerecognition", "malformed", id="path"),
        pytest.param("https://", "malformed", id="no host"),
        pytest.param("https:///path", "malformed", id="path without a host"),
        pytest.param("ftp://a.example", "malformed", id="FTP"),
        pytest.param("file:///etc/passwd", "malformed", id="file"),
        pytest.param("javascript:alert(1)", "malformed", id="script"),
        pytest.param("https://a.example:port", "malformed", id="port that is none"),
        pytest.param("https://a.example:99999", "malformed", id="port too high"),
        pytest.param("https://[::1", "malformed", id="open bracket"),
        pytest.param("https://exa mple.com", "malformed", id="space in the host"),
        pytest.param("https://\ud800", "malformed", id="surrogate"),
        pytest.param("https://a.exa\x00mple", "malformed", id="NUL"),
        pytest.param("https://a.example/a\r\nb", "malformed", id="lines"),
        pytest.param("ht\ntps://a.example", "malformed", id="broken scheme"),
        pytest.param("https://a.example/\x7f", "malformed", id="delete"),
        pytest.param("https://a.example/\u202egpj.x", "malformed", id="backwards"),
        pytest.param("https://api.car\u200bsxe.com", "malformed", id="no width"),
        pytest.param("https://api.car\u00adsxe.com", "malformed", id="soft hyphen"),
        pytest.param("https://a.example\u2028b", "malformed", id="line separator"),
        pytest.param("https://a.example\\@b.example", "malformed", id="backslash"),
        pytest.param("https:\\\\a.example", "malformed", id="backslashes"),
        pytest.param("https://a.example\uff0fb", "malformed", id="wide slash"),
        pytest.param("https://a.example\uff20b.example", "malformed", id="wide at"),
        pytest.param("https://a\u2100b.example", "malformed", id="a slash within"),
        pytest.param("data:image/png;base64,AA==", "malformed", id="data"),
        pytest.param("blob:https://a.example/1", "malformed", id="blob"),
        pytest.param("gopher://127.0.0.1", "malformed", id="gopher"),
        pytest.param("https:a.example", "malformed", id="no slashes"),
        pytest.param("https://a.example?key=1", "malformed", id="query"),
        pytest.param("https://a.example#x", "malformed", id="fragment"),
        pytest.param("https://user@a.example", "credentials", id="user"),
        pytest.param("https://user:pass@a.example", "credentials", id="password"),
        pytest.param("https://:pass@a.example", "credentials", id="password only"),
        pytest.param("http://u:p@a.example", "credentials", id="insecure as well"),
        pytest.param("http://api.carsxe.com", "insecure", id="host"),
        pytest.param("http://8.8.8.8", "insecure", id="public"),
        pytest.param("http://172.32.0.1", "insecure", id="just outside 172.16/12"),
        pytest.param("http://[2606:4700::1]", "insecure", id="IPv6 public"),
        pytest.param("http://[::ffff:8.8.8.8]", "insecure", id="mapped public"),
        pytest.param("http://0.0.0.0", "insecure", id="unspecified"),
        pytest.param("http://[::]", "insecure", id="IPv6 unspecified"),
        pytest.param("http://homeassistant.local", "insecure", id="local name"),
        pytest.param("http://127.0.0.1.example.com", "insecure", id="looks near"),
        pytest.param("http://localhost.example.com", "insecure", id="looks local"),
        pytest.param("http://localhost.", "insecure", id="localhost with a dot"),
        pytest.param("http://127.1", "insecure", id="short"),
        pytest.param("http://127\u30020\u30020\u30021.example", "insecure", id="dots"),
        pytest.param("http://l\u043ecalhost", "insecure", id="Cyrillic o"),
        pytest.param("http://[64:ff9b::808:808]", "insecure", id="NAT64"),
        pytest.param("http://[2002:808:808::]", "insecure", id="6to4"),
        pytest.param("http://[2001:0:808:808::1]", "insecure", id="Teredo"),
        pytest.param("http://203.0.113.1", "insecure", id="nobody's"),
        pytest.param("http://100.64.0.1", "insecure", id="shared by a provider"),
        pytest.param("http://2130706433", "insecure", id="decimal"),
        pytest.param("http://0x7f000001", "insecure", id="hexadecimal"),
    ],
)
def test_refused(text: str, reason: str) -> None:
    """An untrusted address is refused with a reason, which doesn't contain it."""
    with pytest.raises(AddressError) as caught:
        parse_base_address(text)
    assert caught.value.reason == reason
    assert str(caught.value) == reason


ADDRESSES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["http://", "https://", "HTTP:", "//", ""]),
    st.sampled_from(["", "user@", ":@", "a:b@"]),
    st.text(max_size=20) | st.ip_addresses().map(str),
    st.sampled_from(["", "/", ":80", ":x", "/%2e%2e/", "?a", "#b", "]"]),
)


@settings(deadline=None)
@given(ADDRESSES | st.text())
@example("https://[")
@example("http://[v1.a]")
def test_any_text(text: str) -> None:
    """Any text is refused, or returns an address that is a stable base."""
    try:
        base = parse_base_address(text)
    except AddressError as err:
        assert err.reason in ("malformed", "credentials", "insecure")  # noqa: PT017
        return
    url = URL(base)
    assert url.scheme in ("http", "https")
    assert url.host
    assert url.user is None
    assert url.password is None
    assert not url.query_string
    assert not url.fragment
    assert parse_base_address(base) == base


@pytest.mark.parametrize("host", HOSTS)
def test_hosts_are_base_addresses(host: str) -> None:
    """The offered hosts would be valid custom addresses."""
    assert parse_base_address(host) == host
