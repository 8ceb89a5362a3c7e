"""The workspace's own gate, as diagnostics."""

from collections.abc import Iterator
from typing import assert_never

from convergence_cli.diagnostics import Diagnostic, Place, Rule, gate_rules
from convergence_cli.diagnostics.wording import named
from convergence_cli.model.workspace import Gate, Shortfall
from convergence_cli.scoring.gate import FallsShort, Refusal, UnderMinimum, refusals
from convergence_cli.scoring.numbers import rounded
from convergence_cli.scoring.score import score_of
from convergence_cli.scoring.standing import Subject

_RULES: dict[Shortfall, Rule] = {
    Shortfall.UNDER_EXPECTED: gate_rules.UNDER_EXPECTED,
    Shortfall.UNDER_TARGET: gate_rules.UNDER_TARGET,
    Shortfall.UNANSWERED: gate_rules.UNANSWERED_CRITERIA,
    Shortfall.UNDETERMINED: gate_rules.UNDETERMINED_CRITERIA,
}


def check_gate(subject: Subject, gate: Gate, day: str) -> Iterator[Diagnostic]:
    """Yield what the gate refuses of a product, or of the company, as of an ISO day."""
    for refusal in refusals(score_of(subject, day), gate, day):
        yield _refused(refusal)


def _refused(refusal: Refusal) -> Diagnostic:
    subject, questionnaire = refusal.subject, refusal.questionnaire
    name = subject.id or "company"
    path = "convergence.yaml" if subject.product is None else subject.product.path
    match refusal:
        case UnderMinimum(mean=mean, minimum=minimum):
            top = questionnaire.scale.top
            return gate_rules.UNDER_MINIMUM.at(
                Place(path),
                subject=name,
                questionnaire=questionnaire.id,
                mean="—" if mean is None else rounded(mean, top),
                minimum=float(minimum),
            )
        case FallsShort(shortfall=shortfall, criteria=criteria):
            return _RULES[shortfall].at(
                Place(path),
                subject=name,
                questionnaire=questionnaire.id,
                criteria=named(criteria),
            )
        case _:
            assert_never(refusal)
