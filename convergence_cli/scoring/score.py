"""Means, intervals and counts, exact and additive (SPEC §3.2, F004)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from convergence_cli.model.questionnaire import Axis, Criterion
from convergence_cli.model.workspace import NotApplicable
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Standing, Subject


@dataclass(frozen=True)
class Tally:
    """What a mean is counted from; tallies of parts add up to the tally of the whole."""

    levels: int = 0
    """The sum of the levels answered."""
    expected: int = 0
    """The sum of the levels expected of the very same criteria."""
    answered: int = 0
    """Answers with a level, inherited ones included."""
    not_applicable: int = 0
    unanswered: int = 0
    undetermined: int = 0
    obsolete: int = 0
    inherited: int = 0
    """Of the answers, `na` included, those that another product gives."""

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.levels + other.levels,
            self.expected + other.expected,
            self.answered + other.answered,
            self.not_applicable + other.not_applicable,
            self.unanswered + other.unanswered,
            self.undetermined + other.undetermined,
            self.obsolete + other.obsolete,
            self.inherited + other.inherited,
        )

    @property
    def applicable(self) -> int:
        """Criteria that apply, whatever their answer; undetermined and obsolete stand outside."""
        return self.answered + self.not_applicable + self.unanswered

    @property
    def is_dropped(self) -> bool:
        """Whether every criterion that applies is answered `na`: off the radar, in no mean."""
        return self.applicable > 0 and self.not_applicable == self.applicable

    @property
    def mean(self) -> Fraction | None:
        """The plain mean of the levels answered; none where none is."""
        return Fraction(self.levels, self.answered) if self.answered else None

    @property
    def expected_mean(self) -> Fraction | None:
        """The plain mean of the expected levels of the very same criteria."""
        return Fraction(self.expected, self.answered) if self.answered else None

    @property
    def lowest(self) -> Fraction | None:
        """The mean if every unanswered criterion were at 0; none where nothing is to count."""
        counted = self.answered + self.unanswered
        return Fraction(self.levels, counted) if counted else None

    def highest(self, top: int) -> Fraction | None:
        """Return the mean if every unanswered criterion were at the target."""
        counted = self.answered + self.unanswered
        return Fraction(self.levels + top * self.unanswered, counted) if counted else None


@dataclass(frozen=True)
class AxisScore:
    """One axis with at least one criterion that applies."""

    axis: Axis
    tally: Tally


@dataclass(frozen=True)
class QuestionnaireScore:
    """One questionnaire that applies to one product, or to the company."""

    standing: Standing
    tally: Tally
    """Of every criterion, those of dropped axes included: they count nothing in a mean."""
    axes: tuple[AxisScore, ...]
    """Those shown on the radar, in the order of the definition."""
    dropped: tuple[AxisScore, ...]
    """Those whose criteria that apply are all answered `na`."""

    @property
    def top(self) -> int:
        """The target of the questionnaire's scale."""
        return self.standing.questionnaire.scale.top


@dataclass(frozen=True)
class SubjectScore:
    """Every questionnaire that applies to one product, or to the company; none is mixed."""

    subject: Subject
    questionnaires: tuple[QuestionnaireScore, ...]
    """By id."""


def score_of(subject: Subject, day: str) -> SubjectScore:
    """Return the scores of a product, or of the company, as of an ISO day."""
    return SubjectScore(
        subject,
        tuple(questionnaire_score(each, day) for each in subject.standings_that(Truth.YES)),
    )


def questionnaire_score(standing: Standing, day: str) -> QuestionnaireScore:
    """Return the score of one questionnaire as of an ISO day."""
    axes = [
        AxisScore(axis, _tally(standing, axis.criteria, day))
        for axis in standing.questionnaire.axes
    ]
    applicable = [each for each in axes if each.tally.applicable]
    return QuestionnaireScore(
        standing,
        sum((each.tally for each in axes), _of_no_axis(standing)),
        tuple(each for each in applicable if not each.tally.is_dropped),
        tuple(each for each in applicable if each.tally.is_dropped),
    )


def _of_no_axis(standing: Standing) -> Tally:
    """Return what counts for the whole alone: obsolete answers to criteria that are gone."""
    criteria = standing.questionnaire.criterion_by_id
    return Tally(obsolete=sum(id_ not in criteria for id_ in standing.obsolete))


def _tally(standing: Standing, criteria: Iterable[Criterion], day: str) -> Tally:
    applies = standing.applicability.criteria
    obsolete = frozenset(standing.obsolete)
    levels = expected = answered = not_applicable = unanswered = undetermined = out = 0
    inherited = 0
    for criterion in criteria:
        held = standing.held.get(criterion.id)
        if criterion.id in obsolete:
            out += 1
        elif applies[criterion.id] is Truth.UNDETERMINED:
            undetermined += 1
        elif applies[criterion.id] is Truth.NO:
            continue
        elif held is None:
            unanswered += 1
        else:
            inherited += held.holder != standing.holder
            if isinstance(held.answer.level, NotApplicable):
                not_applicable += 1
            else:
                answered += 1
                levels += held.answer.level
                expected += criterion.expected_on(day)
    return Tally(
        levels, expected, answered, not_applicable, unanswered, undetermined, out, inherited
    )
