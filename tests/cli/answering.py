"""A small workspace whose answers are given, sealed and inherited."""

from pathlib import Path

from convergence_cli.loading.workspace import load_workspace
from convergence_cli.model.workspace import Answer, SheetStatus
from convergence_cli.scoring.standing import Judge, Standing
from tests.cli.small import SETTINGS, answers, product, questionnaire, write

SHEET = "products/med/answers/care.yaml"
EDITION = "products/kin/answers/care.yaml"
_MEMBERS = "members:\n  - {id: a.martin, name: A. Martin, email: a@example.org, role: manager}\n"
_PRELIMINARY = """\
format: 1
id: preliminary
kind: preliminary
sections:
  - id: information
    title: {fr: Information, en: Information}
    questions:
      - {id: shares, type: boolean, title: {fr: Partage-t-il ?, en: Does it share?}}
      - {id: prints, type: boolean, title: {fr: Imprime-t-il ?, en: Does it print?}}
"""
_SHARED = """\
      - id: D
        title: {fr: Partagé, en: Shared}
        levels:
          0: {fr: Non, en: No}
          1: {fr: Peu, en: A bit}
          2: {fr: Oui, en: Yes}
          3: {fr: Tout, en: All}
        expected: 1
        source_date: 2026-01-01
        see: [A]
        applies_when: shares
      - id: E
        title: {fr: Imprimé, en: Printed}
        levels:
          0: {fr: Non, en: No}
          1: {fr: Peu, en: A bit}
          2: {fr: Oui, en: Yes}
          3: {fr: Tout, en: All}
        expected: 1
        source_date: 2026-01-01
        applies_when: prints
"""
POLICY = questionnaire("policy", {"P": 1}, scope="company")


def workspace(root: Path, *, care: dict[str, int], profile: str = "{shares: true}") -> Path:
    """Write a product that answers `care`, an edition of it, and a questionnaire of the company.

    A to C always apply, D to those that share, E to those that print.
    """
    edition = product("kin").replace("kind: base", "kind: base\nextends: med")
    return write(
        root,
        {
            "convergence.yaml": SETTINGS + _MEMBERS,
            "questionnaires/preliminary.yaml": _PRELIMINARY,
            "questionnaires/care.yaml": questionnaire("care", {"A": 2, "B": 2, "C": 2}) + _SHARED,
            "questionnaires/policy.yaml": POLICY,
            "products/med/product.yaml": product("med").replace(
                "profile: {}", f"profile: {profile}"
            ),
            SHEET: answers("care", care),
            "products/kin/product.yaml": edition,
        },
    )


def standing(root: Path, id_: str = "med") -> Standing:
    """Return where a product stands in `care`."""
    return Judge(load_workspace(root).workspace).product(id_).standings["care"]


def own(root: Path, criterion: str, id_: str = "med") -> Answer | None:
    """Return a product's own answer."""
    return standing(root, id_).own.get(criterion)


def sealed(root: Path, id_: str = "med") -> str:
    """Seal `care` of a product as its file says now, and return the text of the file."""
    file = root / f"products/{id_}/answers/care.yaml"
    digest = standing(root, id_).digest
    seal = f'status: validated\nseal: {{by: a.martin, on: 2026-11-20, digest: "{digest}"}}'
    text = file.read_text(encoding="utf-8").replace("status: draft", seal)
    file.write_text(text, encoding="utf-8")
    assert standing(root, id_).status is SheetStatus.VALIDATED
    return text
