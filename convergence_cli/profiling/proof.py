"""Why something applies: a condition's truth, term by term, down to the preliminary answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from convergence_cli.model.condition import ATOMS, Condition, in_postorder, parts, questions_of
from convergence_cli.profiling.engine import Profile
from convergence_cli.profiling.evaluation import QuestionState, States, truth_from
from convergence_cli.profiling.truth import Truth


@dataclass(frozen=True)
class Proof:
    """The truth of one condition, and of what it is made of."""

    condition: Condition
    truth: Truth
    terms: tuple["Proof", ...] = ()
    state: QuestionState | None = None
    """Of the question that an atom reads; where that may not apply, its reason is the one term."""


def proof_of(condition: Condition, profile: Profile) -> Proof:
    """Return why a condition has the truth it has in a profile.

    Iterative, and linear: a question that is read twice has one reason, shared.
    """
    conditions = profile.engine.condition_by_question
    doubted = _doubted(condition, profile)
    reasons: dict[str, Proof] = {}
    for question in profile.engine.resolution_order:
        if question in doubted:
            reasons[question] = _proof(conditions[question], profile.states, reasons)
    return _proof(condition, profile.states, reasons)


def _doubted(condition: Condition, profile: Profile) -> set[str]:
    """Return the questions behind a condition that do not apply, or may not."""
    doubted: set[str] = set()
    waiting = [condition]
    while waiting:
        for question in questions_of(waiting.pop()):
            if question not in doubted and profile.states[question].applies is not Truth.YES:
                doubted.add(question)
                waiting.append(profile.engine.condition_by_question[question])
    return doubted


def _proof(condition: Condition, states: States, reasons: Mapping[str, Proof]) -> Proof:
    stack: list[Proof] = []
    for node in in_postorder(condition):
        if isinstance(node, ATOMS):
            state = states[node.question]
            truth = truth_from(node, (), states)
            reason = reasons.get(node.question)
            stack.append(Proof(node, truth, () if reason is None else (reason,), state))
        else:
            start = len(stack) - len(parts(node))
            terms = tuple(stack[start:])
            truth = truth_from(node, [term.truth for term in terms], states)
            stack[start:] = [Proof(node, truth, terms)]
    return stack[-1]
