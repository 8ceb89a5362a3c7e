"""The hidden sheet that drop-downs and charts take their content from."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import zip_longest

from openpyxl.utils import get_column_letter, quote_sheetname

from convergence_cli.exchanging.layout import LISTS
from convergence_cli.rendering.workbook_looks import Look
from convergence_cli.rendering.workbook_rows import Painted, Value
from convergence_cli.scoring.numbers import rounded

Column = Sequence[Value]


class Lists:
    """Columns of values, each written once, with the addresses to refer to them."""

    def __init__(self) -> None:
        self._columns: dict[tuple[Value, ...], int] = {}

    def address(self, values: Column) -> str:
        """Return the range that holds some values; at least one must be there."""
        column = self._columns.setdefault(tuple(values), len(self._columns) + 1)
        letter = get_column_letter(column)
        return f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${len(values)}"

    def rows(self) -> Iterator[tuple[Painted | None, ...]]:
        """Yield the rows of the sheet."""
        for values in zip_longest(*self._columns):
            yield tuple(None if each is None else (each, Look.KEY) for each in values)


def means(values: Sequence[Fraction | None], top: int) -> Column:
    """Return means as a chart draws them: where there is none, the line has a gap."""
    return tuple(None if each is None else rounded(each, top) for each in values)
