"""Commented skeletons among the answers of a file: found, added at their places, taken out.

Comments are no data: whatever is done here, the text reads as exactly the same data, or it is not
returned. Every other line stays as it was.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from convergence_cli.model.edit import Route
from convergence_cli.writing.layout import Laid, Layout

Reader = Callable[[str], Laid]
Lines = Callable[[str], Sequence[str]]
"""The lines of an offer, given their indent."""

ANSWERS: Route = ("answers",)
_STEP = "  "
_NEWLINE = r"(?:\r\n|\r|\n)"
_OFFER = re.compile(
    rf"^(?P<indent> *)# (?P<quote>\"?)(?P<id>[A-Za-z0-9][A-Za-z0-9._-]*)(?P=quote):"
    rf"(?:{_NEWLINE}(?P=indent)# {{2,}}\w+:[^\r\n]*)+",
    re.MULTILINE,
)
_COMMENT = re.compile(r"(?P<indent> *)#")
# Texts that may hold a line which looks like a comment and is none: blocks, and open quotes.
_BLOCK = re.compile(r"^[^#\r\n]*[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?$", re.MULTILINE)
_QUOTED = re.compile(
    r"""^ *[^ #\r\n][^\r\n]*?(?:[:,\[{-] *)(?P<quote>["'])(?P<rest>[^\r\n]*)$""", re.M
)


@dataclass(frozen=True)
class Offer:
    """A comment that offers a criterion, from what it asks to the answer to fill in."""

    id: str
    indent: str
    start: int
    end: int
    """Behind its last line end, if it has one."""
    lines: tuple[str, ...]
    """As they stand in the text."""


def offers_in(text: str, known: Collection[str], read: Reader) -> tuple[Offer, ...]:
    """Return the comments of an answers file that offer one of some criteria, in order."""
    return _outside_values(text, [offer for offer in _offers(text) if offer.id in known], read)


def all_offers_in(text: str, read: Reader) -> tuple[Offer, ...]:
    """Return the comments of a file that offer anything, in order."""
    return _outside_values(text, [*_offers(text)], read)


def _outside_values(text: str, found: Sequence[Offer], read: Reader) -> tuple[Offer, ...]:
    if not found or not _may_deceive(text):
        return tuple(found)
    content = _content(read(text), text)
    return tuple(each for each in found if not any(a <= each.start < b for a, b in content))


def with_offers(
    text: str, added: Mapping[str, Lines], order: Sequence[str], read: Reader
) -> str | None:
    """Return a text that offers more criteria, each between its neighbours in an order.

    None where the answers stand between brackets, where no comment can stand among them.
    """
    laid = read(text)
    layout = Layout(text, laid.places)
    if layout.is_in_brackets(ANSWERS) or _is_between_brackets(layout):
        return None
    result = _Insertion(text, layout, order, offers_in(text, order, read)).of(added)
    offered = {each.id for each in offers_in(result, order, read)}
    return result if _is_same(read(result), laid) and added.keys() <= offered else None


def without_offers(text: str, removed: Iterable[Offer], read: Reader) -> str | None:
    """Return a text without some of its offers; None where that would change what it says."""
    result = text
    for offer in sorted(removed, key=lambda each: each.start, reverse=True):
        start, end = _blank_above(result, offer.start), offer.end
        if end == len(result) and not result.endswith(("\n", "\r")):
            before = result[:start]
            start = len(before.removesuffix("\n").removesuffix("\r"))
        result = result[:start] + result[end:]
    return result if _is_same(read(result), read(text)) else None


def _is_between_brackets(layout: Layout) -> bool:
    start, end = layout.value(ANSWERS)
    is_filled = layout.parts(ANSWERS) or "#" in layout.text[start:end]
    return layout.opening(ANSWERS) == "{" and bool(is_filled)


def _offers(text: str) -> Iterator[Offer]:
    for found in _OFFER.finditer(text):
        id_, indent = found["id"], found["indent"]
        start = _head(text, found.start(), indent, id_)
        end = _line_end(text, found.end())
        lines = tuple(text[start:end].splitlines())
        yield Offer(id_, indent, start, end, lines)


def _head(text: str, start: int, indent: str, id_: str) -> int:
    """Return where the comment begins that says what an offered criterion asks."""
    line = start
    while line > 0:
        above = _line_start(text, line - 1)
        found = _COMMENT.match(text, above)
        if found is None or found["indent"] != indent:
            return start
        if text.startswith(f"{indent}# {id_} · ", above):
            return above
        line = above
    return start


def _may_deceive(text: str) -> bool:
    if _BLOCK.search(text):
        return True
    return any(each["quote"] not in each["rest"] for each in _QUOTED.finditer(text))


def _content(laid: Laid, text: str) -> list[tuple[int, int]]:
    """Return the stretches of values that span several lines: no comment stands in them."""
    layout = Layout(text, laid.places)
    leaves = (route for route in laid.places if route and not layout.parts(route))
    stretches = (layout.value(route) for route in leaves)
    return [(start, end) for start, end in stretches if "\n" in text[start:end]]


def _is_same(after: Laid, before: Laid) -> bool:
    # As JSON, keys in their order: 2 is not 2.0, and true is not 1.
    return _said(after) == _said(before)


def _said(laid: Laid) -> str:
    data = laid.data
    if isinstance(data, dict) and data.get("answers", None) in ({}, None):
        # No answers are none, written as {} or not at all.
        data = {**data, "answers": None}
    return json.dumps(data)


class _Anchor(NamedTuple):
    """What stands among the answers, a comment that offers one or an answer itself."""

    id: str
    start: int
    end: int


class _Insertion:
    def __init__(
        self, text: str, layout: Layout, order: Sequence[str], offers: Sequence[Offer]
    ) -> None:
        self._text = text
        self._layout = layout
        self._rank = {id_: place for place, id_ in enumerate(order)}
        # Empty, and written so: as {} or null.
        self._is_empty = not layout.parts(ANSWERS) and not layout.is_empty(ANSWERS)
        behind = layout.value(ANSWERS).end if self._is_empty else layout.behind_colon(ANSWERS)
        self._top = layout.next_line(behind)
        self._offers = self._among_answers(offers)
        self._anchors = self._found_anchors()

    def of(self, added: Mapping[str, Lines]) -> str:
        """Return the text with more offers."""
        at: dict[int, list[str]] = {}
        for id_ in sorted(added, key=self._rank.__getitem__):
            at.setdefault(self._place_of(id_), []).append(id_)
        result = self._text
        for offset in sorted(at, reverse=True):
            blocks = [added[id_](self._indent) for id_ in at[offset]]
            result = result[:offset] + self._chunk(blocks, offset) + result[offset:]
        if self._is_empty and (at or self._offers):
            # What a person fills in below brackets would be no YAML.
            colon, end = self._layout.behind_colon(ANSWERS), self._layout.value(ANSWERS).end
            result = result[:colon] + result[end:]
        return result

    @property
    def _indent(self) -> str:
        if self._layout.parts(ANSWERS):
            return self._entry_indent
        if self._offers:
            return self._offers[0].indent
        return " " * self._layout.column(self._layout.key(ANSWERS).start) + _STEP

    def _among_answers(self, offers: Sequence[Offer]) -> list[Offer]:
        """Return the offers that stand where answers do, and not in front of a part of one."""
        bottom = self._layout.region_end(ANSWERS)
        inside = [each for each in offers if self._top <= each.start < bottom]
        if not self._layout.parts(ANSWERS):
            return inside
        return [each for each in inside if each.indent == self._entry_indent]

    @property
    def _entry_indent(self) -> str:
        first = self._layout.key(self._layout.parts(ANSWERS)[0])
        return " " * self._layout.column(first.start)

    def _found_anchors(self) -> list[_Anchor]:
        anchors = [_Anchor(each.id, each.start, each.end) for each in self._offers]
        for route in self._layout.parts(ANSWERS):
            line = self._layout.line_start(self._layout.start(route))
            end = self._layout.next_line(self._layout.value(route).end)
            own = self._below_own_comments(end, self._layout.column(self._layout.start(route)))
            anchors.append(_Anchor(str(route[-1]), line, own))
        return sorted(anchors, key=lambda each: each.start)

    def _below_own_comments(self, offset: int, column: int) -> int:
        """Return where the comments end that stand deeper than an entry, and so belong to it."""
        while offset < len(self._text):
            found = _COMMENT.match(self._text, offset)
            if found is None or len(found["indent"]) <= column:
                break
            offset = self._layout.next_line(offset)
        return offset

    def _place_of(self, id_: str) -> int:
        rank = self._rank[id_]
        ranked = [each for each in self._anchors if each.id in self._rank]
        before = [each for each in ranked if self._rank[each.id] < rank]
        if before:
            return before[-1].end
        if ranked:
            return self._lead(ranked[0].start)
        return self._anchors[-1].end if self._anchors else self._top

    def _lead(self, start: int) -> int:
        """Return where the comments begin that stand right above an entry."""
        offers = [each.start for each in self._offers]
        while start > self._top and start not in offers:
            above = _line_start(self._text, start - 1)
            if _COMMENT.match(self._text, above) is None:
                break
            start = above
        return start

    def _chunk(self, blocks: Iterable[Sequence[str]], offset: int) -> str:
        newline = self._layout.newline
        lines = [line for block in blocks for line in ("", *block)]
        if offset and not self._line_above(offset):
            lines = lines[1:]
        text = newline.join(lines)
        if offset == len(self._text):
            is_ended = self._text.endswith(("\n", "\r"))
            return f"{text}{newline}" if is_ended else f"{newline}{text}"
        below = self._text[offset : self._layout.line_end(offset)]
        return f"{text}{newline}{newline}" if below.strip() else f"{text}{newline}"

    def _line_above(self, offset: int) -> str:
        """Return what stands on the line above an offset, blanks apart."""
        if offset == len(self._text) and not self._text.endswith(("\n", "\r")):
            return self._text[_line_start(self._text, offset) :].strip()
        return self._text[_line_start(self._text, offset - 1) : offset].strip()


def _line_start(text: str, offset: int) -> int:
    """Return where the line begins on which a character stands, a line end being its last."""
    if text[offset : offset + 1] == "\n" and text[offset - 1 : offset] == "\r":
        offset -= 1
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _line_end(text: str, offset: int) -> int:
    """Return where the next line begins; the end of the text if there is none."""
    found = re.compile(_NEWLINE).match(text, offset)
    return offset if found is None else found.end()


def _blank_above(text: str, start: int) -> int:
    """Return where a blank line above begins, or the very place where there is none."""
    if start == 0:
        return start
    above = _line_start(text, start - 1)
    return start if text[above:start].strip() else above
