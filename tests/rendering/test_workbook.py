"""What a workbook holds, read back from its file: locks, drop-downs, what stays in view."""

import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.exchanging.form import Cell, Form
from convergence_cli.language import Language
from convergence_cli.rendering.workbook_file import workbook_bytes
from tests.rendering import forms

_GRIDS = ("convergence:security", "convergence:plan")


@pytest.fixture(scope="module")
def book() -> Workbook:
    """The workbook of one product."""
    return forms.opened(forms.form())


@pytest.fixture(scope="module")
def answers(book: Workbook) -> Worksheet:
    """The sheet of its questionnaire."""
    return book["Sécurité"]


@pytest.fixture(scope="module")
def plan(book: Workbook) -> Worksheet:
    """The sheet of its plan."""
    return book["Plan de convergence"]


def test_sheets_stand_in_order_and_two_are_hidden_from_every_menu(book: Workbook) -> None:
    assert [(each.title, each.sheet_state) for each in book.worksheets] == [
        ("Synthèse", "visible"),
        ("Sécurité", "visible"),
        ("Plan de convergence", "visible"),
        ("Lisez-moi", "visible"),
        ("convergence.lists", "veryHidden"),
        ("convergence", "veryHidden"),
    ]


def test_sheets_are_named_in_the_language_of_the_form() -> None:
    english = forms.opened(forms.form(Language.EN))

    assert english.sheetnames[0] == "Summary"
    assert "Read me" in english.sheetnames


def test_keys_stand_in_a_hidden_row_and_a_hidden_column(answers: Worksheet) -> None:
    keys = [each.value for each in answers[1]]

    assert keys == ["convergence:security", *(each.key for each in forms.ANSWER_COLUMNS)]
    assert answers.row_dimensions[1].hidden
    assert answers.column_dimensions["A"].hidden
    assert [answers.cell(row, 1).value for row in (3, 4, 5)] == [
        "produit/SEC-0",
        "produit/SEC-1",
        "produit/SEC-2",
    ]


def test_headers_are_those_of_the_columns(answers: Worksheet) -> None:
    assert [each.value for each in answers[2]][1:] == [each.title for each in forms.ANSWER_COLUMNS]


def test_the_ledger_remembers_what_each_input_showed(book: Workbook) -> None:
    lines = [
        tuple(each for each in line if each is not None)
        for line in book["convergence"].iter_rows(values_only=True)
    ]

    assert lines[:4] == [
        ("convergence", "form", "1"),
        ("day", "2026-11-22"),
        ("language", "fr"),
        ("version", "security", "2026.1"),
    ]
    assert ("grid", "security", "level", "reason", "comment", "evidence") in lines
    # The comment of the first row is locked.
    assert (
        *("row", "security", "produit/SEC-0", "m"),
        *(":0 · Rouge", ":", "-", ":Rapport | https://example.org/a"),
    ) in lines


def test_only_what_is_filled_in_is_unlocked(answers: Worksheet, plan: Worksheet) -> None:
    def unlocked(sheet: Worksheet) -> set[str]:
        cells = (each for line in sheet.iter_rows(min_row=1) for each in line)
        return {each.coordinate for each in cells if not each.protection.locked}

    assert unlocked(answers) == {f"{letter}{row}" for letter in "FGHI" for row in (3, 4, 5)} - {
        "H3"
    }
    assert unlocked(plan) == {f"{letter}{row}" for letter in "DEFG" for row in (3, 4, 5)}


def test_sheets_are_protected_without_a_password(book: Workbook) -> None:
    for sheet in book.worksheets[:4]:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        # These are what is forbidden.
        assert not sheet.protection.formatColumns
        assert not sheet.protection.formatRows
        assert not sheet.protection.sort
        assert not sheet.protection.autoFilter
        assert sheet.protection.deleteRows


def test_inputs_stay_text_whatever_is_typed(plan: Worksheet) -> None:
    assert {plan[f"{letter}3"].number_format for letter in "DEFG"} == {"@"}


def test_inputs_look_apart_from_what_is_computed(answers: Worksheet) -> None:
    assert answers["G3"].fill.fgColor.rgb != answers["D3"].fill.fgColor.rgb
    assert answers["G3"].fill.fill_type == "solid"


def test_levels_and_yes_are_strict_and_the_others_are_offered(
    answers: Worksheet, plan: Worksheet
) -> None:
    assert _strict(answers) == {"F3:F5": True}
    assert _strict(plan) == {"D3:D5": False, "F3:F5": True, "G3:G5": False}


def test_a_refused_choice_is_told_in_the_language_of_the_form(answers: Worksheet) -> None:
    rule = _rule(answers, "F3:F5")

    assert rule.error == "Choisissez un des niveaux de la liste, ou videz la cellule."
    assert rule.showErrorMessage


@pytest.mark.parametrize("language", Language)
def test_every_input_says_what_may_be_typed_in_what_a_spreadsheet_shows(
    language: Language,
) -> None:
    book = forms.opened(forms.form(language))
    grids = [each for each in book.worksheets if each["A1"].value in _GRIDS]
    rules = [each for sheet in grids for each in sheet.data_validations.dataValidation]

    assert len(rules) == 4 + 4
    for rule in rules:
        assert rule.showInputMessage
        assert 0 < len(rule.promptTitle or "") <= 32
        assert 0 < len(rule.prompt or "") <= 255
        assert len(rule.error or "") <= 255


def _strict(sheet: Worksheet) -> dict[str, bool]:
    lists = (each for each in sheet.data_validations.dataValidation if each.type == "list")
    return {str(each.sqref): bool(each.showErrorMessage) for each in lists}


def test_drop_downs_offer_what_the_form_says(
    book: Workbook, answers: Worksheet, plan: Worksheet
) -> None:
    assert _offered(book, answers, "F3:F5") == forms.LEVELS
    assert _offered(book, plan, "D3:D5") == forms.QUARTERS
    assert _offered(book, plan, "F3:F5") == ("oui",)
    assert _offered(book, plan, "G3:G5") == ("a.martin",)


def test_a_level_takes_the_colour_of_what_is_chosen(answers: Worksheet) -> None:
    (place,) = answers.conditional_formatting
    said = {rule.formula[0]: rule.dxf.fill.bgColor.rgb for rule in place.rules}

    assert str(place.sqref) == "F3:F5"
    assert {rule.operator for rule in place.rules} == {"equal"}
    assert [*said] == [f'"{each}"' for each in forms.LEVELS]
    assert len({*said.values()}) == len(forms.LEVELS)


def test_a_computed_level_has_its_colour_and_says_its_word(answers: Worksheet) -> None:
    assert answers["E3"].value == "2 · Jaune"
    assert answers["E3"].style == "Convergence yellow"


def test_headers_and_criteria_stay_in_view(answers: Worksheet, plan: Worksheet) -> None:
    assert answers.freeze_panes == "C3"
    assert plan.freeze_panes == "C3"


def test_rows_are_filtered_along_with_their_keys(answers: Worksheet) -> None:
    assert answers.auto_filter.ref == "A2:I5"


def test_pages_are_landscape_a4_as_wide_as_the_sheet(book: Workbook) -> None:
    visible: list[Any] = book.worksheets[:4]
    for sheet in visible:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.oddFooter.left.text == "&A"
        assert sheet.oddFooter.right.text == "Page &P sur &N"
        assert 0 < sheet.page_margins.left < 1


def test_headers_are_printed_on_each_page_and_keys_on_none(
    answers: Worksheet, book: Workbook
) -> None:
    assert answers.print_title_rows == "$2:$2"
    assert answers.print_area == "'Sécurité'!$B$2:$I$5"
    assert str(book["Synthèse"].print_area).startswith("'Synthèse'!$A$1:")
    assert str(book["Lisez-moi"].print_area).startswith("'Lisez-moi'!$A$1:")


def test_a_title_on_a_page_commands_nothing() -> None:
    book = forms.opened(replace(forms.form(), title="R&D &P & Cie"))

    header: Any = book["Synthèse"].oddHeader
    assert header.left.text == "R&&D &&P && Cie"


def test_every_shown_column_has_a_width_and_a_tall_text_a_tall_row(answers: Worksheet) -> None:
    widths = [answers.column_dimensions[each].width for each in "BCDEFGHI"]
    assert all(7 <= each <= 60 for each in widths)

    tall = forms.opened(_commented("ligne\n" * 10))["Sécurité"]
    assert tall.row_dimensions[4].height > 5 * answers.row_dimensions[4].height
    assert tall.row_dimensions[4].height <= 409


def test_a_row_is_never_taller_than_a_spreadsheet_draws() -> None:
    tall = forms.opened(_commented("ligne\n" * 2000))["Sécurité"]

    assert tall.row_dimensions[4].height == 409


def test_a_file_says_who_made_it_of_what_and_as_of_when(book: Workbook) -> None:
    said = book.properties

    assert (said.title, said.creator, said.language) == ("Produit", "Exemple Santé", "fr")
    assert "2026-11-22" in str(said.subject)
    assert said.created == said.modified == datetime(2026, 11, 22)


def test_the_same_form_gives_the_same_bytes() -> None:
    assert workbook_bytes(forms.form()) == workbook_bytes(forms.form())


def test_nothing_in_a_file_knows_the_clock() -> None:
    with zipfile.ZipFile(BytesIO(workbook_bytes(forms.form()))) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {each.create_system for each in package.infolist()} == {3}


def test_a_form_without_a_grid_says_so() -> None:
    empty = replace(forms.form(), grids=(), summaries=(), projected_on=None)
    summary = forms.opened(empty)["Synthèse"]

    texts = [each for line in summary.iter_rows(values_only=True) for each in line]
    assert "Aucun questionnaire ne s'applique : rien n'est à remplir." in texts


def test_a_grid_without_a_row_is_still_a_sheet() -> None:
    book = forms.opened(forms.form(n_rows=0))

    assert [each.value for each in book["Sécurité"][2]][1] == "Critère"


@pytest.mark.parametrize("language", Language)
def test_the_read_me_says_what_is_accepted_and_what_it_is_not(language: Language) -> None:
    book = forms.opened(forms.form(language))
    lines = book.worksheets[3].iter_rows(values_only=True)
    text = "\n".join(str(each) for line in lines for each in line if each)

    for accepted in ("2027-Q2", "1: 2026-Q4", "https://", "convergence import", " | "):
        assert accepted in text
    assert "Agence du Numérique en Santé" in text
    # Each colour stands beside its word.
    assert all(each in text for each in forms.LEVELS)


def _commented(comment: str) -> Form:
    form = forms.form()
    grid = form.grids[0]
    row = grid.rows[1]
    cells = (*row.cells[:6], Cell(comment, is_input=True), *row.cells[7:])
    rows = (grid.rows[0], replace(row, cells=cells), *grid.rows[2:])
    return replace(form, grids=(replace(grid, rows=rows), *form.grids[1:]))


def _rule(sheet: Worksheet, place: str) -> DataValidation:
    rules: list[DataValidation] = sheet.data_validations.dataValidation
    return next(each for each in rules if str(each.sqref) == place)


def _offered(book: Workbook, sheet: Worksheet, place: str) -> tuple[object, ...]:
    return _values(book, str(_rule(sheet, place).formula1))


def _values(book: Workbook, address: str) -> tuple[object, ...]:
    sheet, _, cells = address.replace("'", "").replace("$", "").partition("!")
    found = book[sheet][cells]
    lines = found if isinstance(found, tuple) else ((found,),)
    return tuple(each.value for line in lines for each in line)
