"""A workbook that came back: from a foreign file to cells with their places."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import ParseError

from convergence_cli.exchanging.forming import READ_ME, SUMMARY
from convergence_cli.exchanging.layout import LEDGER_TITLE, LISTS
from convergence_cli.exchanging.returned import CellPlace, Returned
from convergence_cli.language import Text
from convergence_cli.loading.workbook_archive import UNREADABLE
from convergence_cli.loading.workbook_cells import Line, lines_of
from convergence_cli.loading.workbook_grid import Sheet, grid_of
from convergence_cli.loading.workbook_guard import guarded
from convergence_cli.loading.workbook_ledger import ledger_of_lines, version_of
from convergence_cli.loading.workbook_parts import Book
from convergence_cli.loading.workbook_refusal import MAKE_ONE, damage, refusal

_DAMAGES = (ParseError, LookupError, TypeError, ArithmeticError, *UNREADABLE)
"""What reading a well-formed part raises that does not say what a workbook's should.

Broad on purpose, and caught in one place: the parts are foreign, each of them may lack or garble
any name, number or link, and to foresee each would be to write the format down again.
"""
_NOT_OURS = Text(
    en="it was not made by convergence export: it has no sheet that remembers what it showed",
    fr="il n'a pas été fait par convergence export : aucune feuille n'y garde ce qu'il montrait",
)
_OTHER_VERSION = Text(
    en="its form has version {theirs}, and this convergence reads version {ours}",
    fr="son formulaire est en version {theirs}, et ce convergence lit la version {ours}",
)
_SAME_VERSION = Text(
    en="use the convergence that made it, or copy the changes into a new export",
    fr="utilisez le convergence qui l'a fait, ou recopiez les changements dans un nouvel export",
)
_ODD = Text(en="its parts do not fit together", fr="ses parties ne vont pas ensemble")


def read_workbook(file: Path) -> Returned:
    """Return what a workbook says; stop where it is none of ours."""
    package = guarded(file)
    try:
        return _returned(file, _sheets(Book(package)))
    except _DAMAGES as error:
        raise damage(file, _ODD) from error


def _sheets(book: Book) -> list[Sheet]:
    return [Sheet(title, _merged(lines_of(book, part))) for title, part in book.sheets]


def _merged(lines: Iterable[tuple[int, Line]]) -> dict[int, Line]:
    """Return the rows of a sheet from the top down, each once."""
    found: dict[int, Line] = {}
    for number, line in lines:
        found.setdefault(number, {}).update(line)
    return dict(sorted(found.items()))


def _returned(file: Path, sheets: Sequence[Sheet]) -> Returned:
    ledger_sheet = next((each for each in sheets if _version(each) is not None), None)
    if ledger_sheet is None:
        raise refusal(file, _NOT_OURS, MAKE_ONE)
    version = _version(ledger_sheet)
    if version != LEDGER_TITLE[-1]:
        other = _OTHER_VERSION.fill(theirs=version, ours=LEDGER_TITLE[-1])
        raise refusal(file, other, _SAME_VERSION)
    ledger = ledger_of_lines(list(ledger_sheet.lines.values())[1:])
    idle = {LISTS, *(each.in_(ledger.language) for each in (SUMMARY, READ_ME))}
    others = [each for each in sheets if each is not ledger_sheet and each.title not in idle]
    grids = [grid for each in others if (grid := grid_of(each, ledger.grids)) is not None]
    return Returned(
        ledger.language,
        ledger.day,
        ledger.versions,
        ledger.rows,
        tuple(row for each in grids for row in each.rows()),
        tuple(_strangers(others, ledger.grids)),
    )


def _version(sheet: Sheet) -> str | None:
    first = next(iter(sheet.lines.values()), None)
    return None if first is None else version_of(first)


def _strangers(sheets: Iterable[Sheet], grids: frozenset[str]) -> Iterator[CellPlace]:
    for sheet in sheets:
        grid = grid_of(sheet, grids)
        if grid is not None:
            yield from grid.strangers()
        elif sheet.first_place is not None:
            yield sheet.first_place
