"""The cells of a sheet that hold something, each as what a form understands."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from xml.etree.ElementTree import Element

from convergence_cli.exchanging.typed import Broken, Formula, Typed
from convergence_cli.loading.workbook_parts import Book, DayKind, spelled, text_of
from convergence_cli.loading.workbook_xml import local, wholes

Line = dict[int, Typed]
"""The filled cells of a row, by the number of their column from 1."""
_CELL = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_WHOLE = re.compile("[-+]?[0-9]{1,15}")
_LETTERS = 26
_TRUTHS: Mapping[str, bool] = {"TRUE()": True, "FALSE()": False}
"""How LibreOffice saves a truth: it computes nothing."""
Moment = datetime | date | time | timedelta


def lines_of(book: Book, part: str) -> Iterator[tuple[int, Line]]:
    """Yield the number of each row of a sheet that holds something, and its filled cells."""
    number = 0
    with book.open(part) as sheet:
        for row in wholes(sheet, "row"):
            number = int(row.get("r", number + 1))
            line = dict(_cells(row, number, book))
            if line:
                yield number, line


def cell_name(row: int, column: int) -> str:
    """Return what a cell is called, such as C12."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def _cells(row: Element, number: int, book: Book) -> Iterator[tuple[int, Typed]]:
    column = 0
    for cell in row:
        if not cell.tag.endswith("}c"):
            continue
        column = _column(cell.get("r"), number) or column + 1
        if column > _MOST_COLUMNS or not 1 <= number <= _MOST_ROWS:
            raise ValueError(number, column)
        typed = _typed(cell, book)
        if typed is not None and typed != "":
            yield column, typed


def _column(name: str | None, row: int) -> int:
    """Return the column of a cell by its name, which must be of its row; 0 where it has none."""
    if name is None:
        return 0
    found = _CELL.fullmatch(name)
    if found is None or int(found[2]) != row:
        raise ValueError(name)
    column = 0
    for letter in found[1]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column


def _typed(cell: Element, book: Book) -> Typed:
    parts = {local(each.tag): each for each in cell}
    if "f" in parts:
        formula = parts["f"].text or "…"
        return _TRUTHS.get(formula, Formula(f"={formula}"))
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return text_of(parts["is"]) if "is" in parts else None
    value = (parts["v"].text if "v" in parts else None) or ""
    if kind == "str":
        return spelled(value)
    return _typed_value(kind, value.strip(), cell, book)


def _typed_value(kind: str, value: str, cell: Element, book: Book) -> Typed:
    if not value:
        return None
    match kind:
        case "s":
            return book.texts[_index(value)]
        case "b":
            return value in ("1", "true")
        case "e":
            return Broken(value)
        case "d":
            return _moment(_moment_of(value))
        case "n":
            style = _index(cell.get("s", "0"))
            kinds = book.day_kinds
            return _number(value, kinds[style] if style < len(kinds) else DayKind.NUMBER, book)
        case _:
            raise ValueError(kind)


def _index(text: str) -> int:
    if _WHOLE.fullmatch(text) is None or int(text) < 0:
        raise ValueError(text)
    return int(text)


def _number(text: str, kind: DayKind, book: Book) -> Typed:
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

    number = int(text) if _WHOLE.fullmatch(text) else float(text)
    if not math.isfinite(number):
        return Broken(text)
    if kind is DayKind.NUMBER:
        return number
    epoch = MAC_EPOCH if book.counts_from_1904 else WINDOWS_EPOCH
    try:
        return _moment(from_excel(number, epoch, timedelta=kind is DayKind.DURATION))
    except (OverflowError, ValueError):
        # No day has this number: the spreadsheet shows hashes, and the reader of the cell says no.
        return number


def _moment_of(text: str) -> Moment:
    from openpyxl.utils.datetime import from_ISO8601

    moment: Moment = from_ISO8601(text)  # type: ignore[no-untyped-call]
    return moment


def _moment(moment: Moment) -> Typed:
    """Return a day, or the text of anything that is more or less than a day."""
    match moment:
        case datetime(hour=0, minute=0, second=0, microsecond=0):
            return moment.date()
        case datetime():
            return moment.isoformat(" ")
        case date():
            return moment
        case time():
            return moment.isoformat()
        case timedelta():
            return str(moment)
