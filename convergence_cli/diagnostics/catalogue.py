"""Every rule, by code."""

from convergence_cli.diagnostics import (
    audit_rules,
    coherence_rules,
    consistency_rules,
    definition_rules,
    form_rules,
    gate_rules,
    plan_rules,
    reference_rules,
    text_rules,
)
from convergence_cli.diagnostics.diagnostic import Rule

_FAMILIES = (
    text_rules,
    form_rules,
    reference_rules,
    coherence_rules,
    plan_rules,
    definition_rules,
    gate_rules,
    consistency_rules,
    audit_rules,
)

RULES: dict[str, Rule] = {
    rule.code: rule
    for family in _FAMILIES
    for rule in vars(family).values()
    if isinstance(rule, Rule)
}
"""The rules by code, in the order of their codes within a family."""
