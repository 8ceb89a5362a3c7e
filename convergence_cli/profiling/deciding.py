"""Which preliminary answers a proof rests on: those that made something apply, or not."""

from collections.abc import Sequence

from convergence_cli.model.condition import ALWAYS, ATOMS, AllOf, AnyOf, Condition
from convergence_cli.profiling.engine import Profile
from convergence_cli.profiling.proof import Proof, proof_of
from convergence_cli.profiling.truth import Truth


def deciding_questions(profile: Profile, *conditions: Condition) -> tuple[str, ...]:
    """Return the questions whose answers decide conditions that all must hold, in order.

    None where they hold for every profile. The conditions are decided: none is undetermined.
    """
    asked = [each for each in conditions if each != ALWAYS]
    return _decided_by(proof_of(AllOf(tuple(asked)), profile)) if asked else ()


def _decided_by(proof: Proof) -> tuple[str, ...]:
    found: dict[str, None] = {}
    seen: set[int] = set()
    # Iterative: questions share their reasons, and a chain of them may be longer than the stack.
    waiting = [proof]
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each.condition, ATOMS) and not each.terms:
            found[each.condition.question] = None
        waiting.extend(reversed(_decisive(each)))
    return tuple(found)


def _decisive(proof: Proof) -> Sequence[Proof]:
    """Return the terms without which a proof would not stand; a hidden question has its reason."""
    is_settled_by_one = (
        proof.truth is Truth.NO if isinstance(proof.condition, AllOf) else proof.truth is Truth.YES
    )
    if isinstance(proof.condition, AllOf | AnyOf) and is_settled_by_one:
        return [each for each in proof.terms if each.truth is proof.truth]
    return proof.terms
