"""Two products compared, as JSON."""

from convergence_cli.language import Language
from convergence_cli.model.questionnaire import Criterion, Questionnaire
from convergence_cli.model.workspace import Evidence, NotApplicable
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering.json_document import Json, definitions, document
from convergence_cli.rendering.product_show import value_json
from convergence_cli.rendering.product_words import product_json
from convergence_cli.rendering.tally_json import tally_json
from convergence_cli.scoring.comparison import Comparison
from convergence_cli.scoring.score import QuestionnaireScore
from convergence_cli.scoring.standing import Held


def diff_json(comparison: Comparison, language: Language, day: str) -> str:
    """Return two products compared; null stands for no answer."""
    return document(
        as_of=day,
        definitions=definitions(each.questionnaire for each in comparison.scores),
        first=product_json(comparison.first),
        second=product_json(comparison.second),
        alike=comparison.is_alike,
        profile=[
            {"first": value_json(each.first), "second": value_json(each.second)}
            for each in comparison.profile
        ],
        criteria=[
            {
                **_named(each.questionnaire, each.criterion, language),
                "first": each.first.value,
                "second": each.second.value,
                "because": [
                    {"first": value_json(pair.first), "second": value_json(pair.second)}
                    for pair in each.because
                ],
            }
            for each in comparison.criteria
        ],
        answers=[
            {
                **_named(each.questionnaire, each.criterion, language),
                "differs": [aspect.value for aspect in each.aspects],
                "first": _held(each.first),
                "second": _held(each.second),
            }
            for each in comparison.answers
        ],
        scores=[
            {
                "questionnaire": each.questionnaire.id,
                "first": _side(each.first, each.applies[0]),
                "second": _side(each.second, each.applies[1]),
            }
            for each in comparison.scores
        ],
    )


def _named(questionnaire: Questionnaire, criterion: Criterion, language: Language) -> Json:
    return {
        "questionnaire": questionnaire.id,
        "id": criterion.id,
        "title": criterion.title.in_(language),
    }


def _held(held: Held | None) -> Json | None:
    if held is None:
        return None
    answer = held.answer
    level = answer.level
    return {
        "level": level.value if isinstance(level, NotApplicable) else level,
        "comment": answer.comment,
        "evidence": [_evidence(each) for each in answer.evidence],
        "approved_by": answer.approved_by,
        "until": answer.until,
        "review": answer.review,
        "given_by": held.holder,
    }


def _evidence(evidence: Evidence) -> Json:
    return dict(zip(Evidence._fields, evidence, strict=True))


def _side(score: QuestionnaireScore | None, applies: Truth) -> Json:
    return {"applies": applies.value, "score": None if score is None else _numbers(score)}


def _numbers(score: QuestionnaireScore) -> Json:
    return {
        "status": score.standing.status.value,
        "target": score.top,
        "inherited_from": score.standing.inherited_from,
        **tally_json(score.tally, score.top),
    }
