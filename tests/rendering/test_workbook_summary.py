"""The summary of a workbook: figures as numbers, and charts that refer to what they draw."""

import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.chart.bar_chart import BarChart
from openpyxl.chart.radar_chart import RadarChart
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.exchanging.form import Form
from convergence_cli.rendering.workbook_file import workbook_bytes
from convergence_cli.rendering.workbook_summary import MOST_COMPARED, MOST_RADARS
from tests.rendering import forms


@pytest.fixture(scope="module")
def book() -> Workbook:
    """The workbook of one product."""
    return forms.opened(forms.form())


def test_who_it_is_about_comes_first(book: Workbook) -> None:
    sheet = book["Synthèse"]

    assert sheet["A1"].value == "Produit"
    assert "Exemple Santé" in str(sheet["A2"].value)
    assert (sheet["A4"].value, sheet["B4"].value) == ("Entreprise", "Exemple Santé")


def test_means_are_numbers_rounded_as_everywhere_else(book: Workbook) -> None:
    line = _line(book["Synthèse"], "Sécurité 2026.1")

    # 2.996 of 3 is not 3.00.
    assert [each.value for each in line[1:6]] == [2.99, 2, 3, 3, "[1.00 – 3.00]"]
    assert [each.number_format for each in line[1:3]] == ["0.00", "0.00"]
    assert [each.value for each in line[6:]] == ["brouillon", 4, 2, 1, 0]


def test_where_there_is_no_mean_there_is_a_dash(book: Workbook) -> None:
    line = _line(book["Synthèse"], "Axe 0")

    assert [each.value for each in line[1:5]] == ["—", 2, 3, 2.5]


def test_the_projection_has_its_day(book: Workbook) -> None:
    texts = [str(each.value) for line in book["Synthèse"].iter_rows() for each in line]

    assert "Projeté\nau 2027-12-31" in texts
    assert "Projeté : les moyennes au 2027-12-31 si le plan est tenu." in texts


def test_a_radar_draws_what_the_table_says(book: Workbook) -> None:
    (chart,) = _charts(forms.form())
    drawn = {_label(each): _figures(book, each) for each in forms.named(chart, "ser")}

    assert list(drawn) == ["Cible", "Attendu", "Projeté", "Actuel"]
    assert drawn["Cible"] == [3, 3, 3, 3]
    assert drawn["Attendu"] == [2, 2, 2, 2]
    assert drawn["Projeté"] == [2.5, 2.5, 2.5, 2.5]
    # An axis without a mean is a gap, not a zero.
    assert drawn["Actuel"] == [None, 0.29, 0.43, 0.57]
    assert {_names(book, each) for each in forms.named(chart, "ser")} == {
        ("Axe 0", "Axe 1", "Axe 2", "Axe 3")
    }


def test_a_radar_ends_at_the_target_and_leaves_gaps_open(book: Workbook) -> None:
    (drawn,) = _drawn(book)
    (chart,) = _charts(forms.form())

    assert isinstance(drawn, RadarChart)
    assert (drawn.y_axis.scaling.min, drawn.y_axis.scaling.max) == (0, 3)
    assert next(forms.named(chart, "dispBlanksAs")).get("val") == "gap"
    # What it refers to stands on a hidden sheet.
    assert next(forms.named(chart, "plotVisOnly")).get("val") == "0"


def test_fewer_than_three_axes_are_drawn_as_bars() -> None:
    form = replace(forms.form(), summaries=(forms.summary(n_axes=2),))
    (chart,) = _drawn(forms.opened(form))

    assert isinstance(chart, BarChart)


def test_without_a_plan_nothing_is_projected() -> None:
    bare = forms.summary()
    spokes = tuple(replace(each, projected=None) for each in bare.spokes)
    form = replace(
        forms.form(), projected_on=None, summaries=(replace(bare, projected=None, spokes=spokes),)
    )
    (chart,) = _charts(form)

    assert [_label(each) for each in forms.named(chart, "ser")] == ["Cible", "Attendu", "Actuel"]


def test_axes_that_are_dropped_are_told() -> None:
    form = replace(forms.form(), summaries=(replace(forms.summary(), dropped=("Axe perdu",)),))
    texts = [str(each.value) for line in forms.opened(form)["Synthèse"] for each in line]

    assert any("Hors du radar" in each and "Axe perdu" in each for each in texts)


@pytest.mark.parametrize("n_products", [1, 2, MOST_RADARS // 2])
def test_charts_cover_nothing(n_products: int) -> None:
    book = forms.opened(forms.portfolio(n_products, ("Sécurité", "Urbanisation")))
    sheet = book["Synthèse"]
    boxes = [(each.anchor._from, each.anchor.to) for each in _drawn(book)]
    rows = sorted((start.row, end.row) for start, end in boxes)

    assert len(boxes) == 2 * n_products + (2 if n_products > 1 else 0)
    assert all(end <= after for (_, end), (after, _) in pairwise(rows))
    for start, end in boxes:
        covered = sheet.iter_rows(start.row + 1, end.row, start.col + 1, end.col)
        assert not [each.value for line in covered for each in line if each.value]
        assert end.row <= sheet.max_row


def test_products_are_compared_in_one_chart_for_each_questionnaire() -> None:
    form = forms.portfolio(3, ("Sécurité", "Urbanisation"))
    book = forms.opened(form)
    compared = [each for each in _charts(form) if [*forms.named(each, "barChart")]]

    assert len(compared) == 2
    (names,) = {_names(book, each) for each in forms.named(compared[0], "ser")}
    assert names == ("Produit 0", "Produit 1", "Produit 2")


def test_more_radars_than_anybody_looks_at_are_tables_alone() -> None:
    form = forms.portfolio(MOST_RADARS + 1)
    charts = _charts(form)
    sheet = forms.opened(form)["Synthèse"]
    texts = [str(each.value) for line in sheet.iter_rows() for each in line]

    assert not [each for each in charts if [*forms.named(each, "radarChart")]]
    assert len(charts) == 1
    assert any(f"Plus de {MOST_RADARS} radars" in each for each in texts)
    assert texts.count("Axe 1") == MOST_RADARS + 1


def test_more_products_than_a_chart_holds_are_cut_and_told() -> None:
    form = forms.portfolio(MOST_COMPARED + 1)
    book = forms.opened(form)
    (chart,) = _charts(form)
    texts = [str(each.value) for line in book["Synthèse"].iter_rows() for each in line]

    assert len(_names(book, next(forms.named(chart, "ser")))) == MOST_COMPARED
    assert any(f"Les {MOST_COMPARED} premiers produits sur" in each for each in texts)
    assert f"Produit {MOST_COMPARED}" in texts


def test_a_mean_of_nothing_is_drawn_nowhere() -> None:
    spoke = forms.spokes(1)[0]
    bare = replace(spoke, current=None, expected=None, projected=None)
    empty = replace(forms.summary(), mean=None, spokes=(bare, bare, bare))
    (chart,) = _charts(replace(forms.form(), summaries=(empty,)))
    values = {_label(each): len([*forms.named(each, "pt")]) for each in forms.named(chart, "ser")}

    # Each series still has its three names.
    assert values == {"Cible": 6, "Attendu": 3, "Actuel": 3}


def test_every_mean_of_the_form_stands_in_the_sheet() -> None:
    exact = replace(forms.summary(), mean=Fraction(1, 3), expected=Fraction(2, 3))
    line = _line(
        forms.opened(replace(forms.form(), summaries=(exact,)))["Synthèse"], "Sécurité 2026.1"
    )

    assert [each.value for each in line[1:3]] == [0.33, 0.67]


def _drawn(book: Workbook) -> list[Any]:
    return list(vars(book["Synthèse"])["_charts"])


def _line(sheet: Worksheet, name: str) -> tuple[Cell | MergedCell, ...]:
    return next(line for line in sheet.iter_rows() if line[0].value == name)


def _charts(form: Form) -> list[Element]:
    found = forms.parts(workbook_bytes(form))
    return [each for name, each in sorted(found.items()) if re.match("xl/charts/chart", name)]


def _label(series: Element) -> str:
    return str(next(forms.named(next(forms.named(series, "tx")), "v")).text)


def _figures(book: Workbook, series: Element) -> list[object]:
    return [*_values(book, next(forms.named(series, "val")))]


def _names(book: Workbook, series: Element) -> tuple[object, ...]:
    return _values(book, next(forms.named(series, "cat")))


def _values(book: Workbook, source: Element) -> tuple[object, ...]:
    """Return what a series refers to; what it keeps for previews must be the same."""
    address = str(next(forms.named(source, "f")).text)
    sheet, _, cells = address.replace("'", "").replace("$", "").partition("!")
    found = tuple(each.value for line in book[sheet][cells] for each in line)
    kept = {int(str(each.get("idx"))): each for each in forms.named(source, "pt")}
    for index, value in enumerate(found):
        text = next(iter(kept[index])).text if index in kept else None
        assert (text if isinstance(value, str) or text is None else float(text)) == value
    return found
