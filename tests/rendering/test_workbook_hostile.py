"""Whatever texts say, a workbook holds values: no formula, no link, nothing from outside."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convergence_cli.exchanging.form import Cell, Form
from convergence_cli.exchanging.layout import unescaped
from convergence_cli.rendering.workbook_file import workbook_bytes
from tests.rendering import forms

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://evil.example","x")',
    "=cmd|' /C calc'!A0",
    '"&HYPERLINK("http://evil.example")&"',
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "http://evil.example/",
    "file:///etc/passwd",
    "#REF!",
    "TRUE",
    "1/2",
    "2027-06-30",
    "</t></is><f>1+1</f>",
    '<!DOCTYPE x [<!ENTITY a "b">]>&a;',
    "]]>",
    "&P &A &&",
    "_x0041_ _x005F_",
    "\x00\x01\x1b[31m\x7f\x85",
    "\ufffe\uffff",
    "\ud800",
    "\u202egnp.exe",
    "a\nb\r\nc\rd",
    "  blanks  ",
    "x" * 32_767,
    "😀" * 20_000,
    "=" * 40_000,
    "",
)
EVERYWHERE = [each for each in HOSTILE if each[:1] in tuple('="h/#<]&_\x00\ufffe\ud800x')]
_LISTED = re.compile(r"'convergence\.lists'!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?")
_LITERAL = re.compile(r'"([^"]|"")*"')
_OWN_CELLS = re.compile(r"'[^'\[\]]+'!\$[A-Z]*\$?\d+:\$[A-Z]*\$?\d+")
CAPACITY = 32_767
FIRST_ROW, COMMENT = 3, 8
ANY_TEXT = st.text(
    st.characters(codec="utf-8") | st.sampled_from("=+-@_x0041\x00\x1b\r\n\t"), max_size=60
)


@pytest.mark.parametrize("text", EVERYWHERE, ids=lambda each: ascii(each[:20]))
def test_a_text_everywhere_is_text_everywhere(text: str) -> None:
    package = forms.parts(workbook_bytes(forms.with_everywhere(forms.form(), text)))

    assert not [name for name in package if "externalLink" in name or "vba" in name]
    for name, root in package.items():
        assert not [*forms.named(root, "hyperlink")]
        assert not [each for each in root.iter() if each.get("TargetMode") == "External"]
        if name.startswith("xl/worksheets/sheet"):
            _has_no_formula(root)
        if name.startswith("xl/charts/chart"):
            assert all(_LISTED.fullmatch(str(each.text)) for each in forms.named(root, "f"))
    for each in forms.named(package["xl/workbook.xml"], "definedName"):
        assert _OWN_CELLS.fullmatch(str(each.text))


def _has_no_formula(sheet: Element) -> None:
    cells = [*forms.named(sheet, "c")]
    assert {each.get("t") for each in cells if len(each)} <= {"inlineStr", "n"}
    assert not [each for cell in cells for each in forms.named(cell, "f")]
    for name in ("formula1", "formula2"):
        assert all(_LISTED.fullmatch(str(each.text)) for each in forms.named(sheet, name))
    # A rule of colours compares with one text.
    assert all(_LITERAL.fullmatch(str(each.text)) for each in forms.named(sheet, "formula"))


def test_what_is_filled_in_comes_back_as_it_was() -> None:
    sheet = forms.opened(_with_comments(HOSTILE))["Sécurité"]

    for row, text in enumerate(HOSTILE, FIRST_ROW):
        value = unescaped(str(sheet.cell(row, COMMENT).value or ""))
        # A spreadsheet counts in units of UTF-16; what is longer is cut, and the form locks it.
        if len(text.encode("utf-16-le", "surrogatepass")) <= 2 * CAPACITY:
            assert value == text
        else:
            assert text.startswith(value.removesuffix("…"))
            assert len(value.encode("utf-16-le")) <= 2 * CAPACITY


def test_a_text_that_begins_as_a_formula_stays_text_when_it_is_edited() -> None:
    sheet = forms.opened(_with_comments(HOSTILE))["Sécurité"]

    for row, text in enumerate(HOSTILE, FIRST_ROW):
        cell = sheet.cell(row, COMMENT)
        assert bool(cell.quotePrefix) == text.startswith(("=", "+", "-", "@"))
        assert cell.data_type == ("s" if text else "n")


@given(st.lists(ANY_TEXT, min_size=1, max_size=25))
@settings(max_examples=15)
def test_any_text_comes_back_as_it_was(texts: list[str]) -> None:
    written = forms.parts(workbook_bytes(_with_comments(texts)))
    cells = {each.get("r"): each for each in forms.named(written["xl/worksheets/sheet2.xml"], "c")}

    for row, text in enumerate(texts, FIRST_ROW):
        shown = "".join(str(each.text or "") for each in forms.named(cells[f"H{row}"], "t"))
        assert unescaped(shown) == text


def test_names_of_sheets_that_look_like_references_are_names() -> None:
    form = forms.form()
    grid = replace(form.grids[0], name="A1 & 'b' <c>".replace("'", " "))
    book = forms.opened(replace(form, grids=(grid, *form.grids[1:])))

    assert book.sheetnames[1] == "A1 &  b  <c>"
    assert book.worksheets[1].print_area == "'A1 &  b  <c>'!$B$2:$I$5"


def test_an_archive_has_only_parts_of_a_workbook() -> None:
    with zipfile.ZipFile(BytesIO(workbook_bytes(forms.form()))) as package:
        names = package.namelist()

    assert len(names) == len(set(names))
    assert all(re.match(r"(xl|docProps|_rels)/|\[Content_Types\]\.xml$", each) for each in names)


def _with_comments(texts: Sequence[str]) -> Form:
    """Return a form with one row for each text."""
    form = forms.form(n_rows=len(texts))
    grid = form.grids[0]
    rows = tuple(
        replace(row, cells=(*row.cells[:6], Cell(text, is_input=True), *row.cells[7:]))
        for row, text in zip(grid.rows, texts, strict=True)
    )
    return replace(form, grids=(replace(grid, rows=rows), *form.grids[1:]))
