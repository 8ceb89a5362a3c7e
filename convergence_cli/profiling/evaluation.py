"""The truth of a condition, given the state of each preliminary question."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, assert_never

from convergence_cli.model.condition import (
    ATOMS,
    AllOf,
    Always,
    AnyOf,
    Atom,
    Condition,
    IsAnswered,
    IsTrue,
    Not,
    Value,
    in_postorder,
    parts,
)
from convergence_cli.profiling.truth import Truth, all_of, any_of, known, negated


class QuestionState(NamedTuple):
    """What a profile says of one question; a tuple, since each product has fifty of them."""

    applies: Truth
    value: Value | None = None
    """The stored answer, if it is one; it is read only where the question applies."""

    @property
    def is_open(self) -> bool:
        """Whether the question applies and waits for an answer."""
        return self.applies is Truth.YES and self.value is None


States = Mapping[str, QuestionState]


def evaluate(program: Sequence[Condition], states: States) -> Truth:
    """Return the truth of a condition given as its nodes in postorder.

    Iterative and linear in the number of nodes.
    """
    stack: list[Truth] = []
    for node in program:
        start = len(stack) - len(parts(node))
        stack[start:] = [truth_from(node, stack[start:], states)]
    return stack[-1]


def truth_from(node: Condition, truths: Sequence[Truth], states: States) -> Truth:
    """Return the truth of one node, given those of its terms."""
    # In the order of how often each occurs: this is where `check` spends its time.
    if isinstance(node, ATOMS):
        return _atom_truth(node, states[node.question])
    if isinstance(node, AnyOf):
        return any_of(truths)
    if isinstance(node, Not):
        return negated(truths[0])
    if isinstance(node, AllOf):
        return all_of(truths)
    if isinstance(node, Always):
        return Truth.YES
    assert_never(node)


def truth_of(condition: Condition, states: States) -> Truth:
    """Return the truth of a condition."""
    return evaluate(in_postorder(condition), states)


def open_atoms(condition: Condition, states: States) -> tuple[Atom, ...]:
    """Return the atoms that leave an undetermined condition open, in order; none if it is known.

    A term that is known cannot change the outcome, so what stands below it is passed over.
    """
    found: list[Atom] = []
    waiting = [condition]
    while waiting:
        node = waiting.pop()
        if truth_of(node, states) is not Truth.UNDETERMINED:
            continue
        if isinstance(node, ATOMS):
            found.append(node)
        waiting.extend(reversed(parts(node)))
    return tuple(found)


def missing_answers(
    conditions: Iterable[Condition],
    states: States,
    condition_by_question: Mapping[str, Condition],
) -> tuple[str, ...]:
    """Return the unanswered questions that leave some condition undetermined, each once.

    Where a question's own applicability is undetermined, what decides that is named instead.
    """
    missing: dict[str, None] = {}
    seen: set[str] = set()
    waiting = list(conditions)
    waiting.reverse()
    while waiting:
        for atom in open_atoms(waiting.pop(), states):
            if atom.question in seen:
                continue
            seen.add(atom.question)
            if states[atom.question].is_open:
                missing[atom.question] = None
            else:
                waiting.append(condition_by_question[atom.question])
    return tuple(missing)


def _atom_truth(atom: Atom, state: QuestionState) -> Truth:
    if state.applies is not Truth.YES:
        return state.applies
    if isinstance(atom, IsAnswered):
        return known(state.value is not None)
    if state.value is None:
        return Truth.UNDETERMINED
    if isinstance(atom, IsTrue):
        return known(state.value is True)
    return known(_is_one_of(state.value, atom.values))


def _is_one_of(value: Value, wanted: tuple[bool | int | float | str, ...]) -> bool:
    given = value if isinstance(value, tuple) else (value,)
    return any(_same(one, other) for one in given for other in wanted)


def _same(one: object, other: object) -> bool:
    # Types are strict (SPEC §3.1): true, 1 and "true" are three values, and 1 and 1.0 are one.
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return one == other
