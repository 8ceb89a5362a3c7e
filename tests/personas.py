"""Profiles that together make every criterion of the shipped definitions apply: few, and computed.

`python -m tests.personas` prints them.
"""

import sys
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import count

from convergence_cli.loading.shipped import questionnaires_folder
from convergence_cli.loading.workspace import load_definitions
from convergence_cli.model.condition import Value
from convergence_cli.model.questionnaire import Preliminary, Questionnaire, Scope
from convergence_cli.model.workspace import Workspace
from convergence_cli.profiling.diagram import FALSE, TRUE, Function
from convergence_cli.profiling.engine import Engine
from convergence_cli.profiling.possibility import Possibilities
from convergence_cli.profiling.truth import Truth

STEPS = 10_000_000
Persona = dict[str, Value]
"""An answer to each question that applies, by question id."""


@cache
def shipped() -> Workspace:
    """Return the shipped definitions, as a workspace in which nobody answers."""
    return load_definitions(questionnaires_folder().parent).workspace


@cache
def personas_of(scope: Scope) -> tuple[Persona, ...]:
    """Return the personas for the shipped definitions of a scope."""
    return fewest_personas(shipped().preliminaries[scope], shipped().questionnaires_of(scope))


def fewest_personas(
    preliminary: Preliminary, questionnaires: Sequence[Questionnaire]
) -> tuple[Persona, ...]:
    """Return profiles to which every criterion applies that can; there is no smaller set of them.

    Criteria are put into groups that can apply together: into one group, if that cannot be done
    into two, and so on. Each number of groups is searched to its end.
    """
    search = _Search(preliminary, questionnaires)
    return next(found for found in map(search.personas, count(1)) if found)


class _Search:
    def __init__(self, preliminary: Preliminary, questionnaires: Sequence[Questionnaire]) -> None:
        conditions = [
            condition
            for each in questionnaires
            for condition in (each.applies_when, *(one.applies_when for one in each.criteria))
        ]
        self._possible = Possibilities(preliminary.questions, conditions, STEPS)
        self._both = self._possible.diagrams.both
        self._engine = Engine(preliminary, ())
        where = set(self._where_criteria_apply(questionnaires)) - {FALSE}
        # What excludes most is placed first: a search fails early, or not at all.
        self._where = sorted(
            sorted(where), key=lambda one: sum(self._both(one, each) != FALSE for each in where)
        )

    def personas(self, number: int) -> tuple[Persona, ...]:
        """Return so many personas; none where there are not so few."""
        groups: list[Function] = [TRUE] * number
        return tuple(map(self._persona, groups)) if self._place(0, groups) else ()

    def _where_criteria_apply(self, questionnaires: Iterable[Questionnaire]) -> Iterable[Function]:
        """Yield the profiles to which each criterion applies, of those that leave nothing open."""
        diagrams, verdicts = self._possible.diagrams, self._possible.verdicts
        for questionnaire in questionnaires:
            whole = verdicts(questionnaire.applies_when).yes
            for criterion in questionnaire.criteria:
                where = self._both(whole, verdicts(criterion.applies_when).yes)
                yield from diagrams.given([where], self._possible.all_answered)

    def _place(self, index: int, groups: list[Function]) -> bool:
        if index == len(self._where):
            return True
        # Of groups that are alike, one is enough to try.
        for before in dict.fromkeys(groups):
            together = self._both(before, self._where[index])
            if together != FALSE:
                place = groups.index(before)
                groups[place] = together
                if self._place(index + 1, groups):
                    return True
                groups[place] = before
        return False

    def _persona(self, group: Function) -> Persona:
        assignment = self._possible.diagrams.example(group)
        answers = self._possible.answers
        values = {id_: answers[id_].value(assignment) for id_ in self._engine.condition_by_question}
        states = self._engine.profile(values).states
        return {id_: value for id_, value in values.items() if states[id_].applies is Truth.YES}


if __name__ == "__main__":
    for each_scope in Scope:
        for each_persona in personas_of(each_scope):
            sys.stdout.write(f"{each_scope}\n")
            sys.stdout.writelines(f"  {id_}: {value}\n" for id_, value in each_persona.items())
