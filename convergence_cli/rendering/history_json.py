"""A history as JSON: every point, read or not, in its order."""

from convergence_cli.language import Language
from convergence_cli.model.same import Same
from convergence_cli.rendering.history_result import HistoryResult, Point
from convergence_cli.rendering.json_document import (
    Json,
    definitions,
    diagnostic_json,
    document_of,
)
from convergence_cli.rendering.tally_json import tally_json
from convergence_cli.scoring.score import QuestionnaireScore, SubjectScore

BY_TAG = "tag"


def history_json(result: HistoryResult, language: Language) -> str:
    """Return the points with their means, exact and rounded, and what these were counted from."""
    scores = _Scores()
    return document_of(
        "points",
        (_point(each, scores, language) for each in result.points),
        ref=result.ref,
        commit=result.head,
        every=BY_TAG if result.every is None else result.every.value,
        since=result.since,
        until=result.until,
        restated=result.is_restated,
        cut_at=result.cut_at,
    )


class _Scores:
    """The questionnaires of a subject: what points share is put in words once."""

    def __init__(self) -> None:
        self._known: dict[Same, list[Json]] = {}

    def of(self, score: SubjectScore) -> list[Json]:
        key = Same(score)
        if key not in self._known:
            self._known[key] = [_questionnaire(each) for each in score.questionnaires]
        return self._known[key]


def _point(point: Point, scores: _Scores, language: Language) -> Json:
    moment, workspace, company = point.moment, point.workspace, point.company
    return {
        "commit": moment.commit,
        "day": moment.day,
        "tag": moment.tag,
        "subject": moment.subject,
        "state": point.state.value,
        "error": None if point.error is None else diagnostic_json(point.error, language),
        "as_of": point.as_of,
        "definitions": {} if workspace is None else definitions(workspace.questionnaires.values()),
        "products": [_product(each, scores) for each in point.products],
        "company": {"questionnaires": [] if company is None else scores.of(company)},
    }


def _product(score: SubjectScore, scores: _Scores) -> Json:
    product = score.subject.product
    return {
        "id": score.subject.id,
        "name": "" if product is None else product.name,
        "status": "" if product is None else product.status.value,
        "questionnaires": scores.of(score),
    }


def _questionnaire(score: QuestionnaireScore) -> Json:
    questionnaire = score.standing.questionnaire
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "target": score.top,
        **tally_json(score.tally, score.top),
    }
