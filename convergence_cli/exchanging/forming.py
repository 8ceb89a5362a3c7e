"""From what counts for products, or for the company, to the form that a workbook shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from convergence_cli.exchanging.asked import Asked, asked_of
from convergence_cli.exchanging.field import Context
from convergence_cli.exchanging.form import Form, Grid, Spoke, Summary
from convergence_cli.exchanging.grids import PLAN_NAME, answer_grid, plan_grid, sheet_names
from convergence_cli.language import Language, Text
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.model.workspace import Workspace
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.score import QuestionnaireScore, score_of
from convergence_cli.scoring.standing import Subject

READ_ME = Text(en="Read me", fr="Lisez-moi")
SUMMARY = Text(en="Summary", fr="Synthèse")
_PORTFOLIO = Text(en="{company}: convergence of {n} products", fr="{company} : {n} produits")


@dataclass(frozen=True)
class Projected:
    """What plans lead to."""

    day: str
    """The ISO day of it."""
    subjects: Mapping[str, Subject]
    """By product id, the empty text for the company."""


@dataclass(frozen=True)
class Covered:
    """What a form is made of."""

    workspace: Workspace
    subjects: tuple[Subject, ...]
    day: str
    """The ISO day that counts as today."""
    projected: Projected | None = None


def form_of(covered: Covered, identity: Iterable[tuple[str, str]], language: Language) -> Form:
    """Return the form of what is covered; where nothing is asked, one without a grid.

    `identity` is what is said of them before any figure: labels and values.
    """
    questionnaires = _questionnaires(covered.subjects)
    asked = asked_in(covered, language)
    projected = covered.projected
    names = sheet_names(
        (each.title.in_(language) for each in questionnaires),
        (each.in_(language) for each in (PLAN_NAME, READ_ME, SUMMARY)),
    )
    grids = [
        answer_grid(of_one, name, language)
        for each, name in zip(questionnaires, names, strict=True)
        if (of_one := [one for one in asked if one.standing.questionnaire is each])
    ]
    return Form(
        language=language,
        day=covered.day,
        projected_on=None if projected is None else projected.day,
        company=covered.workspace.company.name,
        title=_title(covered, language),
        identity=tuple(identity),
        summaries=tuple(_summaries(covered, language)),
        grids=(*grids, *_plan(asked, covered.day, language)),
        versions={each.id: each.version for each in questionnaires},
    )


def _plan(asked: Sequence[Asked], day: str, language: Language) -> tuple[Grid, ...]:
    grid = plan_grid(asked, day, language)
    return (grid,) if grid.rows else ()


def _questionnaires(subjects: Iterable[Subject]) -> tuple[Questionnaire, ...]:
    found = {
        standing.questionnaire.id: standing.questionnaire
        for subject in subjects
        for standing in subject.standings_that(Truth.YES)
    }
    return tuple(found[id_] for id_ in sorted(found))


def asked_in(covered: Covered, language: Language) -> list[Asked]:
    """Return every criterion that applies to what is covered, subject by subject."""
    members = {each.id: each.name for each in covered.workspace.members}
    return [
        asked
        for subject in covered.subjects
        for standing in subject.standings_that(Truth.YES)
        for asked in asked_of(
            subject, standing, Context(standing.questionnaire.scale, language, members), covered.day
        )
    ]


def _title(covered: Covered, language: Language) -> str:
    workspace, subjects = covered.workspace, covered.subjects
    if len(subjects) == 1:
        product = subjects[0].product
        return workspace.company.name if product is None else product.name
    company, n = workspace.company.name, sum(each.product is not None for each in subjects)
    return _PORTFOLIO.fill(company=company, n=n).in_(language)


def _summaries(covered: Covered, language: Language) -> Iterator[Summary]:
    projected = covered.projected
    for subject in covered.subjects:
        then: dict[str, QuestionnaireScore] = {}
        if projected is not None:
            scores = score_of(projected.subjects[subject.id], projected.day).questionnaires
            then = {each.standing.questionnaire.id: each for each in scores}
        company, product = covered.workspace.company.name, subject.product
        name = company if product is None else product.name
        for score in score_of(subject, covered.day).questionnaires:
            yield _summary(name, score, then.get(score.standing.questionnaire.id), language)


def _summary(
    subject: str, score: QuestionnaireScore, then: QuestionnaireScore | None, language: Language
) -> Summary:
    questionnaire, tally = score.standing.questionnaire, score.tally
    later = {} if then is None else {each.axis.id: each.tally.mean for each in then.axes}
    return Summary(
        subject=subject,
        title=questionnaire.title.in_(language),
        version=questionnaire.version,
        status=score.standing.status,
        mean=tally.mean,
        expected=tally.expected_mean,
        target=score.top,
        projected=None if then is None else then.tally.mean,
        lowest=tally.lowest,
        highest=tally.highest(score.top),
        answered=tally.answered,
        applicable=tally.applicable,
        not_applicable=tally.not_applicable,
        unanswered=tally.unanswered,
        undetermined=tally.undetermined,
        spokes=tuple(_spokes(score, later, language)),
        dropped=tuple(each.axis.title.in_(language) for each in score.dropped),
    )


def _spokes(
    score: QuestionnaireScore, later: Mapping[str, Fraction | None], language: Language
) -> Iterator[Spoke]:
    for each in score.axes:
        axis, tally = each.axis, each.tally
        yield Spoke(axis.title.in_(language), tally.mean, tally.expected_mean, later.get(axis.id))
