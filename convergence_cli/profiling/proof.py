"""Why something applies: a condition's truth, term by term, down to the preliminary answers."""

from dataclasses import dataclass

from convergence_cli.model.condition import Atom, Condition, IsAnswered, IsOneOf, IsTrue, parts
from convergence_cli.profiling.engine import Profile
from convergence_cli.profiling.evaluation import QuestionState, truth_of
from convergence_cli.profiling.truth import Truth


@dataclass(frozen=True, slots=True)
class Proof:
    """The truth of one condition, and of what it is made of."""

    condition: Condition
    truth: Truth
    terms: tuple["Proof", ...] = ()
    state: QuestionState | None = None
    """Of the question that an atom reads; its own condition, if any, is the one term."""


def proof_of(condition: Condition, profile: Profile) -> Proof:
    """Return why a condition has the truth it has in a profile."""
    truth = truth_of(condition, profile.states)
    if isinstance(condition, IsTrue | IsOneOf | IsAnswered):
        return _atom_proof(condition, truth, profile)
    terms = tuple(proof_of(term, profile) for term in parts(condition))
    return Proof(condition, truth, terms)


def _atom_proof(atom: Atom, truth: Truth, profile: Profile) -> Proof:
    state = profile.states[atom.question]
    if state.applies is Truth.YES:
        return Proof(atom, truth, state=state)
    # The question is hidden, or may be: that is the reason, so it is shown.
    own = profile.engine.condition_by_question[atom.question]
    return Proof(atom, truth, (proof_of(own, profile),), state)
