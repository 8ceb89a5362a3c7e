"""What `gap` renders, and its JSON."""

from collections.abc import Sequence
from dataclasses import dataclass

from convergence_cli.language import Language
from convergence_cli.model.questionnaire import Criterion
from convergence_cli.model.workspace import Workspace
from convergence_cli.rendering.json_document import Json, definitions, document
from convergence_cli.rendering.score_json import refusal_json
from convergence_cli.rendering.score_result import undetermined_questionnaires
from convergence_cli.scoring.gap import Gap, QuestionnaireGap
from convergence_cli.scoring.gate import Refusal
from convergence_cli.scoring.standing import Subject


@dataclass(frozen=True)
class SubjectGap:
    """The gaps of one product, or of the company."""

    subject: Subject
    questionnaires: tuple[QuestionnaireGap, ...]


@dataclass(frozen=True)
class GapResult:
    """Everything that a reader of gaps is told."""

    workspace: Workspace
    day: str
    subjects: Sequence[SubjectGap]
    refusals: Sequence[Refusal] = ()
    """What was asked to fail, and does."""


def gap_json(result: GapResult, language: Language) -> str:
    """Return every answered criterion with its distance to the target, then the rest."""
    products = [_subject(each, language) for each in result.subjects if each.subject.product]
    company = [_subject(each, language) for each in result.subjects if not each.subject.product]
    return document(
        as_of=result.day,
        verdict="fail" if result.refusals else "pass",
        definitions=definitions(result.workspace.questionnaires.values()),
        products=products,
        company=company[0] if company else {"questionnaires": [], "undetermined": []},
        refusals=[refusal_json(each, language) for each in result.refusals],
    )


def _subject(gap: SubjectGap, language: Language) -> Json:
    product = gap.subject.product
    return {
        **({} if product is None else {"id": product.id, "name": product.name}),
        "questionnaires": [_questionnaire(each, language) for each in gap.questionnaires],
        "undetermined": [
            {"id": id_, "missing": list(missing)}
            for id_, missing in undetermined_questionnaires(gap.subject).items()
        ],
    }


def _questionnaire(gap: QuestionnaireGap, language: Language) -> Json:
    questionnaire = gap.standing.questionnaire
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "kind": questionnaire.kind.value,
        "target": questionnaire.scale.top,
        "criteria": [_gap(each, language) for each in gap.gaps],
        "unanswered": [_named(each, language) for each in gap.unanswered],
        "undetermined": [_named(each, language) for each in gap.undetermined],
    }


def _gap(gap: Gap, language: Language) -> Json:
    return {
        **_named(gap.criterion, language),
        "state": gap.state.value,
        "level": gap.level,
        "expected": gap.expected,
        "target": gap.target,
        "gap": gap.gap,
        "expected_gap": gap.expected_gap,
        "given_by": gap.held.holder or None,
    }


def _named(criterion: Criterion, language: Language) -> Json:
    code = criterion.published_code
    return {
        "id": criterion.id,
        "title": criterion.title.in_(language),
        "status": criterion.origin.value,
        "published_code": None if code is None else code.code,
    }
