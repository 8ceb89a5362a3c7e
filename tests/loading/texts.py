"""Small files that their schemas accept, and a workspace made of them."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from convergence_cli.checking.workspace import check_workspace
from convergence_cli.diagnostics import Diagnostic, in_reading_order
from convergence_cli.loading.contract import Contract
from convergence_cli.loading.locating import locate_all
from convergence_cli.loading.workspace import load_workspace

DAY = "2026-11-21"
WORKSPACE = """\
# yaml-language-server: $schema=schemas/workspace.schema.json
format: 1
company: {name: Exemple Santé, siren: "123456789"}
language: fr
members:
  - {id: a.martin, name: A. Martin, email: a.martin@example.org, role: manager, products: all}
  - id: b.durand
    name: "B. Durand"
    email: 'b.durand@example.org'
    role: contributor
    rights: [validate]
    products: [medicab]
gate:                         # optional
  minimum: {interoperability: 0.5}
  fail_on: [under-expected]
"""
PRODUCT = """\
format: 1
id: medicab
name: Medicab 😀              # the commercial name
os: Windows
device: website
kind: base
extends: null
status: active
deployment: production
versions: ["5.2", '5.3']
description: >-
  Folded text
  over lines

  and a paragraph
purpose: |
  Literal
    indented
certifications:
  - {title: Hébergeur, reference: HDS-2024-118, issued_on: 2024-03-01, expires_on: 2027-03-01}
  - title: "Another: with a colon"
manager: a.martin
profile:
  shares: true
  themes: [feeding, reading]
  wave: wave-2
  words: some plain text
    over two lines
  count: 12
  since: 2024-02-29
"""
ANSWERS = """\
format: 1
questionnaire: interoperability
version: "2026.1"
status: draft                 # draft | validated
answers:
  INT-01:
    level: 1                  # a level
    comment: TLS and SOAP in place, VIHF missing 😀
    evidence:
      - {title: Test report, url: "https://example.org/x", expires_on: 2028-05-02}
      - {title: 'The second one', url: "https://example.org/y"}
  INT-02: {level: na, comment: No messaging in this product}
  INT-03:
    level: na
    comment: |
      Because
      of this
"""
PLAN = """\
format: 1
plan:
  INT-01:
    by: 2027-Q2
    steps: [{level: 1, by: 2026-12-31}]
    owner: a.martin
    effort: 15 d
    ticket: "https://example.org/T-1"
    comment: 'it''s "quoted"'
  INT-02: {target_not_applicable: true, comment: No national service for this use yet}
"""
QUESTIONNAIRE = """\
format: 1
id: interoperability
version: "2026.1"
kind: maturity
scope: product
applies_when: always
title: {fr: Interopérabilité, en: Interoperability}
sources:
  - {id: S4, title: Portail, date: 2021-12-23}
scale:
  - {level: 0, colour: red, label: {fr: Rouge, en: Red}}
  - {level: 1, colour: green, label: {fr: Vert, en: Green}}
axes:
  - id: TRA
    title: {fr: Couche transport, en: Transport layer}
    criteria:
      - id: INT-01
        status: published
        published_code: {code: A08.3.1, source: S4}
        title: {fr: a, en: b}
        guidance:
          fr: >
            Pourquoi
            ceci
          en: "Why \\
            this"
        levels: {0: {fr: a, en: a}, 1: {fr: "b", en: 'b'}}
        expected: 1
        applies_when: {any: [shares, {themes: [feeding]}]}
        see: [MES-INT-02]
        source_date: 2021-12-23
      - id: INT-02
        title:
          fr: a
          en: b
        levels:
          0: {fr: a, en: a}
          1:
            fr: b
            en: b
        expected: [{from: 2024-01-01, level: 1}]
        applies_when: {not: {wave: [wave-1]}}
        source_date: 2021-12-23
      - {id: INT-03, title: {fr: a, en: b}, levels: {"0": {fr: a, en: a}, "1": {fr: b, en: b}},
         expected: 0, source_date: 2021-12-23}
"""
PRELIMINARY = """\
format: 1
id: preliminary
kind: preliminary
sections:
  - id: information
    title: {fr: Questions d'information, en: Information}
    questions:
      - {id: shares, type: boolean, title: {fr: "Partage ?", en: Shares?}}
      - id: themes
        type: choices
        title: {fr: a, en: b}
        options: [{value: feeding, label: {fr: a, en: b}}, {value: reading, label: {fr: a, en: b}}]
        applies_when: shares
      - id: wave
        type: choice
        title:
          fr: |-
            texte
          en: text
        options:
          - {value: wave-1, label: {fr: a, en: b}}
          - {value: wave-2, label: {fr: a, en: b}}
        applies_when:
          all:
            - shares
            - any: [shares, {answered: themes}]
      - {id: words, type: text, title: {fr: a, en: b}}
      - {id: count, type: number, title: {fr: a, en: b}}
      - {id: since, type: date, title: {fr: a, en: b}}
"""
RULES = """\
format: 1
id: rules
version: "2026.1"
kind: rules
title: {fr: a, en: b}
description: {fr: a, en: b}
sources: [{id: S1, title: a, date: 2026-01-15}]
rules:
  - id: RULE-A
    when: {all: [shares, {themes: [feeding]}, {product.device: website}]}
    requires:
      - {criterion: INT-TRA-01, code: A08.3.1, at_least: 2}
      - {criterion: INT-TRA-01, is_not: na}
      - {profile: {wave: wave-2}}
      - {certification: HDS, any_of: [Hébergeur], valid: true}
    because:
      fr: "Parce que : ceci"
      en: because
    source: S1
    facts: [F001]
    severity: error
  - id: RULE-B
    scope: company
    when: always
    requires: [{criterion: STR-A-01, is: na}, {certification: ISO, any_of: [ISO], max_years: 2}]
    because: {fr: a, en: b}
    source: S1
    severity: warning
"""

BY_CONTRACT: dict[Contract, str] = {
    Contract.WORKSPACE: WORKSPACE,
    Contract.PRODUCT: PRODUCT,
    Contract.ANSWERS: ANSWERS,
    Contract.PLAN: PLAN,
    Contract.QUESTIONNAIRE: QUESTIONNAIRE,
    Contract.PRELIMINARY: PRELIMINARY,
    Contract.RULES: RULES,
}
PATHS: dict[str, Contract] = {
    "convergence.yaml": Contract.WORKSPACE,
    "questionnaires/interoperability.yaml": Contract.QUESTIONNAIRE,
    "questionnaires/preliminary.yaml": Contract.PRELIMINARY,
    "questionnaires/rules.yaml": Contract.RULES,
    "products/medicab/product.yaml": Contract.PRODUCT,
    "products/medicab/plan.yaml": Contract.PLAN,
    "products/medicab/answers/interoperability.yaml": Contract.ANSWERS,
}
"""The files of the workspace, by path."""
ANSWERS_PATH = "products/medicab/answers/interoperability.yaml"


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found in a workspace, and how long it took."""

    diagnostics: tuple[Diagnostic, ...] = field(repr=False)
    seconds: float
    """Of this process alone, so that a busy machine fails no test."""

    @property
    def codes(self) -> list[str]:
        """The codes of the rules, in reading order."""
        return [each.rule.code for each in self.diagnostics]

    def of(self, path: str) -> tuple[Diagnostic, ...]:
        """Return what was found in one file."""
        return tuple(each for each in self.diagnostics if each.place.path == path)


def write_workspace(root: Path) -> Path:
    """Write a workspace in which nothing is wrong, and return its root."""
    for path, contract in PATHS.items():
        write(root, path, BY_CONTRACT[contract])
    return root


def write(root: Path, path: str, content: str | bytes) -> None:
    """Write one file of a workspace, byte for byte."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def judge(root: Path) -> Judged:
    """Read, check and locate everything, as `convergence check` does."""
    start = time.process_time()
    loaded = load_workspace(root)
    found = check_workspace(loaded.case(DAY), loaded.diagnostics)
    located = in_reading_order(locate_all(root, (*loaded.diagnostics, *found)))
    return Judged(located, time.process_time() - start)


@contextmanager
def untraced() -> Iterator[None]:
    """Do something without the tracer of lines, if there is one: it makes ruamel.yaml crawl."""
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(tracer)


def are_same(one: Any, other: Any) -> bool:
    """Return whether two pieces of data are equal in values, types and the order of keys."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(are_same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(are_same, one, other))
    # The text of a number tells -0.0 from 0.0, and says that "not a number" is itself.
    return bool(repr(one) == repr(other))
