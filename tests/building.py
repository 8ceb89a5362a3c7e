"""What the program makes of the plain data of files."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from convergence_cli.language import Text
from convergence_cli.loading.build_condition import build_condition
from convergence_cli.loading.build_questionnaire import build_preliminary, build_questionnaire
from convergence_cli.loading.build_workspace import build_company, build_product, build_sheet
from convergence_cli.model.condition import ALWAYS, Condition, IsTrue, Value
from convergence_cli.model.questionnaire import (
    Preliminary,
    Question,
    QuestionType,
    Scope,
    Section,
)
from convergence_cli.model.workspace import Workspace
from convergence_cli.profiling.engine import Engine, Profile
from tests.written import COMPANY, Files, When, preliminary, sheet

NO_TEXT = Text(en="", fr="")


def workspace_of(files: Files) -> Workspace:
    """Return the workspace that the program builds from files."""
    sheets = {
        subject: {
            id_: build_sheet(sheet(id_, levels), f"{_folder(subject)}/answers/{id_}.yaml")
            for id_, levels in each.items()
        }
        for subject, each in files.answers.items()
    }
    company = build_company(
        {"company": {"name": "Exemple Santé", "profile": files.company_profile}}
    )
    products = {
        id_: build_product(each, f"{_folder(id_)}/product.yaml")
        for id_, each in files.products.items()
    }
    return Workspace(
        company=replace(company, sheets=sheets.get(COMPANY, {})),
        preliminaries={
            Scope(scope): build_preliminary(each, f"questionnaires/{each['id']}.yaml")
            for scope, each in files.preliminaries.items()
        },
        questionnaires={
            id_: build_questionnaire(each, f"questionnaires/{id_}.yaml")
            for id_, each in files.questionnaires.items()
        },
        products={id_: replace(each, sheets=sheets.get(id_, {})) for id_, each in products.items()},
    )


def _folder(subject: str) -> str:
    return "company" if subject == COMPANY else f"products/{subject}"


def profile_of(questions: Mapping[str, When], values: Mapping[str, Any]) -> Profile:
    """Return the profile that stored values make, under questions with these conditions."""
    definition = build_preliminary(preliminary(questions), "preliminary.yaml")
    return Engine(definition, ()).profile(stored(values))


def stored(values: Mapping[str, Any]) -> dict[str, Value | None]:
    """Return profile values as the program keeps them."""
    return {id_: tuple(each) if isinstance(each, list) else each for id_, each in values.items()}


def built(when: When) -> Condition:
    """Return a condition from what a file writes."""
    return build_condition(when)


def chain_of(length: int) -> Preliminary:
    """Return questions q0, q1, … each of which applies when the one before it is true."""
    return preliminary_from(
        Question(
            f"q{index}",
            QuestionType.BOOLEAN,
            NO_TEXT,
            IsTrue(f"q{index - 1}") if index else ALWAYS,
        )
        for index in range(length)
    )


def preliminary_from(questions: Iterable[Question]) -> Preliminary:
    """Return a preliminary questionnaire of questions of the model."""
    section = Section("information", NO_TEXT, tuple(questions))
    return Preliminary("preliminary", Scope.PRODUCT, NO_TEXT, (section,))
