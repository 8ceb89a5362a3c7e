"""Workspaces of any size, as real as the examples: valid, answered, planned, without a warning."""

import json
import random
from pathlib import Path

QUESTIONNAIRES = ("transport", "service", "content", "trust")
CRITERIA = 30
"""Criteria of each questionnaire: four of them make 120 answers a product."""

_AXES = 5
_QUESTIONS = 24
_OPTIONS = ("feeding", "reading", "administration")


def write_workspace(root: Path, n_products: int) -> None:
    """Write a workspace of some products, each with 120 answers in four files and a plan."""
    choose = random.Random(n_products)
    (root / "questionnaires").mkdir(parents=True)
    (root / "convergence.yaml").write_text(
        "format: 1\ncompany: {name: Exemple Santé}\nlanguage: fr\n", encoding="utf-8"
    )
    _write_definition(root, "preliminary", _preliminary())
    for questionnaire in QUESTIONNAIRES:
        _write_definition(root, questionnaire, _questionnaire(questionnaire))
    for number in range(n_products):
        _write_product(root / "products" / f"product-{number:04d}", choose)


def answer_files(root: Path) -> list[Path]:
    """Return the answers files of a workspace, in order."""
    return sorted((root / "products").glob("*/answers/*.yaml"))


def _write_definition(root: Path, name: str, content: object) -> None:
    # JSON is YAML, and the same data whatever writes it.
    path = root / "questionnaires" / f"{name}.yaml"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _text(text: str) -> dict[str, str]:
    return {"fr": text, "en": text}


def _preliminary() -> dict[str, object]:
    questions: list[dict[str, object]] = [
        {"id": f"feature_{number}", "type": "boolean", "title": _text(f"Feature {number}")}
        for number in range(_QUESTIONS)
    ]
    options = [{"value": value, "label": _text(value)} for value in _OPTIONS]
    questions.append(
        {"id": "profiles", "type": "choices", "title": _text("Profiles"), "options": options}
    )
    section = {"id": "information", "title": _text("Information"), "questions": questions}
    return {"format": 1, "id": "preliminary", "kind": "preliminary", "sections": [section]}


def _questionnaire(name: str) -> dict[str, object]:
    per_axis = CRITERIA // _AXES
    return {
        "format": 1,
        "id": name,
        "version": "2026.1",
        "kind": "maturity",
        "scope": "product",
        "title": _text(name),
        "axes": [
            {
                "id": f"A{axis}",
                "title": _text(f"Axis {axis}"),
                "criteria": [
                    _criterion(name, axis * per_axis + number) for number in range(per_axis)
                ],
            }
            for axis in range(_AXES)
        ],
    }


def _criterion(name: str, number: int) -> dict[str, object]:
    feature = f"feature_{number % _QUESTIONS}"
    conditions: tuple[object, ...] = (
        "always",
        {"any": [feature, {"not": feature}]},
        {"any": [{"profiles": list(_OPTIONS)}, {"not": {"profiles": "feeding"}}]},
    )
    return {
        "id": f"{name[:3].upper()}-{number:02d}",
        "title": _text(f"Criterion {number} of {name}"),
        "levels": {str(level): _text(f"What level {level} means") for level in range(4)},
        "expected": number % 3,
        "source_date": "2026-01-01",
        "applies_when": conditions[number % len(conditions)],
    }


def _write_product(folder: Path, choose: random.Random) -> None:
    (folder / "answers").mkdir(parents=True)
    lines = [
        "format: 1",
        f"id: {folder.name}",
        f"name: {folder.name.capitalize()}",
        "os: Windows",
        "device: desktop",
        "kind: base",
        "status: active",
        "deployment: production",
        'versions: ["5.2"]',
        "profile:",
        f"  profiles: [{choose.choice(_OPTIONS)}]",
    ]
    for number in range(_QUESTIONS):
        lines.append(f"  feature_{number}: {choose.choice(('true', 'false'))}")
    (folder / "product.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    plan = ["format: 1", "plan:"]
    for questionnaire in QUESTIONNAIRES:
        levels = _levels(questionnaire, choose)
        path = folder / "answers" / f"{questionnaire}.yaml"
        path.write_text(_answers(questionnaire, levels), encoding="utf-8")
        under = (id_ for id_, level in levels.items() if level in {"0", "1", "2"})
        plan += [f"  {id_}:\n    by: 2098-Q2\n    effort: 5 d" for id_ in under]
    (folder / "plan.yaml").write_text("\n".join(plan) + "\n", encoding="utf-8")


def _levels(questionnaire: str, choose: random.Random) -> dict[str, str]:
    ids = (f"{questionnaire[:3].upper()}-{number:02d}" for number in range(CRITERIA))
    return {id_: choose.choice(("0", "1", "2", "2", "3", "na")) for id_ in ids}


def _answers(questionnaire: str, levels: dict[str, str]) -> str:
    lines = [
        "format: 1",
        f"questionnaire: {questionnaire}",
        'version: "2026.1"',
        "status: draft",
        "answers:",
    ]
    for id_, level in levels.items():
        lines.append(f"  {id_}:")
        lines.append(f"    level: {level}")
        lines.append("    comment: TLS et SOAP en place, il manque encore l'assertion d'identité")
        if level == "3":
            lines.append("    evidence:")
            lines.append("      - title: Rapport d'essai")
            lines.append("        url: https://example.org/essai")
            lines.append("        issued_on: 2026-05-02")
    return "\n".join(lines) + "\n"
