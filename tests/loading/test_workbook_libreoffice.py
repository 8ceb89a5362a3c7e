"""A workbook that LibreOffice opened and saved says the same, cell by cell."""

import datetime
from pathlib import Path
from typing import Any

from convergence_cli.exchanging.typed import Formula
from convergence_cli.loading.workbook_returned import read_workbook
from tests.loading.libreoffice import needs_libreoffice, resaved
from tests.loading.test_workbook_returned import HOSTILE
from tests.loading.workbooks import grid_of, made, saved

# LibreOffice 7 takes the text _x005F_x0041_ for the spelling of another, in every file it saves.
KEPT = tuple(each for each in HOSTILE if "_x005F_" not in each)
VALUES: tuple[tuple[Any, str], ...] = (
    (46203, "General"),
    (2.5, "0.00"),
    (True, "General"),
    (datetime.date(2027, 6, 30), "dd/mm/yyyy"),
    (datetime.datetime(2027, 6, 30, 12, 0), "dd/mm/yyyy hh:mm"),
    (datetime.time(8, 30), "hh:mm"),
    (datetime.timedelta(hours=30), "[h]:mm:ss"),
    ("=1+1", "General"),
)


@needs_libreoffice
def test_libreoffice_changes_nothing_of_what_is_read(tmp_path: Path) -> None:
    rows = {f"medicab/A-{index}": ("A", each, each) for index, each in enumerate(KEPT)}
    book = made(rows)
    sheet = grid_of(book)
    for row, (value, number_format) in enumerate(VALUES, 3):
        sheet.cell(row, 3).value = value
        sheet.cell(row, 3).number_format = number_format
    sheet.row_dimensions[5].hidden = True
    sheet["H9"] = "a note"
    sheet.title = "Renamed"
    file = tmp_path / "form.xlsx"
    file.write_bytes(saved(book))
    before, after = (read_workbook(each) for each in (file, *resaved(tmp_path, file)))
    assert after == before
    assert before.rows[len(VALUES) - 1].cells["level"].typed == Formula("=1+1")
    assert {row.cells["comment"].typed for row in after.rows} == set(KEPT)
