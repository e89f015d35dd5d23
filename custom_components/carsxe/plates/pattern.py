"""Plate patterns: a subset of regular expressions that always match in a short time.

All possible end positions of a part in a plate are followed at once, so there is no
backtracking.
"""

from collections import deque
from collections.abc import Callable
import re

from .text import normalize_plate

# The maximum length of a pattern, depth of its groups, and repetitions without an upper bound.
MAX_LENGTH, MAX_DEPTH, ENDLESS = 200, 3, 99

_ONE = r"\\[dDw]|[^\W_]"
_TOKENS = re.compile(
    rf"(?P<character>\.|{_ONE}|\[\^?(?:(?:{_ONE})(?:-(?:{_ONE}))?)+\])"
    r"|(?P<count>[?*+]|\{(?:\d\d?(?:,(?:\d\d?)?)?|,\d\d?)\})\??"
    r"|\((?:\?:)?|[)|]|(?P<unknown>.)",
    re.DOTALL,
)
_COUNTS = {"?": "0,1", "*": "0,", "+": "1,"}

type _Positions = frozenset[int]
type _Step = Callable[[str, _Positions], _Positions]
type _Tokens = deque[re.Match[str]]


class PatternError(ValueError):
    """A pattern is invalid, or would take too long to match."""


def compile_pattern(text: str) -> Callable[[str], bool]:
    """Return a function that checks whether a whole plate matches. Raises PatternError."""
    text = text.removeprefix("^").removesuffix("$")
    # The letters and digits of plates, except for the names of classes.
    text = re.sub(r"(?<!\\)[^\W_]", lambda found: normalize_plate(found[0]), text)
    tokens = deque(_TOKENS.finditer(text))
    if len(text) > MAX_LENGTH or any(token["unknown"] for token in tokens):
        raise PatternError
    step = _alternatives(tokens, 0)
    if tokens:
        raise PatternError
    return lambda plate: len(plate) in step(plate, frozenset({0}))


def _alternatives(tokens: _Tokens, depth: int) -> _Step:
    """Parse sequences separated by |, up to the end or a closing parenthesis."""
    if depth > MAX_DEPTH:
        raise PatternError
    branches = [_sequence(tokens, depth)]
    while tokens and tokens[0][0] == "|":
        tokens.popleft()
        branches.append(_sequence(tokens, depth))
    return lambda plate, at: frozenset().union(*(each(plate, at) for each in branches))


def _sequence(tokens: _Tokens, depth: int) -> _Step:
    """Parse a sequence of parts."""
    parts: list[_Step] = []
    while tokens and tokens[0][0] not in "|)":
        token = tokens.popleft()
        if token["character"]:
            part = _character(token[0])
        elif token[0].startswith("("):
            part = _alternatives(tokens, depth + 1)
            if not tokens or tokens.popleft()[0] != ")":
                raise PatternError
        else:
            raise PatternError
        if tokens and (count := tokens[0]["count"]):
            tokens.popleft()
            part = _repeated(part, count)
        parts.append(part)

    def _all(plate: str, at: _Positions) -> _Positions:
        for part in parts:
            at = part(plate, at)
        return at

    return _all


def _character(text: str) -> _Step:
    """Parse one character, or a class of them."""
    try:
        fits = re.compile(text, re.DOTALL).match
    except re.error:
        raise PatternError from None
    return lambda plate, at: frozenset(i + 1 for i in at if fits(plate, i))


def _repeated(part: _Step, count: str) -> _Step:
    """Parse how often a part repeats."""
    low, has_comma, high = _COUNTS.get(count, count.strip("{}")).partition(",")
    least = int(low or 0)
    most = int(high or ENDLESS) if has_comma else least
    if least > most:
        raise PatternError

    def _repeat(plate: str, at: _Positions) -> _Positions:
        for _ in range(least):
            # Once nothing changes, further repetitions don't change anything either.
            if (after := part(plate, at)) == at:
                break
            at = after
        ends = at
        for _ in range(most - least):
            if not at:
                break
            at = part(plate, at) - ends
            ends |= at
        return ends

    return _repeat
