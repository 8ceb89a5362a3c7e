"""Consistency rules against what counts for a product, or for the company (SPEC §3.7)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from convergence_cli.checking.case import SETTINGS
from convergence_cli.diagnostics import Diagnostic, Place, Route, consistency_rules
from convergence_cli.diagnostics.wording import named
from convergence_cli.language import Text
from convergence_cli.model.condition import questions_of
from convergence_cli.model.questionnaire import Scope
from convergence_cli.model.rules import (
    DECLARED_QUESTIONS,
    AtLeast,
    CertificateInForce,
    CertificateTerm,
    ConsistencyRule,
    HasLevel,
    IsNotApplicable,
    OfCriterion,
    ProfileHolds,
    Requirement,
    Weight,
)
from convergence_cli.model.workspace import Certification, Company, Product, Workspace, level_text
from convergence_cli.profiling.evaluation import QuestionState, States, truth_of
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Standing, Subject

_DECLARED = {question.id.partition(".")[2]: question.id for question in DECLARED_QUESTIONS}
_RULES = {
    Weight.ERROR: consistency_rules.CONTRADICTED_RULE,
    Weight.WARNING: consistency_rules.DOUBTED_BY_RULE,
}
_UNDER = Text(
    en="'{criterion}' is {given}, under {least}", fr="« {criterion} » est à {given}, sous {least}"
)
_IS_NA = Text(en="'{criterion}' is answered 'na'", fr="« {criterion} » est à « na »")
_IS_NOT_NA = Text(
    en="'{criterion}' is {given}, and not 'na'", fr="« {criterion} » est à {given}, et non à « na »"
)
_PROFILE = Text(
    en="the profile does not fit: {questions}", fr="le profil ne s'accorde pas : {questions}"
)
_NO_CERTIFICATE = Text(
    en="no certification {name} is in force", fr="aucune certification {name} n'est en cours"
)
_TOO_LONG = Text(
    en="the certification '{title}' runs from {start} to {end}: more than {years} years",
    fr="la certification « {title} » va du {start} au {end} : plus de {years} ans",
)


Rules = Mapping[Scope, tuple[ConsistencyRule, ...]]
"""The rules of a workspace by scope: errors first, then in the order of the files."""


@dataclass(frozen=True)
class _Seen:
    """Everything that a rule may look at, of one product or of the company."""

    subject: Subject
    owner: Product | Company
    states: States
    workspace: Workspace
    day: str

    def standing_of(self, criterion: str) -> Standing | None:
        """Return the questionnaire of a criterion; none where no questionnaire here has it."""
        home = self.workspace.questionnaire_by_criterion.get(criterion)
        return None if home is None else self.subject.standings.get(home.id)

    @property
    def top(self) -> Place:
        """The file that declares it."""
        return Place(self.owner.path if isinstance(self.owner, Product) else SETTINGS)


@dataclass(frozen=True)
class _Fault:
    place: Place
    what: Text


def rules_of(workspace: Workspace) -> Rules:
    """Return the rules of a workspace."""
    rules = [rule for each in workspace.rule_sets.values() for rule in each.rules]
    rules.sort(key=lambda each: each.weight is not Weight.ERROR)
    return {scope: tuple(each for each in rules if each.scope is scope) for scope in Scope}


def check_consistency(
    subject: Subject, rules: Rules, workspace: Workspace, day: str
) -> Iterator[Diagnostic]:
    """Yield what rules find against a product, or the company, on an ISO day.

    A rule whose condition is undetermined is not judged. Of several rules that fault one place,
    the most severe speaks, and of equally severe ones the first.
    """
    scope = Scope.COMPANY if subject.product is None else Scope.PRODUCT
    if not rules[scope]:
        return
    owner = subject.product or workspace.company
    seen = _Seen(subject, owner, _states(subject), workspace, day)
    faulted: set[Place] = set()
    for rule in rules[scope]:
        if truth_of(rule.when, seen.states) is not Truth.YES:
            continue
        for fault in _faults(rule, seen):
            if fault.place not in faulted:
                faulted.add(fault.place)
                yield _RULES[rule.weight].at(
                    fault.place,
                    what=fault.what,
                    rule=rule.id,
                    because=rule.because,
                    source=rule.source,
                )


def implied(
    criterion: str, subject: Subject, rules: Rules
) -> tuple[tuple[ConsistencyRule, OfCriterion], ...]:
    """Return what rules ask of one criterion, errors first: those whose condition holds."""
    scope = Scope.COMPANY if subject.product is None else Scope.PRODUCT
    states = _states(subject)
    return tuple(
        (rule, each)
        for rule in rules[scope]
        for each in rule.requires
        if isinstance(each, OfCriterion)
        and each.criterion == criterion
        and truth_of(rule.when, states) is Truth.YES
    )


def _states(subject: Subject) -> States:
    product = subject.product
    if product is None:
        return subject.profile.states
    declared = {
        id_: QuestionState(Truth.YES, getattr(product, key)) for key, id_ in _DECLARED.items()
    }
    return {**subject.profile.states, **declared}


def _faults(rule: ConsistencyRule, seen: _Seen) -> Iterator[_Fault]:
    for requirement in rule.requires:
        yield from _of_requirement(requirement, rule, seen)


def _of_requirement(
    requirement: Requirement, rule: ConsistencyRule, seen: _Seen
) -> Iterator[_Fault]:
    match requirement:
        case AtLeast() | IsNotApplicable() | HasLevel():
            yield from _of_criterion(requirement, seen)
        case ProfileHolds(condition):
            if truth_of(condition, seen.states) is Truth.NO:
                asked = questions_of(condition)
                yield _Fault(_profile_place(asked, seen), _PROFILE.fill(questions=named(asked)))
        case CertificateInForce(name, words):
            held = [each for _, each in _certificates(words, rule, seen)]
            if not any(each.expires_on is None or each.expires_on >= seen.day for each in held):
                place = seen.top.at("certifications").key
                yield _Fault(place, _NO_CERTIFICATE.fill(name=name))
        case CertificateTerm(_, words, max_years):
            for place, each in _certificates(words, rule, seen):
                if _runs_longer(each, max_years):
                    yield _Fault(place, _too_long(each, max_years))
        case _:
            assert_never(requirement)


def _of_criterion(requirement: OfCriterion, seen: _Seen) -> Iterator[_Fault]:
    id_ = requirement.criterion
    standing = seen.standing_of(id_)
    held = None if standing is None else standing.held.get(id_)
    if standing is None or held is None:
        # Outside the profile, undetermined or unanswered: nothing is contradicted.
        return
    level = held.answer.level
    given = level_text(level)
    what: Text | None
    match requirement:
        case AtLeast(level=least):
            is_under = not isinstance(level, int) or level < least
            what = _UNDER.fill(criterion=id_, given=given, least=least) if is_under else None
        case IsNotApplicable():
            is_level = isinstance(level, int)
            what = _IS_NOT_NA.fill(criterion=id_, given=given) if is_level else None
        case HasLevel():
            what = None if isinstance(level, int) else _IS_NA.fill(criterion=id_)
        case _:
            assert_never(requirement)
    if what is not None:
        yield _Fault(answer_place(id_, standing, seen.subject, seen.workspace), what)


def answer_place(id_: str, standing: Standing, subject: Subject, workspace: Workspace) -> Place:
    """Return where the answer in force to a criterion stands: an inherited one, in its own file."""
    sheet = standing.sheet
    holder = standing.held[id_].holder
    if subject.product is not None and holder != subject.id:
        sheet = workspace.products[holder].sheets.get(standing.questionnaire.id)
    path = "" if sheet is None else sheet.path
    return Place(path, ("answers", id_, "level"))


def _profile_place(questions: Iterable[str], seen: _Seen) -> Place:
    """Return where the first of some questions is answered; else the profile."""
    is_product = isinstance(seen.owner, Product)
    profile: Route = ("profile",) if is_product else ("company", "profile")
    for question in questions:
        room, _, key = question.partition(".")
        if room == "product" and key:
            return seen.top.at(key)
        if question in seen.owner.profile:
            return seen.top.at(*profile, question)
    return seen.top.at(*profile).key


def _certificates(
    words: tuple[str, ...], rule: ConsistencyRule, seen: _Seen
) -> list[tuple[Place, Certification]]:
    """Return the certifications whose title holds one of some words, each with its expiry's place.

    The company declares none: for it, the evidence of the rule's criteria stands in.
    """
    wanted = [each.casefold() for each in words]
    return [
        (place, each)
        for place, each in _declared_certificates(rule, seen)
        if any(word in each.title.casefold() for word in wanted)
    ]


def _declared_certificates(
    rule: ConsistencyRule, seen: _Seen
) -> Iterator[tuple[Place, Certification]]:
    if isinstance(seen.owner, Product):
        for index, each in enumerate(seen.owner.certifications):
            yield seen.top.at("certifications", index, "expires_on"), each
        return
    for id_ in rule.criteria:
        standing = seen.standing_of(id_)
        if standing is None or id_ not in standing.held:
            continue
        place = answer_place(id_, standing, seen.subject, seen.workspace)
        for index, evidence in enumerate(standing.held[id_].answer.evidence):
            route = ("answers", id_, "evidence", index, "expires_on")
            shown = Certification(evidence.title, None, evidence.issued_on, evidence.expires_on)
            yield Place(place.path, route), shown


def _runs_longer(certificate: Certification, years: int) -> bool:
    start, end = certificate.issued_on, certificate.expires_on
    if start is None or end is None:
        return False
    # As text: a day of the 29th of February sorts before the first of March, as it should.
    return end > f"{int(start[:4]) + years:04}{start[4:]}"


def _too_long(certificate: Certification, years: int) -> Text:
    return _TOO_LONG.fill(
        title=certificate.title,
        start=certificate.issued_on or "",
        end=certificate.expires_on or "",
        years=years,
    )
