"""The workspace's own gate, as diagnostics."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from convergence_cli.checking.case import SETTINGS
from convergence_cli.diagnostics import Diagnostic, Place, Related, Route, Rule, gate_rules
from convergence_cli.diagnostics.wording import named
from convergence_cli.language import Text
from convergence_cli.model.workspace import Gate, Shortfall
from convergence_cli.scoring.gate import FallsShort, Refusal, UnderMinimum, refusals
from convergence_cli.scoring.numbers import rounded
from convergence_cli.scoring.score import score_of
from convergence_cli.scoring.standing import Subject

_ASKED_HERE = Text(en="asked for here", fr="demandé ici")
_RULES: dict[Shortfall, Rule] = {
    Shortfall.UNDER_EXPECTED: gate_rules.UNDER_EXPECTED,
    Shortfall.UNDER_TARGET: gate_rules.UNDER_TARGET,
    Shortfall.UNANSWERED: gate_rules.UNANSWERED_CRITERIA,
    Shortfall.UNDETERMINED: gate_rules.UNDETERMINED_CRITERIA,
    Shortfall.DRAFT: gate_rules.DRAFT_QUESTIONNAIRE,
    Shortfall.OVERDUE: gate_rules.OVERDUE_PLAN,
}


def check_gate(subject: Subject, gate: Gate, day: str) -> Iterator[Diagnostic]:
    """Yield what the gate refuses of a product, or of the company, as of an ISO day."""
    if not gate.minimum and not gate.fail_on:
        return
    for refusal in refusals(score_of(subject, day), gate, day):
        asked = Related(Place(SETTINGS, _route(refusal)), _ASKED_HERE)
        yield replace(refusal_diagnostic(refusal), related=(asked,))


def refusal_diagnostic(refusal: Refusal) -> Diagnostic:
    """Return what is refused of a product, or of the company, whoever asked for it."""
    subject, questionnaire = refusal.subject, refusal.questionnaire
    place = Place(SETTINGS) if subject.product is None else Place(subject.product.path)
    name = subject.id or "company"
    match refusal:
        case UnderMinimum(mean=mean, minimum=minimum):
            return gate_rules.UNDER_MINIMUM.at(
                place,
                subject=name,
                questionnaire=questionnaire.id,
                mean="—" if mean is None else rounded(mean, questionnaire.scale.top),
                minimum=float(minimum),
            )
        case FallsShort(shortfall=shortfall, criteria=criteria):
            return _RULES[shortfall].at(
                place,
                subject=name,
                questionnaire=questionnaire.id,
                criteria=named(criteria),
                command=f"convergence profile {subject.id}".strip(),
            )
        case _:
            assert_never(refusal)


def _route(refusal: Refusal) -> Route:
    if isinstance(refusal, UnderMinimum):
        return ("gate", "minimum", refusal.questionnaire.id)
    return ("gate", "fail_on")
