"""From stored answers to what applies."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest

from convergence_cli.loading.build_questionnaire import build_preliminary, build_questionnaire
from convergence_cli.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    IsTrue,
    Not,
    Value,
    in_postorder,
)
from convergence_cli.model.questionnaire import Question, QuestionType
from convergence_cli.profiling.engine import Applicability, Engine
from convergence_cli.profiling.evaluation import QuestionState, evaluate
from convergence_cli.profiling.truth import Truth
from tests.building import NO_TEXT, chain_of, preliminary_from, profile_of, stored
from tests.profiling.budget import Budget
from tests.written import When, criterion, preliminary, questionnaire

YES, NO, UNDETERMINED = Truth.YES, Truth.NO, Truth.UNDETERMINED
MANY = 100_000
FEW = 1_000
LOOK_UPS_PER_NAME = 60
DEEP = 10_000


def applicability(
    values: Mapping[str, Any],
    whole: When = None,
    criteria: Mapping[str, When] | None = None,
    questions: Mapping[str, When] | None = None,
) -> Applicability:
    """Return what applies of a questionnaire whose criteria stand under these conditions."""
    written = [criterion(id_, when) for id_, when in (criteria or {"C": None}).items()]
    definition = build_questionnaire(questionnaire("q", {"X": written}, whole), "q.yaml")
    asked = build_preliminary(preliminary(questions or {"a": None, "b": None}), "p.yaml")
    return Engine(asked, (definition,)).profile(stored(values)).applicabilities["q"]


@pytest.mark.parametrize(
    ("values", "whole", "own"),
    [
        ({"a": True, "b": True}, YES, YES),
        ({"a": True, "b": False}, YES, NO),
        ({"a": True}, YES, UNDETERMINED),
        ({"a": False, "b": True}, NO, NO),
        ({"a": False}, NO, NO),
        ({"b": True}, UNDETERMINED, UNDETERMINED),
        ({"b": False}, UNDETERMINED, NO),
        ({}, UNDETERMINED, UNDETERMINED),
    ],
    ids=str,
)
def test_a_criterion_applies_where_its_questionnaire_does(
    values: Mapping[str, Any], whole: Truth, own: Truth
) -> None:
    """A criterion whose own condition is true still does not apply without its questionnaire."""
    found = applicability(values, "a", {"C": "b"})

    assert found.applies is whole
    assert found.criteria == {"C": own}


def test_what_is_left_out_applies_always() -> None:
    """A questionnaire and a criterion without a condition apply to every profile."""
    found = applicability({})

    assert found.applies is YES
    assert found.criteria == {"C": YES}


def test_criteria_are_listed_by_truth_in_the_order_of_the_questionnaire() -> None:
    """What applies, what does not and what is undetermined are three lists, in reading order."""
    criteria: Mapping[str, When] = {"C2": "a", "C1": "b", "C4": {"not": "a"}, "C3": None}
    found = applicability({"a": True}, criteria=criteria)

    assert [each.id for each in found.criteria_that(YES)] == ["C2", "C3"]
    assert [each.id for each in found.criteria_that(UNDETERMINED)] == ["C1"]
    assert [each.id for each in found.criteria_that(NO)] == ["C4"]


def test_criteria_with_equal_conditions_share_their_truth() -> None:
    """Two criteria under the same condition apply together."""
    when: When = {"any": ["a", {"b": False}]}
    found = applicability({"b": True}, criteria={"C1": when, "C2": when, "C3": "b"})

    assert found.criteria == {"C1": UNDETERMINED, "C2": UNDETERMINED, "C3": YES}


def test_equal_values_of_two_types_are_two_conditions() -> None:
    """A criterion for true and one for 1 are not confused, though Python takes them as equal."""
    found = applicability({"a": True}, criteria={"C1": {"a": 1}, "C2": {"a": True}})

    assert found.criteria == {"C1": NO, "C2": YES}


def test_a_company_without_preliminary_questions_is_asked_what_always_applies() -> None:
    """Without a preliminary questionnaire, what applies always still applies."""
    definition = build_questionnaire(questionnaire("q", {"X": [criterion("C")]}), "q.yaml")
    profile = Engine(None, (definition,)).profile({})

    assert profile.applicabilities["q"].criteria == {"C": YES}
    assert profile.open_questions == ()


def test_open_questions_are_those_that_apply_and_wait_for_an_answer() -> None:
    """Open are unanswered questions that apply; hidden and undetermined ones are not."""
    questions: Mapping[str, When] = {"d": "c", "a": None, "b": "a", "c": None, "e": None}

    profile = profile_of(questions, {"a": False, "e": ""})

    assert profile.open_questions == ("c", "e")


def test_a_question_that_nothing_reads_changes_nothing() -> None:
    """Answering one question recomputes only what depends on it."""
    questions: Mapping[str, When] = {"a": None, "b": "a", "z": None}
    before = profile_of(questions, {"a": True, "b": True})
    after = profile_of(questions, {"a": True, "b": True, "z": True})

    assert {id_: after.states[id_] for id_ in "ab"} == {id_: before.states[id_] for id_ in "ab"}


def test_a_chain_of_many_questions_evaluates_without_recursion() -> None:
    """Of 100,000 questions that each decide the next, the first one decides the last."""
    engine = Engine(chain_of(MANY), ())
    all_true: dict[str, Value | None] = dict.fromkeys(engine.condition_by_question, True)
    last = f"q{MANY - 1}"

    assert engine.profile(all_true).states[last].applies is YES
    assert engine.profile({**all_true, "q0": False}).states[last].applies is NO
    in_doubt = engine.profile({**all_true, "q0": None})
    assert in_doubt.states[last].applies is UNDETERMINED
    assert in_doubt.missing(IsTrue(last)) == ("q0",)


def test_evaluation_looks_at_each_term_once() -> None:
    """A ladder of questions that each read the one before twice is evaluated in linear time."""
    names = Budget(FEW * LOOK_UPS_PER_NAME).names(FEW)
    questions = [Question(names[0], QuestionType.BOOLEAN, NO_TEXT)] + [
        Question(name, QuestionType.BOOLEAN, NO_TEXT, AllOf((IsTrue(before), IsTrue(before))))
        for before, name in pairwise(names)
    ]
    profile = Engine(preliminary_from(questions), ()).profile({})

    assert profile.states[names[-1]].applies is UNDETERMINED
    assert profile.missing(IsTrue(names[-1])) == (names[0],)


@pytest.mark.parametrize(
    ("value", "expected"), [(True, YES), (False, NO), (None, UNDETERMINED)], ids=str
)
def test_a_deep_condition_evaluates_without_recursion(value: object, expected: Truth) -> None:
    """Conditions nested 10,000 deep are evaluated; an even number of `not` changes nothing."""
    nested: Condition = IsTrue("a")
    for _ in range(DEEP // 4):
        nested = Not(AllOf((Not(AnyOf((nested,))),)))
    state = QuestionState(YES, None if value is None else value is True)

    assert evaluate(in_postorder(nested), {"a": state}) is expected


def test_a_wide_condition_evaluates_in_linear_time() -> None:
    """A condition of 100,000 terms is evaluated."""
    wide = AllOf((IsTrue("a"),) * MANY)

    assert evaluate(in_postorder(wide), {"a": QuestionState(YES, True)}) is YES  # noqa: FBT003
