"""Rows of a sheet as they are written: every text stays text, every height is estimated."""

from collections.abc import Iterable
from decimal import Decimal
from math import ceil
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from xml.sax.saxutils import escape

from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.exchanging.layout import escaped
from convergence_cli.rendering.workbook_looks import Look

Value = str | int | Decimal | None
Painted = tuple[Value, Look]
"""What a cell holds, and how it looks."""

LINE_HEIGHT, PADDING, TALLEST = 11.9, 4.0, 409.0
"""In points; no spreadsheet draws a row that is taller."""
_LONGEST = 32_767
_IN_MEMORY = 1 << 20
"""Bytes of rows that are kept without a file; a portfolio has many times more."""
_QUOTED = ("=", "+", "-", "@")


class Rows:
    """The rows of one sheet as its file holds them, from the top down.

    They are written here, and not by openpyxl, which guesses at each value: a text that looks like
    a formula, a link or an error would become one, and the guessing is most of its time.
    """

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.written = 0
        """How many there are."""
        self._markup = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it is closed by who reads it
        self._styles: dict[tuple[Look, bool], int] = {}

    def append(self, cells: Iterable[Painted | None], height: float | None = None) -> None:
        """Write one row; None leaves a place empty."""
        tall = "" if height is None else f' ht="{min(height, TALLEST):g}" customHeight="1"'
        self._append(cells, tall)

    def append_hidden(self, cells: Iterable[Painted | None]) -> None:
        """Write a row that nobody sees."""
        self._append(cells, ' hidden="1"')

    def move_to(self, target: IO[bytes]) -> None:
        """Copy all that was written, and forget it."""
        with self._markup as source:
            source.seek(0)
            copyfileobj(source, target)

    def _append(self, cells: Iterable[Painted | None], attributes: str) -> None:
        self.written += 1
        places = enumerate(cells, 1)
        row = "".join(self._cell(column, each) for column, each in places if each is not None)
        text = f'<row r="{self.written}"{attributes}>{row}</row>'
        self._markup.write(text.encode())

    def _cell(self, column: int, painted: Painted) -> str:
        value, look = painted
        start = f'<c r="{get_column_letter(column)}{self.written}" s="{self._style(look, value)}"'
        if value is None or value == "":
            return f"{start}/>"
        if not isinstance(value, str):
            return f'{start} t="n"><v>{value}</v></c>'
        space = "" if value == value.strip() else ' xml:space="preserve"'
        text = escape(escaped(fitting(value)))
        return f'{start} t="inlineStr"><is><t{space}>{text}</t></is></c>'

    def _style(self, look: Look, value: Value) -> int:
        """Return the number of a style; a text that begins as a formula does has one of its own.

        Without it, who edits the text would have made a formula of it.
        """
        is_quoted = isinstance(value, str) and value.startswith(_QUOTED)
        if (look, is_quoted) not in self._styles:
            cell: Any = WriteOnlyCell(self.sheet)
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
