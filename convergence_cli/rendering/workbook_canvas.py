"""A sheet of tables and charts: what is placed where, and where its pages end."""

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl.chart._chart import ChartBase
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from convergence_cli.rendering.workbook_rows import Painted, Rows

ROW_HEIGHT = 16.0
"""Of a row that nothing needs to be taller, in points."""
_POINTS_A_CHARACTER = 5.25
_GAP = 120_000
"""Between a chart and the table beside it, in the unit of drawings."""
_PAGE_WIDTH, _PAGE_HEIGHT = 784.0, 500.0
"""What margins leave of a page of A4, in points."""


class Canvas:
    """Rows from the top down, charts beside them, breaks where a page would cut a block."""

    def __init__(self, rows: Rows, wide: Sequence[float]) -> None:
        self._rows, self._sheet, self._wide = rows, rows.sheet, tuple(wide)
        self._used, self._is_sure = 0.0, True
        self._page = _PAGE_HEIGHT * max(1.0, self.width_of(1) / _PAGE_WIDTH)

    @property
    def written(self) -> int:
        """How many rows there are."""
        return self._rows.written

    def width_of(self, first: int) -> float:
        """Return how wide the sheet is from a column on, in points."""
        return sum(self._wide[first - 1 :]) * _POINTS_A_CHARACTER

    def line(self, cells: Iterable[Painted | None] = (), height: float = ROW_HEIGHT) -> None:
        """Write one row."""
        self._rows.append(cells, height)
        self._used += height
        if self._used > self._page:
            self._used, self._is_sure = height, False

    def spread(self, cells: Sequence[Painted], height: float) -> None:
        """Write one row whose last cell reaches to the end of the sheet."""
        rest: list[Painted] = [("", cells[-1][1])] * (len(self._wide) - len(cells))
        self.line((*cells, *rest), height)
        first, last = (get_column_letter(each) for each in (len(cells), len(self._wide)))
        self._sheet.merged_cells.add(f"{first}{self.written}:{last}{self.written}")

    def room(self, height: float) -> None:
        """Leave a row before a block of some height, or a page where its end would cut it."""
        if self._is_sure and self._used + ROW_HEIGHT + height <= self._page:
            self.line()
            return
        self._sheet.row_breaks.append(Break(self.written))
        self._used, self._is_sure = 0.0, True

    def chart(self, chart: ChartBase, place: tuple[int, int], n_rows: int) -> None:
        """Draw a chart over some rows from the next one on, between a first and a last column.

        It is bound to cells, since no two programs agree on how wide a column is.
        """
        first, last = place
        placed: Any = chart
        placed.anchor = TwoCellAnchor(
            _from=AnchorMarker(col=first - 1, colOff=_GAP, row=self.written),
            to=AnchorMarker(col=last, row=self.written + n_rows),
        )
        self._sheet.add_chart(placed)
