"""Edits of a YAML text that touch only the lines concerned (SPEC §5).

The text is read with the place of every entry, patched there, and read again: it is returned only
where it then means exactly what was intended.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from convergence_cli.diagnostics import Span
from convergence_cli.model.edit import (
    AddList,
    AddText,
    Edit,
    ExtendList,
    RenameKey,
    Route,
    SetText,
    edited,
)
from convergence_cli.writing.yaml_text import flow, scalar, text_scalar

_LINE_BREAK = re.compile("\r\n|\r|\n")


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


Reader = Callable[[str], Laid]


@dataclass(frozen=True)
class NotEditable:
    """No text was found that means what was intended: the file is left to a person."""

    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class _Patch:
    start: int
    end: int
    text: str


def edited_text(text: str, edits: Iterable[Edit], read: Reader) -> str | NotEditable:
    """Return a text with edits made, every other character as it was."""
    wanted = tuple(edits)
    if not wanted:
        return text
    laid = read(text)
    try:
        patches = list(_Writer(text, laid.places).patches(wanted))
        intended = edited(laid.data, wanted)
    except (KeyError, IndexError, TypeError, AttributeError):
        # A route leads nowhere, or through something that is no mapping.
        return NotEditable(wanted)
    result = _patched(text, patches)
    # As JSON: the order of entries counts too, and 2 is not 2.0.
    is_as_intended = json.dumps(read(result).data) == json.dumps(intended)
    return result if is_as_intended else NotEditable(wanted)


def _patched(text: str, patches: Iterable[_Patch]) -> str:
    # From the end, so that each place holds good. Of two at one place, the later one comes first.
    for patch in sorted(patches, key=lambda each: each.start, reverse=True):
        text = text[: patch.start] + patch.text + text[patch.end :]
    return text


class _Writer:
    def __init__(self, text: str, places: Mapping[Route, Entry]) -> None:
        self._text = text
        self._places = places
        breaks = [*_LINE_BREAK.finditer(text)]
        self._starts = [0, *(each.end() for each in breaks)]
        self._newline = breaks[0][0] if breaks else "\n"

    def patches(self, edits: Iterable[Edit]) -> Iterator[_Patch]:
        for edit in edits:
            match edit:
                case RenameKey(route, key):
                    yield self._replacement(self._key(route), key, scalar)
                case SetText(route, text):
                    yield self._replacement(self._places[route].value, text, text_scalar)
                case AddText(after, key, text):
                    yield self._behind(after, f"{key}: {text_scalar(text)}", self._key(after))
                case AddList(before, key, texts):
                    yield self._in_front(before, f"{key}: {flow(texts)}")
                case ExtendList(route, texts):
                    yield self._at_end(route, texts)

    def _key(self, route: Route) -> Span:
        key = self._places[route].key
        if key is None:
            raise KeyError(route)
        return key

    def _replacement(self, span: Span, value: str, plain: Callable[[str], str]) -> _Patch:
        start, end = self._offset(span.line, span.column), self._end(span)
        old = self._text[start:end]
        quote = old[:1]
        is_quoted = quote in ("'", '"') and re.fullmatch(r"[\w .-]+", value) is not None
        written = f"{quote}{value}{quote}" if is_quoted else plain(value)
        # What a block scalar spans ends with its last line.
        rest = old[len(old.rstrip()) :] if quote in ("|", ">") else ""
        return _Patch(start, end, written + rest)

    def _behind(self, route: Route, entry: str, key: Span) -> _Patch:
        """Return a new entry after one: on its line between brackets, else on the next."""
        span = self._places[route].value
        if self._is_in_brackets(route):
            end = self._end(span)
            return _Patch(end, end, f", {entry}")
        return self._line_below(span, " " * (key.column - 1) + entry)

    def _in_front(self, route: Route, entry: str) -> _Patch:
        key = self._key(route)
        start = self._offset(key.line, key.column)
        if self._is_in_brackets(route):
            return _Patch(start, start, f"{entry}, ")
        return _Patch(start, start, entry + self._newline + " " * (key.column - 1))

    def _at_end(self, route: Route, texts: Iterable[str]) -> _Patch:
        count = sum(1 for each in self._places if each[:-1] == route and len(each) > len(route))
        last = self._places[(*route, count - 1)].value
        if self._opens(self._places[route].value) == "[":
            end = self._end(last)
            return _Patch(end, end, "".join(f", {scalar(text)}" for text in texts))
        line_start = self._starts[last.line - 1]
        dash = self._text[line_start : self._offset(last.line, last.column)]
        lines = [f"{dash}{scalar(text)}" for text in texts]
        return self._line_below(last, self._newline.join(lines))

    def _line_below(self, span: Span, line: str) -> _Patch:
        """Return a new line below the one in which a value ends."""
        end = self._end(span)
        found = _LINE_BREAK.search(self._text, end)
        if found is None:
            return _Patch(len(self._text), len(self._text), self._newline + line)
        return _Patch(found.end(), found.end(), line + found[0])

    def _is_in_brackets(self, route: Route) -> bool:
        return self._opens(self._places[route[:-1]].value) == "{"

    def _opens(self, span: Span) -> str:
        start = self._offset(span.line, span.column)
        return self._text[start : start + 1]

    def _offset(self, line: int, column: int) -> int:
        return self._starts[line - 1] + column - 1

    def _end(self, span: Span) -> int:
        return self._offset(span.end_line, span.end_column)
