"""Where two products differ: in profile, in what applies, in answers in force, in means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from convergence_cli.model.questionnaire import Criterion, Questionnaire
from convergence_cli.model.workspace import Product
from convergence_cli.profiling.causes import Causes, is_same
from convergence_cli.profiling.origins import ProfileValue, profile_values
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.score import QuestionnaireScore, questionnaire_score
from convergence_cli.scoring.standing import Held, Judge, Standing


class Aspect(StrEnum):
    """What of an answer two products say differently; its value is the key of the files."""

    LEVEL = "level"
    COMMENT = "comment"
    EVIDENCE = "evidence"
    APPROVED_BY = "approved_by"
    UNTIL = "until"
    REVIEW = "review"


@dataclass(frozen=True)
class ValuePair:
    """What two products have for one preliminary question."""

    first: ProfileValue
    second: ProfileValue


@dataclass(frozen=True)
class CriterionDifference:
    """A criterion that does not apply to both products alike."""

    questionnaire: Questionnaire
    criterion: Criterion
    first: Truth
    second: Truth
    because: tuple[ValuePair, ...]
    """The preliminary answers that do it."""


@dataclass(frozen=True)
class AnswerDifference:
    """A criterion that applies to both, and is not answered alike."""

    questionnaire: Questionnaire
    criterion: Criterion
    first: Held | None
    second: Held | None
    aspects: tuple[Aspect, ...]


@dataclass(frozen=True)
class ScorePair:
    """The scores of one questionnaire; none where it does not apply, or may not."""

    questionnaire: Questionnaire
    applies: tuple[Truth, Truth]
    first: QuestionnaireScore | None
    second: QuestionnaireScore | None


@dataclass(frozen=True)
class Comparison:
    """Two products, and everything in which they differ."""

    first: Product
    second: Product
    profile: tuple[ValuePair, ...]
    """The questions that are answered differently, or put to one of them only."""
    criteria: tuple[CriterionDifference, ...]
    answers: tuple[AnswerDifference, ...]
    scores: tuple[ScorePair, ...]
    """Of each questionnaire that applies to one of them, alike or not."""

    @property
    def is_alike(self) -> bool:
        """Whether there is no difference."""
        return not (self.profile or self.criteria or self.answers)


def compared(first: Product, second: Product, judge: Judge, day: str) -> Comparison:
    """Return where two products differ; means are as of an ISO day."""
    one, other = judge.product(first.id), judge.product(second.id)
    ones = profile_values(first, one.profile, judge.workspace)
    others = profile_values(second, other.profile, judge.workspace)
    values = {a.question.id: ValuePair(a, b) for a, b in zip(ones, others, strict=True)}
    pairs = [(each, other.standings[id_]) for id_, each in one.standings.items()]
    causes = Causes(one.profile, other.profile)
    return Comparison(
        first,
        second,
        tuple(each for each in values.values() if _differs(each)),
        tuple(each for pair in pairs for each in _criteria(*pair, causes, values)),
        tuple(each for pair in pairs for each in _answers(*pair)),
        tuple(each for pair in pairs for each in _scores(*pair, day)),
    )


def _differs(pair: ValuePair) -> bool:
    one, other = pair.first, pair.second
    return one.applies is not other.applies or not is_same(one.read, other.read)


def _criteria(
    one: Standing, other: Standing, causes: Causes, values: Mapping[str, ValuePair]
) -> Iterator[CriterionDifference]:
    questionnaire = one.questionnaire
    for criterion in questionnaire.criteria:
        first = one.applicability.criteria[criterion.id]
        second = other.applicability.criteria[criterion.id]
        if first is not second:
            asked = causes.of(questionnaire.applies_when, criterion.applies_when)
            because = tuple(values[question] for question in asked)
            yield CriterionDifference(questionnaire, criterion, first, second, because)


def _answers(one: Standing, other: Standing) -> Iterator[AnswerDifference]:
    for criterion in one.applicability.criteria_that(Truth.YES):
        if other.applicability.criteria[criterion.id] is not Truth.YES:
            continue
        first, second = one.held.get(criterion.id), other.held.get(criterion.id)
        aspects = _aspects(first, second)
        if aspects:
            yield AnswerDifference(one.questionnaire, criterion, first, second, aspects)


def _aspects(first: Held | None, second: Held | None) -> tuple[Aspect, ...]:
    if first is None or second is None:
        return () if first is second else (Aspect.LEVEL,)
    one, other = first.answer, second.answer
    return tuple(
        each for each in Aspect if _said(getattr(one, each)) != _said(getattr(other, each))
    )


def _said(value: object) -> object:
    """Return what a part of an answer says: the order of evidence says nothing."""
    return frozenset(value) if isinstance(value, tuple) else value


def _scores(one: Standing, other: Standing, day: str) -> Iterator[ScorePair]:
    scores = [
        questionnaire_score(each, day) if each.applicability.applies is Truth.YES else None
        for each in (one, other)
    ]
    if scores != [None, None]:
        applies = (one.applicability.applies, other.applicability.applies)
        yield ScorePair(one.questionnaire, applies, scores[0], scores[1])
