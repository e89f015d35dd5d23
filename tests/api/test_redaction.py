"""Tests of keeping keys and addresses out of texts."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.carsxe.api.redaction import MAX_MESSAGE_LENGTH, redact

from .keys import API_KEY, KEY_FORMS, forms_in
from .quickly import quickly

# Without the characters that replace the key in a redacted text.
KEYS = st.text(
    st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="()*"),
    min_size=8,
)


@pytest.mark.parametrize("form", KEY_FORMS.values(), ids=KEY_FORMS)
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{}", id="alone"),
        pytest.param("Key {} is unknown", id="among words"),
        pytest.param("key={}&image=1", id="in a query"),
        pytest.param("{0}{0}", id="twice"),
        pytest.param("\n\t{}\r\n", id="among white space"),
        pytest.param("x" * (MAX_MESSAGE_LENGTH - 20) + "{}", id="where it is cut"),
        pytest.param("https://api.carsxe.com/?key={}", id="in an address"),
        pytest.param("<{}>://x", id="in a scheme"),
    ],
)
def test_redact_key(text: str, form: str) -> None:
    """The key is removed in any form, anywhere."""
    redacted = redact(text.format(form), API_KEY)
    assert forms_in(redacted) == []
    for name, whole in KEY_FORMS.items():
        assert whole[:8] not in redacted, name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Missing upload URL", "Missing upload URL", id="as it is"),
        pytest.param("", "", id="empty"),
        pytest.param(" a\r\nb\t c ", "a b c", id="white space"),
        pytest.param(
            "Can't fetch https://home.example.com/snap/s3cret?a=b now",
            "Can't fetch (address) now",
            id="address",
        ),
        pytest.param("a\x1b[2J\x00\ud800\u202e", "a?[2J???", id="unprintable"),
        pytest.param("a://b c://d", "(address) (address)", id="two addresses"),
        pytest.param("a: // b", "a: // b", id="no address"),
        pytest.param("x" * 500, "x" * MAX_MESSAGE_LENGTH, id="long"),
        pytest.param(
            f"https://{'x' * 500} failed", "(address) failed", id="long address"
        ),
    ],
)
def test_redact_text(text: str, expected: str) -> None:
    """Addresses are removed, too, and the text becomes one short line."""
    assert redact(text, API_KEY) == expected


def test_redact_without_key() -> None:
    """An empty key matches nothing."""
    assert redact("Missing API key", "") == "Missing API key"


@settings(deadline=None)
@given(key=KEYS, before=st.text(), after=st.text())
def test_redact_never_leaves_key(key: str, before: str, after: str) -> None:
    """No surrounding text lets the key through."""
    redacted = redact(f"{before}{key}{after}", key)
    assert key not in redacted
    assert len(redacted) <= MAX_MESSAGE_LENGTH


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x" * 1_000_000, id="one word"),
        pytest.param("x:/" * 300_000, id="almost addresses"),
        pytest.param("a://" * 250_000, id="addresses in a row"),
        pytest.param("a://b " * 160_000, id="many addresses"),
        pytest.param(" " * 1_000_000, id="spaces"),
        pytest.param(API_KEY * 50_000, id="many keys"),
        pytest.param(API_KEY[:-1] * 50_000, id="almost keys"),
    ],
)
def test_redact_is_quick(text: str) -> None:
    """A message as long as a body may be is processed quickly, as this runs in the event loop."""
    with quickly("redacting took too long"):
        redacted = redact(text, API_KEY)
    assert len(redacted) <= MAX_MESSAGE_LENGTH
