"""A sheet to fill in: one questionnaire, or the plan."""

from collections.abc import Iterator, Sequence
from itertools import chain

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.exchanging.form import PLAN, Cell, Column, Grid, Row
from convergence_cli.exchanging.layout import FIRST_ROW, HEADERS_ROW, KEY_COLUMN, MARK
from convergence_cli.rendering import workbook_page
from convergence_cli.rendering.screen import visible
from convergence_cli.rendering.workbook_choices import colouring, validation
from convergence_cli.rendering.workbook_lists import Lists
from convergence_cli.rendering.workbook_looks import COLOURED, Look
from convergence_cli.rendering.workbook_page import Page
from convergence_cli.rendering.workbook_rows import Painted, Rows, height_of, lines_of

WIDTHS = {
    "subject": 15.0,
    "questionnaire": 17.0,
    "criterion": 12.5,
    "axis": 16.0,
    "strength": 9.0,
    "title": 28.0,
    "levels": 46.0,
    "current": 13.5,
    "expected": 13.5,
    "target": 13.5,
    "gap": 7.0,
    "inherited": 15.0,
    "level": 14.0,
    "reason": 22.0,
    "comment": 32.0,
    "evidence": 36.0,
    "by": 11.5,
    "steps": 15.0,
    "target_not_applicable": 12.0,
    "owner": 13.0,
    "effort": 11.0,
    "ticket": 22.0,
    "plan_comment": 30.0,
}
"""In characters, by key of a column."""
_USUAL_WIDTH = 20.0
_SHORT = frozenset(("strength", "inherited", "gap", "current", "expected", "target"))
_FROZEN_AFTER = "criterion"
_NAVY, _GREEN = "1F3A5F", "15803D"
_FILL, _NARROW_FILL, _NARROW = 1.2, 1.1, 28.0
"""How many letters stand where a column has room for one digit; in a narrow one, fewer, since words
are not cut."""
_HEADER_LINES = 2


def paint_grid(rows: Rows, grid: Grid, lists: Lists, page: Page) -> None:
    """Paint one grid."""
    sheet, keys = rows.sheet, [each.key for each in grid.columns]
    wide = tuple(WIDTHS.get(key, _USUAL_WIDTH) for key in keys)
    sheet.sheet_properties.tabColor = _GREEN if grid.key == PLAN else _NAVY
    workbook_page.set_up(sheet, page, grid.title)
    workbook_page.widths(sheet, (0, *wide))
    _keep_in_view(sheet, keys)
    rows.append_hidden([_key(f"{MARK}{grid.key}"), *(_key(each) for each in keys)])
    rows.append(
        [_key(""), *((visible(each.title), Look.HEADER) for each in grid.columns)],
        height_of(_HEADER_LINES),
    )
    for row in grid.rows:
        rows.append(_painted(row, grid.columns), _height(row, wide))
    _guide(sheet, grid, lists, page)
    _bound(sheet, len(keys), rows.written)


def _painted(row: Row, columns: Sequence[Column]) -> Iterator[Painted]:
    cells = zip(columns, row.cells, strict=True)
    return chain((_key(row.key),), (_cell(column, cell) for column, cell in cells))


def _cell(column: Column, cell: Cell) -> Painted:
    if cell.is_input:
        return cell.shown, Look.INPUT if column.offered is None else Look.CHOICE
    # In a column that is filled in, a locked cell too is looked at when it comes back.
    is_plain = isinstance(cell.shown, str) and not column.is_input
    shown = visible(str(cell.shown)) if is_plain else cell.shown
    if cell.colour is not None:
        return shown, COLOURED[cell.colour]
    return shown, Look.SHORT if column.key in _SHORT else Look.TEXT


def _key(key: str) -> Painted:
    return key, Look.KEY


def _height(row: Row, wide: Sequence[float]) -> float:
    lines = (
        lines_of(cell.shown, width * (_FILL if width >= _NARROW else _NARROW_FILL))
        for cell, width in zip(row.cells, wide, strict=True)
        if isinstance(cell.shown, str)
    )
    return height_of(max(lines, default=1))


def _keep_in_view(sheet: Worksheet, keys: Sequence[str]) -> None:
    frozen = keys.index(_FROZEN_AFTER) + 1 if _FROZEN_AFTER in keys else 0
    letter = get_column_letter(KEY_COLUMN + frozen + 1)
    sheet.freeze_panes = f"{letter}{FIRST_ROW}"
    sheet.sheet_view.zoomScale = 90


def _guide(sheet: Worksheet, grid: Grid, lists: Lists, page: Page) -> None:
    last = FIRST_ROW + len(grid.rows) - 1
    for number, column in enumerate(grid.columns, KEY_COLUMN + 1):
        if not column.is_input or not grid.rows:
            continue
        letter = get_column_letter(number)
        place = f"{letter}{FIRST_ROW}:{letter}{last}"
        sheet.data_validations.append(validation(column, grid, place, lists, page.language))
        for rule in colouring(column, grid):
            sheet.conditional_formatting.add(place, rule)


def _bound(sheet: Worksheet, n_columns: int, last: int) -> None:
    """Say what is filtered, printed, and repeated on each page."""
    first, end = get_column_letter(KEY_COLUMN + 1), get_column_letter(KEY_COLUMN + n_columns)
    # The keys are sorted along with their rows.
    sheet.auto_filter.ref = f"{get_column_letter(KEY_COLUMN)}{HEADERS_ROW}:{end}{last}"
    sheet.print_area = f"{first}{HEADERS_ROW}:{end}{last}"
    sheet.print_title_rows = f"{HEADERS_ROW}:{HEADERS_ROW}"
