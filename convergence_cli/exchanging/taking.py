"""What is taken of a workbook that came back: what a person changed, three ways, cell by cell.

What a cell says is compared with what it said when the workbook was made, and so is what the
workspace says now: what one side changed is taken, what both changed is a conflict.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from convergence_cli.exchanging.asked import Asked
from convergence_cli.exchanging.field import Field, Value, is_faithful, read, shown
from convergence_cli.exchanging.filled import (
    Unfit,
    answer_values,
    answer_with,
    entry_with,
    plan_values,
)
from convergence_cli.exchanging.form import PLAN, parts_of
from convergence_cli.exchanging.returned import CellPlace, Returned, ReturnedCell
from convergence_cli.exchanging.touched import (
    BadCell,
    TouchedRow,
    found_text,
    missing_criteria,
    touched_rows,
)
from convergence_cli.exchanging.typed import Refused, plain_text
from convergence_cli.language import Text
from convergence_cli.model.workspace import Answer, PlanEntry

_GONE = Text(
    en="nothing: {criterion} is not asked any more (convergence explain {criterion})",
    fr="rien : {criterion} n'est plus demandé (convergence explain {criterion})",
)
_REDEFINED = Text(
    en="an answer to {criterion} as it is now: its definition changed since; export anew",
    fr="une réponse à {criterion} tel qu'il est : sa définition a changé ; exportez à nouveau",
)
_LOCKED = Text(
    en="what was there: no cell can hold this value whole, so it is edited in its YAML file",
    fr="ce qui y était : aucune cellule ne tient cette valeur entière ; modifiez son fichier YAML",
)


class Side(StrEnum):
    """Which side is right where both changed the same."""

    OURS = "ours"
    """The workspace."""
    THEIRS = "theirs"
    """The workbook."""


class Conflict(NamedTuple):
    """A cell that changed on both sides."""

    place: CellPlace
    holder: str
    """A product's id; the empty text for the company."""
    criterion: str
    field: Field
    exported: str
    here: str
    typed: str


class ChangedCell(NamedTuple):
    """What one cell changes."""

    place: CellPlace
    field: Field
    before: str
    after: str


class Change(NamedTuple):
    """What one row makes of an answer, or of an entry of the plan."""

    holder: str
    criterion: str
    made: Answer | PlanEntry | None
    """None takes away what is there."""
    is_plan: bool
    cells: tuple[ChangedCell, ...]


@dataclass(frozen=True)
class Taken:
    """What comes of a workbook; where there are bad cells or conflicts, nothing is written."""

    changes: tuple[Change, ...]
    bad: tuple[BadCell, ...]
    conflicts: tuple[Conflict, ...]
    settled: tuple[Conflict, ...]
    """Conflicts that were decided by the side that is right."""
    missing: tuple[str, ...]
    """The criteria whose rows are gone from the workbook: nothing of them changes."""

    def answers(self, holder: str) -> dict[str, Answer | None]:
        """Return the answers that a product, or the company, is given, by criterion."""
        mine = (each for each in self.changes if each.holder == holder and not each.is_plan)
        return {each.criterion: each.made for each in mine if not isinstance(each.made, PlanEntry)}

    def entries(self, holder: str) -> dict[str, PlanEntry | None]:
        """Return the entries that a plan is given, by criterion."""
        mine = (each for each in self.changes if each.holder == holder and each.is_plan)
        return {each.criterion: each.made for each in mine if not isinstance(each.made, Answer)}

    @property
    def holders(self) -> tuple[str, ...]:
        """Whose answers or plans change, the company first."""
        return tuple(sorted({each.holder for each in self.changes}))


def taken(returned: Returned, asked: Mapping[str, Asked], preferred: Side | None = None) -> Taken:
    """Return what a workbook changes; `asked` are the criteria as they are now, by key of a row."""
    found = [
        outcome
        for row in touched_rows(returned)
        for outcome in (
            [row] if isinstance(row, BadCell) else _of_row(row, asked, returned, preferred)
        )
    ]
    conflicts = tuple(each for each in found if isinstance(each, Conflict))
    return Taken(
        tuple(each for each in found if isinstance(each, Change)),
        tuple(each for each in found if isinstance(each, BadCell)),
        conflicts if preferred is None else (),
        () if preferred is None else conflicts,
        missing_criteria(returned),
    )


def _of_row(
    row: TouchedRow, asked: Mapping[str, Asked], returned: Returned, preferred: Side | None
) -> Iterator[BadCell | Conflict | Change]:
    now = asked.get(row.ledger.row)
    if now is None or now.meaning != row.ledger.meaning:
        wanted = (_GONE if now is None else _REDEFINED).fill(criterion=parts_of(row.ledger.row)[1])
        yield from (_bad(each, wanted) for each in row.cells.values())
        return
    # The words of a workbook are those of the language in which it was made.
    now = replace(now, context=replace(now.context, language=returned.language))
    changed: dict[Field, Value] = {}
    is_whole = True
    for field in row.cells:
        outcome = _of_cell(field, row, now)
        if isinstance(outcome, BadCell):
            # What the rest of its row comes to is not known, so nothing is said of it.
            is_whole = False
            yield outcome
        elif outcome is not None:
            value, conflict = outcome
            if conflict is not None:
                yield conflict
            if conflict is None or preferred is Side.THEIRS:
                changed[field] = value
    if changed and is_whole:
        yield _change(row, now, changed)


class _Outcome(NamedTuple):
    value: Value
    conflict: Conflict | None


def _of_cell(field: Field, row: TouchedRow, now: Asked) -> BadCell | _Outcome | None:
    """Return what becomes of one cell; none where nothing does."""
    cell, context = row.cells[field], now.context
    stored = _values(row, now)[field]
    here = shown(field, stored, context)
    if field not in row.ledger.shown:
        is_as_here = plain_text(cell.typed) == plain_text(now.cut(here))
        return None if is_as_here else _bad(cell, _LOCKED)
    value = read(field, cell.typed, context)
    if isinstance(value, Refused):
        return _bad(cell, value.wanted)
    exported = row.ledger.shown[field]
    was, is_ = (read(field, each, context) for each in (exported, here))
    is_certain = is_faithful(field, stored, context)
    if value == was or (is_certain and value == is_):
        return None
    if is_certain and was == is_:
        return _Outcome(value, None)
    typed = found_text(cell.typed)
    places = (cell.place, now.subject.id, now.criterion.id)
    return _Outcome(value, Conflict(*places, field, exported, here, typed))


def _values(row: TouchedRow, now: Asked) -> Mapping[Field, Value]:
    return plan_values(now.entry) if row.ledger.grid == PLAN else answer_values(now.own)


def _change(row: TouchedRow, now: Asked, changed: Mapping[Field, Value]) -> Change | BadCell:
    is_plan = row.ledger.grid == PLAN
    made = entry_with(now.entry, changed) if is_plan else answer_with(now.own, changed)
    if isinstance(made, Unfit):
        cell = row.others.get(made.field)
        found = "" if cell is None else found_text(cell.typed)
        return BadCell(row.place_of(made.field), found, made.wanted)
    was = _values(row, now)
    cells = tuple(
        ChangedCell(
            row.cells[field].place,
            field,
            shown(field, was[field], now.context),
            shown(field, value, now.context),
        )
        for field, value in changed.items()
    )
    return Change(now.subject.id, now.criterion.id, made, is_plan, cells)


def _bad(cell: ReturnedCell, wanted: Text) -> BadCell:
    return BadCell(cell.place, found_text(cell.typed), wanted)
