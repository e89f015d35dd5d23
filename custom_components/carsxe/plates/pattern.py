"""Patterns of plates: a part of regular expressions whose matching always ends quickly.

All positions in a plate that a part of the pattern may end at are followed together, so nothing is
ever tried twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
import re

from .text import normalize_plate

# A pattern's characters, levels of groups, and how often its parts may be demanded in all.
MAX_LENGTH, MAX_DEPTH, MAX_DEMANDED = 200, 3, 200

type _Positions = frozenset[int]
type _Step = Callable[[str, _Positions], _Positions]

_COUNT = re.compile(r"\{(\d{1,2})?(?:(,)(\d{1,2})?)?\}", re.ASCII)
_CLASSES: dict[str, Callable[[str], bool]] = {
    "d": str.isdigit,
    "D": lambda character: not character.isdigit(),
    "w": str.isalnum,
}


class PatternError(ValueError):
    """A pattern isn't understood, or takes too long to match."""


def compile_pattern(text: str) -> Callable[[str], bool]:
    """Return what tells whether a plate matches a pattern as a whole. Raises PatternError."""
    if len(text) > MAX_LENGTH:
        raise PatternError
    parser = _Parser(text.removeprefix("^").removesuffix("$"))
    step = parser.parse_alternatives(0)
    if parser.rest:
        raise PatternError

    def _matches(plate: str) -> bool:
        return len(plate) in step(plate, frozenset({0}))

    return _matches


@dataclass(slots=True)
class _Parser:
    """Reads a pattern from left to right; `rest` is what is still to be read."""

    rest: str
    demanded: int = 0

    def parse_alternatives(self, depth: int) -> _Step:
        """Return a step for sequences with | between them, up to the end or a bracket."""
        if depth > MAX_DEPTH:
            raise PatternError
        branches = [self._parse_sequence(depth)]
        while self._take("|"):
            branches.append(self._parse_sequence(depth))

        def _any(plate: str, at: _Positions) -> _Positions:
            return frozenset().union(*(branch(plate, at) for branch in branches))

        return _any

    def _parse_sequence(self, depth: int) -> _Step:
        """Return a step for parts that follow each other."""
        parts: list[_Step] = []
        while self.rest and self.rest[0] not in "|)":
            before = self.demanded
            part = self._parse_group(depth) if self._take("(") else self._parse_one()
            parts.append(self._parse_count(part, self.demanded - before))

        def _all(plate: str, at: _Positions) -> _Positions:
            for part in parts:
                at = part(plate, at)
            return at

        return _all

    def _parse_group(self, depth: int) -> _Step:
        """Return a step for what stands in brackets."""
        self.rest = self.rest.removeprefix("?:")
        group = self.parse_alternatives(depth + 1)
        if not self._take(")"):
            raise PatternError
        return group

    def _parse_one(self) -> _Step:
        """Return a step for one character."""
        self.demanded += 1
        fits = self._parse_class() if self._take("[") else self._parse_character()

        def _one(plate: str, at: _Positions) -> _Positions:
            return frozenset(i + 1 for i in at if i < len(plate) and fits(plate[i]))

        return _one

    def _parse_character(self) -> Callable[[str], bool]:
        """Return a test for one character that is no class in brackets."""
        if self._take("."):
            return lambda _: True
        if self._take("\\"):
            name = self._next()
            if name not in _CLASSES:
                raise PatternError
            return _CLASSES[name]
        return self._literal().__eq__

    def _parse_class(self) -> Callable[[str], bool]:
        """Return a test for a class in brackets, such as [A-Z]."""
        is_negated = self._take("^")
        tests: list[Callable[[str], bool]] = []
        while not self._take("]"):
            if self._take("\\"):
                if (name := self._next()) not in _CLASSES:
                    raise PatternError
                tests.append(_CLASSES[name])
                continue
            low = high = self._literal()
            if self._take("-"):
                high = self._literal()
            if low > high:
                raise PatternError
            tests.append(partial(_is_between, low, high))
        if not tests:
            raise PatternError
        return lambda each: any(test(each) for test in tests) is not is_negated

    def _parse_count(self, part: _Step, demanded: int) -> _Step:
        """Return a step for a part that may come more than once, or not at all."""
        low, high = self._take_count()
        self.demanded += demanded * max(low - 1, 0)
        if self.demanded > MAX_DEMANDED or (high is not None and low > high):
            raise PatternError
        # A lazy one matches the same plates.
        self._take("?")

        def _repeat(plate: str, at: _Positions) -> _Positions:
            for _ in range(low):
                at = part(plate, at)
            seen, count = at, low
            while at and (high is None or count < high):
                at = part(plate, at) - seen
                seen, count = seen | at, count + 1
            return seen

        return part if (low, high) == (1, 1) else _repeat

    def _take_count(self) -> tuple[int, int | None]:
        """Return how often at least and at most the part before comes."""
        for sign, counts in (("?", (0, 1)), ("*", (0, None)), ("+", (1, None))):
            if self._take(sign):
                return counts
        if not self.rest.startswith("{"):
            return 1, 1
        found = _COUNT.match(self.rest)
        if not found or not (found[1] or found[3]):
            raise PatternError
        self.rest = self.rest[found.end() :]
        low = int(found[1] or 0)
        if not found[2]:
            return low, low
        return low, int(found[3]) if found[3] else None

    def _literal(self) -> str:
        """Take a letter or digit, as plates have it. Raises PatternError for anything else."""
        character = normalize_plate(self._next())
        if len(character) != 1:
            raise PatternError
        return character

    def _next(self) -> str:
        """Take the next character. Raises PatternError at the end."""
        if not self.rest:
            raise PatternError
        character, self.rest = self.rest[0], self.rest[1:]
        return character

    def _take(self, sign: str) -> bool:
        """Take a sign, and return whether it was there."""
        if not self.rest.startswith(sign):
            return False
        self.rest = self.rest[len(sign) :]
        return True


def _is_between(low: str, high: str, character: str) -> bool:
    """Return whether a character is in a range."""
    return low <= character <= high
