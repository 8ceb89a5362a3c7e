"""What is read of a workbook that came back: each cell, and where it stands as a person sees it."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from convergence_cli.exchanging.form import LedgerRow
from convergence_cli.exchanging.returned import CellPlace, Returned
from convergence_cli.exchanging.typed import Broken, Formula, Typed
from convergence_cli.language import Language
from tests.loading.workbooks import (
    COLUMNS,
    GRID,
    ROWS,
    grid_of,
    made,
    put,
    read,
    refused,
    saved,
    with_parts,
)

TITLE = "Interopérabilité"
SHEET = "xl/worksheets/sheet1.xml"
HOSTILE = (
    " blanks ",
    "two\nlines\n",
    "_x0041_",
    "_x005F_x0041_ _x000D_",
    "=1+1",
    "'quoted",
    "+33 1",
    "<b>&amp;</b> ]]>",
    "x" * 10_000,
    "💊 \u202eright to left\u202c",
    "\t\u00a0",
    "1E5",
    "2027-06-30",
    "TRUE",
    "#REF!",
)

KEYED = '<c r="A9" t="inlineStr"><is><t>x/Y</t></is></c>'


def typed_of(returned: Returned) -> dict[str, dict[str, Typed]]:
    """Return what was typed in each column of each row."""
    return {row.key: {key: cell.typed for key, cell in row.cells.items()} for row in returned.rows}


def places_of(returned: Returned, column: str) -> dict[str, str]:
    """Return where the cells of a column stand, by row."""
    return {row.key: row.cells[column].place.cell for row in returned.rows}


def expected(rows: Mapping[str, Any] = ROWS) -> dict[str, dict[str, Typed]]:
    return {
        key: {column: cell or None for column, cell in zip(COLUMNS, cells, strict=True)}
        for key, cells in rows.items()
    }


def with_row(row: str) -> bytes:
    """Return a workbook with a row as some other program may write it."""

    def change(parts: dict[str, bytes]) -> None:
        end = b"</sheetData>"
        parts[SHEET] = parts[SHEET].replace(end, row.encode() + end)

    return with_parts(saved(made()), change)


def level_of(folder: Path, value: Any, number_format: str = "General") -> Typed:
    """Return what is read of a value typed as the level of the first row."""
    book = made()
    cell = grid_of(book)["C3"]
    cell.value, cell.number_format = value, number_format
    return typed_of(read(folder, book))["medicab/A-1"]["level"]


def test_a_workbook_reads_back_as_it_was_made(tmp_path: Path) -> None:
    returned = read(tmp_path, made())
    assert (returned.language, returned.day) == (Language.EN, "2026-11-22")
    assert returned.versions == {GRID: "2026.1"}
    assert returned.ledger == tuple(
        LedgerRow(GRID, key, "same", {"level": cells[1], "comment": cells[2]})
        for key, cells in ROWS.items()
    )
    assert typed_of(returned) == expected()
    assert places_of(returned, "level") == {"medicab/A-1": "C3", "medicab/A-2": "C4", "/S-1": "C5"}
    assert {row.place for row in returned.rows} == {CellPlace(TITLE, f"B{n}") for n in (3, 4, 5)}
    assert returned.strangers == ()


def test_rows_are_sorted_hidden_and_filtered(tmp_path: Path) -> None:
    book = made(dict(list(ROWS.items())[::-1]))
    sheet = grid_of(book)
    sheet.row_dimensions[4].hidden = True
    sheet.auto_filter.ref = "B2:D5"
    returned = read(tmp_path, book)
    assert typed_of(returned) == expected()
    assert places_of(returned, "comment")["medicab/A-1"] == "D5"


def test_rows_and_columns_are_inserted_before_everything(tmp_path: Path) -> None:
    book = made()
    sheet = grid_of(book)
    sheet.insert_cols(1, 2)
    sheet.insert_rows(1, 3)
    sheet["A2"] = "Our plan"
    returned = read(tmp_path, book)
    assert typed_of(returned) == expected()
    assert places_of(returned, "level")["medicab/A-1"] == "E6"
    assert returned.strangers == (CellPlace(TITLE, "A2"),)


def test_columns_are_moved_and_the_column_of_keys_with_them(tmp_path: Path) -> None:
    book = made()
    sheet = grid_of(book)
    sheet.move_range("A1:A5", cols=5)
    sheet.move_range("C1:C5", cols=6)
    returned = read(tmp_path, book)
    assert typed_of(returned) == expected()
    assert places_of(returned, "level")["/S-1"] == "I5"


def test_a_deleted_column_and_a_deleted_row_are_not_there(tmp_path: Path) -> None:
    book = made()
    grid_of(book).delete_cols(4)
    grid_of(book).delete_rows(4)
    typed = typed_of(read(tmp_path, book))
    assert typed["/S-1"] == {"criterion": "S-1 Strategy", "level": "3 · Green"}
    assert list(typed) == ["medicab/A-1", "/S-1"]


def test_a_row_that_was_inserted_has_no_key_and_an_empty_one_is_none(tmp_path: Path) -> None:
    book = made()
    sheet = grid_of(book)
    sheet.insert_rows(4, 2)
    sheet["C5"], sheet["C4"] = "3 · Green", "  "
    inserted = [row for row in read(tmp_path, book).rows if not row.key]
    assert [(row.place.cell, row.cells["level"].typed) for row in inserted] == [("B5", "3 · Green")]


def test_rows_without_headers_are_all_read(tmp_path: Path) -> None:
    book = made()
    grid_of(book).delete_rows(2)
    assert typed_of(read(tmp_path, book)) == expected()


def test_sheets_are_renamed_moved_and_added(tmp_path: Path) -> None:
    book = made()
    grid_of(book).title = "À remplir"
    book["convergence"].title = "hidden"
    book.move_sheet("hidden", -1)
    book.create_sheet("Empty")
    added = book.create_sheet("Notes", 0)
    added["C4"], added["B5"] = "to be asked", "more"
    grid_of(book)
    returned = read(tmp_path, book)
    assert typed_of(returned) == expected()
    assert {row.place.sheet for row in returned.rows} == {"À remplir"}
    assert returned.strangers == (CellPlace("Notes", "C4"),)


def test_a_column_without_a_key_is_told_by_its_first_cell(tmp_path: Path) -> None:
    book = made()
    sheet = grid_of(book)
    sheet["F4"], sheet["F5"], sheet["G5"], sheet["XFD1048576"] = "see Anna", "x", " ", "far"
    assert read(tmp_path, book).strangers == (
        CellPlace(TITLE, "F4"),
        CellPlace(TITLE, "XFD1048576"),
    )


def test_a_sheet_of_ours_without_anything_to_fill_in_is_no_stranger(tmp_path: Path) -> None:
    book = made()
    for title in ("Summary", "Read me", "convergence.lists"):
        book.create_sheet(title)["B2"] = "something"
    foreign = book.create_sheet("Other")
    foreign["A1"], foreign["A200"] = "convergence:another-form", f"convergence:{GRID}"
    assert read(tmp_path, book).strangers == (CellPlace("Other", "A1"),)


def test_what_is_there_twice_comes_twice_with_each_place(tmp_path: Path) -> None:
    book = made()
    book.copy_worksheet(grid_of(book)).title = "Copy"
    sheet = grid_of(book)
    put(sheet, 6, 1, "/S-1")
    put(sheet, 6, 3, "0 · Red")
    put(sheet, 1, 5, "level")
    put(sheet, 4, 5, "1 · Orange")
    returned = read(tmp_path, book)
    levels = [
        (f"{cell.place.sheet}!{cell.place.cell}", cell.typed)
        for row in returned.rows
        if row.key in {"/S-1", "medicab/A-2"} and (cell := row.cells.get("level")) is not None
    ]
    assert levels == [
        (f"{TITLE}!C4", None),
        (f"{TITLE}!E4", "1 · Orange"),
        (f"{TITLE}!C5", "3 · Green"),
        (f"{TITLE}!C6", "0 · Red"),
        ("Copy!C4", None),
        ("Copy!C5", "3 · Green"),
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "typed"),
    [
        (datetime.datetime(2027, 6, 30), "dd/mm/yyyy", datetime.date(2027, 6, 30)),
        (datetime.date(2027, 6, 30), '[$-40C]d" "mmmm" "yyyy', datetime.date(2027, 6, 30)),
        (46203, "yyyy-mm-dd", datetime.date(2026, 6, 30)),
        (46203, "General", 46203),
        (46203.5, "yyyy-mm-dd hh:mm", "2026-06-30 12:00:00"),
        (datetime.time(8, 30), "hh:mm", "08:30:00"),
        (datetime.timedelta(hours=30), "[h]:mm:ss", "1 day, 6:00:00"),
        (-4, "yyyy-mm-dd", datetime.date(1899, 12, 26)),
        (10**12, "yyyy-mm-dd", 10**12),
        (2, "0.00", 2),
        (2.5, "0.00", 2.5),
        (0.25, "0%", 0.25),
        (True, "General", True),
        (False, "General", False),
        ("=1+1", "General", Formula("=1+1")),
        ("=TRUE()", "General", True),
        ('=HYPERLINK("https://x")', "General", Formula('=HYPERLINK("https://x")')),
        (ArrayFormula("C3:C4", "=B3:B4"), "General", Formula("=B3:B4")),
        (DataTableFormula("C3:C4", r1="B1"), "General", Formula("=…")),
        ("#REF!", "General", Broken("#REF!")),
        (
            CellRichText("a ", TextBlock(InlineFont(b=True), "bold"), " end"),
            "General",
            "a bold end",
        ),
    ],
)
def test_each_kind_of_value_is_read_as_what_it_is(
    tmp_path: Path, value: Any, number_format: str, typed: Typed
) -> None:
    found = level_of(tmp_path, value, number_format)
    assert found == typed
    assert type(found) is type(typed)


def test_days_are_counted_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    book = made()
    book.epoch = CALENDAR_MAC_1904
    grid_of(book)["C3"].value = datetime.date(2027, 6, 30)
    assert typed_of(read(tmp_path, book))["medicab/A-1"]["level"] == datetime.date(2027, 6, 30)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_back(tmp_path: Path, text: str) -> None:
    rows = {"medicab/A-1": ("A-1", "", text)}
    returned = read(tmp_path, made(rows))
    assert typed_of(returned)["medicab/A-1"]["comment"] == text
    assert returned.ledger[0].shown["comment"] == text


def test_texts_are_shared_or_not_with_their_runs_and_without_how_they_are_spoken(
    tmp_path: Path,
) -> None:
    def change(parts: dict[str, bytes]) -> None:
        namespace = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        parts["xl/sharedStrings.xml"] = (
            b"<sst %s><si><t>_x005F_x0041_</t></si><si><r><t>ru</t></r><rPh><t>no</t></rPh>"
            b"<r><t>ns</t></r></si></sst>" % namespace
        )
        links = parts["xl/_rels/workbook.xml.rels"]
        link = (
            b'<Relationship Id="rId99" Target="sharedStrings.xml" Type="http://schemas.'
            b'openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></'
        )
        if b"sharedStrings" not in links:
            parts["xl/_rels/workbook.xml.rels"] = links.replace(b"</", link)
        sheet = parts[SHEET]
        parts[SHEET] = sheet.replace(
            b"</sheetData>",
            b'<row r="9"><c r="A9" t="inlineStr"><is><t>x/Y</t></is></c>'
            b'<c t="s"><v>0</v></c><c t="s"><v>1</v></c>'
            b'<c t="str"><v>_xD83D__xDC8A__xD83D_</v></c></row></sheetData>',
        )

    typed = typed_of(read(tmp_path, with_parts(saved(made()), change)))
    assert list(typed["x/Y"].values()) == ["_x0041_", "runs", "💊\ufffd"]


def test_a_strict_workbook_is_read_like_any_other(tmp_path: Path) -> None:
    usual, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"

    def change(parts: dict[str, bytes]) -> None:
        for name, part in parts.items():
            named = part.replace(usual + b"spreadsheetml/2006/", strict + b"spreadsheetml/")
            parts[name] = named.replace(
                usual + b"officeDocument/2006/", strict + b"officeDocument/"
            )
        parts[SHEET] = parts[SHEET].replace(
            b"</sheetData>",
            b'<row r="9"><c r="A9" t="inlineStr"><is><t>x/Y</t></is></c>'
            b'<c r="C9" t="d"><v>2027-06-30T00:00:00</v></c></row></sheetData>',
        )

    typed = typed_of(read(tmp_path, with_parts(saved(made()), change)))
    assert typed.pop("x/Y")["level"] == datetime.date(2027, 6, 30)
    assert typed == expected()


def test_a_workbook_without_a_ledger_is_none_of_ours(tmp_path: Path) -> None:
    book = made()
    del book["convergence"]
    said = refused(tmp_path, book)
    assert "was not made by convergence export" in said
    assert "convergence export --format xlsx" in said
    assert "was not made by convergence export" in refused(tmp_path, Workbook())


def test_a_ledger_of_another_version_is_refused_with_both(tmp_path: Path) -> None:
    book = made()
    book["convergence"]["C1"].value = "7"
    assert "has version 7, and this convergence reads version 1" in refused(tmp_path, book)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("A2", "night"),
        ("A2", None),
        ("B3", "de"),
        ("B6", "elsewhere"),
        ("E6", "no mark"),
        ("F6", None),
        ("G6", ":more"),
        ("B2", 46203),
    ],
)
def test_a_ledger_that_makes_no_sense_is_refused(tmp_path: Path, cell: str, value: Any) -> None:
    book = made()
    book["convergence"][cell].value = value
    assert "do not fit together" in refused(tmp_path, book)


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        ('<c r="C9"><v>1e999</v></c>', Broken("1e999")),
        ('<c r="C9"><v>123456789012345678901</v></c>', 1.2345678901234568e20),
        ('<c r="C9" s="77"><v>2</v></c>', 2),
        ('<c r="C9" t="d"><v>2027-06-30</v></c>', datetime.date(2027, 6, 30)),
        ('<c r="C9" t="d"><v>08:30:00</v></c>', "08:30:00"),
        ('<c r="C9" t="s"><v> </v></c>', None),
        ('<c r="C9" t="inlineStr"/>', None),
        ('<x/><c r="C9"><v>2</v></c><x/>', 2),
    ],
)
def test_odd_cells_of_other_programs_are_read(tmp_path: Path, cell: str, typed: Typed) -> None:
    returned = read(tmp_path, with_row(f'<row r="9">{KEYED}{cell}</row>'))
    assert typed_of(returned)["x/Y"]["level"] == typed


@pytest.mark.parametrize(
    "row",
    [
        '<row r="9"><c r="XFE9"><v>1</v></c></row>',
        '<row r="1048577"><c><v>1</v></c></row>',
        '<row r="0"><c><v>1</v></c></row>',
        '<row r="9"><c r="C8"><v>1</v></c></row>',
        '<row r="9"><c r="c9"><v>1</v></c></row>',
        '<row r="9"><c t="s"><v>-1</v></c></row>',
        '<row r="9"><c t="s"><v>7</v></c></row>',
        '<row r="9"><c t="w"><v>7</v></c></row>',
        '<row r="9"><c t="d"><v>soon</v></c></row>',
        '<row r="9"><c><v>seven</v></c></row>',
        '<row r="nine"><c><v>1</v></c></row>',
    ],
)
def test_cells_that_no_sheet_has_are_damage(tmp_path: Path, row: str) -> None:
    assert "do not fit together" in refused(tmp_path, with_row(row))
