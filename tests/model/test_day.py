"""Days of the calendar, written as text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.model.day import is_day


@pytest.mark.parametrize("text", ["2026-11-21", "2024-02-29", "0001-01-01", "9999-12-31"])
def test_days_are_written_as_year_month_day(text: str) -> None:
    """A day of the calendar is four digits, two and two, with hyphens."""
    assert is_day(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("2026-02-29", id="no leap year"),
        pytest.param("2026-13-01", id="no thirteenth month"),
        pytest.param("2026-00-10", id="no month zero"),
        pytest.param("0000-01-01", id="no year zero"),
        pytest.param("20261121", id="no hyphens"),
        pytest.param("2026-W47-6", id="a week"),
        pytest.param("2026-11-21T00:00:00", id="a time"),
        pytest.param("2026-1-1", id="single digits"),
        pytest.param(" 2026-11-21", id="a space before"),
        pytest.param("2026-11-21\n", id="a line break after"),
        pytest.param("２０２６-11-21", id="digits of another script"),
        pytest.param("21/11/2026", id="the French order"),
    ],
)
def test_other_ways_to_write_a_day_are_none(text: str) -> None:
    """What is no day of the calendar, or is written otherwise, is refused."""
    assert not is_day(text)


@given(st.dates(), st.dates())
def test_days_compare_in_the_order_of_the_calendar(one: date, other: date) -> None:
    """Days compare as text just as they follow one another."""
    assert is_day(one.isoformat())
    assert (one.isoformat() < other.isoformat()) is (one < other)
