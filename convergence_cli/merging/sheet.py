"""A file as parts: its keys and its entries, each with the lines and the comments that are its."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from convergence_cli.merging.lines import Lines
from convergence_cli.merging.values import ABSENT, Data


class Mark(NamedTuple):
    """Where an entry stands, or the comment that offers it; the end is exclusive."""

    key: str
    start: int
    end: int
    indent: int
    """How many blanks stand before it."""


class Form(NamedTuple):
    """How a whole file is written."""

    newline: str
    is_ended: bool
    """Whether its last line has an end."""
    mark: str
    """Its byte-order mark, if any."""


@dataclass(frozen=True)
class Marked:
    """A text that was read: its lines without their ends, and where everything stands."""

    form: Form
    lines: Lines
    data: Mapping[str, Data]
    keys: Sequence[Mark]
    """In the order of the text; of what holds entries, its first line where it holds some."""
    holder: str
    """The key that holds the entries."""
    is_held_in_brackets: bool
    entries: Sequence[Mark]
    offers: Sequence[Mark]
    """Comments that offer an entry which is not there."""


@dataclass(frozen=True)
class Part:
    """One entry, or the comment that offers it."""

    above: Lines
    """Blank lines and comments."""
    own: Lines
    value: Data
    """ABSENT where it is only offered."""

    @property
    def lines(self) -> Lines:
        """All its lines."""
        return self.above + self.own


@dataclass(frozen=True)
class Sheet:
    """One state of a file."""

    form: Form
    holder: str
    keys: Mapping[str, Part]
    is_held_in_brackets: bool
    entries: Mapping[str, Part]
    below: Lines
    """The comments behind the last entry."""
    end: Lines
    """Those behind the last key, where that one holds no entries."""
    indent: int | None
    """Of the entries; none where there is none, and none is offered."""

    def indented(self, indent: int | None) -> "Sheet":
        """Return it with its entries further in or out."""
        if indent is None or self.indent is None or indent == self.indent:
            return self
        by = indent - self.indent
        entries = {
            key: replace(part, above=_shifted(part.above, by), own=_shifted(part.own, by))
            for key, part in self.entries.items()
        }
        return replace(self, entries=entries, below=_shifted(self.below, by), indent=indent)


def sheet_of(marked: Marked) -> Sheet:
    """Return a file in parts; every line is in one of them."""
    entries, below, behind = _held(marked)
    keys: dict[str, Part] = {}
    at = 0
    for mark in marked.keys:
        end = mark.end if mark.key == marked.holder else _with_comments(marked.lines, mark)
        value = marked.holder if mark.key == marked.holder else marked.data[mark.key]
        keys[mark.key] = Part(marked.lines[at : mark.start], marked.lines[mark.start : end], value)
        at = behind if mark.key == marked.holder else end
    return Sheet(
        marked.form,
        marked.holder,
        keys,
        marked.is_held_in_brackets,
        entries,
        below,
        marked.lines[at:],
        next((each.indent for each in (*marked.entries, *marked.offers)), None),
    )


def _held(marked: Marked) -> tuple[dict[str, Part], Lines, int]:
    """Return the entries, what stands below them, and the line behind all of that."""
    holder = next((each for each in marked.keys if each.key == marked.holder), None)
    if holder is None:
        return {}, (), 0
    lines, at = marked.lines, holder.end
    held = (marked.data[marked.holder] or {}) if marked.entries else {}
    entries: dict[str, Part] = {}
    for mark in sorted((*marked.entries, *marked.offers), key=lambda each: each.start):
        end = _with_comments(lines, mark) if mark.key in held else mark.end
        value = held.get(mark.key, ABSENT)
        entries[mark.key] = Part(lines[at : mark.start], lines[mark.start : end], value)
        at = end
    following = [each.start for each in marked.keys if each.start > holder.start]
    behind = _behind_comments(lines, at, following[0]) if following else len(lines)
    return entries, lines[at:behind], behind


def _with_comments(lines: Lines, mark: Mark) -> int:
    """Return where an entry ends together with the comments below that stand deeper than it."""
    end = mark.end
    while end < len(lines) and _is_comment(lines[end]) and _indent(lines[end]) > mark.indent:
        end += 1
    return end


def _behind_comments(lines: Lines, start: int, end: int) -> int:
    """Return where the last comment ends that stands deeper than the keys of a file."""
    for at in range(end, start, -1):
        if _is_comment(lines[at - 1]) and _indent(lines[at - 1]):
            return at
    return start


def _is_comment(line: str) -> bool:
    return line.lstrip(" ").startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _shifted(lines: Lines, by: int) -> Lines:
    return tuple(
        f"{' ' * max(_indent(line) + by, 0)}{line.lstrip(' ')}" if line.strip() else line
        for line in lines
    )
