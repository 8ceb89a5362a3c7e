"""Results of the program as plain data, in the form that the oracle gives them."""

from fractions import Fraction

from convergence_cli.model.workspace import NotApplicable
from convergence_cli.scoring.gap import questionnaire_gap
from convergence_cli.scoring.score import QuestionnaireScore, Tally, score_of
from convergence_cli.scoring.standing import Judge, Standing, Subject
from tests.building import workspace_of
from tests.written import COMPANY, Data, Files, Level


def subjects_of(files: Files) -> dict[str, Subject]:
    """Return the company and every product, judged."""
    judge = Judge(workspace_of(files))
    return {COMPANY: judge.company(), **{each.id: each for each in judge.products()}}


def subject_of(files: Files, subject: str) -> Subject:
    """Return the company, or one product, judged."""
    return subjects_of(files)[subject]


def standings(subject: Subject) -> dict[str, Data]:
    """Return, by questionnaire, what applies to a subject and which answers count."""
    return {id_: _standing(each) for id_, each in subject.standings.items()}


def _standing(standing: Standing) -> Data:
    return {
        "applies": standing.applicability.applies.value,
        "criteria": {id_: each.value for id_, each in standing.applicability.criteria.items()},
        "held": {
            id_: (level_of(standing, id_), each.holder) for id_, each in standing.held.items()
        },
        "obsolete": set(standing.obsolete),
    }


def level_of(standing: Standing, criterion: str) -> Level:
    """Return the level in force of a criterion."""
    level = standing.held[criterion].answer.level
    return "na" if isinstance(level, NotApplicable) else level


def scores(subject: Subject, day: str) -> dict[str, Data]:
    """Return, by questionnaire that applies to a subject, its means, bounds and counts."""
    return {
        each.standing.questionnaire.id: _score(each)
        for each in score_of(subject, day).questionnaires
    }


def _score(score: QuestionnaireScore) -> Data:
    return {
        **_numbers(score.tally, score.top),
        "dropped_axes": [each.axis.id for each in score.dropped],
        "axes": [{"id": each.axis.id, **_numbers(each.tally, score.top)} for each in score.axes],
    }


def _numbers(tally: Tally, top: int) -> Data:
    means: dict[str, Fraction | None] = {
        "mean": tally.mean,
        "lowest": tally.lowest,
        "highest": tally.highest(top),
        "expected_mean": tally.expected_mean,
    }
    counts = {
        "applicable": tally.applicable,
        "answered": tally.answered,
        "not_applicable": tally.not_applicable,
        "unanswered": tally.unanswered,
        "undetermined": tally.undetermined,
        "obsolete": tally.obsolete,
        "inherited": tally.inherited,
    }
    return {**means, "counts": counts}


def gaps(subject: Subject, day: str) -> dict[str, Data]:
    """Return, by questionnaire, how far each answer of a subject is from target and expectation."""
    return {id_: _gap(each, day) for id_, each in subject.standings.items()}


def _gap(standing: Standing, day: str) -> Data:
    gap = questionnaire_gap(standing, day)
    return {
        "gaps": [
            {
                "criterion": each.criterion.id,
                "holder": each.held.holder,
                "gap": each.gap,
                "expected_gap": each.expected_gap,
                "state": each.state.value,
            }
            for each in gap.gaps
        ],
        "unanswered": [each.id for each in gap.unanswered],
        "undetermined": [each.id for each in gap.undetermined],
    }
