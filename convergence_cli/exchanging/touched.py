"""Which cells of a workbook a person touched: those that say something else than at its making."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from convergence_cli.exchanging.field import FIELDS, Field
from convergence_cli.exchanging.form import LedgerRow, parts_of
from convergence_cli.exchanging.returned import CellPlace, Returned, ReturnedCell, ReturnedRow
from convergence_cli.exchanging.typed import Broken, Formula, Typed, plain_text
from convergence_cli.language import Text

Key = tuple[str, str]
"""The key of a grid and that of a row."""

_NO_ROW = Text(
    en="nothing: an inserted row belongs to no criterion; write in the row of the criterion",
    fr="rien : une ligne insérée n'a pas de critère ; écrivez dans la ligne du critère",
)
_UNKNOWN_ROW = Text(
    en="nothing: the workbook was made without this row ({key})",
    fr="rien : le classeur a été fait sans cette ligne ({key})",
)
_TWICE = Text(
    en="one value: the row of {criterion} is there twice, and {cell} says '{other}'",
    fr="une seule valeur : la ligne de {criterion} y est deux fois, et {cell} dit « {other} »",
)


@dataclass(frozen=True)
class BadCell:
    """A cell that cannot be taken."""

    place: CellPlace
    found: str
    wanted: Text
    """What is accepted there."""


@dataclass(frozen=True)
class TouchedRow:
    """The row of one criterion, with what a person typed in it."""

    ledger: LedgerRow
    place: CellPlace
    """Of its first cell."""
    cells: Mapping[Field, ReturnedCell]
    """Those that were touched."""
    others: Mapping[Field, ReturnedCell] = field(default_factory=dict)
    """Every input cell of the row, touched or not."""

    def place_of(self, field: Field) -> CellPlace:
        """Return where a field stands; where its column is gone, the row."""
        return self.others[field].place if field in self.others else self.place


def found_text(typed: Typed) -> str:
    """Return what a cell says, as it is told to the person who typed it."""
    if isinstance(typed, Formula | Broken):
        return typed.text
    return plain_text(typed) or ""


def touched_rows(returned: Returned) -> Iterator[TouchedRow | BadCell]:
    """Yield the rows that a person touched, in the order of the ledger, and strange ones first.

    A cell that was locked counts as touched where it holds anything: what it held is not known.
    """
    ledger = {(each.grid, each.row): each for each in returned.ledger}
    rows: dict[Key, list[ReturnedRow]] = {}
    for row in returned.rows:
        if (row.grid, row.key) in ledger:
            rows.setdefault((row.grid, row.key), []).append(row)
        else:
            yield from _stray(row)
    for key, there in rows.items():
        yield from _touched(ledger[key], there)


def missing_criteria(returned: Returned) -> tuple[str, ...]:
    """Return the criteria of which a row is gone from the workbook, in the order of the ledger."""
    there = {(each.grid, each.key) for each in returned.rows}
    gone = (each.row for each in returned.ledger if (each.grid, each.row) not in there)
    return tuple(dict.fromkeys(parts_of(each)[1] for each in gone))


def _stray(row: ReturnedRow) -> Iterator[BadCell]:
    wanted = _UNKNOWN_ROW.fill(key=row.key) if row.key else _NO_ROW
    for key, cell in row.cells.items():
        if key in FIELDS and cell.typed not in {None, ""}:
            yield BadCell(cell.place, found_text(cell.typed), wanted)


def _touched(ledger: LedgerRow, rows: Sequence[ReturnedRow]) -> Iterator[TouchedRow | BadCell]:
    touched: dict[Field, ReturnedCell] = {}
    others: dict[Field, ReturnedCell] = {}
    for key, cells in _by_key(rows).items():
        field = FIELDS[key]
        others[field] = cells[0]
        for cell in cells:
            text = plain_text(cell.typed)
            # What is empty in a copy of a row, and not in the other, was not emptied.
            is_spared = text == "" and any(plain_text(each.typed) != "" for each in cells)
            if is_spared or text == plain_text(ledger.shown.get(key, "")):
                continue
            other = touched.setdefault(field, cell)
            if plain_text(other.typed) != text:
                said = {"cell": other.place.cell, "other": found_text(other.typed)}
                wanted = _TWICE.fill(criterion=parts_of(ledger.row)[1], **said)
                yield BadCell(cell.place, found_text(cell.typed), wanted)
    if touched:
        yield TouchedRow(ledger, rows[0].place, touched, others)


def _by_key(rows: Sequence[ReturnedRow]) -> dict[str, list[ReturnedCell]]:
    """Return the input cells of a row, and of its copies, by the key of their column."""
    found: dict[str, list[ReturnedCell]] = {}
    for row in rows:
        for key, cell in row.cells.items():
            if key in FIELDS:
                found.setdefault(key, []).append(cell)
    return found
