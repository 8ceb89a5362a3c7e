"""Which preliminary answers make a criterion apply to one product and not to another."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.profiling.causes import Causes, is_same
from convergence_cli.profiling.evaluation import truth_of
from tests.building import built, profile_of
from tests.strategies import QUICK
from tests.written import When

A_AND_B: When = {"all": ["a", "b"]}
A_OR_B: When = {"any": ["a", "b"]}


def causes(
    when: When,
    first: Mapping[str, Any],
    second: Mapping[str, Any],
    questions: Mapping[str, When] | None = None,
) -> tuple[str, ...]:
    """Return what decides otherwise of a condition in two profiles."""
    asked = dict.fromkeys("abc") if questions is None else questions
    return Causes(profile_of(asked, first), profile_of(asked, second)).of(built(when))


@pytest.mark.parametrize(
    ("when", "first", "second", "found"),
    [
        ("a", {"a": True}, {"a": False}, ("a",)),
        ("a", {"a": True}, {}, ("a",)),
        ("a", {"a": True, "b": True}, {"a": True, "b": False}, ()),
        (A_AND_B, {"a": True, "b": True}, {"a": False, "b": True}, ("a",)),
        (A_AND_B, {"a": True, "b": True}, {"a": False, "b": False}, ("a", "b")),
        (A_OR_B, {"a": True, "b": True}, {"a": False, "b": False}, ("a", "b")),
        # b differs too, and neither side would decide otherwise for it.
        ({"all": ["a", {"any": ["b", "c"]}]}, {"a": True, "c": True, "b": True},
         {"a": False, "c": True, "b": False}, ("a",)),
    ],
)  # fmt: skip
def test_only_answers_that_do_it_are_named(
    when: When, first: dict[str, bool], second: dict[str, bool], found: tuple[str, ...]
) -> None:
    """A question is named where its answer alone moves one product to where the other is."""
    assert causes(when, first, second) == found
    assert set(causes(when, second, first)) == set(found)


def test_where_no_answer_alone_does_it_all_that_differ_are_named() -> None:
    """Two answers that only together make the difference are named together."""
    exactly_both: When = {"any": [{"all": ["a", "b"]}, {"not": {"any": ["a", "b", "c"]}}]}
    first, second = {"a": True, "b": True, "c": False}, {"a": False, "b": False, "c": True}

    assert set(causes(exactly_both, first, second)) == {"a", "b", "c"}


def test_a_hidden_question_is_not_the_cause_of_its_hiding() -> None:
    """Where a question is not asked any more, the answer that hides it is named."""
    questions: dict[str, When] = {"a": None, "b": "a"}

    stored = {"a": True, "b": True}
    assert causes("b", stored, {"a": False, "b": True}, questions) == ("a",)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (True, True, True),
        (True, 1, False),
        (1, "1", False),
        (None, None, True),
        (None, False, False),
        (("x", "y"), ("y", "x"), True),
        (("x",), ("x", "y"), False),
        ((), None, False),
        ("x", ("x",), False),
    ],
)
def test_answers_are_compared_by_what_they_say(one: Any, other: Any, same: bool) -> None:  # noqa: FBT001
    """Answers are strict in their type, and choices have no order."""
    assert is_same(one, other) is same


_CONDITIONS = st.recursive(
    st.sampled_from("abcd"),
    lambda inner: st.one_of(
        st.builds(lambda terms: {"all": terms}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda terms: {"any": terms}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda term: {"not": term}, inner),
    ),
    max_leaves=8,
)
_PROFILES = st.dictionaries(st.sampled_from("abcd"), st.booleans())


@QUICK
@given(_CONDITIONS, _PROFILES, _PROFILES)
def test_causes_are_answers_that_differ(
    when: When, first: dict[str, bool], second: dict[str, bool]
) -> None:
    """There is a cause exactly where the truths differ, and each is a question that differs."""
    questions: dict[str, When] = {"a": None, "b": None, "c": "a", "d": "c"}
    one, other = profile_of(questions, first), profile_of(questions, second)
    condition = built(when)

    found = Causes(one, other).of(condition)

    differ = truth_of(condition, one.states) is not truth_of(condition, other.states)
    assert bool(found) == differ
    assert all(first.get(each) != second.get(each) for each in found)
