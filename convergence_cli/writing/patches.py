"""Where in a YAML text an edit belongs, whatever the layout: in brackets, on lines, in an offer."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, assert_never

from convergence_cli.model.edit import Append, Edit, Put, Remove, Rename, Route, after
from convergence_cli.writing.layout import Laid, Layout
from convergence_cli.writing.patch import LINE_END, Patch, lines_gone
from convergence_cli.writing.removal import Removals
from convergence_cli.writing.yaml_text import (
    entry_lines,
    in_brackets,
    is_plain,
    item_lines,
    key_text,
    scalar,
)

_STEP = "  "
_SEVERAL = 2
# What stands behind the key of a commented entry where the entry is an offer, not a remark: parts
# of it on lines of their own, or the values to choose from. Where a person filled in a part, it
# is a draft of theirs, and stays.
_OFFERED = (
    rf"(?:(?:{LINE_END}(?P=indent)# {{2,}}\w+:(?: \"\")?[ ]*(?=[\r\n]|\Z))+"
    rf"(?!{LINE_END}(?P=indent)# {{2,}})"
    r"| (?:\[[^\r\n]*\]|[^\s|]+(?: \| [^\s|]+)+|text|number|date))(?=[\r\n]|\Z)"
)


class Patches:
    """Finds the places of edits in one text."""

    def __init__(self, text: str, laid: Laid) -> None:
        self._text = text
        self._data = laid.data
        self._layout = Layout(text, laid.places)
        self._removals = Removals(self._layout)

    def of(self, edits: Iterable[Edit]) -> Iterator[Patch]:
        """Yield what each edit puts where; a route that leads nowhere raises KeyError."""
        gone = {each.route for each in edits if isinstance(each, Remove)}
        for edit in self._together(edits):
            match edit:
                case Rename(route, key):
                    yield self._renamed(route, key)
                case Put():
                    yield from self._put(edit)
                case Append(route, value):
                    yield from self._appended(route, value)
                case Remove(route):
                    yield from self._removals.of(route, gone)
                case _:
                    assert_never(edit)

    def _at(self, route: Route) -> Any:
        data = self._data
        for step in route:
            data = data[step]
        return data

    def _renamed(self, route: Route, key: str) -> Patch:
        start, end = self._layout.key(route)
        return Patch(start, end, _like(self._text[start:end], key, key_text(key)))

    # What is put

    def _put(self, edit: Put) -> Iterator[Patch]:
        parent = self._at(edit.route[:-1])
        key = edit.route[-1]
        if isinstance(parent, list) or (parent is not None and key in parent):
            yield from self._replaced(edit.route, edit.value)
        elif not parent:
            yield from self._first(edit)
        elif self._layout.opening(edit.route[:-1]) == "{":
            yield self._in_brackets(edit, tuple(parent))
        else:
            yield self._on_lines(edit, tuple(parent))

    def _together(self, edits: Iterable[Edit]) -> Iterator[Edit]:
        """Yield the edits, those that fill one empty pair of brackets as one."""
        wanted = tuple(edits)
        filling: dict[Route, list[Put]] = {}
        for edit in wanted:
            if isinstance(edit, Put) and self._fills_brackets(edit.route[:-1]):
                filling.setdefault(edit.route[:-1], []).append(edit)
        for edit in wanted:
            together = filling.get(edit.route[:-1], []) if isinstance(edit, Put) else []
            if len(together) < _SEVERAL:
                yield edit
            elif edit is together[0]:
                yield Put(edit.route[:-1], _filled(together))

    def _fills_brackets(self, parent: Route) -> bool:
        if not parent or self._at(parent):
            return False
        return self._layout.is_in_brackets(parent) or self._layout.is_item(parent)

    def _replaced(self, route: Route, value: Any) -> Iterator[Patch]:
        start, end = self._layout.value(route)
        if self._layout.is_in_brackets(route):
            old = self._text[start:end]
            yield Patch(start, end, _like(old, value, in_brackets(value)))
        elif self._layout.is_item(route):
            dash = self._layout.start(route)
            first, *rest = item_lines(value, " " * self._layout.column(dash))
            first = _like(self._text[start:end], value, first.lstrip(" ")[2:])
            yield Patch(start, end, self._joined([first, *rest]))
        else:
            yield from self._behind_key(route, value)

    def _behind_key(self, route: Route, value: Any) -> Iterator[Patch]:
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
                yield Patch(first, self._layout.line_end(end), self._joined(below))
                below = []
            else:
                yield lines_gone(self._text, first, self._layout.next_line(end))
            start = end = colon
        if not below and inline and not isinstance(old, dict | list) and start > colon:
            yield Patch(start, end, _like(self._text[start:end], value, inline))
            return
        # A literal's sign goes behind the colon, its lines and those of parts below.
        yield Patch(colon, end, f" {inline}" if inline else "")
        if below:
            yield self._below_line(end, below)

    def _stands_below(self, route: Route) -> bool:
        """Return whether a value is a block on lines of its own."""
        parts = self._layout.parts(route)
        return bool(parts) and self._layout.opening(route) not in ("{", "[")

    def _first(self, edit: Put) -> Iterator[Patch]:
        """Yield the first entry of what is empty: below its key, or in the place of an offer."""
        parent = edit.route[:-1]
        key = str(edit.route[-1])
        if self._layout.is_in_brackets(parent) or (parent and self._layout.is_item(parent)):
            start, end = self._layout.value(parent)
            yield Patch(start, end, f"{{{key_text(key)}: {in_brackets(edit.value)}}}")
            return
        if parent == ():
            raise KeyError(edit.route)
        colon, end = self._layout.behind_colon(parent), self._layout.value(parent).end
        yield Patch(colon, end, "")
        offer = self._offer(edit)
        if offer is not None:
            yield self._in_place_of(offer, edit)
            return
        indent = " " * self._layout.column(self._layout.key(parent).start) + _STEP
        yield self._below_line(end, _new_lines(edit, indent))

    def _in_brackets(self, edit: Put, keys: tuple[str, ...]) -> Patch:
        parent, key = edit.route[:-1], str(edit.route[-1])
        entry = f"{key_text(key)}: {in_brackets(edit.value)}"
        behind = after(key, keys, edit.order)
        if behind is None:
            start = self._layout.start((*parent, keys[0]))
            return Patch(start, start, f"{entry}, ")
        end = self._layout.value((*parent, behind)).end
        return Patch(end, end, f", {entry}")

    def _on_lines(self, edit: Put, keys: tuple[str, ...]) -> Patch:
        parent, key = edit.route[:-1], str(edit.route[-1])
        column = self._layout.column(self._layout.key((*parent, keys[0])).start)
        offer = self._offer(edit)
        if offer is not None and len(offer["indent"]) == column:
            return self._in_place_of(offer, edit)
        lines = _new_lines(edit, " " * column)
        behind = after(key, keys, edit.order)
        if behind is not None:
            end = self._layout.value((*parent, behind)).end
            return self._below_line(self._below_own_comments(end, column), lines)
        first = self._layout.key((*parent, keys[0])).start
        line = self._layout.line_start(first)
        if not self._text[line:first].strip(" "):
            # What stands above the first entry of a file is about the file.
            place = self._above_comments(line, column) if parent else line
            return Patch(place, place, self._joined([*lines, ""]))
        # On the line of a dash, or of a question mark, the entry takes the place of the first.
        indent = self._layout.newline + " " * column
        lines = entry_lines(key, edit.value, " " * column)
        return Patch(first, first, self._joined(lines).lstrip(" ") + indent)

    def _above_comments(self, line: int, column: int) -> int:
        """Return where the comments begin that stand right above a line, from the same column."""
        mark = " " * column + "#"
        above = self._layout.line_above(line)
        while above is not None and self._text.startswith(mark, above):
            line, above = above, self._layout.line_above(above)
        return line

    def _below_own_comments(self, offset: int, column: int) -> int:
        """Return where an entry ends with the comments below it that stand deeper than its key."""
        deeper = re.compile(rf" {{{column + 1},}}#")
        while deeper.match(self._text, self._layout.next_line(offset)):
            offset = self._layout.next_line(offset)
        return offset

    def _offer(self, edit: Put) -> re.Match[str] | None:
        """Return the comment that offers an entry, with the lines that belong to it.

        An entry that brings a comment of its own takes the place of none.
        """
        if edit.above:
            return None
        parent, key = edit.route[:-1], str(edit.route[-1])
        start = self._layout.start(parent) if parent else 0
        end = self._layout.region_end(parent)
        named = rf"^(?P<indent> *)# {re.escape(scalar(key))}:"
        return re.compile(named + _OFFERED, re.MULTILINE).search(self._text, start, end)

    def _in_place_of(self, offer: re.Match[str], edit: Put) -> Patch:
        lines = _new_lines(edit, offer["indent"])
        return Patch(offer.start(), offer.end(), self._joined(lines))

    # What is appended

    def _appended(self, route: Route, value: Any) -> Iterator[Patch]:
        items = self._layout.parts(route)
        if not items:
            yield from self._only_item(route, value)
        elif self._layout.opening(route) == "[":
            end = self._layout.value(items[-1]).end
            yield Patch(end, end, f", {in_brackets(value)}")
        else:
            indent = " " * self._layout.column(self._layout.start(items[-1]))
            yield self._below_line(self._layout.value(items[-1]).end, item_lines(value, indent))

    def _only_item(self, route: Route, value: Any) -> Iterator[Patch]:
        has_line = not self._layout.is_in_brackets(route) and not self._layout.is_item(route)
        if not has_line or not isinstance(value, Mapping | list):
            start, end = self._layout.value(route)
            space = " " if self._layout.is_empty(route) else ""
            yield Patch(start, end, f"{space}[{in_brackets(value)}]")
            return
        indent = " " * self._layout.column(self._layout.key(route).start) + _STEP
        end = self._layout.value(route).end
        yield Patch(self._layout.behind_colon(route), end, "")
        yield self._below_line(end, item_lines(value, indent))

    # Lines

    def _joined(self, lines: Iterable[str]) -> str:
        return self._layout.newline.join(lines)

    def _below_line(self, offset: int, lines: Iterable[str]) -> Patch:
        """Return new lines below the one of an offset."""
        start = self._layout.next_line(offset)
        text = self._joined(lines)
        if self._layout.line_end(offset) == len(self._text):
            return Patch(start, start, self._layout.newline + text)
        return Patch(start, start, text + self._layout.newline)


def _filled(edits: Iterable[Put]) -> dict[str, Any]:
    """Return the mapping that holds some entries, each at its place in the order."""
    values: dict[str, Any] = {}
    keys: list[str] = []
    for edit in edits:
        key = str(edit.route[-1])
        behind = after(key, keys, edit.order)
        keys.insert(0 if behind is None else keys.index(behind) + 1, key)
        values[key] = edit.value
    return {key: values[key] for key in keys}


def _new_lines(edit: Put, indent: str) -> list[str]:
    """Return an entry as lines, the comment above it first."""
    above = [f"{indent}# {each}" if each else "" for each in edit.above]
    return [*above, *entry_lines(str(edit.route[-1]), edit.value, indent)]


def _like(old: str, value: Any, written: str) -> str:
    """Return a new value in the quotes of the old one, where those were a choice."""
    if not isinstance(value, str):
        return written
    if old.startswith("'") and value.isprintable():
        return "'{}'".format(value.replace("'", "''"))
    is_choice = old.startswith('"') and is_plain(old[1:-1]) and is_plain(value)
    return f'"{value}"' if is_choice else written
