"""What a vendor declares, from data that its schemas accept.

A key whose absence is reported by a rule of its own, not by a schema, is taken as empty here.
"""

from collections.abc import Mapping
from typing import Any

from convergence_cli.language import Language
from convergence_cli.model.condition import Value
from convergence_cli.model.workspace import (
    BARE,
    NA,
    Answer,
    AnswerSheet,
    Certification,
    Company,
    Deployment,
    Device,
    Evidence,
    Gate,
    Level,
    Member,
    Plan,
    PlanEntry,
    PlanStep,
    Product,
    ProductKind,
    ProductStatus,
    Seal,
    SheetStatus,
    Shortfall,
    Workspace,
)
from convergence_cli.scoring.numbers import exact

_BARE = 2
"""Keys of an answer that says no more than its level and a comment, as most do."""


def build_company(data: Any) -> Company:
    """Return the company that convergence.yaml declares, without its answers."""
    company = data["company"]
    return Company(
        company["name"], company.get("siren"), profile=_profile(company.get("profile", {}))
    )


def build_settings(data: Any) -> Workspace:
    """Return the workspace that convergence.yaml declares, without what other files say."""
    gate = data.get("gate", {})
    return Workspace(
        company=build_company(data),
        language=Language(data["language"]),
        members=tuple(_member(each) for each in data.get("members", ())),
        gate=Gate(
            {id_: exact(mean) for id_, mean in gate.get("minimum", {}).items()},
            tuple(Shortfall(each) for each in gate.get("fail_on", ())),
        ),
    )


def build_product(
    data: Any, path: str, sheets: Mapping[str, AnswerSheet] | None = None, plan: Plan | None = None
) -> Product:
    """Return the product that a product.yaml declares, with the answers and plan beside it."""
    return Product(
        id=data["id"],
        name=data["name"],
        kind=ProductKind(data["kind"]),
        status=ProductStatus(data["status"]),
        deployment=Deployment(data["deployment"]),
        versions=tuple(data["versions"]),
        profile=_profile(data["profile"] or {}),
        os=data.get("os"),
        device=Device(data["device"]) if "device" in data else None,
        requires=tuple(data.get("requires", ())),
        extends=data.get("extends"),
        archived_on=data.get("archived_on"),
        archived_because=data.get("archived_because"),
        description=data.get("description"),
        purpose=data.get("purpose"),
        certifications=tuple(Certification(**each) for each in data.get("certifications", ())),
        manager=data.get("manager"),
        sheets=sheets or {},
        plan=plan,
        path=path,
    )


def build_sheet(data: Any, path: str) -> AnswerSheet:
    """Return the answers of one file."""
    seal = data.get("seal")
    answers = data["answers"] or {}
    return AnswerSheet(
        data["questionnaire"],
        data["version"],
        SheetStatus(data["status"]),
        {id_: _answer(each) for id_, each in answers.items()},
        Seal(**seal) if seal else None,
        path,
    )


def build_plan(data: Any, path: str) -> Plan:
    """Return the convergence plan of one file."""
    return Plan({id_: _plan_entry(each) for id_, each in (data["plan"] or {}).items()}, path)


def _profile(data: Any) -> dict[str, Value | None]:
    return {id_: tuple(each) if isinstance(each, list) else each for id_, each in data.items()}


def _answer(data: Any) -> Answer:
    level = data["level"]
    if isinstance(level, str):
        level = NA
    elif isinstance(level, float):
        level = int(level)
    if len(data) == _BARE and "comment" in data:
        # Made without a call of Python: there may be a hundred thousand of them.
        return tuple.__new__(Answer, (level, data["comment"], *BARE))
    return _documented(level, data)


def _documented(level: Level, data: Any) -> Answer:
    return Answer(
        level,
        data.get("comment", ""),
        tuple(Evidence(**each) for each in data.get("evidence", ())),
        data.get("approved_by"),
        data.get("until"),
        data.get("review"),
    )


def _plan_entry(data: Any) -> PlanEntry:
    steps = tuple(PlanStep(int(each["level"]), each["by"]) for each in data.get("steps", ()))
    return PlanEntry(**{**data, "steps": steps})


def _member(data: Any) -> Member:
    products = data.get("products", ())
    return Member(
        data["id"],
        data["name"],
        data["email"],
        data["role"],
        tuple(data.get("rights", ())),
        "all" if products == "all" else tuple(products),
    )
