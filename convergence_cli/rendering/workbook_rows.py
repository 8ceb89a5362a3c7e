"""Rows of a sheet as they are written: every text stays text, every height is estimated."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from math import ceil
from typing import Any

from openpyxl.cell import WriteOnlyCell
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


class Rows:
    """The rows of one sheet, written from the top down."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        # Past openpyxl's types: what a cell holds is set past its guesses too.
        self._templates: dict[tuple[Look, bool], Any] = {}
        self.written = 0
        """How many there are."""

    def append(self, cells: Iterable[Painted | None], height: float | None = None) -> None:
        """Write one row; None leaves a place empty."""
        self.written += 1
        dimensions = self._sheet.row_dimensions
        if height is not None:
            dimensions[self.written] = RowDimension(
                self._sheet, index=self.written, ht=min(height, TALLEST)
            )
        # One cell serves for all of its look: each is written before the next one is asked for.
        painted: Any = self._painted(cells)
        self._sheet.append(painted)
        dimensions.pop(self.written, None)

    def append_hidden(self, cells: Iterable[Painted | None]) -> None:
        """Write a row that nobody sees."""
        self.written += 1
        dimensions = self._sheet.row_dimensions
        dimensions[self.written] = RowDimension(self._sheet, index=self.written, hidden=True)
        painted: Any = self._painted(cells)
        self._sheet.append(painted)

    def _painted(self, cells: Iterable[Painted | None]) -> Iterator[Any]:
        for painted in cells:
            if painted is None:
                yield None
                continue
            value, look = painted
            is_quoted = isinstance(value, str) and value.startswith(_QUOTED)
            cell = self._templates.get((look, is_quoted)) or self._template(
                look, is_quoted=is_quoted
            )
            # Set past openpyxl's own guesses: a text that looks like a formula is a text.
            if isinstance(value, str) and value:
                cell._value, cell.data_type = escaped(fitting(value)), "s"
            else:
                cell._value, cell.data_type = None if value == "" else value, "n"
            yield cell

    def _template(self, look: Look, *, is_quoted: bool) -> Any:
        cell: Any = WriteOnlyCell(self._sheet)
        cell.style, cell.quotePrefix = look.value, is_quoted
        self._templates[look, is_quoted] = cell
        return cell


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
