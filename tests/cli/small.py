"""A workspace so small that its numbers are known by heart."""

from collections.abc import Mapping
from pathlib import Path

_CRITERION = """\
      - id: {id}
        title: {{fr: Critère {id}, en: Criterion {id}}}
        levels:
          0: {{fr: Rien, en: Nothing}}
          1: {{fr: Peu, en: Little}}
          2: {{fr: Assez, en: Enough}}
          3: {{fr: Tout, en: All}}
        expected: {expected}
        source_date: 2026-01-01
"""
_QUESTIONNAIRE = """\
format: 1
id: {id}
version: "1"
kind: maturity
scope: {scope}
title: {{fr: Soin, en: Care}}
axes:
  - id: ONE
    title: {{fr: Un, en: One}}
    criteria:
{criteria}"""
_PRODUCT = """\
format: 1
id: {id}
name: {name}
kind: base
status: active
deployment: production
versions: ["1"]
profile: {{}}
"""

SETTINGS = "format: 1\ncompany: {name: Exemple}\nlanguage: en\n"


def questionnaire(id_: str, criteria: Mapping[str, int], scope: str = "product") -> str:
    """Return a definition of one axis, from the expected level of each criterion."""
    written = "".join(_CRITERION.format(id=each, expected=at) for each, at in criteria.items())
    return _QUESTIONNAIRE.format(id=id_, scope=scope, criteria=written)


def product(id_: str) -> str:
    """Return the declaration of a product."""
    return _PRODUCT.format(id=id_, name=id_.title())


def answers(questionnaire_id: str, levels: Mapping[str, int]) -> str:
    """Return an answers file."""
    lines = [
        "format: 1",
        f"questionnaire: {questionnaire_id}",
        'version: "1"',
        "status: draft",
        "answers:",
        *(f"  {criterion}: {{level: {level}}}" for criterion, level in levels.items()),
    ]
    return "".join(f"{line}\n" for line in lines)


def write(root: Path, files: Mapping[str, str]) -> Path:
    """Write files below a folder and return it."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    return root


def workspace(root: Path, levels: Mapping[str, int], settings: str = "") -> Path:
    """Write a workspace of one product that answers the questionnaire `care`: A, B, C, each 2."""
    return write(
        root,
        {
            "convergence.yaml": SETTINGS + settings,
            "questionnaires/care.yaml": questionnaire("care", {"A": 2, "B": 2, "C": 2}),
            "products/med/product.yaml": product("med"),
            "products/med/answers/care.yaml": answers("care", levels),
        },
    )
