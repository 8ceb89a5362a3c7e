"""A plan as a way ahead: what reaches which level in which quarter (SPEC §3.4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from convergence_cli.model.day import quarter_of
from convergence_cli.model.questionnaire import Criterion, Questionnaire
from convergence_cli.model.workspace import NotApplicable, PlanEntry
from convergence_cli.planning.promise import Promise, promises
from convergence_cli.planning.proposal import Unplanned, unanswered, unplanned
from convergence_cli.planning.states import PlanState, plan_of
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Subject


@dataclass(frozen=True)
class Milestone:
    """A level that a criterion reaches by a day, and has not reached yet."""

    questionnaire: Questionnaire
    criterion: Criterion
    entry: PlanEntry
    before: int | None
    """The level in force, or that of the promise before; none for a criterion without an answer."""
    promise: Promise

    @property
    def is_target(self) -> bool:
        """Whether the target is reached then; else it is a step on the way."""
        return self.promise.level >= self.questionnaire.scale.top


@dataclass(frozen=True)
class Quarter:
    """What is reached within one quarter."""

    name: str
    """As a plan writes it: 2027-Q2."""
    milestones: tuple[Milestone, ...]
    """By day, then in the order of the definitions."""


@dataclass(frozen=True)
class Unplannable:
    """A criterion under its target of which the plan says why it has no date."""

    questionnaire: Questionnaire
    criterion: Criterion
    level: int
    entry: PlanEntry


@dataclass(frozen=True)
class Roadmap:
    """The plan of one product, or of the company: each promise once, and what is not promised."""

    subject: Subject
    counts: Mapping[PlanState, int]
    """How many criteria there are in each state."""
    overdue: tuple[Milestone, ...]
    """Those whose day has passed, by day."""
    quarters: tuple[Quarter, ...]
    cannot_be_planned: tuple[Unplannable, ...]
    unplanned: tuple[Unplanned, ...]
    """By priority."""
    unanswered: tuple[Criterion, ...]
    """Without a promise: nobody knows yet whether they want one."""


def roadmap_of(subject: Subject, day: str) -> Roadmap:
    """Return the roadmap of a product, or of the company, as of an ISO day."""
    entries = [*_entries(subject)]
    found = [each for entry in entries for each in _milestones(entry)]
    found.sort(key=lambda each: each.promise.day)
    overdue = tuple(each for each in found if each.promise.day < day)
    ahead = found[len(overdue) :]
    return Roadmap(
        subject,
        plan_of(subject, day).counts,
        overdue,
        tuple(
            Quarter(name, tuple(each))
            for name, each in groupby(ahead, lambda each: quarter_of(each.promise.day))
        ),
        tuple(_unplannable(entries)),
        unplanned(subject, day),
        unanswered(subject),
    )


@dataclass(frozen=True)
class _Entry:
    """An entry whose criterion applies and may still rise."""

    questionnaire: Questionnaire
    criterion: Criterion
    plan: PlanEntry
    level: int | None


def _entries(subject: Subject) -> Iterator[_Entry]:
    entries = {} if subject.plan is None else subject.plan.entries
    for standing in subject.standings_that(Truth.YES):
        definition = standing.questionnaire
        for criterion in standing.applicability.criteria_that(Truth.YES):
            entry, held = entries.get(criterion.id), standing.held.get(criterion.id)
            level = None if held is None else held.answer.level
            if entry is None or isinstance(level, NotApplicable):
                continue
            if level != definition.scale.top:
                yield _Entry(definition, criterion, entry, level)


def _milestones(entry: _Entry) -> Iterator[Milestone]:
    level = entry.level
    for promise in promises(entry.plan, entry.questionnaire.scale.top):
        if level is None or promise.level > level:
            yield Milestone(entry.questionnaire, entry.criterion, entry.plan, level, promise)
            level = promise.level


def _unplannable(entries: list[_Entry]) -> Iterator[Unplannable]:
    for each in entries:
        if each.plan.target_not_applicable and each.level is not None:
            yield Unplannable(each.questionnaire, each.criterion, each.level, each.plan)
