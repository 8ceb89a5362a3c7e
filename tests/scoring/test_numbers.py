"""Exact numbers, and the one way to round them for a reader."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.scoring.numbers import exact, rounded
from tests.strategies import THOROUGH

TOPS = st.integers(1, 9)


@st.composite
def means(draw: st.DrawFn) -> tuple[Fraction, int]:
    """Draw a mean and the target of its scale."""
    top = draw(TOPS)
    return draw(st.fractions(0, top, max_denominator=10**6)), top


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(Fraction(43, 20), "2.15", id="two decimals as they are"),
        pytest.param(Fraction(2), "2.00", id="always two decimals"),
        pytest.param(Fraction(43, 24), "1.79", id="down"),
        pytest.param(Fraction(55, 24), "2.29", id="down from above"),
        pytest.param(Fraction(2, 3), "0.67", id="up"),
        pytest.param(Fraction(5, 8), "0.63", id="a half goes up"),
        pytest.param(Fraction(21, 200), "0.11", id="a half over an odd digit goes up"),
        pytest.param(Fraction(29, 200), "0.15", id="a half over an even digit goes up"),
        pytest.param(Fraction(201, 200), "1.01", id="a half that no binary number holds goes up"),
        pytest.param(Fraction(2996, 1000), "2.99", id="nearly the target is not the target"),
        pytest.param(Fraction(2999999, 1000000), "2.99", id="very nearly neither"),
        pytest.param(Fraction(2994, 1000), "2.99", id="below the target as usual"),
        pytest.param(Fraction(3), "3.00", id="the target"),
        pytest.param(Fraction(0), "0.00", id="nothing"),
        pytest.param(Fraction(1, 10**9), "0.01", id="nearly nothing is not nothing"),
        pytest.param(Fraction(1, 200), "0.01", id="half of the smallest"),
        pytest.param(Fraction(1999, 1000), "2.00", id="a level below the target is no limit"),
    ],
)
def test_means_are_shown_with_two_decimals(value: Fraction, shown: str) -> None:
    """Means are rounded half up, but 0.00 and the target stand only for exactly that."""
    assert str(rounded(value, 3)) == shown


@pytest.mark.parametrize("top", range(1, 10))
def test_the_target_of_every_scale_is_shown_only_where_it_is_reached(top: int) -> None:
    """On a scale of 2 to 10 levels, the target is shown where it is reached, and nowhere else."""
    assert rounded(Fraction(top), top) == top
    assert rounded(Fraction(top) - Fraction(1, 10**6), top) == top - Decimal("0.01")


@THOROUGH
@given(means())
def test_what_is_shown_is_near_what_is_meant(mean: tuple[Fraction, int]) -> None:
    """A shown mean is less than a hundredth away, and half a hundredth inside the scale."""
    value, top = mean
    error = abs(Fraction(rounded(value, top)) - value)

    assert error < Fraction(1, 100)
    if Fraction(1, 200) <= value < top - Fraction(1, 200):
        assert error <= Fraction(1, 200)


@THOROUGH
@given(means())
def test_the_ends_of_a_scale_are_shown_only_where_they_are_meant(
    mean: tuple[Fraction, int],
) -> None:
    """A shown 0.00 is 0, a shown target is the target, and both are shown as such."""
    value, top = mean
    shown = rounded(value, top)

    assert (shown == 0) is (value == 0)
    assert (shown == top) is (value == top)
    assert 0 <= shown <= top


@THOROUGH
@given(TOPS, st.data())
def test_a_higher_mean_is_never_shown_as_lower(top: int, data: st.DataObject) -> None:
    """Rounding keeps the order of means."""
    low, high = sorted(data.draw(st.fractions(0, top, max_denominator=2_000)) for _ in range(2))

    assert rounded(low, top) <= rounded(high, top)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (1.1, Fraction(11, 10)),
        (2.15, Fraction(43, 20)),
        ("2.15", Fraction(43, 20)),
        ("1.10", Fraction(11, 10)),
        (2, Fraction(2)),
        (0, Fraction(0)),
        (1e-7, Fraction(1, 10**7)),
        ("3.000", Fraction(3)),
    ],
    ids=repr,
)
def test_a_written_number_means_exactly_what_is_written(
    written: float | str, value: Fraction
) -> None:
    """A minimum of 1.1 is eleven tenths, not the nearest binary number."""
    assert exact(written) == value


@THOROUGH
@given(st.integers(0, 10**6), st.integers(0, 6))
def test_decimals_are_read_without_error(digits: int, places: int) -> None:
    """A decimal number is the same whether it is read as text or as a number."""
    written = str(Decimal(digits).scaleb(-places))

    assert exact(written) == exact(float(written)) == Fraction(digits, 10**places)
