"""Which criteria a person is asked, in which order, and what speaks for which answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from convergence_cli.checking.consistency import Rules, implied
from convergence_cli.model.questionnaire import Criterion
from convergence_cli.model.rules import (
    AtLeast,
    ConsistencyRule,
    HasLevel,
    IsNotApplicable,
    OfCriterion,
)
from convergence_cli.model.workspace import NA, Answer, Level, Shortfall
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Held, Standing, Subject


@dataclass(frozen=True)
class Proposal:
    """What a rule that holds asks of a criterion."""

    rule: ConsistencyRule
    requirement: OfCriterion

    @property
    def level(self) -> Level | None:
        """The answer that it proposes; none where any level will do."""
        match self.requirement:
            case AtLeast(level=level):
                return level
            case IsNotApplicable():
                return NA
            case HasLevel():
                return None
            case _:
                assert_never(self.requirement)


@dataclass(frozen=True)
class Asked:
    """One criterion as it is put to a person."""

    criterion: Criterion
    standing: Standing
    proposals: tuple[Proposal, ...]
    """What rules imply, errors first."""

    @property
    def own(self) -> Answer | None:
        """The holder's own answer."""
        return self.standing.own.get(self.criterion.id)

    @property
    def held(self) -> Held | None:
        """The answer in force."""
        return self.standing.held.get(self.criterion.id)

    @property
    def inherited(self) -> Held | None:
        """The answer that is in force where the holder gives none."""
        return self.standing.inherited.get(self.criterion.id)


@dataclass(frozen=True)
class Selection:
    """What narrows down the criteria that are asked; empty, each stands for all."""

    questionnaires: frozenset[str] = frozenset()
    axes: frozenset[str] = frozenset()
    criteria: frozenset[str] = frozenset()
    shortfalls: frozenset[Shortfall] = frozenset()
    """A criterion that falls short in one of these ways is asked."""

    def takes(self, criterion: Criterion, standing: Standing, day: str) -> bool:
        """Return whether a criterion is among those asked, as of an ISO day."""
        return (
            (not self.questionnaires or standing.questionnaire.id in self.questionnaires)
            and (not self.axes or criterion.axis in self.axes)
            and (not self.criteria or criterion.id in self.criteria)
            and (not self.shortfalls or _shortfall(criterion, standing, day) in self.shortfalls)
        )


def criteria_asked(subject: Subject, selection: Selection, day: str) -> tuple[str, ...]:
    """Return the ids of the criteria that apply and are asked, questionnaire by questionnaire."""
    return tuple(
        criterion.id
        for standing in subject.standings_that(Truth.YES)
        for criterion in standing.applicability.criteria_that(Truth.YES)
        if selection.takes(criterion, standing, day)
    )


def asked(id_: str, standing: Standing, subject: Subject, rules: Rules) -> Asked:
    """Return one criterion as it is put to a person."""
    proposals = tuple(Proposal(*each) for each in implied(id_, subject, rules))
    return Asked(standing.questionnaire.criterion_by_id[id_], standing, proposals)


def waiting(subject: Subject, selection: Selection) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what is undetermined, with the preliminary questions that would decide it.

    A questionnaire by its id, where the whole of it waits; else single criteria.
    """
    for standing in subject.standings.values():
        questionnaire = standing.questionnaire
        if selection.questionnaires and questionnaire.id not in selection.questionnaires:
            continue
        if standing.applicability.applies is Truth.UNDETERMINED:
            yield questionnaire.id, subject.profile.missing(questionnaire.applies_when)
            continue
        for each in standing.applicability.criteria_that(Truth.UNDETERMINED):
            yield each.id, subject.profile.missing(each.applies_when)


def is_waiting(id_: str, standing: Standing) -> bool:
    """Return whether a criterion has no answer in force, or one to be read again."""
    held = standing.held.get(id_)
    return held is None or held.answer.review is not None


def _shortfall(criterion: Criterion, standing: Standing, day: str) -> Shortfall | None:
    held = standing.held.get(criterion.id)
    if held is None:
        return Shortfall.UNANSWERED
    level = held.answer.level
    if isinstance(level, int) and level < criterion.expected_on(day):
        return Shortfall.UNDER_EXPECTED
    return None
