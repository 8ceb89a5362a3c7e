"""What a workbook consists of: its sheets in order, its shared texts, which formats are days."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import IO
from xml.etree.ElementTree import Element

from convergence_cli.exchanging.layout import unescaped
from convergence_cli.loading.workbook_archive import Package
from convergence_cli.loading.workbook_markup import is_markup
from convergence_cli.loading.workbook_xml import starts, wholes

_ROOT_LINKS = "_rels/.rels"
_TEXTS, _STYLES, _WORKBOOK, _SHEET = "/sharedStrings", "/styles", "/officeDocument", "/worksheet"
"""How the types of links end; their beginnings differ between the two sets of namespaces."""
_TRUE = ("1", "true")
_FIRST_OWN_FORMAT = 164
_HALF = re.compile("[\ud800-\udfff]")
"""Of a character beyond the first 65,536, which some spell as two escapes."""


class DayKind(Enum):
    """What a number means by the format of its cell."""

    NUMBER = "number"
    DAY = "day"
    DURATION = "duration"


@dataclass(frozen=True)
class Link:
    """From a part to another."""

    id: str
    kind: str
    target: str
    """The name of the other part."""


@dataclass(frozen=True)
class Book:
    """A workbook whose parts are found."""

    package: Package

    @cached_property
    def sheets(self) -> tuple[tuple[str, str], ...]:
        """The titles of the sheets of cells, in order, and the names of their parts."""
        parts = {each.id: each.target for each in self._links if each.kind.endswith(_SHEET)}
        with self.open(self._main) as part:
            found = [attributes for name, attributes in starts(part) if name == "sheet"]
        return tuple((each["name"], parts[each["id"]]) for each in found if each.get("id") in parts)

    @cached_property
    def counts_from_1904(self) -> bool:
        """Whether days are counted as on old Macintosh computers."""
        with self.open(self._main) as part:
            return any(
                attributes.get("date1904") in _TRUE
                for name, attributes in starts(part)
                if name == "workbookPr"
            )

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts that cells refer to by their number."""
        links = [each.target for each in self._links if each.kind.endswith(_TEXTS)]
        if not links:
            return ()
        with self.open(links[0]) as part:
            return tuple(text_of(each) for each in wholes(part, "si"))

    @cached_property
    def day_kinds(self) -> tuple[DayKind, ...]:
        """What a number means in a cell, by the number of the style of the cell."""
        links = [each.target for each in self._links if each.kind.endswith(_STYLES)]
        if not links:
            return ()
        with self.open(links[0]) as part:
            codes = {
                int(attributes["numFmtId"]): attributes.get("formatCode", "")
                for name, attributes in starts(part)
                if name == "numFmt" and "numFmtId" in attributes
            }
        with self.open(links[0]) as part:
            return tuple(
                _kind(int(style.get("numFmtId", "0")), codes)
                for formats in wholes(part, "cellXfs")
                for style in formats
            )

    def open(self, part: str) -> IO[bytes]:
        """Open a part that the guard has looked through."""
        if not is_markup(part):
            raise KeyError(part)
        return self.package.open(part)

    @cached_property
    def _main(self) -> str:
        for each in _links_of(self, _ROOT_LINKS, ""):
            if each.kind.endswith(_WORKBOOK):
                return each.target
        raise KeyError(_WORKBOOK)

    @cached_property
    def _links(self) -> tuple[Link, ...]:
        folder, name = posixpath.split(self._main)
        return tuple(_links_of(self, posixpath.join(folder, "_rels", f"{name}.rels"), folder))


def text_of(element: Element) -> str:
    """Return the text of a cell or of a shared text: its runs, without how they are pronounced."""
    texts = [part for each in element for part in (each if each.tag.endswith("}r") else (each,))]
    return spelled("".join(each.text or "" for each in texts if each.tag.endswith("}t")))


def spelled(raw: str) -> str:
    """Return the text that a workbook spells so, without half characters."""
    text = unescaped(raw) if "_x" in raw else raw
    if _HALF.search(text) is None:
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _links_of(book: Book, part: str, folder: str) -> Iterator[Link]:
    with book.open(part) as links:
        for name, attributes in starts(links):
            if name == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"]))
                yield Link(attributes["Id"], attributes["Type"], target.lstrip("/"))


def _kind(number: int, codes: dict[int, str]) -> DayKind:
    from openpyxl.styles.numbers import (
        builtin_format_code,
        is_date_format,
        is_timedelta_format,
    )

    code = codes.get(number) or (builtin_format_code(number) if number < _FIRST_OWN_FORMAT else "")
    if is_timedelta_format(code):
        return DayKind.DURATION
    return DayKind.DAY if is_date_format(code) else DayKind.NUMBER
