"""A form as the file of a workbook."""

from collections.abc import Iterable
from datetime import datetime

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties

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
    names = (SUMMARY.in_(language), *(each.name for each in form.grids), READ_ME.in_(language))
    sheets = [Rows(book.create_sheet(each)) for each in (*names, LISTS, LEDGER)]
    summary, *grids, readme, listed, ledger = sheets
    paint_summary(summary, form, lists, page)
    for rows, grid in zip(grids, form.grids, strict=True):
        paint_grid(rows, grid, lists, page)
    paint_readme(readme, form, page)
    _hide(listed, lists.rows())
    _hide(ledger, ([(text, Look.KEY) for text in line] for line in ledger_lines(form)))
    book.properties = _properties(form)
    return archived(book, sheets)


def _hide(rows: Rows, lines: Iterable[Iterable[Painted | None]]) -> None:
    """Write a sheet that nobody sees, not even in the list of hidden ones."""
    rows.sheet.sheet_state = "veryHidden"
    for line in lines:
        rows.append(line)


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
