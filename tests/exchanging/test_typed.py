"""What people type in spreadsheets, and what is made of it."""

from datetime import date

import pytest

from convergence_cli.exchanging.typed import Broken, Formula, Refused, Typed, plain_text
from convergence_cli.exchanging.typed_day import read_by, read_day
from convergence_cli.exchanging.typed_evidence import read_evidence
from convergence_cli.exchanging.typed_level import level_choices, read_level
from convergence_cli.exchanging.typed_steps import read_steps
from convergence_cli.language import Language
from convergence_cli.model.questionnaire import DOCTRINE_SCALE
from convergence_cli.model.workspace import Evidence, PlanStep

FR, EN = Language.FR, Language.EN


@pytest.mark.parametrize(
    ("typed", "by"),
    [
        (None, ""),
        ("", ""),
        ("  ", ""),
        ("2027-Q2", "2027-Q2"),
        ("2027-q2", "2027-Q2"),
        ("2027 Q2", "2027-Q2"),
        ("Q2 2027", "2027-Q2"),
        ("T2 2027", "2027-Q2"),
        ("t2/2027", "2027-Q2"),
        ("2027-T4", "2027-Q4"),
        (date(2027, 6, 30), "2027-06-30"),
        ("2027-06-30", "2027-06-30"),
        ("2027-06-30 00:00:00", "2027-06-30"),
        ("30/06/2027", "2027-06-30"),
        ("30.06.2027", "2027-06-30"),
        ("30-06-2027", "2027-06-30"),
        ("3/6/2027", "2027-06-03"),
        ("29/02/2028", "2028-02-29"),
    ],
)
def test_a_date_is_a_quarter_or_a_day_however_it_is_typed(typed: Typed, by: str) -> None:
    assert read_by(typed, FR) == by


@pytest.mark.parametrize(
    "typed",
    [
        *("2027", "2027-Q5", "Q2", "Q2 27", "30/06/27", "31/06/2027", "29/02/2027", "06/2027"),
        *("30/06-2027", "bientôt", "2027-13-01", "2027-06-30 12:00:00", "0"),
        *(46568, 46568.5, 2027, True, False, Formula("=A1"), Broken("#REF!")),
    ],
)
def test_what_is_no_date_is_refused_with_what_is_accepted(typed: Typed) -> None:
    found = read_by(typed, FR)

    assert isinstance(found, Refused)
    assert "2027-Q2" in found.wanted.fr
    assert "30/06/2027" in found.wanted.en


def test_slashes_that_an_english_reader_may_mean_otherwise_are_not_guessed() -> None:
    assert read_by("06/07/2027", FR) == "2027-07-06"
    assert isinstance(read_by("06/07/2027", EN), Refused)
    assert read_by("30/06/2027", EN) == "2027-06-30"
    assert read_by("06/06/2027", EN) == "2027-06-06"
    assert read_by("06.07.2027", EN) == "2027-07-06"


def test_a_day_is_no_quarter() -> None:
    assert isinstance(read_day("2027-Q2", FR), Refused)


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        *((None, ""), ("", ""), (2, "2"), (2.0, "2"), ("2", "2"), (" 2 ", "2"), ("2,0", "2")),
        *(("2.0", "2"), ("02", "2"), ("Jaune", "2"), ("yellow", "2"), ("2 · Jaune", "2")),
        *(("2·jaune", "2"), ("2 · Yellow", "2"), ("0 · Rouge", "0"), (0, "0"), (0.0, "0")),
        *(("na", "na"), ("NA", "na"), ("n/a", "na"), ("na · Non applicable", "na")),
        *(("non applicable", "na"), ("Not applicable", "na"), ("s.o.", "na")),
    ],
)
def test_a_level_is_a_number_a_word_or_both(typed: Typed, level: str) -> None:
    assert read_level(typed, DOCTRINE_SCALE, FR) == level


@pytest.mark.parametrize(
    "typed",
    [
        *(4, -1, 2.5, "2,5", "4", "²", "Bleu", "2 · Rouge", "2 3", "1-2", "jaune clair"),
        *(True, False, date(2027, 1, 2), Formula("=1+1"), Broken("#N/A")),
    ],
)
def test_what_is_no_level_of_the_scale_is_refused_with_the_scale(typed: Typed) -> None:
    found = read_level(typed, DOCTRINE_SCALE, FR)

    assert isinstance(found, Refused)
    for choice in level_choices(DOCTRINE_SCALE, FR):
        assert choice in found.wanted.fr


def test_evidence_is_a_line_for_each_piece() -> None:
    text = (
        "Rapport | https://example.org/r | 2026-05-02 | 02/05/2028\r\n"
        "\r\n"
        "Contrat|evidence/contrat.pdf\r\n"
        "Certificat | evidence/c.pdf | | 2027-01-01"
    )

    assert read_evidence(text, FR) == (
        Evidence("Rapport", "https://example.org/r", None, "2026-05-02", "2028-05-02"),
        Evidence("Contrat", None, "evidence/contrat.pdf"),
        Evidence("Certificat", None, "evidence/c.pdf", None, "2027-01-01"),
    )
    assert read_evidence(None, FR) == ()


@pytest.mark.parametrize(
    "typed",
    [
        *("Rapport", "| https://example.org", "Rapport |", "a | b | 2026-01-01 | 2027-01-01 | x"),
        *("a | b | 2026-Q1", "a | b | 2027-01-01 | 2026-01-01", 12, Formula("=A1")),
        "a | b\nRapport sans adresse",
    ],
)
def test_a_line_that_is_no_evidence_is_refused(typed: Typed) -> None:
    assert isinstance(read_evidence(typed, FR), Refused)


@pytest.mark.parametrize(
    "typed",
    [
        *("1: 2026-Q4\n2: 2027-06-30", "1 : T4 2026 ; 2 : 30/06/2027", "1 → 2026-Q4;2→2027-06-30"),
        "Orange: 2026-Q4\n2 · Jaune: 2027-06-30",
    ],
)
def test_steps_stand_on_lines_or_between_semicolons(typed: str) -> None:
    assert read_steps(typed, DOCTRINE_SCALE, FR) == (
        PlanStep(1, "2026-Q4"),
        PlanStep(2, "2027-06-30"),
    )


@pytest.mark.parametrize(
    "typed", ["2", "2026-Q4", "na: 2026-Q4", "7: 2026-Q4", "2: demain", "2:", ": 2026-Q4", 2, True]
)
def test_what_is_no_step_is_refused(typed: Typed) -> None:
    assert isinstance(read_steps(typed, DOCTRINE_SCALE, FR), Refused)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        *((None, ""), ("a", "a"), (" a\r\nb \r", "a\nb"), (3, "3"), (3.0, "3"), (0.1, "0.1")),
        *((True, "true"), (date(2026, 1, 2), "2026-01-02"), (Formula("=1"), None)),
        (Broken("#DIV/0!"), None),
    ],
)
def test_text_is_what_was_typed_whatever_the_spreadsheet_took_it_for(
    typed: Typed, text: str | None
) -> None:
    assert plain_text(typed) == text
