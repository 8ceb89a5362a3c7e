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


def plan(dates: Mapping[str, str]) -> str:
    """Return a plan, from the date at which each criterion reaches its target."""
    lines = ["format: 1", "plan:", *(f"  {each}: {{by: {by}}}" for each, by in dates.items())]
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


_TYPED = """\
format: 1
id: preliminary
kind: preliminary
sections:
  - id: information
    title: {fr: Information, en: Information}
    questions:
      - {id: shares, type: boolean, title: {fr: Partage-t-il ?, en: Does it share?}}
      - id: kinds
        type: choices
        title: {fr: Lesquels ?, en: Which kinds?}
        applies_when: shares
        options:
          - {value: letters, label: {fr: Lettres, en: Letters}}
          - {value: images, label: {fr: Images, en: Images}}
      - id: wave
        type: choice
        title: {fr: Quelle vague ?, en: Which wave?}
        options:
          - {value: wave-1, label: {fr: Une, en: One}}
          - {value: "2", label: {fr: Deux, en: Two}}
      - {id: note, type: text, title: {fr: Une note ?, en: A note?}}
      - {id: number, type: number, title: {fr: Combien ?, en: How many?}}
      - {id: since, type: date, title: {fr: Depuis quand ?, en: Since when?}}
"""
_SHARED = """\
      - id: D
        title: {fr: Partagé, en: Shared}
        levels:
          0: {fr: Non, en: No}
          1: {fr: Un peu, en: A little}
          2: {fr: Beaucoup, en: A lot}
          3: {fr: Tout, en: All}
        expected: 1
        source_date: 2026-01-01
        applies_when: shares
"""
_OPTIONAL = """\
format: 1
id: waves
version: "1"
kind: requirements
scope: product
title: {fr: Vagues, en: Waves}
applies_when: {wave: wave-1}
axes:
  - id: W
    title: {fr: Vague, en: Wave}
    criteria:
      - id: W-1
        title: {fr: Consentement, en: Consent}
        statement: {fr: Il est recueilli., en: It is recorded.}
        strength: must
        source_date: 2026-01-01
"""


_MEMBERS = """\
members:
  - {id: a.martin, name: A. Martin, email: a.martin@example.org, role: manager}
"""


def typed_workspace(root: Path) -> Path:
    """Write a workspace without products, with a preliminary question of each type."""
    return write(
        root,
        {
            "convergence.yaml": SETTINGS + _MEMBERS,
            "questionnaires/preliminary.yaml": _TYPED,
            "questionnaires/care.yaml": questionnaire("care", {"A": 2, "B": 2}) + _SHARED,
            "questionnaires/waves.yaml": _OPTIONAL,
        },
    )
