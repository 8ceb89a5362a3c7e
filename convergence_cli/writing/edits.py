"""Edits of a YAML text that touch only the lines concerned (SPEC §5).

The text is read with the place of every entry, patched there, and read again: it is returned only
where it then means exactly what was intended.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from convergence_cli.model.edit import Append, Edit, Put, Remove, Rename, Route, after, edited
from convergence_cli.writing.layout import Laid, Layout
from convergence_cli.writing.yaml_text import (
    entry_lines,
    in_brackets,
    is_plain,
    item_lines,
    key_text,
    scalar,
)

Reader = Callable[[str], Laid]

_STEP = "  "
_LINE_END = r"(?:\r\n|\r|\n)"
# What stands behind the key of a commented entry where the entry is an offer, not a remark:
# parts of it on lines of their own, or the values to choose from.
_OFFERED = (
    rf"(?:(?:{_LINE_END}(?P=indent)# {{2,}}\w+:[^\r\n]*)+"
    r"| (?:\[[^\r\n]*\]|[^\s|]+(?: \| [^\s|]+)+|text|number|date))(?=[\r\n]|\Z)"
)


@dataclass(frozen=True)
class NotEditable:
    """No text was found that means what was intended: the file is left to a person."""

    edits: tuple[Edit, ...]
    """Those that stood in the way."""


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
    result = _attempt(text, wanted, read)
    if isinstance(result, NotEditable) and len(wanted) > 1:
        alone = [each for each in wanted if isinstance(_attempt(text, (each,), read), NotEditable)]
        return NotEditable(tuple(alone) or wanted)
    return result


def _attempt(text: str, wanted: tuple[Edit, ...], read: Reader) -> str | NotEditable:
    laid = read(text)
    try:
        intended = edited(laid.data, wanted)
        patches = list(_Patches(text, laid).of(wanted))
    except (KeyError, IndexError, TypeError, AttributeError):
        # A route leads nowhere, or through something that is no mapping.
        return NotEditable(wanted)
    result = _patched(text, patches)
    return result if _means(read(result), intended, laid, wanted) else NotEditable(wanted)


def _means(result: Laid, intended: Any, before: Laid, edits: Iterable[Edit]) -> bool:
    """Return whether a text reads as intended, and what was there stands in the same order."""
    # As JSON: 2 is not 2.0, and true is not 1.
    if json.dumps(result.data, sort_keys=True) != json.dumps(intended, sort_keys=True):
        return False
    renamed = {
        each.route: (*each.route[:-1], each.key) for each in edits if isinstance(each, Rename)
    }
    replaced = {each.route for each in edits if isinstance(each, Put)}
    was = [_renamed(each, renamed) for each in before.places if _is_kept(each, replaced)]
    now = frozenset(result.places)
    common = frozenset(was) & now
    return [each for each in was if each in common] == [
        each for each in result.places if each in common
    ]


def _renamed(route: Route, renamed: Mapping[Route, Route]) -> Route:
    for length in range(len(route), 0, -1):
        new = renamed.get(route[:length])
        if new is not None:
            route = (*new, *route[length:])
    return route


def _is_kept(route: Route, replaced: set[Route]) -> bool:
    # What goes from a list gives its place to the next; the order of items is part of the value.
    is_keyed = not any(isinstance(step, int) for step in route)
    return is_keyed and not any(route[:length] in replaced for length in range(len(route)))


def _patched(text: str, patches: Iterable[_Patch]) -> str:
    # From the end, so that each place holds good; what is added at one place keeps its order.
    numbered = enumerate(dict.fromkeys(patches))
    for _, patch in sorted(numbered, key=_from_the_front, reverse=True):
        text = text[: patch.start] + patch.text + text[patch.end :]
    return text


def _from_the_front(numbered: tuple[int, _Patch]) -> tuple[int, bool, int]:
    number, patch = numbered
    # What goes from a place goes before something is added there.
    return patch.start, patch.end > patch.start, number


class _Patches:
    def __init__(self, text: str, laid: Laid) -> None:
        self._text = text
        self._data = laid.data
        self._layout = Layout(text, laid.places)

    def of(self, edits: Iterable[Edit]) -> Iterator[_Patch]:
        gone = {each.route for each in edits if isinstance(each, Remove)}
        for edit in edits:
            match edit:
                case Rename(route, key):
                    yield self._renamed(route, key)
                case Put():
                    yield from self._put(edit)
                case Append(route, value):
                    yield from self._appended(route, value)
                case Remove(route):
                    yield from self._removed(route, gone)
                case _:
                    assert_never(edit)

    def _at(self, route: Route) -> Any:
        data = self._data
        for step in route:
            data = data[step]
        return data

    def _renamed(self, route: Route, key: str) -> _Patch:
        start, end = self._layout.key(route)
        return _Patch(start, end, _like(self._text[start:end], key, key_text(key)))

    # What is put

    def _put(self, edit: Put) -> Iterator[_Patch]:
        parent = self._at(edit.route[:-1])
        key = edit.route[-1]
        if isinstance(parent, list) or (parent is not None and key in parent):
            yield from self._replaced(edit.route, edit.value)
        elif not parent:
            yield from self._first(edit.route, edit.value)
        elif self._layout.opening(edit.route[:-1]) == "{":
            yield self._in_brackets(edit, tuple(parent))
        else:
            yield self._on_lines(edit, tuple(parent))

    def _replaced(self, route: Route, value: Any) -> Iterator[_Patch]:
        start, end = self._layout.value(route)
        if self._layout.is_in_brackets(route):
            old = self._text[start:end]
            yield _Patch(start, end, _like(old, value, in_brackets(value)))
        elif self._layout.is_item(route):
            dash = self._layout.start(route)
            first, *rest = item_lines(value, " " * self._layout.column(dash))
            first = _like(self._text[start:end], value, first.lstrip(" ")[2:])
            yield _Patch(start, end, self._joined([first, *rest]))
        else:
            yield from self._behind_key(route, value)

    def _behind_key(self, route: Route, value: Any) -> Iterator[_Patch]:
        """Yield what puts another value behind the key of an entry that has lines of its own."""
        start, end = self._layout.value(route)
        old, colon = self._at(route), self._layout.behind_colon(route)
        indent = " " * self._layout.column(self._layout.key(route).start)
        head, *below = entry_lines("k", value, indent)
        inline = head[len(indent) + 2 :].lstrip(" ")
        if self._stands_below(route):
            if isinstance(value, str):
                # What stays between the key and its value would be a part of a text of lines.
                inline, below = scalar(value), []
            first = self._layout.line_start(start)
            if below:
                yield _Patch(first, self._layout.line_end(end), self._joined(below))
                below = []
            else:
                yield self._lines_gone(first, self._layout.next_line(end))
            start = end = colon
        if not below and inline and not isinstance(old, dict | list) and start > colon:
            yield _Patch(start, end, _like(self._text[start:end], value, inline))
            return
        # A literal's sign goes behind the colon, its lines and those of parts below.
        yield _Patch(colon, end, f" {inline}" if inline else "")
        if below:
            yield self._below_line(end, below)

    def _stands_below(self, route: Route) -> bool:
        """Return whether a value is a block on lines of its own."""
        parts = self._layout.parts(route)
        return bool(parts) and self._layout.opening(route) not in ("{", "[")

    def _first(self, route: Route, value: Any) -> Iterator[_Patch]:
        """Yield the first entry of what is empty: below its key, or in the place of an offer."""
        parent = route[:-1]
        key = str(route[-1])
        if self._layout.is_in_brackets(parent) or (parent and self._layout.is_item(parent)):
            start, end = self._layout.value(parent)
            yield _Patch(start, end, f"{{{key_text(key)}: {in_brackets(value)}}}")
            return
        if parent == ():
            raise KeyError(route)
        colon, end = self._layout.behind_colon(parent), self._layout.value(parent).end
        yield _Patch(colon, end, "")
        offer = self._offer(parent, key)
        if offer is not None:
            yield self._in_place_of(offer, key, value)
            return
        indent = " " * self._layout.column(self._layout.key(parent).start) + _STEP
        yield self._below_line(end, entry_lines(key, value, indent))

    def _in_brackets(self, edit: Put, keys: tuple[str, ...]) -> _Patch:
        parent, key = edit.route[:-1], str(edit.route[-1])
        entry = f"{key_text(key)}: {in_brackets(edit.value)}"
        behind = after(key, keys, edit.order)
        if behind is None:
            start = self._layout.start((*parent, keys[0]))
            return _Patch(start, start, f"{entry}, ")
        end = self._layout.value((*parent, behind)).end
        return _Patch(end, end, f", {entry}")

    def _on_lines(self, edit: Put, keys: tuple[str, ...]) -> _Patch:
        parent, key = edit.route[:-1], str(edit.route[-1])
        column = self._layout.column(self._layout.key((*parent, keys[0])).start)
        offer = self._offer(parent, key)
        if offer is not None and len(offer["indent"]) == column:
            return self._in_place_of(offer, key, edit.value)
        lines = entry_lines(key, edit.value, " " * column)
        behind = after(key, keys, edit.order)
        if behind is not None:
            return self._below_line(self._layout.value((*parent, behind)).end, lines)
        first = self._layout.key((*parent, keys[0])).start
        line = self._layout.line_start(first)
        if not self._text[line:first].strip(" "):
            # What stands above the first entry of a file is about the file.
            place = self._above_comments(line, column) if parent else line
            return _Patch(place, place, self._joined([*lines, ""]))
        # On the line of a dash, or of a question mark, the entry takes the place of the first.
        indent = self._layout.newline + " " * column
        return _Patch(first, first, self._joined(lines).lstrip(" ") + indent)

    def _above_comments(self, line: int, column: int) -> int:
        """Return where the comments begin that stand right above a line, from the same column."""
        mark = " " * column + "#"
        above = self._layout.line_above(line)
        while above is not None and self._text.startswith(mark, above):
            line, above = above, self._layout.line_above(above)
        return line

    def _offer(self, parent: Route, key: str) -> re.Match[str] | None:
        """Return the comment below a key that offers an entry, with the lines that belong to it."""
        start = self._layout.start(parent) if parent else 0
        end = self._layout.region_end(parent)
        named = rf"^(?P<indent> *)# {re.escape(scalar(key))}:"
        return re.compile(named + _OFFERED, re.MULTILINE).search(self._text, start, end)

    def _in_place_of(self, offer: re.Match[str], key: str, value: Any) -> _Patch:
        lines = entry_lines(key, value, offer["indent"])
        return _Patch(offer.start(), offer.end(), self._joined(lines))

    # What is appended

    def _appended(self, route: Route, value: Any) -> Iterator[_Patch]:
        items = self._layout.parts(route)
        if not items:
            yield from self._only_item(route, value)
        elif self._layout.opening(route) == "[":
            end = self._layout.value(items[-1]).end
            yield _Patch(end, end, f", {in_brackets(value)}")
        else:
            indent = " " * self._layout.column(self._layout.start(items[-1]))
            yield self._below_line(self._layout.value(items[-1]).end, item_lines(value, indent))

    def _only_item(self, route: Route, value: Any) -> Iterator[_Patch]:
        has_line = not self._layout.is_in_brackets(route) and not self._layout.is_item(route)
        if not has_line or not isinstance(value, Mapping | list):
            start, end = self._layout.value(route)
            space = " " if self._layout.is_empty(route) else ""
            yield _Patch(start, end, f"{space}[{in_brackets(value)}]")
            return
        indent = " " * self._layout.column(self._layout.key(route).start) + _STEP
        end = self._layout.value(route).end
        yield _Patch(self._layout.behind_colon(route), end, "")
        yield self._below_line(end, item_lines(value, indent))

    # What is removed

    def _removed(self, route: Route, gone: set[Route]) -> Iterator[_Patch]:
        siblings = self._layout.parts(route[:-1])
        staying = [each for each in siblings if each not in gone]
        if self._layout.is_in_brackets(route):
            yield self._out_of_brackets(route, siblings, gone)
            return
        if not staying:
            if not route[:-1]:
                raise KeyError(route)
            if route == siblings[0]:
                yield from self._emptied(route[:-1])
        yield from self._lines_of(route, siblings)

    def _emptied(self, parent: Route) -> Iterator[_Patch]:
        if self._layout.is_item(parent):
            raise KeyError(parent)
        colon = self._layout.behind_colon(parent)
        yield _Patch(colon, colon, " []" if isinstance(self._at(parent), list) else " {}")

    def _lines_of(self, route: Route, siblings: tuple[Route, ...]) -> Iterator[_Patch]:
        start, end = self._layout.start(route), self._layout.value(route).end
        line = self._layout.line_start(start)
        if self._text[line:start].strip(" ?"):
            # On the line of a dash: what follows takes the place.
            behind = siblings[siblings.index(route) + 1]
            next_start = self._layout.start(behind)
            if "#" in self._text[end:next_start]:
                raise KeyError(route)
            yield _Patch(start, next_start, "")
            return
        yield self._lines_gone(self._with_own_comment(route, line), self._layout.next_line(end))

    def _with_own_comment(self, route: Route, line: int) -> int:
        """Return where an entry's lines begin, with the comment above that names it."""
        key = route[-1]
        if not isinstance(key, str):
            return line
        indent = re.escape(self._text[line : self._layout.start(route)])
        rest = rf"[^\r\n]*{_LINE_END}"
        named = rf"^{indent}# {re.escape(key)} · {rest}(?:{indent}#{rest})*\Z"
        found = re.compile(named, re.MULTILINE).search(self._text, 0, line)
        return line if found is None else found.start()

    def _lines_gone(self, first: int, last: int) -> _Patch:
        is_last = last == len(self._text) and not self._text.endswith(("\n", "\r"))
        if is_last and first:
            # The line before becomes the last, and ends as this one did.
            before = self._text[:first]
            return _Patch(len(before.removesuffix("\n").removesuffix("\r")), last, "")
        return _Patch(first, last, "")

    def _out_of_brackets(
        self, route: Route, siblings: tuple[Route, ...], gone: set[Route]
    ) -> _Patch:
        start, end = self._layout.start(route), self._layout.value(route).end
        at = siblings.index(route)
        staying_before = [each for each in siblings[:at] if each not in gone]
        if staying_before:
            behind = self._layout.value(siblings[at - 1]).end
            if "#" not in self._text[behind:start]:
                return _Patch(behind, end, "")
        if at + 1 < len(siblings):
            before = self._layout.start(siblings[at + 1])
            if "#" not in self._text[end:before]:
                return _Patch(start, before, "")
            raise KeyError(route)
        if "#" in self._text[self._layout.value(siblings[at - 1]).end : start] and at:
            raise KeyError(route)
        comma = re.compile(r"\s*,").match(self._text, end)
        return _Patch(start, end if comma is None else comma.end(), "")

    # Lines

    def _joined(self, lines: Iterable[str]) -> str:
        return self._layout.newline.join(lines)

    def _below_line(self, offset: int, lines: Iterable[str]) -> _Patch:
        """Return new lines below the one of an offset."""
        start = self._layout.next_line(offset)
        text = self._joined(lines)
        if self._layout.line_end(offset) == len(self._text):
            return _Patch(start, start, self._layout.newline + text)
        return _Patch(start, start, text + self._layout.newline)


def _like(old: str, value: Any, written: str) -> str:
    """Return a new value in the quotes of the old one, where those were a choice."""
    if not isinstance(value, str):
        return written
    if old.startswith("'") and value.isprintable():
        return "'{}'".format(value.replace("'", "''"))
    is_choice = old.startswith('"') and is_plain(old[1:-1]) and is_plain(value)
    return f'"{value}"' if is_choice else written
