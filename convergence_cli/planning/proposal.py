"""Which criteria want a plan and have none, the most urgent first (SPEC §3.4)."""

from dataclasses import dataclass

from convergence_cli.model.questionnaire import Criterion, Questionnaire, Strength
from convergence_cli.model.workspace import PlanEntry
from convergence_cli.planning.promise import promises
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.gap import Gap, questionnaire_gap
from convergence_cli.scoring.overdue import overdue
from convergence_cli.scoring.standing import Subject

# What has no strength is asked of everyone, as what must be done is.
_RANKS = {None: 0, Strength.MUST: 0, Strength.SHOULD: 1, Strength.MAY: 2}


@dataclass(frozen=True)
class Unplanned:
    """A criterion that applies, answered under its target, for which no day is promised."""

    questionnaire: Questionnaire
    gap: Gap
    entry: PlanEntry | None
    """Without a day for the target, and without a reason why there is none; none at all."""

    @property
    def criterion(self) -> Criterion:
        """What is to reach its target."""
        return self.gap.criterion


def unplanned(subject: Subject, day: str) -> tuple[Unplanned, ...]:
    """Return what is under its target on an ISO day and has no date, by priority.

    A step that is overdue is a date: it stands among what is overdue, and is counted once.
    What must be done comes before what should, what is under expected before what is not, the
    largest gap first; then in the order of the definitions.
    """
    entries = {} if subject.plan is None else subject.plan.entries
    found = [
        Unplanned(standing.questionnaire, gap, entries.get(gap.criterion.id))
        for standing in subject.standings_that(Truth.YES)
        for late in [overdue(standing, subject.plan, day)]
        for gap in questionnaire_gap(standing, day).gaps
        if gap.gap and gap.criterion.id not in late
        if not _is_settled(entries.get(gap.criterion.id))
    ]
    return tuple(sorted(found, key=_urgency))


def unanswered(subject: Subject) -> tuple[Criterion, ...]:
    """Return what applies and has neither an answer nor a promise: no plan starts from nowhere."""
    entries = {} if subject.plan is None else subject.plan.entries
    return tuple(
        criterion
        for standing in subject.standings_that(Truth.YES)
        for criterion in standing.applicability.criteria_that(Truth.YES)
        if criterion.id not in standing.held
        if not promises(entries.get(criterion.id, PlanEntry()), standing.questionnaire.scale.top)
    )


def _is_settled(entry: PlanEntry | None) -> bool:
    return entry is not None and (entry.by is not None or entry.target_not_applicable)


def _urgency(each: Unplanned) -> tuple[int, bool, int]:
    return _RANKS[each.criterion.strength], each.gap.expected_gap == 0, -each.gap.gap
