"""Rules on what counts: what the profile leaves open, what no longer applies, what has expired."""

from collections.abc import Iterator, Mapping

from convergence_cli.checking.case import SETTINGS, Case, EvidenceFile
from convergence_cli.diagnostics import Diagnostic, Place, Route, coherence_rules, shown
from convergence_cli.diagnostics.wording import named
from convergence_cli.language import Text
from convergence_cli.model.workspace import (
    NA,
    Answer,
    AnswerSheet,
    Deployment,
    Product,
    Workspace,
)
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Standing, Subject

_GONE = Text(
    en="'{questionnaire}' {version} has no such criterion: remove the answer once it is of no use "
    "(convergence sync --prune)",
    fr="« {questionnaire} » {version} n'a plus ce critère : retirez la réponse devenue inutile "
    "(convergence sync --prune)",
)


def check_evidence_files(sheet: AnswerSheet, case: Case) -> Iterator[Diagnostic]:
    """Yield the evidence paths of an answers file that lead out of the workspace, or nowhere."""
    for id_ in sheet.documented:
        for index, evidence in enumerate(sheet.answers[id_].evidence):
            if evidence.path is None:
                continue
            place = Place(sheet.path, ("answers", id_, "evidence", index, "path"))
            state = case.evidence[evidence.path]
            if state is EvidenceFile.OUTSIDE:
                yield coherence_rules.EVIDENCE_OUTSIDE.at(place, file=evidence.path)
            elif state is EvidenceFile.MISSING:
                yield coherence_rules.EVIDENCE_MISSING.at(place, file=evidence.path)


def check_declaration(product: Product, day: str) -> Iterator[Diagnostic]:
    """Yield what of a product's declaration does not hold on an ISO day."""
    top = Place(product.path)
    if product.deployment is Deployment.PROJECT:
        yield coherence_rules.PRODUCT_NOT_DEPLOYED.at(top.at("deployment"))
    for index, certification in enumerate(product.certifications):
        expires_on = certification.expires_on
        if expires_on is not None and expires_on < day:
            yield coherence_rules.EXPIRED_CERTIFICATION.at(
                top.at("certifications", index, "expires_on"),
                title=certification.title,
                day=expires_on,
            )


def check_supports(product: Product, products: Mapping[str, Product]) -> Iterator[Diagnostic]:
    """Yield the archived products that a product still requires or extends."""
    top = Place(product.path)
    named_at = [(id_, top.at("requires", index)) for index, id_ in enumerate(product.requires)]
    if product.extends is not None:
        named_at.append((product.extends, top.at("extends")))
    for id_, place in named_at:
        if id_ in products and products[id_].is_archived:
            yield coherence_rules.RESTS_ON_ARCHIVED.at(place, product=id_)


def check_subject(subject: Subject, workspace: Workspace, day: str) -> Iterator[Diagnostic]:
    """Yield what is open, obsolete, hidden or expired for a product, or for the company."""
    yield from _open_questions(subject)
    yield from _hidden_answers(subject, workspace)
    owner = workspace.company if subject.product is None else subject.product
    for id_, standing in subject.standings.items():
        sheet = owner.sheets.get(id_)
        if sheet is not None:
            yield from _sheet(standing, sheet, day)


def _profile_place(subject: Subject) -> Place:
    if subject.product is None:
        return Place(SETTINGS, ("company", "profile"))
    return Place(subject.product.path, ("profile",))


def _open_questions(subject: Subject) -> Iterator[Diagnostic]:
    profile = subject.profile
    left_open: dict[str, list[str]] = {}
    for standing in subject.standings.values():
        questionnaire = standing.questionnaire
        if standing.applicability.applies is Truth.UNDETERMINED:
            for question in profile.missing(questionnaire.applies_when):
                left_open.setdefault(question, []).append(questionnaire.id)
            continue
        if Truth.UNDETERMINED not in standing.applicability.criteria.values():
            continue
        for criterion in standing.applicability.criteria_that(Truth.UNDETERMINED):
            for question in profile.missing(criterion.applies_when):
                left_open.setdefault(question, []).append(criterion.id)
    place = _profile_place(subject).key
    for question, ids in left_open.items():
        yield coherence_rules.UNANSWERED_QUESTION.at(
            place, question=question, undetermined=named(ids)
        )


def _hidden_answers(subject: Subject, workspace: Workspace) -> Iterator[Diagnostic]:
    owner = workspace.company if subject.product is None else subject.product
    place = _profile_place(subject)
    for id_, stored in owner.profile.items():
        state = subject.profile.states[id_]
        if stored is not None and stored != "" and state.applies is Truth.NO:
            yield coherence_rules.HIDDEN_ANSWER.at(place.at(id_).key, question=id_)


def _sheet(standing: Standing, sheet: AnswerSheet, day: str) -> Iterator[Diagnostic]:
    questionnaire = standing.questionnaire
    top = Place(sheet.path, ("answers",))
    if standing.applicability.applies is Truth.NO:
        place = Place(sheet.path, ("questionnaire",))
        yield coherence_rules.OBSOLETE_FILE.at(place, questionnaire=questionnaire.id)
        return
    yield from _obsolete(standing, top)
    target = questionnaire.scale.top
    at_target = [id_ for id_, answer in sheet.answers.items() if answer[0] == target]
    applies = standing.applicability.criteria
    for id_ in dict.fromkeys((*at_target, *sheet.documented)):
        if applies.get(id_) is Truth.YES:
            yield from _remarks(id_, sheet.answers[id_], target, top.at(id_), day)


def _obsolete(standing: Standing, top: Place) -> Iterator[Diagnostic]:
    option = f" --product {standing.holder}" if standing.holder else ""
    questionnaire = standing.questionnaire
    for id_ in standing.obsolete:
        hint = None
        if id_ not in questionnaire.criterion_by_id:
            hint = _GONE.fill(questionnaire=questionnaire.id, version=shown(questionnaire.version))
        yield coherence_rules.OBSOLETE_ANSWER.at(
            top.at(id_).key, hint=hint, criterion=id_, option=option
        )


def _remarks(id_: str, answer: Answer, target: int, place: Place, day: str) -> Iterator[Diagnostic]:
    if answer.level == target and not answer.evidence:
        level = place.at("level")
        yield coherence_rules.TOP_LEVEL_WITHOUT_EVIDENCE.at(level, criterion=id_)
    if answer.review is not None:
        review = place.at("review")
        yield coherence_rules.ANSWER_TO_REVIEW.at(review, criterion=id_, version=answer.review)
    if answer.level is NA and answer.until is not None and answer.until < day:
        until = place.at("until")
        yield coherence_rules.EXPIRED_NA.at(until, criterion=id_, day=answer.until)
    for index, evidence in enumerate(answer.evidence):
        if evidence.expires_on is not None and evidence.expires_on < day:
            steps: Route = ("evidence", index, "expires_on")
            yield coherence_rules.EXPIRED_EVIDENCE.at(
                place.at(*steps), title=evidence.title, criterion=id_, day=evidence.expires_on
            )
