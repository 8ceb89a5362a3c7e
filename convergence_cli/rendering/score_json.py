"""Scores as JSON (SPEC §4)."""

from convergence_cli.language import Language
from convergence_cli.rendering.json_document import (
    Json,
    definitions,
    document,
)
from convergence_cli.rendering.review_json import compared_json
from convergence_cli.rendering.score_result import (
    ScoreResult,
    refusal_text,
    undetermined_questionnaires,
)
from convergence_cli.rendering.tally_json import tally_json
from convergence_cli.scoring.gate import FallsShort, Refusal
from convergence_cli.scoring.score import AxisScore, QuestionnaireScore, SubjectScore

_NOT_ASKED: Json = {"questionnaires": [], "undetermined": []}


def score_json(result: ScoreResult, language: Language) -> str:
    """Return scores, exact and rounded, with what they were counted from."""
    return document(
        as_of=result.day,
        verdict="fail" if result.fails else "pass",
        definitions=definitions(result.workspace.questionnaires.values()),
        products=[_product(each) for each in result.products],
        company=_subject(result.company) if result.company else _NOT_ASKED,
        refusals=[refusal_json(each, language) for each in result.refusals],
        **({} if result.compared is None else compared_json(result.compared, language)),
    )


def _product(score: SubjectScore) -> Json:
    product = score.subject.product
    if product is None:
        return _subject(score)
    return {
        "id": product.id,
        "name": product.name,
        "kind": product.kind.value,
        "status": product.status.value,
        "extends": product.extends,
        **_subject(score),
    }


def _subject(score: SubjectScore) -> Json:
    return {
        "questionnaires": [_questionnaire(each) for each in score.questionnaires],
        "undetermined": [
            {"id": id_, "missing": list(missing)}
            for id_, missing in undetermined_questionnaires(score.subject).items()
        ],
    }


def _questionnaire(score: QuestionnaireScore) -> Json:
    questionnaire = score.standing.questionnaire
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "kind": questionnaire.kind.value,
        "status": score.standing.status.value,
        "target": score.top,
        "inherited_from": score.standing.inherited_from,
        **tally_json(score.tally, score.top),
        "dropped_axes": [each.axis.id for each in score.dropped],
        "axes": [_axis(each, score.top) for each in score.axes],
    }


def _axis(score: AxisScore, top: int) -> Json:
    return {"id": score.axis.id, **tally_json(score.tally, top)}


def refusal_json(refusal: Refusal, language: Language) -> Json:
    """Return why a product, or the company, is refused."""
    return {
        "product": refusal.subject.id or None,
        "questionnaire": refusal.questionnaire.id,
        "criteria": list(refusal.criteria) if isinstance(refusal, FallsShort) else [],
        "message": refusal_text(refusal).in_(language),
    }
