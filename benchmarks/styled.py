"""What openpyxl alone needs: a workbook of some styled cells, as its manual writes one."""

from typing import IO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, NamedStyle, PatternFill, Side

_COLUMNS = 12
_TEXT = "TLS et SOAP en place, il manque encore l'assertion d'identité"


def write_styled(n_cells: int, file: IO[bytes]) -> None:
    """Write a workbook of some cells of text, all in one named style."""
    book = Workbook()
    sheet = book.create_sheet()
    line = Side("thin", color="D5DBE5")
    style = NamedStyle(
        "styled",
        fill=PatternFill("solid", fgColor="FFF9DB"),
        border=Border(left=line, right=line, top=line, bottom=line),
        alignment=Alignment("left", "top", wrap_text=True),
    )
    book.add_named_style(style)
    for number in range(n_cells):
        cell = sheet.cell(number // _COLUMNS + 1, number % _COLUMNS + 1, _TEXT)
        cell.style = "styled"
    book.save(file)
