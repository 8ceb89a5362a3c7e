"""A record as JSON: what files hold, key by key, and beside it what a reader wants to know.

What stands under `about` and `inherited` was computed; whoever takes a record in ignores it.
"""

from collections.abc import Mapping

from convergence_cli.exchanging.record import Part, Record
from convergence_cli.language import Language
from convergence_cli.model.condition import Value
from convergence_cli.model.workspace import (
    Answer,
    Certification,
    Company,
    Evidence,
    NotApplicable,
    PlanEntry,
    Product,
    Seal,
    Workspace,
)
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering.json_document import Json, definitions, document
from convergence_cli.rendering.record_words import level_label
from convergence_cli.scoring.standing import Standing

DOCUMENT = "record"
"""What the document says that it is."""


def record_json(record: Record, language: Language) -> str:
    """Return a record as one document."""
    workspace = record.workspace
    return document(
        document=DOCUMENT,
        as_of=record.day,
        questionnaires=None if record.questionnaires is None else list(record.questionnaires),
        definitions=definitions(workspace.definitions.values()),
        left_out={
            "drafts": [_left_out(each) for each in record.drafts],
            "archived": list(record.archived),
        },
        company=None if record.company is None else _company(record.company, record, language),
        products=(_product(each, record, language) for each in record.products),
    )


def _left_out(standing: Standing) -> Json:
    return {
        "product": standing.holder or None,
        "questionnaire": standing.questionnaire.id,
        "answers": len(standing.own),
    }


def _company(part: Part, record: Record, language: Language) -> Json:
    company: Company = record.workspace.company
    return {
        "name": company.name,
        "siren": company.siren,
        "profile": _profile(company.profile),
        **_answered(part, record, language),
    }


def _product(part: Part, record: Record, language: Language) -> Json:
    product = part.subject.product
    if product is None:
        raise AssertionError(part.subject.id)
    return {**_declaration(product), **_answered(part, record, language)}


def _declaration(product: Product) -> Json:
    return {
        "id": product.id,
        "name": product.name,
        "os": product.os,
        "device": None if product.device is None else product.device.value,
        "kind": product.kind.value,
        "requires": list(product.requires),
        "extends": product.extends,
        "status": product.status.value,
        "archived_on": product.archived_on,
        "archived_because": product.archived_because,
        "deployment": product.deployment.value,
        "versions": list(product.versions),
        "description": product.description,
        "purpose": product.purpose,
        "certifications": [_certification(each) for each in product.certifications],
        "manager": product.manager,
        "profile": _profile(product.profile),
    }


def _certification(certification: Certification) -> Json:
    return {
        "title": certification.title,
        "reference": certification.reference,
        "issued_on": certification.issued_on,
        "expires_on": certification.expires_on,
    }


def _profile(profile: Mapping[str, Value | None]) -> Json:
    return {id_: list(each) if isinstance(each, tuple) else each for id_, each in profile.items()}


def _answered(part: Part, record: Record, language: Language) -> Json:
    plan = part.subject.plan
    entries = part.plan(record.workspace)
    return {
        "questionnaires": [_questionnaire(each, record.day, language) for each in part.standings],
        "plan": None
        if plan is None
        else {id_: _entry(id_, each, record.workspace, language) for id_, each in entries.items()},
    }


def _questionnaire(standing: Standing, day: str, language: Language) -> Json:
    questionnaire, seal = standing.questionnaire, standing.seal
    others = {id_: each for id_, each in standing.held.items() if each.holder != standing.holder}
    return {
        "questionnaire": questionnaire.id,
        "version": questionnaire.version,
        "status": standing.status.value,
        "seal": None if seal is None else _seal(seal),
        "has_file": standing.sheet is not None,
        "about": {
            "title": questionnaire.title.in_(language),
            "kind": questionnaire.kind.value,
            "target": questionnaire.scale.top,
            "applies": standing.applicability.applies.value,
        },
        "answers": {
            id_: {**_answer(each), "about": _about(id_, each, standing, day, language)}
            for id_, each in standing.own.items()
        },
        "inherited": {
            id_: {
                "from": each.holder,
                **_answer(each.answer),
                "about": _about(id_, each.answer, standing, day, language),
            }
            for id_, each in others.items()
        },
    }


def _seal(seal: Seal) -> Json:
    return {"by": seal.by, "on": seal.on, "digest": seal.digest}


def _answer(answer: Answer) -> Json:
    return {
        "level": answer.level.value if isinstance(answer.level, NotApplicable) else answer.level,
        "comment": answer.comment or None,
        "evidence": [_evidence(each) for each in answer.evidence],
        "approved_by": answer.approved_by,
        "until": answer.until,
        "review": answer.review,
    }


def _evidence(evidence: Evidence) -> Json:
    return evidence._asdict()


def _about(id_: str, answer: Answer, standing: Standing, day: str, language: Language) -> Json:
    questionnaire = standing.questionnaire
    criterion = questionnaire.criterion_by_id.get(id_)
    applies = standing.applicability.criteria.get(id_, Truth.NO)
    axis = None if criterion is None else criterion.axis
    return {
        "title": None if criterion is None else criterion.title.in_(language),
        "axis": axis,
        "level_label": level_label(answer, questionnaire, language),
        "expected": None if criterion is None else criterion.expected_on(day),
        "target": questionnaire.scale.top,
        "applies": applies.value,
        "in_force": applies is Truth.YES,
    }


def _entry(id_: str, entry: PlanEntry, workspace: Workspace, language: Language) -> Json:
    home = workspace.questionnaire_by_criterion.get(id_)
    return {
        "by": entry.by,
        "steps": [{"level": each.level, "by": each.by} for each in entry.steps],
        "owner": entry.owner,
        "effort": entry.effort,
        "ticket": entry.ticket,
        "target_not_applicable": entry.target_not_applicable,
        "comment": entry.comment or None,
        "about": {
            "title": None if home is None else home.criterion_by_id[id_].title.in_(language),
            "questionnaire": None if home is None else home.id,
        },
    }
