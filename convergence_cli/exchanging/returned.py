"""A workbook as it came back: its ledger, and the cells of its sheets."""

from collections.abc import Mapping
from dataclasses import dataclass

from convergence_cli.exchanging.form import LedgerRow
from convergence_cli.exchanging.typed import Typed
from convergence_cli.language import Language


@dataclass(frozen=True)
class CellPlace:
    """Where a cell stands in a workbook, as a person finds it."""

    sheet: str
    """What the tab says now."""
    cell: str
    """Such as C12."""


@dataclass(frozen=True)
class ReturnedCell:
    """A cell that has a place in a column with a key."""

    place: CellPlace
    typed: Typed


@dataclass(frozen=True)
class ReturnedRow:
    """A row as it came back."""

    grid: str
    """The key of its sheet."""
    key: str
    """Empty where a person inserted it."""
    place: CellPlace
    """Of its first cell."""
    cells: Mapping[str, ReturnedCell]
    """By key of a column."""


@dataclass(frozen=True)
class Returned:
    """What was read of a workbook."""

    language: Language
    day: str
    versions: Mapping[str, str]
    """Of each questionnaire when the workbook was made, by id."""
    ledger: tuple[LedgerRow, ...]
    rows: tuple[ReturnedRow, ...]
    """In the order of the sheets."""
    strangers: tuple[CellPlace, ...] = ()
    """Filled sheets and columns that have no key: nothing of them is read."""
