"""Why something applies, or does not, or is not known yet."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest
from hypothesis import given

from convergence_cli.loading.build_questionnaire import build_preliminary
from convergence_cli.model.condition import (
    ALWAYS,
    AllOf,
    Always,
    Atom,
    Condition,
    IsAnswered,
    IsOneOf,
    IsTrue,
    Not,
    parts,
)
from convergence_cli.model.questionnaire import Question, QuestionType
from convergence_cli.profiling.engine import Engine, Profile
from convergence_cli.profiling.evaluation import QuestionState
from convergence_cli.profiling.proof import Proof, proof_of
from convergence_cli.profiling.truth import Truth
from tests.building import NO_TEXT, built, chain_of, preliminary_from, profile_of, stored
from tests.profiling.budget import Budget
from tests.strategies import THOROUGH, Asked, asked
from tests.written import When, preliminary

YES, NO, UNDETERMINED = Truth.YES, Truth.NO, Truth.UNDETERMINED
A: Mapping[str, When] = {"a": None}
HIDDEN: Mapping[str, When] = {"a": None, "b": "a"}
MANY = 100_000
RUNGS = 100


def test_what_always_applies_needs_no_reason() -> None:
    """The proof of what always applies is that it does."""
    assert proof_of(ALWAYS, profile_of({}, {})) == Proof(ALWAYS, YES)


@pytest.mark.parametrize(
    ("value", "truth"), [(True, YES), (False, NO), (None, UNDETERMINED)], ids=str
)
def test_a_question_that_applies_is_its_own_reason(value: bool | None, truth: Truth) -> None:  # noqa: FBT001
    """The proof of a comparison is the answer that was given, or that none was."""
    proof = proof_of(IsTrue("a"), profile_of(A, {"a": value}))

    assert proof == Proof(IsTrue("a"), truth, (), QuestionState(YES, value))


def test_a_hidden_question_shows_why_it_is_hidden() -> None:
    """Below a comparison with a hidden question stands the condition that hides it."""
    profile = profile_of(HIDDEN, {"a": False, "b": True})

    hidden_by = Proof(IsTrue("a"), NO, (), QuestionState(YES, False))  # noqa: FBT003
    state = QuestionState(NO, True)  # noqa: FBT003
    assert proof_of(IsTrue("b"), profile) == Proof(IsTrue("b"), NO, (hidden_by,), state)


def test_a_question_in_doubt_shows_what_it_waits_for() -> None:
    """Below a question whose own applicability is undetermined stands the open condition."""
    profile = profile_of(HIDDEN, {"b": True})

    waits_for = Proof(IsTrue("a"), UNDETERMINED, (), QuestionState(YES))
    state = QuestionState(UNDETERMINED, True)  # noqa: FBT003
    expected = Proof(IsAnswered("b"), UNDETERMINED, (waits_for,), state)
    assert proof_of(IsAnswered("b"), profile) == expected


def test_a_compound_condition_shows_each_term() -> None:
    """A proof has the shape of its condition: every term in order, with its own truth."""
    profile = profile_of({"a": None, "b": None, "c": None}, {"a": True, "b": False})
    proof = proof_of(built({"all": ["a", {"not": "b"}, {"any": ["b", "c"]}]}), profile)

    assert proof.truth is UNDETERMINED
    assert [each.truth for each in proof.terms] == [YES, YES, UNDETERMINED]
    assert [each.condition for each in proof.terms[1].terms] == [IsTrue("b")]
    assert [each.truth for each in proof.terms[2].terms] == [NO, UNDETERMINED]
    assert proof.state is None


@THOROUGH
@given(asked())
def test_each_step_of_a_proof_follows_from_those_below(questions: Asked) -> None:
    """A reader can check a proof: each truth follows from the terms and the answers below it."""
    definition = build_preliminary(preliminary(questions.questions), "preliminary.yaml")
    profile = Engine(definition, ()).profile(stored(questions.values))

    for when in questions.conditions:
        waiting = [proof_of(built(when), profile)]
        while waiting:
            step = waiting.pop()
            if isinstance(step.condition, IsTrue | IsOneOf | IsAnswered):
                _check_reading(step, step.condition, profile)
            else:
                assert tuple(each.condition for each in step.terms) == parts(step.condition)
                assert step.truth is _combined(step.condition, [each.truth for each in step.terms])
            waiting.extend(step.terms)


def _check_reading(step: Proof, atom: Atom, profile: Profile) -> None:
    assert step.state is not None
    assert step.state is profile.states[atom.question]
    if step.state.applies is YES:
        is_open = step.state.value is None and not isinstance(atom, IsAnswered)
        assert (step.truth is UNDETERMINED) is is_open
        assert step.terms == ()
    else:
        (reason,) = step.terms
        assert reason.condition == profile.engine.condition_by_question[atom.question]
        assert reason.truth is step.truth is step.state.applies


def _combined(condition: Condition, truths: Sequence[Truth]) -> Truth:
    if isinstance(condition, Always):
        return YES
    rank = [NO, UNDETERMINED, YES]
    places = [rank.index(each) for each in truths]
    if isinstance(condition, Not):
        return rank[2 - places[0]]
    return rank[min(places) if isinstance(condition, AllOf) else max(places)]


def test_a_proof_runs_down_a_chain_of_many_questions() -> None:
    """Behind 100,000 questions that hide one another, the proof ends at the answer that does it."""
    profile = Engine(chain_of(MANY), ()).profile({"q0": False})

    step = proof_of(IsTrue(f"q{MANY - 1}"), profile)

    for index in reversed(range(1, MANY)):
        assert step.condition == IsTrue(f"q{index}")
        (step,) = step.terms
    assert step == Proof(IsTrue("q0"), NO, (), QuestionState(YES, False))  # noqa: FBT003


def test_a_proof_of_questions_read_twice_takes_linear_time() -> None:
    """A hundred hidden questions that each read the one before twice are explained at once."""
    names = Budget(RUNGS * 1_000).names(RUNGS)
    questions = [Question(names[0], QuestionType.BOOLEAN, NO_TEXT)] + [
        Question(name, QuestionType.BOOLEAN, NO_TEXT, AllOf((IsTrue(before), IsAnswered(before))))
        for before, name in pairwise(names)
    ]
    profile = Engine(preliminary_from(questions), ()).profile({names[0]: False})

    proof = proof_of(IsTrue(names[-1]), profile)

    assert proof.truth is NO
    assert [each.truth for each in proof.terms[0].terms] == [NO, NO]
