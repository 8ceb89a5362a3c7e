"""Where things stand in a workbook, agreed on by those who paint it and those who read it back.

A grid's sheet: a hidden first row with the keys of its columns, the headers, then the rows, each
with its key in a hidden first column. The ledger's sheet: a line for each thing to remember, its
first cell saying which.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from convergence_cli.exchanging.form import Form, Grid, LedgerRow, ledger_of

KEYS_ROW = 1
HEADERS_ROW = 2
FIRST_ROW = 3
KEY_COLUMN = 1
"""The first column of the form itself stands in the next one."""
MARK = "convergence:"
"""What the first cell of a grid's sheet begins with; the key of the grid follows."""

LEDGER = "convergence"
"""The name of the ledger's sheet."""
LISTS = "convergence.lists"
"""The name of the sheet that drop-downs take their choices from."""
LEDGER_TITLE = ("convergence", "form", "1")
"""The first line of the ledger; its last cell is the version of this layout."""
SHOWN = ":"
"""What stands before a text in the ledger, so that an empty one is there too."""
LOCKED = "-"
"""What the ledger says of a cell that is no input."""

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = "_(?=x[0-9A-Fa-f]{4}_)"
# What XML cannot hold, and the carriage return, which it reads as the end of a line.
_UNHOLDABLE = r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]"
_TO_ESCAPE = re.compile(f"{_LOOKS_ESCAPED}|{_UNHOLDABLE}")


class LedgerLine(StrEnum):
    """What a line of the ledger says; the value is its first cell."""

    DAY = "day"
    """The ISO day that counted as today."""
    LANGUAGE = "language"
    VERSION = "version"
    """Of a questionnaire: its id, then the version."""
    GRID = "grid"
    """Its key, then those of its columns that are filled in."""
    ROW = "row"
    """The key of its grid, its own, its meaning, then what each of those columns showed."""


def escaped(text: str) -> str:
    """Return a text as the format spells it: `_x0041_` would be read as A, a control not at all."""
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """Return the text that the format spells so."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def input_keys(grid: Grid) -> tuple[str, ...]:
    """Return the keys of the columns of a grid that are filled in, in its order."""
    return tuple(each.key for each in grid.columns if each.is_input)


def ledger_lines(form: Form) -> Iterator[tuple[str, ...]]:
    """Yield the lines of the ledger of a form, in order."""
    yield LEDGER_TITLE
    yield LedgerLine.DAY, form.day
    yield LedgerLine.LANGUAGE, form.language
    for id_, version in form.versions.items():
        yield LedgerLine.VERSION, id_, version
    keys = {grid.key: input_keys(grid) for grid in form.grids}
    for grid, inputs in keys.items():
        yield LedgerLine.GRID, grid, *inputs
    for row in ledger_of(form):
        yield LedgerLine.ROW, row.grid, row.row, row.meaning, *_told(row, keys[row.grid])


def _told(row: LedgerRow, keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        yield LOCKED if key not in row.shown else f"{SHOWN}{row.shown[key]}"
