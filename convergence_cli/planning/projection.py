"""A product, or the company, as its plan promises it at a later day (SPEC §3.4).

Each criterion that applies counts as the higher of its level and of what is promised by then; an
answer `na` stays `na`. A promise whose day has passed counts on: it is what the plan says.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from convergence_cli.model.questionnaire import Criterion
from convergence_cli.model.workspace import (
    Answer,
    AnswerSheet,
    NotApplicable,
    PlanEntry,
    SheetStatus,
    Workspace,
)
from convergence_cli.planning.promise import Promise, promised_on, promises
from convergence_cli.profiling.inheritance import lineage
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Held, Judge, Standing, Subject

_NEVER = "9999-12-31"
_UNANSWERED = -1


class Projection:
    """Says what counts for each subject of a workspace at a day, if every plan is kept by then.

    What it returns is scored as any other subject, with the levels expected at that day.
    """

    def __init__(self, judge: Judge, day: str) -> None:
        self.day = day
        self._judge = judge
        self._subjects: dict[str, Subject] = {}

    def of(self, subject: Subject) -> Subject:
        """Return a subject of today at the day; what it inherits is projected first."""
        if subject.product is None:
            return self._projected(subject, None)
        base: Subject | None = None
        line = lineage(subject.product, self._judge.workspace.products)
        for product in reversed(line):
            if product.id not in self._subjects:
                today = self._judge.product(product.id)
                self._subjects[product.id] = self._projected(today, base)
            base = self._subjects[product.id]
        return self._subjects[subject.id]

    def _projected(self, subject: Subject, base: Subject | None) -> Subject:
        entries = {} if subject.plan is None else subject.plan.entries
        standings = {
            id_: _raised(standing, inherited, entries, self.day)
            for id_, standing in subject.standings.items()
            for inherited in [{} if base is None else base.standings[id_].held]
        }
        return replace(subject, standings=standings)


@dataclass(frozen=True)
class Rise:
    """A criterion that is higher at the day of a projection than today."""

    criterion: Criterion
    before: int | None
    """The level of today; none where the criterion is unanswered."""
    after: int
    promise: Promise
    """The first that brings this level."""
    promiser: str
    """The product whose plan promises it; the empty text for the company."""
    is_overdue: bool
    """Whether the entry has promised a higher level than today's for a day that has passed."""


def rises(
    today: Subject, projected: Subject, workspace: Workspace, day: str
) -> dict[str, tuple[Rise, ...]]:
    """Return what a projection raises, by questionnaire that applies, in the order of definitions.

    `day` is today: what was promised for a day before it is overdue.
    """
    return {
        each.questionnaire.id: tuple(
            _rises(each, projected.standings[each.questionnaire.id], workspace, day)
        )
        for each in today.standings_that(Truth.YES)
    }


def last_promised(judge: Judge, subjects: Iterable[Subject]) -> str | None:
    """Return the last day on which a plan still raises a level; none where none does."""
    projection = Projection(judge, _NEVER)
    days = [
        rise.promise.day
        for subject in subjects
        for found in rises(subject, projection.of(subject), judge.workspace, _NEVER).values()
        for rise in found
    ]
    return max(days, default=None)


def _raised(
    standing: Standing, inherited: Mapping[str, Held], entries: Mapping[str, PlanEntry], day: str
) -> Standing:
    """Return a standing with what is inherited by then, and its own promises above it."""
    raised = dict(_promised_answers(standing, inherited, entries, day))
    if not raised:
        return replace(standing, inherited=inherited)
    definition = standing.questionnaire
    answers = {**standing.own, **raised}
    sheet = AnswerSheet(definition.id, definition.version, SheetStatus.DRAFT, answers)
    return replace(standing, inherited=inherited, sheet=sheet)


def _promised_answers(
    standing: Standing, inherited: Mapping[str, Held], entries: Mapping[str, PlanEntry], day: str
) -> Iterator[tuple[str, Answer]]:
    target = standing.questionnaire.scale.top
    for id_, entry in entries.items():
        if standing.applicability.criteria.get(id_) is not Truth.YES:
            continue
        today = standing.held.get(id_)
        level = _level(today)
        promised = promised_on(entry, target, day)
        if level is None or promised is None or promised <= level:
            continue
        # What a product answers itself hides what it would inherit, today and then.
        ahead = None if id_ in standing.own else _level(inherited.get(id_))
        if ahead is None or promised >= ahead:
            yield id_, Answer(promised) if today is None else today.answer._replace(level=promised)


def _level(held: Held | None) -> int | None:
    """Return a level that promises are compared with; none for `na`, which no promise raises."""
    if held is None:
        return _UNANSWERED
    level = held.answer.level
    return None if isinstance(level, NotApplicable) else level


def _rises(today: Standing, projected: Standing, workspace: Workspace, day: str) -> Iterator[Rise]:
    target = today.questionnaire.scale.top
    for criterion in today.applicability.criteria_that(Truth.YES):
        held, now = projected.held.get(criterion.id), today.held.get(criterion.id)
        before, after = _level(now), _level(held)
        if held is None or before is None or after is None or after <= before:
            continue
        kept = promises(_entry(workspace, held.holder, criterion.id), target)
        yield Rise(
            criterion,
            None if now is None else before,
            after,
            next(each for each in kept if each.level >= after),
            held.holder,
            any(before < each.level and each.day < day for each in kept),
        )


def _entry(workspace: Workspace, promiser: str, criterion: str) -> PlanEntry:
    plan = workspace.products[promiser].plan if promiser else workspace.company.plan
    return PlanEntry() if plan is None else plan.entries[criterion]
