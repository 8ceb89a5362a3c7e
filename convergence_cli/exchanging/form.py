"""A form: what a workbook shows and asks, as plain data in one language.

Nothing in it is known by its words or its place: grids, columns and rows have keys, which travel
in hidden cells, so that what comes back can be sorted, moved, renamed and translated.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from convergence_cli.exchanging.field import FIELDS
from convergence_cli.language import Language
from convergence_cli.model.questionnaire import Colour
from convergence_cli.model.workspace import SheetStatus

PLAN = "plan"
"""The key of the grid of plan entries; the grid of a questionnaire has the questionnaire's id."""
ROW_SEPARATOR = "/"


def row_key(holder: str, criterion: str) -> str:
    """Return the key of a row: whose criterion it is; the company's is the empty text."""
    return f"{holder}{ROW_SEPARATOR}{criterion}"


def parts_of(key: str) -> tuple[str, str]:
    """Return the holder and the criterion of a row's key."""
    holder, _, criterion = key.partition(ROW_SEPARATOR)
    return holder, criterion


class Offered(StrEnum):
    """What a drop-down offers, and whether anything else may be typed."""

    LEVELS = "levels"
    QUARTERS = "quarters"
    """Any other quarter or day may be typed too."""
    YES = "yes"
    MEMBERS = "members"


@dataclass(frozen=True)
class Column:
    """One column of a grid; its key is that of a field where it is filled in."""

    key: str
    title: str
    offered: Offered | None = None

    @property
    def is_input(self) -> bool:
        """Whether it is filled in."""
        return self.key in FIELDS


@dataclass(frozen=True)
class Cell:
    """What one cell shows."""

    shown: str | int | None = None
    colour: Colour | None = None
    """That of the level that it says."""
    is_input: bool = False


@dataclass(frozen=True)
class Row:
    """One criterion of one product, or of the company."""

    key: str
    meaning: str
    """A name for what the criterion asks: another one means that its definition changed."""
    cells: tuple[Cell, ...]
    """One for each column."""


@dataclass(frozen=True)
class Grid:
    """A sheet to fill in."""

    key: str
    name: str
    """What its tab says; unique among the grids, whatever their case."""
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    choices: Mapping[Offered, tuple[str, ...]]
    colours: Mapping[str, Colour] = field(default_factory=dict)
    """By what a drop-down of levels offers."""


@dataclass(frozen=True)
class Spoke:
    """One axis of a radar; None where there is no mean."""

    name: str
    current: Fraction | None
    expected: Fraction | None
    projected: Fraction | None


@dataclass(frozen=True)
class Summary:
    """One questionnaire of one product, or of the company, in figures."""

    subject: str
    title: str
    version: str
    status: SheetStatus
    mean: Fraction | None
    expected: Fraction | None
    target: int
    projected: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None
    answered: int
    applicable: int
    not_applicable: int
    unanswered: int
    undetermined: int
    spokes: tuple[Spoke, ...]
    """The axes of its radar, in the order of the definition; those that are dropped are not."""
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A whole workbook."""

    language: Language
    day: str
    """The ISO day that counts as today."""
    projected_on: str | None
    """The ISO day of the projected means; none where no plan promises anything."""
    company: str
    title: str
    identity: tuple[tuple[str, str], ...]
    """What is said of the product, or of the company: labels and values, in order."""
    summaries: tuple[Summary, ...]
    grids: tuple[Grid, ...]
    """A grid for each questionnaire, then the plan."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """Of each questionnaire, by id."""


@dataclass(frozen=True)
class LedgerRow:
    """What the input cells of one row showed when the workbook was made."""

    grid: str
    row: str
    meaning: str
    shown: Mapping[str, str]
    """By key of a column; a cell that is no input is not in it."""


def ledger_of(form: Form) -> Iterator[LedgerRow]:
    """Yield what a workbook must remember of a form, row by row."""
    for grid in form.grids:
        for row in grid.rows:
            inputs = zip(grid.columns, row.cells, strict=True)
            shown = {
                column.key: "" if cell.shown is None else str(cell.shown)
                for column, cell in inputs
                if cell.is_input
            }
            yield LedgerRow(grid.key, row.key, row.meaning, shown)
