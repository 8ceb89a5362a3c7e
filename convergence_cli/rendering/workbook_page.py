"""What every visible sheet has: its printed page, its protection, what stays in view."""

from typing import NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.protection import SheetProtection
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.language import Language
from convergence_cli.rendering import words, workbook_words
from convergence_cli.rendering.screen import on_one_line

_A4, _POINTS = 9, 8
_SIDES, _ENDS, _EDGES = 0.4, 0.65, 0.3
_LONGEST_HEADER = 120


class Page(NamedTuple):
    """What a printed page says of the workbook."""

    title: str
    day: str
    language: Language


def set_up(sheet: Worksheet, page: Page, heading: str = "") -> None:
    """Print a sheet on A4, as wide as the page; lock it, without a password."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = _SIDES
    margins.top = margins.bottom = _ENDS
    margins.header = margins.footer = _EDGES
    sheet.print_options.horizontalCentered = True
    _footer(sheet, page, heading)
    sheet.protection = SheetProtection(
        sheet=True, formatColumns=False, formatRows=False, sort=False, autoFilter=False
    )


def widths(sheet: Worksheet, wide: tuple[float, ...]) -> None:
    """Give the columns their widths, in characters; 0 hides one."""
    for number, width in enumerate(wide, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter] = ColumnDimension(
            sheet, index=letter, width=width or 8, hidden=not width, customWidth=True
        )


def _footer(sheet: Worksheet, page: Page, heading: str) -> None:
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    header.left.text, header.right.text = _printed(page.title), _printed(heading)
    footer.left.text = "&A"
    footer.center.text = _printed(words.AS_OF.fill(day=page.day).in_(page.language))
    footer.right.text = workbook_words.PAGE.in_(page.language)
    for item in (header, footer):
        for part in (item.left, item.center, item.right):
            part.size = _POINTS
    sheet.oddHeader, sheet.oddFooter = header, footer


def _printed(text: str) -> str:
    """Return a text for a header, in which an ampersand begins a command."""
    shown = on_one_line(text)
    cut = shown if len(shown) <= _LONGEST_HEADER else shown[: _LONGEST_HEADER - 1] + "…"
    return cut.replace("&", "&&")


def printed(sheet: Worksheet, n_columns: int, last: int) -> None:
    """Say what of a sheet is printed: all from its first cell on."""
    sheet.print_area = f"A1:{get_column_letter(n_columns)}{last}"
