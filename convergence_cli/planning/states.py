"""Where each criterion stands against its plan, and how many there are of each (SPEC §3.4)."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from convergence_cli.model.questionnaire import Criterion
from convergence_cli.model.workspace import NA, PlanEntry
from convergence_cli.planning.promise import Promise, promises
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.overdue import overdue
from convergence_cli.scoring.standing import Standing, Subject


class PlanState(StrEnum):
    """Where a criterion stands against its plan; its value is the word of JSON."""

    DONE = "done"
    """In the plan, and at the target now."""
    ON_TRACK = "on-track"
    """Under the target, with a date, and no promise of it is broken."""
    OVERDUE = "overdue"
    """A day of the plan has passed, and its level is not reached: what a gate calls overdue."""
    UNPLANNED = "unplanned"
    """Under the target, and the plan gives it no date."""
    CANNOT_BE_PLANNED = "cannot-be-planned"


class CriterionPlan(NamedTuple):
    """One criterion that is under the target, or in the plan, and what the plan says of it.

    A tuple, since each answer under its target has one.
    """

    criterion: Criterion
    level: int | None
    """The one in force; none for a criterion without an answer whose day has passed."""
    target: int
    entry: PlanEntry | None
    state: PlanState

    def broken(self, day: str) -> tuple[Promise, ...]:
        """Return what should have been reached before an ISO day, and was not."""
        if self.entry is None:
            return ()
        reached = -1 if self.level is None else self.level
        due = promises(self.entry, self.target)
        return tuple(each for each in due if each.level > reached and each.day < day)


@dataclass(frozen=True)
class QuestionnairePlan:
    """The plan of one questionnaire that applies."""

    standing: Standing
    criteria: tuple[CriterionPlan, ...]
    """Those with a state, in the order of the questionnaire."""

    @cached_property
    def counts(self) -> Mapping[PlanState, int]:
        """How many criteria there are in each state; together, all of `criteria`."""
        found = Counter(each.state for each in self.criteria)
        return {state: found[state] for state in PlanState}

    def criteria_that(self, state: PlanState) -> tuple[CriterionPlan, ...]:
        """Return the criteria in one state, in the order of the questionnaire."""
        return tuple(each for each in self.criteria if each.state is state)

    @cached_property
    def unanswered(self) -> tuple[str, ...]:
        """The criteria that apply and have no answer: nobody knows yet what is to be planned."""
        held = self.standing.held
        applying = self.standing.applicability.ids_that(Truth.YES)
        return tuple(id_ for id_ in applying if id_ not in held)

    @cached_property
    def undetermined(self) -> tuple[str, ...]:
        """The criteria of which nobody can say yet whether they apply."""
        return self.standing.applicability.ids_that(Truth.UNDETERMINED)


@dataclass(frozen=True)
class SubjectPlan:
    """The plan of one product, or of the company."""

    subject: Subject
    questionnaires: tuple[QuestionnairePlan, ...]
    """Those that apply, by id."""

    @cached_property
    def counts(self) -> Mapping[PlanState, int]:
        """How many criteria there are in each state, in all questionnaires."""
        return total(each.counts for each in self.questionnaires)

    @property
    def undetermined(self) -> tuple[str, ...]:
        """The questionnaires of which nobody can say yet whether they apply."""
        return tuple(
            each.questionnaire.id for each in self.subject.standings_that(Truth.UNDETERMINED)
        )

    def criteria_that(self, state: PlanState) -> tuple[CriterionPlan, ...]:
        """Return the criteria in one state, questionnaire by questionnaire."""
        return tuple(each for one in self.questionnaires for each in one.criteria_that(state))


def total(counts: Iterable[Mapping[PlanState, int]]) -> dict[PlanState, int]:
    """Return the sums of counts, state by state."""
    every = tuple(counts)
    return {state: sum(each[state] for each in every) for state in PlanState}


def plan_of(subject: Subject, day: str) -> SubjectPlan:
    """Return where a product, or the company, stands against its plan on an ISO day."""
    return SubjectPlan(subject, tuple(_questionnaires(subject, day)))


def _questionnaires(subject: Subject, day: str) -> Iterator[QuestionnairePlan]:
    entries = {} if subject.plan is None else subject.plan.entries
    for standing in subject.standings_that(Truth.YES):
        late = frozenset(overdue(standing, subject.plan, day))
        yield QuestionnairePlan(standing, tuple(_criteria(standing, entries, late)))


def _criteria(
    standing: Standing, entries: Mapping[str, PlanEntry], late: Collection[str]
) -> Iterator[CriterionPlan]:
    criteria, target = standing.questionnaire.criterion_by_id, standing.questionnaire.scale.top
    for id_ in standing.applicability.ids_that(Truth.YES):
        level, entry = _level(standing, id_), entries.get(id_)
        state = PlanState.OVERDUE if id_ in late else _state(level, entry, target)
        if state is not None:
            yield CriterionPlan(criteria[id_], level, target, entry, state)


def _level(standing: Standing, id_: str) -> int | None:
    held = standing.held.get(id_)
    level = None if held is None else held.answer.level
    return None if level is NA else level


def _state(level: int | None, entry: PlanEntry | None, target: int) -> PlanState | None:
    """Return the state of a criterion that is not overdue; none where there is nothing to plan."""
    if level is None:
        return None
    if level >= target:
        return None if entry is None else PlanState.DONE
    if entry is None:
        return PlanState.UNPLANNED
    if entry.target_not_applicable:
        return PlanState.CANNOT_BE_PLANNED
    return PlanState.UNPLANNED if entry.by is None else PlanState.ON_TRACK
