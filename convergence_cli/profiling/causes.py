"""Which preliminary answers make something apply to one profile and not to another."""

from collections.abc import Mapping
from functools import cache

from convergence_cli.model.condition import AllOf, Condition, Value, questions_of
from convergence_cli.profiling.engine import Engine, Profile
from convergence_cli.profiling.evaluation import States, truth_of


class Causes:
    """Says why conditions differ between two profiles of one engine; asked of many conditions."""

    def __init__(self, first: Profile, second: Profile) -> None:
        self._sides = (_Side(first), _Side(second))
        self._of = cache(self._found)

    def of(self, *conditions: Condition) -> tuple[str, ...]:
        """Return the questions whose answers decide otherwise of conditions that all must hold.

        A question is one where, with the other's answer to it and nothing else changed, either
        profile would decide as the other does. Where no single one does it, all that differ are.
        """
        return self._of(AllOf(conditions))

    def _found(self, condition: Condition) -> tuple[str, ...]:
        first, second = self._sides
        if truth_of(condition, first.states) is truth_of(condition, second.states):
            return ()
        differing = [
            question
            for question in first.read_by(condition)
            if not is_same(first.values[question], second.values[question])
        ]
        alone = [
            question
            for question in differing
            if first.would_follow(second, question, condition)
            or second.would_follow(first, question, condition)
        ]
        return tuple(alone or differing)


def is_same(one: Value | None, other: Value | None) -> bool:
    """Return whether two answers are one: strict in their type, choices in any order."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    return type(one) is type(other) and one == other


class _Side:
    def __init__(self, profile: Profile) -> None:
        self._engine: Engine = profile.engine
        self.states: States = profile.states
        self.values: Mapping[str, Value | None] = {
            id_: state.value for id_, state in profile.states.items()
        }
        self._with = cache(self._states_with)

    def read_by(self, condition: Condition) -> tuple[str, ...]:
        """Return the questions behind a condition, those that hide others included."""
        read: dict[str, None] = {}
        waiting = [condition]
        while waiting:
            for question in questions_of(waiting.pop()):
                if question not in read:
                    read[question] = None
                    waiting.append(self._engine.condition_by_question[question])
        return tuple(read)

    def would_follow(self, other: "_Side", question: str, condition: Condition) -> bool:
        """Return whether the other's answer to one question would give the other's truth."""
        changed = self._with(question, other.values[question])
        return truth_of(condition, changed) is truth_of(condition, other.states)

    def _states_with(self, question: str, value: Value | None) -> States:
        return self._engine.profile({**self.values, question: value}).states
