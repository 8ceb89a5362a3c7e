"""The engine: from the answers to preliminary questions to what applies."""

from collections.abc import Iterable, Mapping, Sequence
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
    truth_from,
)
from convergence_cli.profiling.order import order_of
from convergence_cli.profiling.truth import Truth, all_of

Program = tuple[Condition, ...]
_ALWAYS: Program = (ALWAYS,)
_Key = tuple[str, str, tuple[int, ...]]


@dataclass(frozen=True)
class Applicability:
    """What of one questionnaire applies to one profile."""

    questionnaire: Questionnaire
    applies: Truth
    criteria: Mapping[str, Truth]
    """By criterion id, every criterion of the questionnaire, in its order."""

    def ids_that(self, truth: Truth) -> tuple[str, ...]:
        """Return the ids of the criteria of one truth, in the order of the questionnaire."""
        return tuple([id_ for id_, applies in self.criteria.items() if applies is truth])

    def criteria_that(self, truth: Truth) -> tuple[Criterion, ...]:
        """Return the criteria of one truth, in the order of the questionnaire."""
        by_id = self.questionnaire.criterion_by_id
        return tuple(by_id[id_] for id_ in self.ids_that(truth))


@dataclass(frozen=True)
class Profile:
    """What applies to one product, or to the company."""

    engine: "Engine"
    states: States
    """By question id, every preliminary question."""

    @cached_property
    def applicabilities(self) -> Mapping[str, Applicability]:
        """What of each questionnaire applies, by questionnaire id."""
        return self.engine.applicabilities(self.states)

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
        self._always_asked = {
            id_ for id_, program in self._program_by_question.items() if program == _ALWAYS
        }
        self.resolution_order = tuple(self._program_by_question)
        """The questions, each after those that decide it."""
        self._nodes = _Nodes()
        self._compiled = tuple(_Compiled(each, self._nodes) for each in questionnaires)

    def profile(self, values: Mapping[str, Value | None]) -> Profile:
        """Return what applies, given stored answers by question id."""
        states: dict[str, QuestionState] = {}
        for id_, program in self._program_by_question.items():
            applies = Truth.YES if id_ in self._always_asked else evaluate(program, states)
            states[id_] = QuestionState(applies, answer_of(values.get(id_)))
        in_order = {id_: states[id_] for id_ in self.condition_by_question if id_ in states}
        return Profile(self, in_order)

    def applicabilities(self, states: States) -> dict[str, Applicability]:
        """Return what of each questionnaire applies to a profile, by questionnaire id."""
        truths = self._nodes.truths(states)
        return {each.questionnaire.id: each.applicability(truths) for each in self._compiled}


def answer_of(stored: Value | None) -> Value | None:
    """Return what a stored value answers: null and the empty text answer nothing (SPEC §3.1)."""
    return None if stored == "" else stored


class _Nodes:
    """The distinct nodes of many conditions, each once and after its terms.

    What two criteria ask alike is evaluated once for each profile, and so are its parts.
    """

    def __init__(self) -> None:
        self._place_by_key: dict[_Key, int] = {}
        self._nodes: list[tuple[Condition, tuple[int, ...]]] = []

    def place_of(self, condition: Condition) -> int:
        """Return the place of a condition's truth, whose nodes are added where they are new."""
        stack: list[int] = []
        for node in in_postorder(condition):
            start = len(stack) - len(parts(node))
            terms = tuple(stack[start:])
            # Equality of records will not do for atoms: to Python true equals 1.
            key = (type(node).__name__, repr(node) if isinstance(node, ATOMS) else "", terms)
            place = self._place_by_key.setdefault(key, len(self._nodes))
            if place == len(self._nodes):
                self._nodes.append((node, terms))
            stack[start:] = [place]
        return stack[-1]

    def truths(self, states: States) -> list[Truth]:
        """Return the truth of every node, by place."""
        found: list[Truth] = []
        for node, terms in self._nodes:
            found.append(truth_from(node, [found[term] for term in terms], states))
        return found


class _Compiled:
    """A questionnaire whose conditions are known by their places."""

    def __init__(self, questionnaire: Questionnaire, nodes: _Nodes) -> None:
        self.questionnaire = questionnaire
        self._whole = nodes.place_of(questionnaire.applies_when)
        criteria = questionnaire.criterion_by_id
        self._places = {
            id_: nodes.place_of(criterion.applies_when) for id_, criterion in criteria.items()
        }

    def applicability(self, truths: Sequence[Truth]) -> Applicability:
        """Return what applies; a criterion applies where its questionnaire does."""
        whole = truths[self._whole]
        if whole is not Truth.YES:
            truths = [all_of((whole, truth)) for truth in truths]
        criteria = dict(zip(self._places, map(truths.__getitem__, self._places.values())))  # noqa: B905 - of one dictionary
        return Applicability(self.questionnaire, whole, criteria)
