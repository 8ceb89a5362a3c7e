"""The sheets of a workbook that are to be filled in, wherever their keys have gone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from convergence_cli.exchanging.layout import MARK
from convergence_cli.exchanging.returned import CellPlace, ReturnedCell, ReturnedRow
from convergence_cli.exchanging.typed import Typed, plain_text
from convergence_cli.loading.workbook_cells import Line, cell_name

_WITHIN_ROWS = 100
"""How far down the row of keys may have gone: what looks like it further down was typed."""


@dataclass(frozen=True)
class Sheet:
    """A sheet with what it holds."""

    title: str
    lines: Mapping[int, Line]
    """By number of the row, in order."""

    def place(self, row: int, column: int) -> CellPlace:
        """Return where a cell stands."""
        return CellPlace(self.title, cell_name(row, column))

    @property
    def first_place(self) -> CellPlace | None:
        """Where the first filled cell stands; None in an empty sheet."""
        for row, line in self.lines.items():
            for column, typed in sorted(line.items()):
                if is_filled(typed):
                    return self.place(row, column)
        return None

    @cached_property
    def mark(self) -> tuple[int, int, str] | None:
        """The row and the column of the mark of a grid, and the key of the grid."""
        for row, line in self.lines.items():
            if row > _WITHIN_ROWS:
                break
            for column, typed in sorted(line.items()):
                if isinstance(typed, str) and typed.startswith(MARK):
                    return row, column, typed.removeprefix(MARK)
        return None


@dataclass(frozen=True)
class GridSheet:
    """A sheet to fill in, with its keys found."""

    sheet: Sheet
    grid: str
    keys_row: int
    key_column: int

    def rows(self) -> Iterator[ReturnedRow]:
        """Yield each row with a key, and each that somebody inserted and filled in.

        Where the key of a column is there twice, the row comes again with what the second holds:
        what is empty in a copy of a column was not emptied.
        """
        first, *copies = self._columns
        for number, line in self._data():
            row = self._row(number, line, first)
            if row.key or any(is_filled(each.typed) for each in row.cells.values()):
                yield row
            for columns in copies:
                held = {key: each for key, each in columns.items() if is_filled(line.get(each))}
                if held:
                    yield self._row(number, line, held)

    def strangers(self) -> Iterator[CellPlace]:
        """Yield the first filled cell of each column that has no key."""
        known = {self.key_column, *(each for columns in self._columns for each in columns.values())}
        first: dict[int, int] = {}
        for number, line in self.sheet.lines.items():
            for column, typed in line.items():
                if column not in known and is_filled(typed):
                    first.setdefault(column, number)
        for column, number in sorted(first.items()):
            yield self.sheet.place(number, column)

    @cached_property
    def _columns(self) -> Sequence[Mapping[str, int]]:
        """The columns by their key; a second time those whose key is there twice, and so on."""
        found: list[dict[str, int]] = [{}]
        for column, typed in sorted(self.sheet.lines[self.keys_row].items()):
            key = plain_text(typed)
            if column == self.key_column or not key:
                continue
            free = next((each for each in found if key not in each), None)
            if free is None:
                free = {}
                found.append(free)
            free[key] = column
        return found

    def _data(self) -> Iterator[tuple[int, Line]]:
        """Yield the rows that hold data: neither the keys nor the headers."""
        is_before_headers = False
        for number, line in self.sheet.lines.items():
            if number == self.keys_row:
                is_before_headers = True
            elif is_before_headers and not self._key_of(line):
                is_before_headers = False
            else:
                is_before_headers = False
                yield number, line

    def _row(self, number: int, line: Line, columns: Mapping[str, int]) -> ReturnedRow:
        first = min(columns.values(), default=self.key_column)
        return ReturnedRow(
            self.grid,
            self._key_of(line),
            self.sheet.place(number, first),
            {
                key: ReturnedCell(self.sheet.place(number, column), line.get(column))
                for key, column in columns.items()
            },
        )

    def _key_of(self, line: Line) -> str:
        return plain_text(line.get(self.key_column)) or ""


def grid_of(sheet: Sheet, grids: frozenset[str]) -> GridSheet | None:
    """Return a sheet with its keys, where it is one of some grids."""
    if sheet.mark is None or sheet.mark[2] not in grids:
        return None
    row, column, key = sheet.mark
    return GridSheet(sheet, key, row, column)


def is_filled(typed: Typed) -> bool:
    """Return whether a cell holds something that can be seen."""
    return plain_text(typed) != ""
