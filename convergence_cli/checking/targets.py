"""Where links and rules lead: to criteria that exist (`questionnaire check`)."""

from collections.abc import Collection, Iterator

from convergence_cli.checking.case import Case
from convergence_cli.diagnostics import Diagnostic, Place, definition_rules
from convergence_cli.diagnostics.wording import did_you_mean
from convergence_cli.model.rules import OfCriterion


def check_targets(case: Case, elsewhere: Collection[str]) -> Iterator[Diagnostic]:
    """Yield the links (`see`) and requirements of rules that name a criterion nobody has.

    A workspace may do without some built-in questionnaires: their criteria, given as those
    elsewhere, are none of its defects. Where a definition could not be read, nothing is concluded.
    """
    if case.unfit.questionnaires:
        return
    known = {*case.workspace.questionnaire_by_criterion, *elsewhere}
    for criterion, place in _named(case):
        if criterion not in known:
            hint = did_you_mean(criterion, sorted(known))
            yield definition_rules.DANGLING_LINK.at(place, hint=hint, criterion=criterion)


def _named(case: Case) -> Iterator[tuple[str, Place]]:
    for questionnaire in case.workspace.questionnaires.values():
        for criterion, route in questionnaire.routes():
            place = Place(questionnaire.path, (*route, "see"))
            yield from ((other, place.at(index)) for index, other in enumerate(criterion.see))
    for rule_set in case.workspace.rule_sets.values():
        for number, rule in enumerate(rule_set.rules):
            place = Place(rule_set.path, ("rules", number, "requires"))
            for index, requirement in enumerate(rule.requires):
                if isinstance(requirement, OfCriterion):
                    yield requirement.criterion, place.at(index, "criterion")
