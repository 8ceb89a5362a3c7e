"""What a score must not fall under: the workspace's gate, and what the caller asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.model.workspace import Gate, SheetStatus, Shortfall
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.gap import GapState, QuestionnaireGap, questionnaire_gap
from convergence_cli.scoring.overdue import overdue
from convergence_cli.scoring.score import SubjectScore, Tally, questionnaire_score
from convergence_cli.scoring.standing import Standing, Subject


@dataclass(frozen=True)
class UnderMinimum:
    """A mean that is under the minimum asked for; compared exactly, never rounded."""

    subject: Subject
    questionnaire: Questionnaire
    mean: Fraction | None
    minimum: Fraction


@dataclass(frozen=True)
class FallsShort:
    """Criteria that fall short in a way that was asked to fail."""

    subject: Subject
    questionnaire: Questionnaire
    shortfall: Shortfall
    criteria: tuple[str, ...]
    """None where the questionnaire as a whole does, which is a draft."""


Refusal = UnderMinimum | FallsShort


def refusals(score: SubjectScore, gate: Gate, day: str) -> Iterator[Refusal]:
    """Yield what the gate refuses of one product, or of the company, as of an ISO day.

    A questionnaire with nothing answered, or of which it is not known yet whether it applies, is
    under any minimum above 0: no number is no pass. One whose criteria are all answered `na` has
    nothing to judge.
    """
    undetermined = score.subject.standings_that(Truth.UNDETERMINED)
    for each in (*score.questionnaires, *(questionnaire_score(each, day) for each in undetermined)):
        questionnaire = each.standing.questionnaire
        minimum = gate.minimum.get(questionnaire.id)
        if minimum is not None and _is_under(each.tally, minimum):
            yield UnderMinimum(score.subject, questionnaire, each.tally.mean, minimum)
    if gate.fail_on:
        yield from _shortfalls(score.subject, gate, day)


def _shortfalls(subject: Subject, gate: Gate, day: str) -> Iterator[FallsShort]:
    for standing in subject.standings.values():
        if standing.applicability.applies is Truth.NO:
            continue
        gap = questionnaire_gap(standing, day)
        for shortfall in gate.fail_on:
            criteria = _criteria(shortfall, gap, subject, day)
            if criteria or (shortfall is Shortfall.DRAFT and _is_draft(standing)):
                yield FallsShort(subject, standing.questionnaire, shortfall, criteria)


def _criteria(
    shortfall: Shortfall, gap: QuestionnaireGap, subject: Subject, day: str
) -> tuple[str, ...]:
    """Return the ids of the criteria that fall short in one way, in order."""
    match shortfall:
        case Shortfall.UNDER_EXPECTED:
            found = [each.criterion for each in gap.gaps_that(GapState.UNDER_EXPECTED)]
        case Shortfall.UNDER_TARGET:
            found = [each.criterion for each in gap.gaps if each.gap]
        case Shortfall.UNANSWERED:
            found = list(gap.unanswered)
        case Shortfall.UNDETERMINED:
            found = list(gap.undetermined)
        case Shortfall.OVERDUE:
            return overdue(gap.standing, subject.plan, day)
        case Shortfall.DRAFT:
            return ()
        case _:
            assert_never(shortfall)
    return tuple(criterion.id for criterion in found)


def _is_draft(standing: Standing) -> bool:
    applies = standing.applicability.applies is Truth.YES
    return applies and standing.status is not SheetStatus.VALIDATED


def _is_under(tally: Tally, minimum: Fraction) -> bool:
    if tally.mean is None:
        return tally.unanswered + tally.undetermined > 0 and minimum > 0
    return tally.mean < minimum
