"""A file as text, or the reason why it is none."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from convergence_cli.diagnostics import Diagnostic, Place, Span, shapeless_replaced, text_rules

Data = Any
"""Mappings with text keys, lists, and scalars: what a schema can judge."""

MAX_PROBLEMS = 100
"""How many defects of one file are told; with more of them, it is not read to its end."""
MAX_BYTES = 1 << 20
_USUAL_BYTES = 1 << 16
MAX_MARKS = 12_500
_MARKS = ("\n", ",", ":", "[", "{", "- ")
_SINGLE_MARKS = "\n,:[{-"
"""Each is in one of the marks, and quicker to count."""
# What YAML 1.2 does not allow in a text, and the line breaks of YAML 1.1, on which readers differ.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# The same in UTF-8: the controls of ASCII, those after it, and the rare ones.
_ASCII_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\r"))
_C1_CONTROL = re.compile(rb"\xc2[\x80-\x9f]")
_LINE_SEPARATOR = re.compile(rb"\xe2\x80[\xa8\xa9]")
_NO_CHARACTER = re.compile(rb"\xef(?:\xbb\xbf|\xbf[\xbe\xbf])")
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
        return Place(place.path, place.route, place.part, span, self._excerpt(span.line))

    def _excerpt(self, number: int) -> str:
        # A line may be as long as the file, and hold a hundred defects.
        if number not in self._excerpts:
            line = self.lines[number - 1] if number <= len(self.lines) else ""
            self._excerpts[number] = shapeless_replaced(line)
        return self._excerpts[number]

    @cached_property
    def _excerpts(self) -> dict[int, str]:
        return {}

    def place(self, span: Span) -> Place:
        """Return a place of this file that no route leads to."""
        return self.located(Place(self.path), span)

    def span_at(self, offset: int, length: int = 1) -> Span:
        """Return the span of some characters of one line, from their offset in the text."""
        before = _LINE_BREAK.split(self.text[:offset])
        line, column = len(before), len(before[-1]) + 1
        return Span(line, column, line, column + length)


@dataclass(frozen=True)
class Opened:
    """What reading a file as text gave."""

    source: Source | None
    diagnostics: tuple[Diagnostic, ...] = ()


def open_source(root: Path, path: str) -> Opened:
    """Read a file of a workspace as text; never more of it than the limit."""
    content = bytes_of(root, path)
    return content if isinstance(content, Opened) else source_of(path, content)


def bytes_of(root: Path, path: str) -> bytes | Opened:
    """Read the bytes of a file of a workspace, one above the limit at most; or say why not."""
    try:
        return _bytes_of(f"{root}/{path}")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Opened(None, (text_rules.UNREADABLE_FILE.at(Place(path), reason=reason),))


def source_of(path: str, content: bytes) -> Opened:
    """Return the bytes of a file as text; one byte above the limit is enough to refuse them."""
    if len(content) > MAX_BYTES:
        return Opened(None, (text_rules.FILE_TOO_LARGE.at(Place(path), limit=MAX_BYTES),))
    return _decoded(path, content)


def _bytes_of(file: str) -> bytes:
    # Straight system calls: a workspace of a thousand products opens five thousand small files.
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        content = os.read(handle, _USUAL_BYTES)
        while len(content) >= _USUAL_BYTES and len(content) <= MAX_BYTES:
            more = os.read(handle, MAX_BYTES + 1 - len(content))
            if not more:
                break
            content += more
    finally:
        os.close(handle)
    return content


def _decoded(path: str, content: bytes) -> Opened:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = f"0x{content[error.start]:02X}"
        refused = text_rules.NOT_UTF_8.at(Place(path), offset=error.start + 1, byte=byte)
        return Opened(None, (refused,))
    warnings: tuple[Diagnostic, ...] = ()
    source = Source(path, text)
    if text.startswith("\ufeff"):
        content, source = content[3:], Source(path, text[1:])
        warnings = (text_rules.BYTE_ORDER_MARK.at(source.place(Span(1, 1, 1, 2))),)
    refusals = tuple(_refused(source, content))
    return Opened(None if refusals else source, (*warnings, *refusals))


def _refused(source: Source, content: bytes) -> Iterator[Diagnostic]:
    marks = _marks_in(source.text)
    if marks > MAX_MARKS:
        place = Place(source.path)
        yield text_rules.TOO_MANY_ENTRIES.at(place, count=marks, limit=MAX_MARKS)
        return
    control = _CONTROL.search(source.text) if _may_hold_control(content) else None
    if control is not None:
        place = source.place(source.span_at(control.start()))
        character = f"U+{ord(control[0]):04X}"
        yield text_rules.CONTROL_CHARACTER.at(place, character=character)


def _marks_in(text: str) -> int:
    """Return how many entries a text may hold; no more than the limit where it is not near it."""
    # A short text cannot hold too many: most files are not even counted, and few exactly.
    if len(text) <= MAX_MARKS or sum(map(text.count, _SINGLE_MARKS)) <= MAX_MARKS:
        return 0
    return sum(map(text.count, _MARKS))


def _may_hold_control(content: bytes) -> bool:
    """Whether the bytes of a text are worth a look for control characters: quick, and never no
    for a text that holds one.
    """
    return (
        len(content.translate(None, _ASCII_CONTROLS)) != len(content)
        or _C1_CONTROL.search(content) is not None
        or (b"\xe2\x80" in content and _LINE_SEPARATOR.search(content) is not None)
        or (b"\xef" in content and _NO_CHARACTER.search(content) is not None)
    )
