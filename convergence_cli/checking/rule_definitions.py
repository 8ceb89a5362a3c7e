"""Rules on files of consistency rules: ids, conditions, levels and sources."""

from collections.abc import Iterator, Mapping

from convergence_cli.checking.case import Case
from convergence_cli.checking.definitions import check_condition, may_be_unread, repeated
from convergence_cli.diagnostics import Diagnostic, Place, coherence_rules, reference_rules
from convergence_cli.diagnostics.wording import did_you_mean, named
from convergence_cli.language import Text
from convergence_cli.model.questionnaire import Preliminary, Questionnaire, Scope, Section
from convergence_cli.model.rules import (
    DECLARED_QUESTIONS,
    AtLeast,
    ConsistencyRule,
    ProfileHolds,
    RuleSet,
)

_NO_TITLE = Text(en="", fr="")
_NO_QUESTIONS = {
    Scope.PRODUCT: Preliminary("preliminary", Scope.PRODUCT, _NO_TITLE, ()),
    Scope.COMPANY: Preliminary("preliminary-company", Scope.COMPANY, _NO_TITLE, ()),
}
"""What there is to ask where no preliminary questionnaire of a scope is there."""
_DECLARATION = Section("declaration", Text(en="Product", fr="Produit"), DECLARED_QUESTIONS)


def check_rule_sets(case: Case) -> Iterator[Diagnostic]:
    """Yield what is wrong with the rules of a workspace.

    A criterion that no questionnaire here has is not: the rule says nothing then.
    """
    rule_sets = tuple(case.workspace.rule_sets.items())
    yield from repeated(
        (rule.id, Place(each.path, ("rules", index, "id")))
        for _, each in rule_sets
        for index, rule in enumerate(each.rules)
    )
    homes = case.workspace.questionnaire_by_criterion
    for _, each in rule_sets:
        for index, rule in enumerate(each.rules):
            place = Place(each.path, ("rules", index))
            yield from _source(rule, each, place)
            yield from _conditions(rule, case, place)
            yield from _levels(rule, homes, place)


def _source(rule: ConsistencyRule, rule_set: RuleSet, place: Place) -> Iterator[Diagnostic]:
    if rule.source not in rule_set.sources:
        hint = did_you_mean(rule.source, rule_set.sources)
        yield reference_rules.UNKNOWN_SOURCE.at(place.at("source"), hint=hint, source=rule.source)


def _conditions(rule: ConsistencyRule, case: Case, place: Place) -> Iterator[Diagnostic]:
    if rule.scope not in case.workspace.preliminaries and may_be_unread(case, rule.scope):
        return
    preliminary = _asked(rule.scope, case)
    yield from check_condition(rule.when, preliminary, place.at("when"))
    for index, requirement in enumerate(rule.requires):
        if isinstance(requirement, ProfileHolds):
            where = place.at("requires", index, "profile")
            yield from check_condition(requirement.condition, preliminary, where)


def _asked(scope: Scope, case: Case) -> Preliminary:
    """Return the questions that a rule may ask: for a product, its declaration answers some."""
    preliminary = case.workspace.preliminaries.get(scope, _NO_QUESTIONS[scope])
    declared = (_DECLARATION,) if scope is Scope.PRODUCT else ()
    sections = (*preliminary.sections, *declared)
    return Preliminary(preliminary.id, scope, preliminary.title, sections)


def _levels(
    rule: ConsistencyRule, homes: Mapping[str, Questionnaire], place: Place
) -> Iterator[Diagnostic]:
    for index, requirement in enumerate(rule.requires):
        if not isinstance(requirement, AtLeast) or requirement.criterion not in homes:
            continue
        questionnaire = homes[requirement.criterion]
        if requirement.level not in questionnaire.scale.values:
            yield coherence_rules.LEVEL_NOT_ON_SCALE.at(
                place.at("requires", index, "at_least"),
                level=requirement.level,
                questionnaire=questionnaire.id,
                levels=named(str(level) for level in questionnaire.scale.values),
            )
