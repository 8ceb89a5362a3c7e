"""Figures that every result shares."""

from fractions import Fraction

import pytest

from convergence_cli.language import Language
from convergence_cli.rendering import words
from convergence_cli.scoring.score import Tally


@pytest.mark.parametrize(
    ("mean", "shown"),
    [
        (None, "—"),
        (Fraction(0), "0.00"),
        (Fraction(1, 1000), "0.01"),
        (Fraction(1, 8), "0.13"),
        (Fraction(43, 20), "2.15"),
        (Fraction(2), "2.00"),
        (Fraction(2999, 1000), "2.99"),
        (Fraction(3), "3.00"),
    ],
)
def test_a_mean_is_shown_with_two_decimals(mean: Fraction | None, shown: str) -> None:
    """Half up, and 0.00 or the top only where it is exactly that; a dash where there is none."""
    assert words.mean_text(mean, 3) == shown


@pytest.mark.parametrize(
    ("tally", "interval"),
    [
        (Tally(levels=43, answered=20, unanswered=4, not_applicable=2), "[1.79 – 2.29]"),
        (Tally(levels=43, answered=20, not_applicable=6), ""),
        (Tally(unanswered=4), ""),
        (Tally(not_applicable=4), ""),
    ],
)
def test_an_interval_is_shown_where_something_is_open(tally: Tally, interval: str) -> None:
    """The bounds count each unanswered criterion as 0 and as the target; without one, none."""
    assert words.interval_text(tally, 3) == interval


@pytest.mark.parametrize(
    ("tally", "english", "french"),
    [
        (Tally(answered=20, unanswered=4), "20 of 24 answered", "20 sur 24 répondus"),
        (
            Tally(answered=1, not_applicable=1),
            "1 of 1 answered, 1 not applicable",
            "1 sur 1 répondu, 1 non applicable",
        ),
        (
            Tally(answered=2, not_applicable=2),
            "2 of 2 answered, 2 not applicable",
            "2 sur 2 répondus, 2 non applicables",
        ),
    ],
)
def test_counts_are_told(tally: Tally, english: str, french: str) -> None:
    """A mean is shown with what it rests on."""
    told = words.counts_text(tally)

    assert (told.en, told.fr) == (english, french)


def test_a_label_has_the_colon_of_its_language() -> None:
    """French puts a blank before a colon, English none."""
    assert words.labelled(words.TARGET, "x", Language.EN) == "Target: x"
    assert words.labelled(words.TARGET, "x", Language.FR) == "Cible : x"
    assert words.labelled("{n}", "{x}", Language.EN) == "{n}: {x}"


@pytest.mark.parametrize(
    ("number", "shown"),
    [(Fraction(3, 2), "1.5"), (Fraction(2), "2"), (Fraction(0), "0"), (Fraction(10), "10")],
)
def test_a_minimum_is_shown_as_it_was_written(number: Fraction, shown: str) -> None:
    """A minimum has no needless zero, and no exponent."""
    assert words.trimmed(number) == shown
