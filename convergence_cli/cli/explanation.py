"""What a topic of `explain` names, and its page."""

from convergence_cli.checking.links import neighbours
from convergence_cli.cli.session import NO_PRODUCT, Session, known_id
from convergence_cli.diagnostics import RULES
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.loading.shipped import pages_folder
from convergence_cli.model.condition import Condition, questions_of
from convergence_cli.model.questionnaire import Criterion, Questionnaire, Scope
from convergence_cli.model.rules import ConsistencyRule
from convergence_cli.model.workspace import Workspace
from convergence_cli.profiling.inheritance import Given, given_values
from convergence_cli.rendering.explain_text import (
    criterion_for_text,
    criterion_text,
    preliminary_text,
    question_text,
    questionnaire_text,
    rule_text,
)
from convergence_cli.rendering.relations_text import Links, Relations
from convergence_cli.rendering.screen import Screen
from convergence_cli.scoring.standing import Judge, Subject

_NOTHING = Text(
    en="'{id}' is no code, criterion, question, rule or questionnaire",
    fr="« {id} » n'est ni un code, ni un critère, une question, une règle ou un questionnaire",
)
_NOT_A_CRITERION = Text(
    en="--product goes with a criterion, and '{topic}' is none",
    fr="--product va avec un critère, et « {topic} » n'en est pas un",
)
_COMPANY_CRITERION = Text(
    en="'{topic}' is answered by the company, not by a product",
    fr="« {topic} » se répond pour l'entreprise, pas pour un produit",
)


def page_of_code(topic: str) -> str | None:
    """Return the page of a diagnostic, named by code or by name; None for another topic."""
    wanted = topic.upper()
    for rule in RULES.values():
        if wanted in (rule.code, rule.name.upper()):
            page = pages_folder() / f"{rule.code}-{rule.name}.md"
            return page.read_text(encoding="utf-8")
    return None


def explanation(session: Session, topic: str, product: str | None, screen: Screen) -> str:
    """Return the page of a topic of a workspace."""
    workspace, language = session.workspace, session.language
    for questionnaire in workspace.questionnaires.values():
        criterion = questionnaire.criterion_by_id.get(topic)
        if criterion is not None:
            return _criterion(session, criterion, questionnaire, product, screen)
    if product is not None:
        raise ConvergenceError(_NOT_A_CRITERION.fill(topic=topic))
    if topic in workspace.questionnaires:
        return questionnaire_text(workspace.questionnaires[topic], language, screen)
    for preliminary in workspace.preliminaries.values():
        if topic == preliminary.id:
            return preliminary_text(preliminary, language, screen)
        question = preliminary.question_by_id.get(topic)
        if question is not None:
            decided = _decided_by(topic, session, preliminary.scope)
            return question_text(question, decided, language, screen)
    for rule in _rules(workspace):
        if topic == rule.id:
            return rule_text(rule, language, screen)
    known_id(topic, _topics(session), _NOTHING)
    raise AssertionError(topic)


def _criterion(
    session: Session,
    criterion: Criterion,
    questionnaire: Questionnaire,
    product: str | None,
    screen: Screen,
) -> str:
    is_company = questionnaire.scope is Scope.COMPANY
    if product is None and not is_company:
        return criterion_text(
            criterion,
            questionnaire,
            _relations(criterion, session.workspace),
            day=session.day,
            language=session.language,
            screen=screen,
        )
    if product is not None and is_company:
        raise ConvergenceError(_COMPANY_CRITERION.fill(topic=criterion.id))
    session.refuse_errors()
    subject, given = _subject(session, product)
    return criterion_for_text(
        criterion,
        subject,
        given,
        _relations(criterion, session.workspace),
        (subject.product or session.workspace.company).plan,
        day=session.day,
        language=session.language,
        screen=screen,
    )


def _relations(criterion: Criterion, workspace: Workspace) -> Relations:
    rules = tuple(each for each in _rules(workspace) if criterion.id in each.criteria)
    return Relations(links_of(criterion, workspace), rules)


def links_of(criterion: Criterion, workspace: Workspace) -> Links:
    """Return the criteria that ask the same as one, by id; none for one of no questionnaire."""
    home = workspace.questionnaire_by_criterion
    return {
        other: (home[other].criterion_by_id[other], home[other]) if other in home else None
        for other in neighbours(criterion, workspace)
    }


def _rules(workspace: Workspace) -> tuple[ConsistencyRule, ...]:
    return tuple(rule for each in workspace.rule_sets.values() for rule in each.rules)


def _subject(session: Session, product: str | None) -> tuple[Subject, dict[str, Given]]:
    judge = Judge(session.workspace)
    if product is None:
        return judge.company(), {}
    products = session.workspace.products
    id_ = known_id(product, products, NO_PRODUCT)
    return judge.product(id_), given_values(products[id_], products)


def _decided_by(question: str, session: Session, scope: Scope) -> tuple[str, ...]:
    conditions: list[tuple[str, Condition]] = []
    preliminary = session.workspace.preliminaries[scope]
    conditions += [(each.id, each.applies_when) for each in preliminary.questions]
    for questionnaire in session.workspace.questionnaires_of(scope):
        conditions.append((questionnaire.id, questionnaire.applies_when))
        conditions += [(each.id, each.applies_when) for each in questionnaire.criteria]
    return tuple(id_ for id_, condition in conditions if question in questions_of(condition))


def _topics(session: Session) -> list[str]:
    workspace = session.workspace
    topics = [*workspace.questionnaires]
    for questionnaire in workspace.questionnaires.values():
        topics += questionnaire.criterion_by_id
    for preliminary in workspace.preliminaries.values():
        topics += [preliminary.id, *preliminary.question_by_id]
    topics += [rule.id for rule in _rules(workspace)]
    return [*topics, *RULES]
