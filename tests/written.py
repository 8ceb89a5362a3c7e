"""Workspaces as the plain data of their files; nothing of the program takes part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Data = dict[str, Any]
When = str | Data | None
"""A condition as a file writes it; None where the key is left out."""
Level = int | Literal["na"]
Answers = Mapping[str, Mapping[str, Mapping[str, Level]]]
"""Levels by product (COMPANY for the company), then by questionnaire, then by criterion."""

COMPANY = ""
"""Stands for the company among the ids of products, as in `Subject.id`."""
COLOURS = ("red", "orange", "yellow", "green", "blue", "purple", "grey", "black")


@dataclass(frozen=True, slots=True)
class Files:
    """What the files of a workspace say."""

    preliminaries: Mapping[str, Data] = field(default_factory=dict)
    """By scope."""
    questionnaires: Mapping[str, Data] = field(default_factory=dict)
    products: Mapping[str, Data] = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    company_profile: Mapping[str, Any] = field(default_factory=dict)

    def with_level(self, subject: str, questionnaire: str, criterion: str, level: Level) -> "Files":
        """Return the same files with one answer given anew."""
        sheets = self.answers.get(subject, {})
        answers = {**sheets.get(questionnaire, {}), criterion: level}
        return self.with_sheets(subject, {**sheets, questionnaire: answers})

    def with_sheets(self, subject: str, sheets: Mapping[str, Mapping[str, Level]]) -> "Files":
        """Return the same files with other answers of one product, or of the company."""
        return replace(self, answers={**self.answers, subject: sheets})

    def with_profile(self, product_id: str, profile: Mapping[str, Any]) -> "Files":
        """Return the same files with another profile of one product."""
        other = {**self.products[product_id], "profile": dict(profile)}
        return replace(self, products={**self.products, product_id: other})


def files_of(
    *,
    questions: Mapping[str, When] | None = None,
    questionnaires: Sequence[Data] = (),
    products: Sequence[Data] = (),
    answers: Answers | None = None,
) -> Files:
    """Return the files of a workspace whose questions, criteria and products are few."""
    return Files(
        preliminaries={"product": preliminary(questions or {})},
        questionnaires={each["id"]: each for each in questionnaires},
        products={each["id"]: each for each in products},
        answers=answers or {},
    )


def text(words: str) -> Data:
    """Return a text in both languages."""
    return {"fr": words, "en": words}


def question(id_: str, when: When = None, type_: str = "boolean", **keys: Any) -> Data:
    """Return a preliminary question."""
    condition = {} if when is None else {"applies_when": when}
    return {"id": id_, "type": type_, "title": text(id_), **condition, **keys}


def preliminary(questions: Mapping[str, When]) -> Data:
    """Return a preliminary questionnaire of boolean questions, from the condition of each."""
    written = [question(id_, when) for id_, when in questions.items()]
    return preliminary_of(("information", written))


def preliminary_of(*sections: tuple[str, Sequence[Data]], scope: str = "product") -> Data:
    """Return a preliminary questionnaire, from the questions of each section."""
    return {
        "format": 1,
        "id": "preliminary" if scope == "product" else "preliminary-company",
        "kind": "preliminary",
        "scope": scope,
        "sections": [
            {"id": id_, "title": text(id_), "questions": list(questions)}
            for id_, questions in sections
            if questions
        ],
    }


def criterion(id_: str, when: When = None, expected: int | list[Data] = 0, top: int = 3) -> Data:
    """Return a maturity criterion."""
    condition = {} if when is None else {"applies_when": when}
    return {
        "id": id_,
        "title": text(id_),
        "levels": {level: text(f"{id_} at {level}") for level in range(top + 1)},
        "expected": expected,
        "source_date": "2021-12-23",
        **condition,
    }


def questionnaire(
    id_: str,
    axes: Mapping[str, Sequence[Data]],
    when: When = None,
    *,
    scope: str = "product",
    kind: str = "maturity",
) -> Data:
    """Return a definition, from the criteria of each axis."""
    condition = {} if when is None else {"applies_when": when}
    return {
        "format": 1,
        "id": id_,
        "version": "2026.1",
        "kind": kind,
        "scope": scope,
        "title": text(id_),
        "axes": [
            {"id": axis, "title": text(axis), "criteria": list(criteria)}
            for axis, criteria in axes.items()
        ],
        **condition,
    }


def scale(top: int) -> list[Data]:
    """Return a scale from 0 to a level."""
    return [
        {"level": level, "colour": COLOURS[level % len(COLOURS)], "label": text(str(level))}
        for level in range(top + 1)
    ]


def product(
    id_: str, profile: Mapping[str, Any] | None = None, *, extends: str | None = None
) -> Data:
    """Return the declaration of a product."""
    return {
        "format": 1,
        "id": id_,
        "name": id_.title(),
        "extends": extends,
        "kind": "base",
        "status": "active",
        "deployment": "production",
        "versions": ["1.0"],
        "profile": dict(profile or {}),
    }


def sheet(questionnaire_id: str, levels: Mapping[str, Level], status: str = "draft") -> Data:
    """Return an answers file."""
    return {
        "format": 1,
        "questionnaire": questionnaire_id,
        "version": "2026.1",
        "status": status,
        "answers": {
            id_: {"level": level, "comment": "No such use"} if level == "na" else {"level": level}
            for id_, level in levels.items()
        },
    }
