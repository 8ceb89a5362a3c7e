"""Each shipped rule speaks where its facts say so: it is contradicted, and it is fulfilled."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pytest
from ruamel.yaml import YAML

from convergence_cli.checking.consistency import check_consistency, rules_of
from convergence_cli.language import Text
from convergence_cli.loading.shipped import questionnaires_folder
from convergence_cli.model.condition import Condition, Value
from convergence_cli.model.questionnaire import Questionnaire, Scope
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
    RuleSet,
    Weight,
)
from convergence_cli.model.workspace import (
    NA,
    Answer,
    AnswerSheet,
    Certification,
    Deployment,
    Device,
    Evidence,
    Level,
    Product,
    ProductKind,
    ProductStatus,
    SheetStatus,
    Workspace,
)
from convergence_cli.profiling.diagram import FALSE
from convergence_cli.profiling.possibility import Possibilities
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Judge
from tests.personas import STEPS, shipped

DAY = "2026-11-22"
NO_TITLE = Text(en="", fr="")
RULES = {rule.id: rule for each in shipped().rule_sets.values() for rule in each.rules}
HOMES = {id_: each for each in shipped().questionnaires.values() for id_ in each.criterion_by_id}
REQUIREMENTS = {
    f"{rule.id}:{index}": (rule, requirement)
    for rule in RULES.values()
    for index, requirement in enumerate(rule.requires)
}
each_requirement = pytest.mark.parametrize("name", REQUIREMENTS)


@dataclass(frozen=True)
class Given:
    """What a product, or the company, says of itself."""

    profile: Mapping[str, Value]
    levels: Mapping[str, Level]
    """By criterion id."""
    certifications: tuple[Certification, ...] = ()


def profile_where(
    scope: Scope, fulfilled: Sequence[Condition], denied: Sequence[Condition] = ()
) -> dict[str, Value] | None:
    """Return a profile that fulfils and denies some conditions, every question answered, if any."""
    declared = DECLARED_QUESTIONS if scope is Scope.PRODUCT else ()
    questions = (*shipped().preliminaries[scope].questions, *declared)
    possible = Possibilities(questions, (*fulfilled, *denied), STEPS)
    wanted = [possible.verdicts(each).yes for each in fulfilled]
    wanted += [possible.verdicts(each).no for each in denied]
    [where] = possible.diagrams.given([possible.diagrams.all_of(wanted)], possible.all_answered)
    if where == FALSE:
        return None
    assignment = possible.diagrams.example(where)
    return {id_: answer.value(assignment) for id_, answer in possible.answers.items()}


def found(rule: ConsistencyRule, given: Given) -> list[str]:
    """Return the codes of what one rule alone finds against a product, or the company."""
    workspace = _of(given, rule)
    judge = Judge(workspace)
    subject = judge.company() if rule.scope is Scope.COMPANY else judge.product("p")
    diagnostics = check_consistency(subject, rules_of(workspace), workspace, DAY)
    return [each.rule.code for each in diagnostics]


def _of(given: Given, rule: ConsistencyRule) -> Workspace:
    sheets = dict(_sheets(given))
    rule_set = RuleSet("rules", "1", NO_TITLE, (rule,))
    workspace = replace(shipped(), rule_sets={"rules": rule_set})
    if rule.scope is Scope.PRODUCT:
        return replace(workspace, products={"p": _product(given, sheets)})
    company = replace(workspace.company, profile=dict(given.profile), sheets=sheets)
    return replace(workspace, company=company)


def _product(given: Given, sheets: Mapping[str, AnswerSheet]) -> Product:
    profile = {id_: each for id_, each in given.profile.items() if "." not in id_}
    return Product(
        id="p",
        name="P",
        kind=ProductKind(str(given.profile.get("product.kind", "base"))),
        status=ProductStatus.ACTIVE,
        deployment=Deployment(str(given.profile.get("product.deployment", "production"))),
        device=Device(str(given.profile.get("product.device", "website"))),
        versions=("1",),
        profile=profile,
        certifications=given.certifications,
        sheets=sheets,
        path="products/p/product.yaml",
    )


def _sheets(given: Given) -> Iterator[tuple[str, AnswerSheet]]:
    evidence = tuple(
        Evidence(each.title, "https://example.org", None, each.issued_on, each.expires_on)
        for each in given.certifications
    )
    for questionnaire in shipped().questionnaires.values():
        answers = {
            id_: Answer(level, "", evidence)
            for id_, level in given.levels.items()
            if id_ in questionnaire.criterion_by_id
        }
        sheet = AnswerSheet(questionnaire.id, questionnaire.version, SheetStatus.DRAFT, answers)
        yield questionnaire.id, sheet


def _home(criterion: str) -> Questionnaire:
    return HOMES[criterion]


def _applies(criterion: str) -> tuple[Condition, Condition]:
    return _home(criterion).applies_when, _home(criterion).criterion_by_id[criterion].applies_when


def _fulfilling(rule: ConsistencyRule) -> Given:
    """Return what fulfils every requirement of a rule whose condition holds."""
    wanted = [rule.when]
    levels: dict[str, Level] = {}
    certifications: list[Certification] = []
    for each in rule.requires:
        match each:
            case AtLeast(criterion, level):
                wanted += _applies(criterion)
                levels[criterion] = level
            case HasLevel(criterion):
                wanted += _applies(criterion)
                levels.setdefault(criterion, 0)
            case IsNotApplicable(criterion):
                levels[criterion] = NA
            case ProfileHolds(condition):
                wanted.append(condition)
            case CertificateInForce(_, words) | CertificateTerm(_, words):
                title = f"Certificat {words[-1].upper()}"
                certifications.append(Certification(title, None, "2026-01-01", "2027-01-01"))
    profile = profile_where(rule.scope, wanted)
    assert profile is not None, f"no profile can fulfil {rule.id}"
    return Given(profile, levels, tuple(certifications))


def _contradicting(rule: ConsistencyRule, requirement: Requirement) -> Given:
    """Return what contradicts one requirement of a rule whose condition holds."""
    given = _fulfilling(rule)
    match requirement:
        case ProfileHolds(condition):
            profile = profile_where(rule.scope, [rule.when], [condition])
            assert profile is not None, (
                f"{rule.id} cannot be contradicted: its condition implies it"
            )
            return replace(given, profile=profile)
        case AtLeast() | HasLevel() | IsNotApplicable():
            return _answered_wrongly(rule, requirement, given)
        case CertificateInForce():
            return replace(given, certifications=())
        case CertificateTerm(_, words, years):
            too_long = Certification(words[0], None, "2026-01-01", f"{2026 + years}-01-02")
            return replace(given, certifications=(too_long,))


def _is_hidden(rule: ConsistencyRule, criterion: str) -> bool:
    profile = profile_where(rule.scope, [rule.when])
    assert profile is not None
    standing = Judge(_of(Given(profile, {criterion: 0}), rule)).product("p").standings
    is_out = standing[_home(criterion).id].applicability.criteria[criterion] is Truth.NO
    assert is_out == (profile_where(rule.scope, [rule.when, *_applies(criterion)]) is None)
    return is_out


def _answered_wrongly(rule: ConsistencyRule, requirement: OfCriterion, given: Given) -> Given:
    profile = profile_where(rule.scope, [rule.when, *_applies(requirement.criterion)])
    assert profile is not None, f"{rule.id} speaks of {requirement.criterion}, which is then hidden"
    wrong: dict[type, Level] = {
        AtLeast: requirement.level - 1 if isinstance(requirement, AtLeast) else 0,
        HasLevel: NA,
        IsNotApplicable: 0,
    }
    levels = {**given.levels, requirement.criterion: wrong[type(requirement)]}
    return replace(given, profile=profile, levels=levels)


@pytest.mark.parametrize("id_", RULES)
def test_a_rule_that_is_fulfilled_says_nothing(id_: str) -> None:
    """Some profile fulfils the rule and everything that it asks for."""
    assert found(RULES[id_], _fulfilling(RULES[id_])) == []


@each_requirement
def test_each_thing_that_a_rule_asks_for_can_be_contradicted(name: str) -> None:
    """Each requirement, contradicted alone, is found, with the severity of the rule.

    What must be `na` may also be hidden by its own condition wherever the rule speaks.
    """
    rule, requirement = REQUIREMENTS[name]
    if isinstance(requirement, IsNotApplicable) and _is_hidden(rule, requirement.criterion):
        return
    alone = replace(rule, requires=(requirement,))
    code = {Weight.ERROR: "CV601", Weight.WARNING: "CV602"}[rule.weight]

    assert found(alone, _contradicting(alone, requirement)) == [code]


@pytest.mark.parametrize("id_", RULES)
def test_a_rule_says_nothing_of_other_profiles(id_: str) -> None:
    """Where its condition does not hold, whatever is answered contradicts no rule."""
    rule = RULES[id_]
    profile = profile_where(rule.scope, [], [rule.when])
    levels: dict[str, Level] = dict.fromkeys(rule.criteria, 0)

    if profile is not None:
        assert found(rule, Given(profile, levels)) == []
    else:
        # Only a rule for every profile may speak of all of them.
        assert all(isinstance(each, CertificateTerm) for each in rule.requires)


def test_every_rule_names_criteria_that_are_shipped() -> None:
    """No rule waits for a criterion that is not there."""
    named = {id_ for rule in RULES.values() for id_ in rule.criteria}

    assert named - set(HOMES) == set()


def test_every_code_that_a_rule_repeats_is_the_published_one() -> None:
    """The code in a rule, written for the reader, is the published code of its criterion."""
    file = questionnaires_folder() / "rules.yaml"
    data = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    repeated = {
        (each["criterion"], each["code"])
        for rule in data["rules"]
        for each in rule["requires"]
        if "code" in each
    }
    published = {id_: HOMES[id_].criterion_by_id[id_].published_code for id_, _ in repeated}

    assert repeated
    assert repeated == {(id_, code.code) for id_, code in published.items() if code is not None}
