"""Forms made by hand, their workbooks, and what a package of one says."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring

from openpyxl import Workbook, load_workbook

from convergence_cli.exchanging.form import (
    PLAN,
    Cell,
    Column,
    Form,
    Grid,
    Offered,
    Row,
    Spoke,
    Summary,
    row_key,
)
from convergence_cli.language import Language
from convergence_cli.model.questionnaire import Colour
from convergence_cli.model.workspace import SheetStatus
from convergence_cli.rendering.workbook_file import workbook_bytes

LEVELS = ("0 · Rouge", "1 · Orange", "2 · Jaune", "3 · Vert", "na · non applicable")
COLOURS = dict(
    zip(
        LEVELS,
        (Colour.RED, Colour.ORANGE, Colour.YELLOW, Colour.GREEN, Colour.GREY),
        strict=True,
    )
)
QUARTERS = ("2026-Q4", "2027-Q1", "2027-Q2")
ANSWER_COLUMNS = (
    Column("criterion", "Critère"),
    Column("axis", "Axe"),
    Column("title", "Intitulé"),
    Column("expected", "Attendu"),
    Column("level", "Niveau", Offered.LEVELS),
    Column("reason", "Motif du non applicable"),
    Column("comment", "Commentaire"),
    Column("evidence", "Preuves"),
)
PLAN_COLUMNS = (
    Column("criterion", "Critère"),
    Column("gap", "Écart"),
    Column("by", "Cible atteinte le", Offered.QUARTERS),
    Column("steps", "Étapes"),
    Column("target_not_applicable", "Cible non applicable", Offered.YES),
    Column("owner", "En charge", Offered.MEMBERS),
)


def spokes(n: int, *, has_gap: bool = False) -> tuple[Spoke, ...]:
    """Return some axes; with a gap, the first has no mean."""
    return tuple(
        Spoke(
            f"Axe {each}",
            None if has_gap and not each else Fraction(each + 1, 7),
            Fraction(2),
            Fraction(5, 2),
        )
        for each in range(n)
    )


def summary(subject: str = "Produit", title: str = "Sécurité", n_axes: int = 4) -> Summary:
    """Return one questionnaire in figures."""
    return Summary(
        subject=subject,
        title=title,
        version="2026.1",
        status=SheetStatus.DRAFT,
        mean=Fraction(2996, 1000),
        expected=Fraction(2),
        target=3,
        projected=Fraction(3),
        lowest=Fraction(1),
        highest=Fraction(3),
        answered=4,
        applicable=6,
        not_applicable=1,
        unanswered=2,
        undetermined=0,
        spokes=spokes(n_axes, has_gap=True),
    )


def form(language: Language = Language.FR, n_rows: int = 3) -> Form:
    """Return the form of one product, with a locked cell in the first row."""
    return Form(
        language=language,
        day="2026-11-22",
        projected_on="2027-12-31",
        company="Exemple Santé",
        title="Produit",
        identity=(("Entreprise", "Exemple Santé"), ("Produit", "Produit (produit)")),
        summaries=(summary(),),
        grids=(answer_grid(n_rows), plan_grid(n_rows)),
        versions={"security": "2026.1"},
    )


def portfolio(n_products: int, titles: tuple[str, ...] = ("Sécurité",)) -> Form:
    """Return the figures of several products, and nothing to fill in."""
    summaries = [
        summary(f"Produit {number}", title) for number in range(n_products) for title in titles
    ]
    return replace(form(), title="Tous", summaries=tuple(summaries), grids=())


def answer_grid(n_rows: int) -> Grid:
    """Return the sheet of a questionnaire."""
    rows = tuple(
        Row(
            row_key("produit", f"SEC-{number}"),
            "m",
            (
                Cell(f"SEC-{number}"),
                Cell("Axe"),
                Cell("Ce qui est demandé"),
                Cell(LEVELS[2], Colour.YELLOW),
                Cell(LEVELS[number % 4], COLOURS[LEVELS[number % 4]], is_input=True),
                Cell(None, is_input=True),
                Cell("Un commentaire", is_input=bool(number)),
                Cell("Rapport | https://example.org/a", is_input=True),
            ),
        )
        for number in range(n_rows)
    )
    return Grid(
        "security",
        "Sécurité",
        "Sécurité 2026.1",
        ANSWER_COLUMNS,
        rows,
        {Offered.LEVELS: LEVELS},
        COLOURS,
    )


def plan_grid(n_rows: int) -> Grid:
    """Return the sheet of the plan."""
    rows = tuple(
        Row(
            row_key("produit", f"SEC-{number}"),
            "m",
            (
                Cell(f"SEC-{number}"),
                Cell(number),
                Cell("2026-Q4", is_input=True),
                Cell("2: 2026-Q4", is_input=True),
                Cell(None, is_input=True),
                Cell("a.martin", is_input=True),
            ),
        )
        for number in range(n_rows)
    )
    choices = {Offered.QUARTERS: QUARTERS, Offered.YES: ("oui",), Offered.MEMBERS: ("a.martin",)}
    return Grid(PLAN, "Plan de convergence", "Plan de convergence", PLAN_COLUMNS, rows, choices)


def with_everywhere(form: Form, text: str) -> Form:
    """Return a form in which every free text is another one."""
    grids = tuple(
        replace(
            grid,
            title=text,
            columns=tuple(replace(each, title=text) for each in grid.columns),
            rows=tuple(_row_with(row, text) for row in grid.rows),
            choices=dict.fromkeys(grid.choices, (text, "autre")),
            colours={text: Colour.RED} if grid.colours else {},
        )
        for grid in form.grids
    )
    summaries = tuple(
        replace(
            each,
            subject=text,
            title=text,
            version=text,
            spokes=tuple(replace(spoke, name=text) for spoke in each.spokes),
            dropped=(text,),
        )
        for each in form.summaries
    )
    return replace(
        form,
        company=text,
        title=text,
        identity=((text, text),),
        summaries=summaries,
        grids=grids,
        versions={"security": text},
    )


def _row_with(row: Row, text: str) -> Row:
    return replace(row, meaning=text, cells=tuple(replace(each, shown=text) for each in row.cells))


def opened(form: Form) -> Workbook:
    """Return the workbook of a form as openpyxl reads it back."""
    return load_workbook(BytesIO(workbook_bytes(form)))


def parts(content: bytes) -> dict[str, Element]:
    """Return every part of a package, parsed."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: fromstring(package.read(name)) for name in package.namelist()}  # noqa: S314


def named(root: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name, whatever their namespace."""
    return (each for each in root.iter() if re.sub("{.*}", "", str(each.tag)) == name)
