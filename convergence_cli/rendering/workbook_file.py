"""A form as the file of a workbook."""

from collections.abc import Iterable
from datetime import datetime

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.exchanging.form import Form
from convergence_cli.exchanging.forming import READ_ME, SUMMARY
from convergence_cli.exchanging.layout import LEDGER, LISTS, ledger_lines
from convergence_cli.language import Text
from convergence_cli.rendering import words
from convergence_cli.rendering.screen import on_one_line
from convergence_cli.rendering.workbook_archive import archived
from convergence_cli.rendering.workbook_grid import paint_grid
from convergence_cli.rendering.workbook_lists import Lists
from convergence_cli.rendering.workbook_looks import Look, add_looks
from convergence_cli.rendering.workbook_page import Page
from convergence_cli.rendering.workbook_readme import paint_readme
from convergence_cli.rendering.workbook_rows import Painted, Rows
from convergence_cli.rendering.workbook_summary import paint_summary

_SUBJECT = Text(
    en="Convergence: self-assessment and plan, {day}",
    fr="Convergence : auto-évaluation et plan, {day}",
)


def workbook_bytes(form: Form) -> bytes:
    """Return a form as the bytes of an .xlsx file; the same form gives the same bytes."""
    book = Workbook(write_only=True)
    add_looks(book)
    # There is nothing to compute, so nothing to save when it is only looked at.
    book.calculation.fullCalcOnLoad = False
    language, lists = form.language, Lists()
    page = Page(form.title, form.day, language)
    paint_summary(book.create_sheet(SUMMARY.in_(language)), form, lists, page)
    for grid in form.grids:
        paint_grid(book.create_sheet(grid.name), grid, lists, page)
    paint_readme(book.create_sheet(READ_ME.in_(language)), form, page)
    _hide(book.create_sheet(LISTS), lists.rows())
    _hide(
        book.create_sheet(LEDGER),
        ([(text, Look.KEY) for text in line] for line in ledger_lines(form)),
    )
    book.properties = _properties(form)
    return archived(book)


def _hide(sheet: Worksheet, rows: Iterable[Iterable[Painted | None]]) -> None:
    """Write a sheet that nobody sees, not even in the list of hidden ones."""
    sheet.sheet_state = "veryHidden"
    writer = Rows(sheet)
    for row in rows:
        writer.append(row)


def _properties(form: Form) -> DocumentProperties:
    """Return what a file says of itself; its day is that of its figures, never the clock's."""
    day = datetime.fromisoformat(form.day)
    company = on_one_line(form.company)
    return DocumentProperties(
        title=on_one_line(form.title),
        subject=_SUBJECT.fill(day=form.day).in_(form.language),
        creator=company,
        lastModifiedBy=company,
        description=words.SELF_ASSESSMENT.fill(day=form.day).in_(form.language),
        language=form.language.value,
        created=day,
        modified=day,
    )
