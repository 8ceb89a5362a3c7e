"""A YAML text with the place of each entry: where lines, entries and their parts begin and end."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from convergence_cli.diagnostics import Span
from convergence_cli.model.edit import Route

_LINE_BREAK = re.compile("\r\n|\r|\n")
_COLON = re.compile(r"\s*:")


class Entry(Protocol):
    """Where an entry stands: its key, which an item of a list has not, and its value."""

    @property
    def key(self) -> Span | None:
        """The key."""

    @property
    def value(self) -> Span:
        """The value."""


@dataclass(frozen=True)
class Laid:
    """A text as data, and where each entry stands; data is none where the text has a defect."""

    data: Any
    places: Mapping[Route, Entry]


class Stretch(NamedTuple):
    """Characters of a text, by their offsets; the end is exclusive."""

    start: int
    end: int


class Layout:
    """Offsets in one text."""

    def __init__(self, text: str, places: Mapping[Route, Entry]) -> None:
        self.text = text
        self._places = places
        breaks = [*_LINE_BREAK.finditer(text)]
        self._starts = [0, *(each.end() for each in breaks)]
        self.newline = breaks[0][0] if breaks else "\n"
        """The line end of the file."""

    def key(self, route: Route) -> Stretch:
        """Return where a key stands; an item of a list has none, and raises KeyError."""
        span = self._places[route].key
        if span is None:
            raise KeyError(route)
        return self._stretch(span)

    def value(self, route: Route) -> Stretch:
        """Return where a value stands, to its last visible character; empty behind its colon."""
        if self.is_empty(route):
            end = self.behind_colon(route)
            return Stretch(end, end)
        start, end = self._stretch(self._places[route].value)
        if self.opening(route) in ("{", "["):
            return Stretch(start, end)
        below = self.parts(route)
        if below:
            return Stretch(start, max(self.value(each).end for each in below))
        # What a block scalar spans ends behind its last line.
        return Stretch(start, start + len(self.text[start:end].rstrip()))

    def start(self, route: Route) -> int:
        """Return where an entry begins: at its key, or at the dash of an item."""
        if not self.is_item(route):
            return self.key(route).start
        value = self.value(route).start
        if self.is_in_brackets(route):
            return value
        before = self.text[:value].rstrip()
        if not before.endswith("-"):
            raise KeyError(route)
        return len(before) - 1

    def is_item(self, route: Route) -> bool:
        """Return whether something stands in a list."""
        return bool(route) and isinstance(route[-1], int)

    def is_list(self, route: Route) -> bool:
        """Return whether a value that has parts is a list."""
        return self.is_item(self.parts(route)[0])

    def is_empty(self, route: Route) -> bool:
        """Return whether an entry has no value at all behind its colon."""
        entry = self._places[route]
        return entry.key is not None and entry.key == entry.value

    def behind_colon(self, route: Route) -> int:
        """Return where the colon behind a key ends."""
        found = _COLON.match(self.text, self.key(route).end)
        if found is None:
            raise KeyError(route)
        return found.end()

    def opening(self, route: Route) -> str:
        """Return the first character of a value; the empty text where it has none."""
        if self.is_empty(route):
            return ""
        start = self._stretch(self._places[route].value).start
        return self.text[start : start + 1]

    def is_in_brackets(self, route: Route) -> bool:
        """Return whether an entry or an item stands between brackets."""
        return len(route) > 0 and self.opening(route[:-1]) in ("{", "[")

    def parts(self, route: Route) -> tuple[Route, ...]:
        """Return the entries or items of a value, in the order of the text."""
        return self._parts.get(route, ())

    def column(self, offset: int) -> int:
        """Return how many characters stand before an offset on its line."""
        return offset - self.line_start(offset)

    def line_start(self, offset: int) -> int:
        """Return where the line of an offset begins."""
        found = [self.text.rfind(each, 0, offset) + 1 for each in ("\n", "\r")]
        return max(found)

    def line_above(self, line: int) -> int | None:
        """Return where the line above a line begins; None above the first."""
        at = bisect_left(self._starts, line)
        return self._starts[at - 1] if at else None

    def line_end(self, offset: int) -> int:
        """Return where the line of an offset ends, before its line end."""
        found = _LINE_BREAK.search(self.text, offset)
        return len(self.text) if found is None else found.start()

    def next_line(self, offset: int) -> int:
        """Return where the line after that of an offset begins; the end of the text if none."""
        found = _LINE_BREAK.search(self.text, offset)
        return len(self.text) if found is None else found.end()

    def region_end(self, route: Route) -> int:
        """Return where the lines below a value end: at the next entry that is not a part of it."""
        begin = self.value(route).start if route else 0
        behind = [each for each in self._entry_lines if each > begin]
        own = {self.line_start(self.start(each)) for each in self._below(route)}
        return next((each for each in behind if each not in own), len(self.text))

    def _below(self, route: Route) -> list[Route]:
        found: list[Route] = []
        waiting = [*self.parts(route)]
        while waiting:
            each = waiting.pop()
            found.append(each)
            waiting += self.parts(each)
        return found

    @cached_property
    def _entry_lines(self) -> list[int]:
        keys = (each.key for each in self._places.values() if each.key is not None)
        return sorted({self._starts[key.line - 1] for key in keys})

    @cached_property
    def _parts(self) -> Mapping[Route, tuple[Route, ...]]:
        found: dict[Route, list[Route]] = {}
        for route in self._places:
            if route:
                found.setdefault(route[:-1], []).append(route)
        return {route: tuple(sorted(parts, key=self._offset_of)) for route, parts in found.items()}

    def _offset_of(self, route: Route) -> int:
        entry = self._places[route]
        span = entry.key or entry.value
        return self._offset(span.line, span.column)

    def _stretch(self, span: Span) -> Stretch:
        return Stretch(
            self._offset(span.line, span.column), self._offset(span.end_line, span.end_column)
        )

    def _offset(self, line: int, column: int) -> int:
        # Behind the last line, where it has no line end.
        return self._starts[line - 1] + column - 1 if line <= len(self._starts) else len(self.text)
