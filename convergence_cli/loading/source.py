"""A file as text, or the reason why it is none."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from convergence_cli.diagnostics import Diagnostic, Place, Span, shapeless_replaced, text_rules

MAX_BYTES = 1 << 20
MAX_MARKS = 25_000
_MARKS = "\n,:[{"
_EXCERPT_LENGTH = 160
# What YAML 1.2 does not allow in a text, and the line breaks of YAML 1.1, on which readers differ.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LINE_BREAK = re.compile("\r\n|\r|\n")


@dataclass(frozen=True)
class Source:
    """The text of one file of a workspace."""

    path: str
    """Relative to the workspace, with forward slashes."""
    text: str
    """Without its byte-order mark."""

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return _LINE_BREAK.split(self.text)

    def located(self, place: Place, span: Span) -> Place:
        """Return a place of this file with its span and the line that it starts on."""
        line = self.lines[span.line - 1] if span.line <= len(self.lines) else ""
        excerpt = shapeless_replaced(line)
        return Place(place.path, place.route, place.part, span, excerpt)

    def place(self, span: Span) -> Place:
        """Return a place of this file that no route leads to."""
        return self.located(Place(self.path), span)

    def span_at(self, offset: int, length: int = 1) -> Span:
        """Return the span of some characters of one line, from their offset in the text."""
        before = _LINE_BREAK.split(self.text[:offset])
        line, column = len(before), len(before[-1]) + 1
        return Span(line, column, line, column + length)


@dataclass(frozen=True, slots=True)
class Opened:
    """What reading a file as text gave."""

    source: Source | None
    diagnostics: tuple[Diagnostic, ...] = ()


def open_source(root: Path, path: str) -> Opened:
    """Read a file of a workspace as text; never more of it than the limit."""
    place = Place(path)
    try:
        with (root / path).open("rb") as file:
            content = file.read(MAX_BYTES + 1)
            size = len(content) if len(content) <= MAX_BYTES else file.seek(0, 2)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Opened(None, (text_rules.UNREADABLE_FILE.at(place, reason=reason),))
    if size > MAX_BYTES:
        return Opened(None, (text_rules.FILE_TOO_LARGE.at(place, size=size, limit=MAX_BYTES),))
    return _decoded(path, content)


def _decoded(path: str, content: bytes) -> Opened:
    place = Place(path)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = f"0x{content[error.start]:02X}"
        return Opened(None, (text_rules.NOT_UTF_8.at(place, offset=error.start + 1, byte=byte),))
    marked = text.startswith("\ufeff")
    source = Source(path, text[1:] if marked else text)
    top = source.place(Span(1, 1, 1, 2))
    warnings = (text_rules.BYTE_ORDER_MARK.at(top),) if marked else ()
    refused = _refused(source)
    return Opened(None if refused else source, (*warnings, *refused))


def _refused(source: Source) -> tuple[Diagnostic, ...]:
    marks = sum(source.text.count(mark) for mark in _MARKS)
    if marks > MAX_MARKS:
        place = Place(source.path)
        return (text_rules.TOO_MANY_ENTRIES.at(place, count=marks, limit=MAX_MARKS),)
    control = _CONTROL.search(source.text)
    if control is None:
        return ()
    place = source.place(source.span_at(control.start()))
    character = f"U+{ord(control[0]):04X}"
    return (text_rules.CONTROL_CHARACTER.at(place, character=character),)
