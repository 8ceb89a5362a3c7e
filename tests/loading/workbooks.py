"""Workbooks to read, made with plain openpyxl: what a person may have done is done to them."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.errors import ConvergenceError
from convergence_cli.exchanging.layout import LEDGER_TITLE, MARK, escaped
from convergence_cli.exchanging.returned import Returned
from convergence_cli.loading.workbook_returned import read_workbook

GRID = "interop"
COLUMNS = ("criterion", "level", "comment")
INPUTS = ("level", "comment")
ROWS: Mapping[str, Sequence[Any]] = {
    "medicab/A-1": ("A-1 Transport", "2 · Yellow", "TLS"),
    "medicab/A-2": ("A-2 Content", "", ""),
    "/S-1": ("S-1 Strategy", "3 · Green", "as decided"),
}


def made(rows: Mapping[str, Sequence[Any]] = ROWS) -> Workbook:
    """Return a workbook of one grid and its ledger, as it leaves."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Interopérabilité"
    _write(sheet, 1, (f"{MARK}{GRID}", *COLUMNS))
    _write(sheet, 2, ("", "Criterion", "Level", "Comment"))
    for number, (key, cells) in enumerate(rows.items(), 3):
        _write(sheet, number, (key, *cells))
    sheet.row_dimensions[1].hidden = True
    sheet.column_dimensions["A"].hidden = True
    ledger = book.create_sheet("convergence")
    for number, line in enumerate(_ledger(rows), 1):
        _write(ledger, number, line)
    ledger.sheet_state = "veryHidden"
    return book


def _ledger(rows: Mapping[str, Sequence[Any]]) -> list[Sequence[str]]:
    return [
        LEDGER_TITLE,
        ("day", "2026-11-22"),
        ("language", "en"),
        ("version", GRID, "2026.1"),
        ("grid", GRID, *INPUTS),
        *(
            ("row", GRID, key, "same", *(f":{each}" for each in cells[1:]))
            for key, cells in rows.items()
        ),
    ]


def _write(sheet: Worksheet, row: int, values: Sequence[Any]) -> None:
    for column, value in enumerate(values, 1):
        if value != "":
            put(sheet, row, column, value)


def put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    """Write a value; a text stays text, spelled as the format wants it."""
    cell = sheet.cell(row, column)
    cell.value = escaped(value) if isinstance(value, str) else value
    if isinstance(value, str):
        # Past openpyxl's own guesses: what begins with = is a text here.
        cell.data_type = "s"


def grid_of(book: Workbook) -> Worksheet:
    """Return the sheet to fill in."""
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_parts(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return a workbook some of whose parts were changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def read(folder: Path, content: bytes | Workbook) -> Returned:
    """Read a workbook back."""
    file = folder / "form.xlsx"
    file.write_bytes(content if isinstance(content, bytes) else saved(content))
    return read_workbook(file)


def refused(folder: Path, content: bytes | Workbook) -> str:
    """Return what is said of a file that is refused, in both languages, with what to do."""
    with pytest.raises(ConvergenceError) as caught:
        read(folder, content)
    message, hint = caught.value.message, caught.value.hint
    assert hint is not None
    assert all("form.xlsx" in each for each in message)
    return "\n".join((*message, *hint))
