"""The engine: from the answers to preliminary questions to what applies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from convergence_cli.model.condition import (
    ALWAYS,
    ATOMS,
    Condition,
    Value,
    in_postorder,
    parts,
    questions_of,
)
from convergence_cli.model.questionnaire import Criterion, Preliminary, Questionnaire
from convergence_cli.profiling.evaluation import (
    QuestionState,
    States,
    evaluate,
    missing_answers,
)
from convergence_cli.profiling.order import order_of
from convergence_cli.profiling.truth import Truth, all_of

Program = tuple[Condition, ...]
_ALWAYS: Program = (ALWAYS,)
_Key = tuple[tuple[str, str | int], ...]


@dataclass(frozen=True, slots=True)
class Applicability:
    """What of one questionnaire applies to one profile."""

    questionnaire: Questionnaire
    applies: Truth
    criteria: Mapping[str, Truth]
    """By criterion id, every criterion of the questionnaire, in its order."""

    def criteria_that(self, truth: Truth) -> tuple[Criterion, ...]:
        """Return the criteria of one truth, in the order of the questionnaire."""
        by_id = self.questionnaire.criterion_by_id
        return tuple(by_id[id_] for id_, applies in self.criteria.items() if applies is truth)


@dataclass(frozen=True)
class Profile:
    """What applies to one product, or to the company."""

    engine: "Engine"
    states: States
    """By question id, every preliminary question."""

    @cached_property
    def applicabilities(self) -> Mapping[str, Applicability]:
        """What of each questionnaire applies, by questionnaire id."""
        return {
            compiled.questionnaire.id: compiled.applicability(self.states)
            for compiled in self.engine.compiled
        }

    @property
    def open_questions(self) -> tuple[str, ...]:
        """The questions that apply and wait for an answer, in the order of the questionnaire."""
        return tuple(id_ for id_, state in self.states.items() if state.is_open)

    def missing(self, *conditions: Condition) -> tuple[str, ...]:
        """Return the unanswered questions that leave some of these conditions undetermined."""
        return missing_answers(conditions, self.states, self.engine.condition_by_question)


class Engine:
    """Decides what applies; made once for one preliminary questionnaire, used for many profiles.

    The questionnaires must have passed the checks of definitions: every question that a condition
    names exists, and no questions decide one another in a loop.
    """

    def __init__(
        self, preliminary: Preliminary | None, questionnaires: Iterable[Questionnaire]
    ) -> None:
        questions = () if preliminary is None else preliminary.questions
        self.condition_by_question = {each.id: each.applies_when for each in questions}
        graph = {id_: questions_of(when) for id_, when in self.condition_by_question.items()}
        self._program_by_question: dict[str, Program] = {
            id_: in_postorder(self.condition_by_question[id_]) for id_ in order_of(graph).nodes
        }
        self.resolution_order = tuple(self._program_by_question)
        """The questions, each after those that decide it."""
        self.compiled = tuple(_Compiled(each) for each in questionnaires)

    def profile(self, values: Mapping[str, Value | None]) -> Profile:
        """Return what applies, given stored answers by question id."""
        states: dict[str, QuestionState] = {}
        for id_, program in self._program_by_question.items():
            applies = Truth.YES if program == _ALWAYS else evaluate(program, states)
            states[id_] = QuestionState(applies, answer_of(values.get(id_)))
        in_order = {id_: states[id_] for id_ in self.condition_by_question if id_ in states}
        return Profile(self, in_order)


def answer_of(stored: Value | None) -> Value | None:
    """Return what a stored value answers: null and the empty text answer nothing (SPEC §3.1)."""
    return None if stored == "" else stored


class _Compiled:
    """A questionnaire whose distinct conditions are evaluated once for each profile."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self._program = in_postorder(questionnaire.applies_when)
        programs: dict[_Key, Program] = {}
        self._ids = tuple(questionnaire.criterion_by_id)
        keys = []
        for criterion in questionnaire.criterion_by_id.values():
            program = in_postorder(criterion.applies_when)
            keys.append(_key(program))
            programs.setdefault(keys[-1], program)
        index_by_key = {key: index for index, key in enumerate(programs)}
        self._programs = tuple(programs.values())
        self._indices = tuple(index_by_key[key] for key in keys)

    def applicability(self, states: States) -> Applicability:
        """Return what applies to a profile; a criterion applies where its questionnaire does."""
        whole = Truth.YES if self._program == _ALWAYS else evaluate(self._program, states)
        if whole is Truth.NO:
            truths = [Truth.NO] * len(self._programs)
        else:
            truths = [all_of((whole, evaluate(each, states))) for each in self._programs]
        criteria = dict(zip(self._ids, map(truths.__getitem__, self._indices), strict=True))
        return Applicability(self.questionnaire, whole, criteria)


def _key(program: Program) -> _Key:
    """Return what two conditions share if they are the same in every word.

    Equality of records will not do: to Python true equals 1, and a deep record has no end of hash.
    """
    return tuple(
        (type(node).__name__, repr(node) if isinstance(node, ATOMS) else len(parts(node)))
        for node in program
    )
