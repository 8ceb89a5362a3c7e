"""Rows of a sheet as they are written: every text stays text, every height is estimated."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from math import ceil
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.exchanging.layout import escaped
from convergence_cli.rendering.workbook_looks import Look

Value = str | int | Decimal | None
Painted = tuple[Value, Look]
"""What a cell holds, and how it looks."""

LINE_HEIGHT, PADDING, TALLEST = 11.9, 4.0, 409.0
"""In points; no spreadsheet draws a row that is taller."""
_LONGEST = 32_767
_QUOTED = ("=", "+", "-", "@")


class _Cell:
    """What openpyxl's writer looks at of a cell, and nothing that it would guess."""

    hyperlink = None
    has_style = True
    _comment = None

    def __init__(self) -> None:
        self.coordinate = ""
        self.style_id = 0
        self.data_type = ""
        self._value: Value = None

    def hold(self, value: Value) -> None:
        """Hold a value: a text that looks like a formula, a link or an error is a text."""
        if isinstance(value, str) and value:
            self._value, self.data_type = escaped(fitting(value)), "s"
        else:
            self._value, self.data_type = None if value == "" else value, "n"


class Rows:
    """The rows of one sheet, written from the top down."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._styles: dict[tuple[Look, bool], int] = {}
        self.written = 0
        """How many there are."""
        # Where a write-only sheet makes a cell of each value, and takes most of its time to.
        vars(sheet)["_values_to_row"] = self._cells

    def append(self, cells: Iterable[Painted | None], height: float | None = None) -> None:
        """Write one row; None leaves a place empty."""
        tall = None if height is None else min(height, TALLEST)
        self._append(cells, None if tall is None else RowDimension(self._sheet, ht=tall))

    def append_hidden(self, cells: Iterable[Painted | None]) -> None:
        """Write a row that nobody sees."""
        self._append(cells, RowDimension(self._sheet, hidden=True))

    def _append(self, cells: Iterable[Painted | None], row: RowDimension | None) -> None:
        self.written += 1
        dimensions = self._sheet.row_dimensions
        if row is not None:
            row.index = self.written
            dimensions[self.written] = row
        painted: Any = tuple(cells)
        self._sheet.append(painted)
        dimensions.pop(self.written, None)

    def _cells(self, values: Iterable[Painted | None], row: int) -> Iterator[_Cell]:
        # One cell serves for all: each is written before the next one is asked for.
        cell = _Cell()
        for column, painted in enumerate(values, 1):
            if painted is not None:
                value, look = painted
                cell.coordinate = f"{get_column_letter(column)}{row}"
                cell.style_id = self._style(look, value)
                cell.hold(value)
                yield cell

    def _style(self, look: Look, value: Value) -> int:
        """Return the number of a style; a text that begins as a formula does has one of its own.

        Without it, who edits the text would have made a formula of it.
        """
        is_quoted = isinstance(value, str) and value.startswith(_QUOTED)
        if (look, is_quoted) not in self._styles:
            cell: Any = WriteOnlyCell(self._sheet)
            cell.style, cell.quotePrefix = look.value, is_quoted
            self._styles[look, is_quoted] = cell.style_id
        return self._styles[look, is_quoted]


def fitting(text: str) -> str:
    """Return what a cell can hold of a text; a spreadsheet counts in units of UTF-16."""
    if len(text) * 2 <= _LONGEST:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * _LONGEST:
        return text
    kept = units[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore")
    return f"{kept}…"


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column, about."""
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))


def height_of(n_lines: int) -> float:
    """Return the height of a row of some lines, in points."""
    return n_lines * LINE_HEIGHT + PADDING
