"""When something applies (SPEC §3.1): each edge case, one line each.

The number that starts an id is that of the case in a list of what other questionnaire engines
test; cases with one number are sides of one question.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from convergence_cli.loading.build_questionnaire import build_preliminary
from convergence_cli.profiling.engine import Engine
from convergence_cli.profiling.evaluation import truth_of
from convergence_cli.profiling.truth import Truth
from tests.building import built, profile_of
from tests.written import When, preliminary_of, question

YES, NO, UNDETERMINED = Truth.YES, Truth.NO, Truth.UNDETERMINED
Questions = Mapping[str, When]
Case = tuple[str, When, Questions, Mapping[str, Any], Truth]

A: Questions = {"a": None}
AB: Questions = {"a": None, "b": None}
HIDDEN: Questions = {"a": None, "b": "a"}
CHAIN: Questions = {"a": None, "b": "a", "c": "b"}
DIAMOND: Questions = {"a": None, "b": "a", "c": "a", "d": {"any": ["b", "c"]}}
NOT_A: When = {"not": {"a": "x"}}
BOTH: When = {"all": ["a", "b"]}
EITHER: When = {"any": ["a", "b"]}

CASES: tuple[Case, ...] = (
    ("1 no condition", None, A, {}, YES),
    ("1 the word always", "always", A, {}, YES),
    ("2 source missing from the profile", "a", A, {}, UNDETERMINED),
    ("2 source null", "a", A, {"a": None}, UNDETERMINED),
    ("2 source an empty text", "a", A, {"a": ""}, UNDETERMINED),
    ("3 answered, with an answer", {"answered": "a"}, A, {"a": True}, YES),
    ("3 answered, without", {"answered": "a"}, A, {}, NO),
    ("3 not answered, with an answer", {"not": {"answered": "a"}}, A, {"a": True}, NO),
    ("3 not answered, without", {"not": {"answered": "a"}}, A, {}, YES),
    ("4 equals, no answer", {"a": "x"}, A, {}, UNDETERMINED),
    ("4 equals, that answer", {"a": "x"}, A, {"a": "x"}, YES),
    ("4 equals, another answer", {"a": "x"}, A, {"a": "y"}, NO),
    ("4 equals, several answers with that one", {"a": "x"}, A, {"a": ["x", "y"]}, YES),
    ("4 equals, several answers without it", {"a": "z"}, A, {"a": ["x", "y"]}, NO),
    ("4 any of, no answer", {"a": ["x", "y"]}, A, {}, UNDETERMINED),
    ("4 any of, one of them", {"a": ["x", "y"]}, A, {"a": "y"}, YES),
    ("4 any of, none of them", {"a": ["x", "y"]}, A, {"a": "z"}, NO),
    ("4 any of, several answers with one in common", {"a": ["y", "z"]}, A, {"a": ["x", "y"]}, YES),
    ("5 differs, no answer", NOT_A, A, {}, UNDETERMINED),
    ("5 differs, none of the choices", NOT_A, A, {"a": []}, YES),
    ("5 differs, all different", NOT_A, A, {"a": ["y", "z"]}, YES),
    ("5 differs, some different", NOT_A, A, {"a": ["x", "y"]}, NO),
    ("5 differs, all equal", NOT_A, A, {"a": ["x"]}, NO),
    ("7 any, none satisfied", EITHER, AB, {"a": False, "b": False}, NO),
    ("7 any, some satisfied", EITHER, AB, {"a": False, "b": True}, YES),
    ("7 any, all satisfied", EITHER, AB, {"a": True, "b": True}, YES),
    ("7 any, one satisfied beside an unknown", EITHER, AB, {"b": True}, YES),
    ("7 any, none satisfied beside an unknown", EITHER, AB, {"b": False}, UNDETERMINED),
    ("7 all, none satisfied", BOTH, AB, {"a": False, "b": False}, NO),
    ("7 all, some satisfied", BOTH, AB, {"a": True, "b": False}, NO),
    ("7 all, all satisfied", BOTH, AB, {"a": True, "b": True}, YES),
    ("7 all, one satisfied beside an unknown", BOTH, AB, {"b": True}, UNDETERMINED),
    ("7 all, one failed beside an unknown", BOTH, AB, {"b": False}, NO),
    ("8 the label of an option instead of its value", {"a": "x"}, A, {"a": "X, in words"}, NO),
    ("11 source after the dependent", "b", {"b": "a", "a": None}, {"a": True, "b": True}, YES),
    ("11 hidden by a later question", "b", {"b": "a", "a": None}, {"a": False, "b": True}, NO),
    ("14 hidden and answered, is true", "b", HIDDEN, {"a": False, "b": True}, NO),
    ("14 hidden and answered, equals", {"b": True}, HIDDEN, {"a": False, "b": True}, NO),
    ("14 hidden and answered, answered", {"answered": "b"}, HIDDEN, {"a": False, "b": True}, NO),
    ("14 hidden and answered, differs", {"not": {"b": True}}, HIDDEN, {"a": False, "b": True}, YES),
    ("14 hidden and unanswered, is true", "b", HIDDEN, {"a": False}, NO),
    ("14 hidden and unanswered, answered", {"answered": "b"}, HIDDEN, {"a": False}, NO),
    ("15 chain a→b→c with a stale b", "c", CHAIN, {"a": False, "b": True, "c": True}, NO),
    ("15 chain a→b→c, all true", "c", CHAIN, {"a": True, "b": True, "c": True}, YES),
    ("15 chain a→b→c, b false", "c", CHAIN, {"a": True, "b": False, "c": True}, NO),
    ("15 chain a→b→c, a unanswered", "c", CHAIN, {"b": True, "c": True}, UNDETERMINED),
    ("15 chain a→b→c, a unanswered, b false", "c", CHAIN, {"b": False, "c": True}, UNDETERMINED),
    ("15 chain a→b→c, b unanswered", "c", CHAIN, {"a": True, "c": True}, UNDETERMINED),
    ("15 answered in doubt, answered", {"answered": "b"}, HIDDEN, {"b": True}, UNDETERMINED),
    ("15 answered in doubt, unanswered", {"answered": "b"}, HIDDEN, {}, UNDETERMINED),
    ("16 diamond, one side true", "d", DIAMOND, {"a": True, "b": False, "c": True, "d": True}, YES),
    ("16 diamond, both sides false", "d", DIAMOND, {"a": True, "b": False, "c": False}, NO),
    ("16 diamond, source false", "d", DIAMOND, {"a": False, "b": True, "c": True, "d": True}, NO),
    (
        "16 diamond, one side unknown",
        "d",
        DIAMOND,
        {"a": True, "b": False, "d": True},
        UNDETERMINED,
    ),
    ("22 wrong case", "a", A, {"A": True}, UNDETERMINED),
    ("23 false is an answer", {"answered": "a"}, A, {"a": False}, YES),
    ("23 zero is an answer", {"answered": "a"}, A, {"a": 0}, YES),
    ("23 the empty list is an answer", {"answered": "a"}, A, {"a": []}, YES),
    ("23 the empty text is none", {"answered": "a"}, A, {"a": ""}, NO),
    ("23 null is none", {"answered": "a"}, A, {"a": None}, NO),
    ("24 includes, unanswered", {"a": ["x"]}, A, {}, UNDETERMINED),
    ("24 includes, the empty list", {"a": ["x"]}, A, {"a": []}, NO),
    ("24 does not include, unanswered", {"not": {"a": ["x"]}}, A, {}, UNDETERMINED),
    ("24 does not include, the empty list", {"not": {"a": ["x"]}}, A, {"a": []}, YES),
    ("25 two unanswered, all", BOTH, AB, {}, UNDETERMINED),
    ("25 two unanswered, any", EITHER, AB, {}, UNDETERMINED),
    ("26 the text true is not true", "a", A, {"a": "true"}, NO),
    ("26 the text True is not true", "a", A, {"a": "True"}, NO),
    ("26 one is not true", "a", A, {"a": 1}, NO),
    ("26 a list is not true", "a", A, {"a": ["x"]}, NO),
    ("26 true does not equal one", {"a": 1}, A, {"a": True}, NO),
    ("26 one does not equal true", {"a": True}, A, {"a": 1}, NO),
    ("26 one does not equal the text 1", {"a": "1"}, A, {"a": 1}, NO),
    ("26 the text true does not equal true", {"a": True}, A, {"a": "true"}, NO),
    ("26 false does not equal zero", {"a": 0}, A, {"a": False}, NO),
    ("26 zero does not equal false", {"a": False}, A, {"a": 0}, NO),
    ("26 false equals false", {"a": False}, A, {"a": False}, YES),
    ("26 one, with or without decimals, is one number", {"a": 1}, A, {"a": 1.0}, YES),
    ("26 the text 000 equals itself", {"a": "000"}, A, {"a": "000"}, YES),
    ("26 the text 000 is not the text 0", {"a": "0"}, A, {"a": "000"}, NO),
    ("26 the text 0x1 is not one", {"a": 1}, A, {"a": "0x1"}, NO),
    ("27 an apostrophe in a value", {"a": "l'un"}, A, {"a": "l'un"}, YES),
    ("27 quotes, dots and dashes in a value", {"a": '"v-1.2"'}, A, {"a": '"v-1.2"'}, YES),
    ("28 smart quotes are other characters", {"a": "l'un"}, A, {"a": "l’un"}, NO),
    ("34 na as a choice is an answer", {"answered": "a"}, A, {"a": "na"}, YES),
    ("34 na equals no other choice", {"a": ["x", "y"]}, A, {"a": "na"}, NO),
    ("35 hidden source answered na, equals", {"b": "na"}, HIDDEN, {"a": False, "b": "na"}, NO),
    ("35 hidden, answered na", {"answered": "b"}, HIDDEN, {"a": False, "b": "na"}, NO),
    ("40 contradiction, unanswered", {"all": ["a", {"not": "a"}]}, A, {}, UNDETERMINED),
    ("40 contradiction, true", {"all": ["a", {"not": "a"}]}, A, {"a": True}, NO),
    ("40 contradiction, false", {"all": ["a", {"not": "a"}]}, A, {"a": False}, NO),
)


@pytest.mark.parametrize(
    ("when", "questions", "values", "expected"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_condition_in_a_profile(
    when: When, questions: Questions, values: Mapping[str, Any], expected: Truth
) -> None:
    """A condition is yes, no or undetermined in a profile, exactly as its edge case says."""
    profile = profile_of(questions, values)

    assert truth_of(built(when), profile.states) is expected


@pytest.mark.parametrize("value", [True, 1, "true"], ids=repr)
@pytest.mark.parametrize("wanted", [True, 1, "true"], ids=repr)
def test_types_are_strict(value: object, wanted: object) -> None:
    """The values true, 1 and "true" are three: each equals itself and neither of the others."""
    profile = profile_of(A, {"a": value})
    is_same = type(value) is type(wanted)

    assert truth_of(built({"a": wanted}), profile.states) is (YES if is_same else NO)


def test_a_stored_value_is_read_again_when_its_question_comes_back() -> None:
    """An answer that was hidden counts again, unchanged, once its question applies again."""
    hidden = profile_of(HIDDEN, {"a": False, "b": True})
    shown = profile_of(HIDDEN, {"a": True, "b": True})

    assert hidden.states["b"].value is True
    assert truth_of(built("b"), hidden.states) is NO
    assert truth_of(built("b"), shown.states) is YES


def test_a_hidden_required_question_waits_for_no_answer() -> None:
    """A question is open only where it applies, whether it is required or not."""
    questions = [question("a"), question("b", "a", required=True), question("c", required=True)]
    definition = build_preliminary(preliminary_of(("information", questions)), "preliminary.yaml")
    engine = Engine(definition, ())

    assert engine.profile({"a": False}).open_questions == ("c",)
    assert engine.profile({"a": True, "c": True}).open_questions == ("b",)
    assert engine.profile({}).open_questions == ("a", "c")


def test_conditions_read_questions_of_every_section() -> None:
    """A condition may read a question of another section, before or after its own."""
    sections = (
        ("procedures", [question("early", "late"), question("first")]),
        ("information", [question("late", "first")]),
    )
    definition = build_preliminary(preliminary_of(*sections), "preliminary.yaml")
    states = Engine(definition, ()).profile({"first": True, "late": True, "early": True}).states

    assert [state.applies for state in states.values()] == [YES, YES, YES]
    assert list(states) == ["early", "first", "late"]
