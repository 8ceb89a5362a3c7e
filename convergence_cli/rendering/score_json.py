"""Scores as JSON (SPEC §4)."""

from convergence_cli.language import Language
from convergence_cli.model.workspace import NotApplicable, Plan
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering.json_document import (
    Json,
    definitions,
    document,
)
from convergence_cli.rendering.review_json import NOT_COMPARED, compared_json, evidence_json
from convergence_cli.rendering.score_result import (
    ScoreResult,
    refusal_text,
    undetermined_questionnaires,
)
from convergence_cli.rendering.tally_json import tally_json
from convergence_cli.reviewing.definitions import judged_by
from convergence_cli.reviewing.record import fingerprint
from convergence_cli.reviewing.state import footings_of
from convergence_cli.scoring.gate import FallsShort, Refusal
from convergence_cli.scoring.score import AxisScore, QuestionnaireScore, SubjectScore
from convergence_cli.scoring.standing import Standing

_NOT_ASKED: Json = {"profile": {}, "plan": {}, "questionnaires": [], "undetermined": []}


def score_json(result: ScoreResult, language: Language) -> str:
    """Return scores, exact and rounded, with what they were counted from."""
    return document(
        as_of=result.day,
        verdict="fail" if result.fails else "pass",
        definitions=definitions(result.workspace.questionnaires.values()),
        fingerprints={id_: fingerprint(each) for id_, each in judged_by(result.workspace).items()},
        products=map(_product, result.products),
        company=_subject(result.company) if result.company else _NOT_ASKED,
        refusals=[refusal_json(each, language) for each in result.refusals],
        **(NOT_COMPARED if result.compared is None else compared_json(result.compared, language)),
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
    subject = score.subject
    return {
        "profile": {
            id_: list(each.value) if isinstance(each.value, tuple) else each.value
            for id_, each in subject.profile.states.items()
            if each.value is not None
        },
        "plan": {} if subject.plan is None else _plan(subject.plan),
        "questionnaires": [_questionnaire(each) for each in score.questionnaires],
        "undetermined": [
            {"id": id_, "missing": list(missing)}
            for id_, missing in undetermined_questionnaires(subject).items()
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
        **_answers(score.standing),
    }


def _answers(standing: Standing) -> Json:
    """Return what a later run compares with: each criterion that applies, and what proves it."""
    footings = {
        id_: each for id_, each in footings_of(standing).items() if each.applies is Truth.YES
    }
    return {
        "answers": {
            id_: each.level.value if isinstance(each.level, NotApplicable) else each.level
            for id_, each in footings.items()
        },
        "evidence": {
            id_: [evidence_json(piece) for piece in each.evidence]
            for id_, each in footings.items()
            if each.evidence
        },
        "inherited": {
            id_: each.holder
            for id_, each in footings.items()
            if each.level is not None and each.holder != standing.holder
        },
    }


def _plan(plan: Plan) -> Json:
    return {
        id_: {
            "by": each.by,
            "steps": [{"level": step.level, "by": step.by} for step in each.steps],
            "target_not_applicable": each.target_not_applicable,
        }
        for id_, each in plan.entries.items()
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
