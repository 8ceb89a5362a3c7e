"""Three-valued logic, after Kleene."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.profiling.truth import Truth, all_of, any_of, known, negated

YES, NO, UNDETERMINED = Truth.YES, Truth.NO, Truth.UNDETERMINED


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, UNDETERMINED, UNDETERMINED, YES),
        (YES, NO, NO, YES),
        (UNDETERMINED, YES, UNDETERMINED, YES),
        (UNDETERMINED, UNDETERMINED, UNDETERMINED, UNDETERMINED),
        (UNDETERMINED, NO, NO, UNDETERMINED),
        (NO, YES, NO, YES),
        (NO, UNDETERMINED, NO, UNDETERMINED),
        (NO, NO, NO, NO),
    ],
)
def test_all_and_any_follow_the_tables_of_kleene(
    one: Truth, other: Truth, both: Truth, either: Truth
) -> None:
    """What is not known decides nothing that another term decides alone."""
    assert all_of((one, other)) is both
    assert any_of((one, other)) is either


@pytest.mark.parametrize(
    ("truth", "opposite"), [(YES, NO), (NO, YES), (UNDETERMINED, UNDETERMINED)]
)
def test_not_turns_what_is_known(truth: Truth, opposite: Truth) -> None:
    """The opposite of yes is no, of no is yes, and what is not known stays so."""
    assert negated(truth) is opposite


def test_nothing_asked_is_met() -> None:
    """All of no terms is yes, and any of no terms is no."""
    assert all_of(()) is YES
    assert any_of(()) is NO


def test_a_fact_is_yes_or_no() -> None:
    """A fact that is known is never undetermined."""
    facts = {fact: known(fact) for fact in (True, False)}

    assert facts == {True: YES, False: NO}


def test_truths_read_as_words() -> None:
    """Outputs say yes, no or undetermined."""
    assert [str(truth) for truth in Truth] == ["yes", "no", "undetermined"]


@given(st.lists(st.sampled_from(Truth), max_size=4))
def test_not_exchanges_all_and_any(truths: list[Truth]) -> None:
    """None of some terms is true exactly when all of them are false (De Morgan)."""
    assert negated(any_of(truths)) is all_of(negated(truth) for truth in truths)


def test_the_order_and_number_of_equal_terms_change_nothing() -> None:
    """Terms may be written in any order, and twice."""
    for terms in product(Truth, repeat=3):
        assert all_of(terms) is all_of(reversed(terms)) is all_of(terms * 2)
        assert any_of(terms) is any_of(reversed(terms)) is any_of(terms * 2)
