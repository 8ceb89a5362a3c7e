"""Which preliminary answers are missing, where something is undetermined."""

from collections.abc import Mapping
from typing import Any

import pytest

from convergence_cli.model.condition import IsAnswered, IsOneOf, IsTrue
from convergence_cli.profiling.evaluation import open_atoms
from tests.building import built, profile_of
from tests.written import When

ABC: Mapping[str, When] = {"a": None, "b": None, "c": None}
CHAIN: Mapping[str, When] = {"a": None, "b": "a", "c": "b"}


@pytest.mark.parametrize(
    ("questions", "values", "when", "missing"),
    [
        pytest.param(ABC, {}, "a", ("a",), id="the question itself"),
        pytest.param(ABC, {"a": True}, "a", (), id="nothing where it is known"),
        pytest.param(ABC, {}, {"answered": "a"}, (), id="answered is known without an answer"),
        pytest.param(ABC, {}, {"not": "a"}, ("a",), id="under not"),
        pytest.param(ABC, {}, {"all": ["c", "a"]}, ("c", "a"), id="in the order of the condition"),
        pytest.param(ABC, {}, {"any": ["a", {"not": "a"}]}, ("a",), id="each once"),
        pytest.param(ABC, {"a": False}, {"all": ["a", "b"]}, (), id="not beside a term that fails"),
        pytest.param(ABC, {"a": True}, {"any": ["a", "b"]}, (), id="not beside a term that holds"),
        pytest.param(
            ABC,
            {"b": False},
            {"any": [{"all": ["a", "b"]}, "c"]},
            ("c",),
            id="not below a term that is known",
        ),
        pytest.param(CHAIN, {}, "c", ("a",), id="the root of a chain"),
        pytest.param(CHAIN, {"b": True, "c": True}, "c", ("a",), id="the root under stored values"),
        pytest.param(CHAIN, {"a": True}, "c", ("b",), id="the next of a chain"),
        pytest.param(CHAIN, {"a": True, "b": True}, "c", ("c",), id="the last of a chain"),
        pytest.param(CHAIN, {"a": False}, "c", (), id="nothing of what is hidden"),
        pytest.param(CHAIN, {"b": True}, {"answered": "b"}, ("a",), id="the root of answered"),
        pytest.param(CHAIN, {}, {"all": ["c", "b", "a"]}, ("a",), id="one root of several"),
        pytest.param(
            {"a": None, "b": "a", "c": {"any": ["a", "d"]}, "d": None},
            {},
            {"all": ["b", "c"]},
            ("a", "d"),
            id="the roots of several",
        ),
    ],
)
def test_missing_answers_are_named(
    questions: Mapping[str, When], values: Mapping[str, Any], when: When, missing: tuple[str, ...]
) -> None:
    """What is undetermined names the answers it waits for, down to the root cause, each once."""
    profile = profile_of(questions, values)

    assert profile.missing(built(when)) == missing


def test_missing_answers_of_several_conditions_are_named_once() -> None:
    """A criterion and its questionnaire that wait for one answer name it once, in reading order."""
    profile = profile_of(ABC, {})

    assert profile.missing(built("b"), built({"all": ["a", "b"]})) == ("b", "a")
    assert profile.missing() == ()


def test_open_atoms_are_the_terms_that_leave_a_condition_open() -> None:
    """The terms that wait for an answer are told apart from those that are known, in order."""
    states = profile_of(CHAIN, {"a": True}).states
    when = {"all": ["a", {"not": {"b": True}}, {"any": ["c", {"answered": "c"}]}]}

    assert open_atoms(built(when), states) == (
        IsOneOf("b", (True,)),
        IsTrue("c"),
        IsAnswered("c"),
    )


def test_a_known_condition_has_no_open_atom() -> None:
    """A condition that is known waits for nothing, whatever its terms."""
    states = profile_of(ABC, {"a": False}).states

    assert open_atoms(built({"all": ["a", "b"]}), states) == ()
    assert open_atoms(built("always"), states) == ()
