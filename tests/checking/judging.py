"""Small workspaces with rules, and what `check` finds in them."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.cli import small
from tests.cli.running import AS_OF, run

RULES = "questionnaires/rules.yaml"
_RULES = """\
format: 1
id: rules
version: "1"
kind: rules
title: {{fr: Règles, en: Rules}}
sources: [{{id: S1, title: Guide}}]
rules:
"""
_RULE = """\
  - id: {id}
    scope: {scope}
    when: {when}
    requires: {requires}
    because: {{fr: parce que, en: because}}
    source: S1
    severity: {severity}
"""


def rule(
    requires: str,
    *,
    when: str = "shares",
    severity: str = "error",
    scope: str = "product",
    id_: str = "RULE-A",
) -> str:
    """Return one rule of a file of rules."""
    return _RULE.format(id=id_, when=when, requires=requires, severity=severity, scope=scope)


def ruled(root: Path, *rules: str) -> Path:
    """Write a workspace with rules, questions of each type, and a product that shares."""
    small.typed_workspace(root)
    return small.write(
        root,
        {
            RULES: _RULES.format() + "".join(rules),
            "products/med/product.yaml": small.product("med").replace("{}", "{shares: true}"),
        },
    )


def with_rules(root: Path, *rules: str) -> Path:
    """Add rules to a workspace."""
    return small.write(root, {RULES: _RULES.format() + "".join(rules)})


def profiled(root: Path, profile: str) -> Path:
    """Write the product anew with another profile."""
    written = small.product("med").replace("{}", profile)
    return small.write(root, {"products/med/product.yaml": written})


def answered(root: Path, answers: Mapping[str, str], product: str = "med") -> Path:
    """Write the answers of a product to `care`, each as a file writes it."""
    head = 'format: 1\nquestionnaire: care\nversion: "1"\nstatus: draft\nanswers:\n'
    lines = "".join(f"  {id_}: {answer}\n" for id_, answer in answers.items())
    return small.write(root, {f"products/{product}/answers/care.yaml": head + lines})


def found(root: Path, *codes: str) -> Sequence[Mapping[str, Any]]:
    """Return the diagnostics of these codes that `check` prints, in reading order."""
    finished = run("check", "-f", "json", *AS_OF, at=root)
    assert finished.code in (0, 1), finished.err
    return [each for each in json.loads(finished.out)["diagnostics"] if each["code"] in codes]
