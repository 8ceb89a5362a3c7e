"""The ledger of a workbook: what it remembers of the day on which it was made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from convergence_cli.exchanging.form import LedgerRow
from convergence_cli.exchanging.layout import LEDGER_TITLE, LOCKED, SHOWN, LedgerLine
from convergence_cli.exchanging.typed import Typed
from convergence_cli.language import Language


@dataclass(frozen=True)
class Ledger:
    """What a workbook showed when it was made."""

    language: Language
    day: str
    versions: Mapping[str, str]
    rows: tuple[LedgerRow, ...]
    grids: frozenset[str]
    """The keys of the sheets to fill in."""


@dataclass
class _Draft:
    """A ledger while its lines are read."""

    day: str = ""
    language: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    inputs: dict[str, Sequence[str]] = field(default_factory=dict)
    rows: list[LedgerRow] = field(default_factory=list)


def version_of(line: Mapping[int, Typed]) -> str | None:
    """Return the version of the ledger that begins so; None where none begins."""
    *title, _ = LEDGER_TITLE
    first = _texts(line) if all(isinstance(each, str) for each in line.values()) else []
    return first[len(title)] if first[:-1] == title else None


def ledger_of_lines(lines: Iterable[Mapping[int, Typed]]) -> Ledger:
    """Return the ledger that some lines say, without its title; stop where they make no sense."""
    draft = _Draft()
    for line in lines:
        kind, *cells = _texts(line)
        _take(LedgerLine(kind), cells, draft)
    if not draft.day:
        raise ValueError(LedgerLine.DAY)
    return Ledger(
        Language(draft.language),
        draft.day,
        draft.versions,
        tuple(draft.rows),
        frozenset(draft.inputs),
    )


def _take(kind: LedgerLine, cells: list[str], draft: _Draft) -> None:
    match kind:
        case LedgerLine.DAY:
            (draft.day,) = cells
        case LedgerLine.LANGUAGE:
            (draft.language,) = cells
        case LedgerLine.VERSION:
            id_, draft.versions[id_] = cells
        case LedgerLine.GRID:
            draft.inputs[cells[0]] = cells[1:]
        case LedgerLine.ROW:
            draft.rows.append(_row(cells, draft.inputs))
        case _:
            assert_never(kind)


def _row(cells: list[str], inputs: Mapping[str, Sequence[str]]) -> LedgerRow:
    grid, key, meaning, *told = cells
    shown = {
        column: text.removeprefix(SHOWN)
        for column, text in zip(inputs[grid], told, strict=True)
        if text != LOCKED
    }
    if any(not text.startswith(SHOWN) for text in told if text != LOCKED):
        raise ValueError(key)
    return LedgerRow(grid, key, meaning, shown)


def _texts(line: Mapping[int, Typed]) -> list[str]:
    """Return the cells of a line, those between them that are empty included."""
    if not all(isinstance(each, str) for each in line.values()):
        raise TypeError(line)
    return [str(line.get(column, "")) for column in range(1, max(line, default=0) + 1)]
