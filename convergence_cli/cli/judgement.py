"""What a workspace will be once some changes are written, judged before any of them is."""

from dataclasses import replace
from typing import TypeVar

from convergence_cli.checking.workspace import check_files
from convergence_cli.cli.changes import Changes
from convergence_cli.cli.drafting import refuse, refuse_invalid
from convergence_cli.cli.revision import located_in
from convergence_cli.cli.session import Session
from convergence_cli.loading.build_workspace import (
    build_plan,
    build_product,
    build_settings,
    build_sheet,
)
from convergence_cli.loading.contract import Contract
from convergence_cli.loading.source import Source
from convergence_cli.loading.workspace import evidence_files
from convergence_cli.model.workspace import Company, Product, Workspace

Owner = TypeVar("Owner", Company, Product)


def judged(session: Session, changes: Changes) -> Workspace:
    """Return the workspace as it will be; stop where a file of it would have an error.

    The session must have none: whatever is found comes from the changes.
    """
    workspace = session.workspace
    for each in changes.files:
        contract = contract_of(each.path)
        if contract is None:
            continue
        if each.after is not None:
            refuse_invalid(each.path, changes.text(each.path), contract)
        workspace = _with_file(workspace, each.path, contract, changes)
    case = replace(
        session.loaded.case(session.day),
        workspace=workspace,
        evidence=evidence_files(session.loaded.shelf, workspace),
    )
    found = [each for each in check_files(case) if each.is_error]
    for each in changes.files:
        found = located_in(Source(each.path, changes.text(each.path)), found)
    refuse(found)
    return workspace


def contract_of(path: str) -> Contract | None:
    """Return which schema a file of declarations or answers must follow; none for others."""
    match path.split("/"):
        case ["convergence.yaml"]:
            return Contract.WORKSPACE
        case ["products", _, "product.yaml"]:
            return Contract.PRODUCT
        case ["products", _, "plan.yaml"] | ["company", "plan.yaml"]:
            return Contract.PLAN
        case ["products", _, "answers", _] | ["company", "answers", _]:
            return Contract.ANSWERS
        case _:
            return None


def _with_file(workspace: Workspace, path: str, contract: Contract, changes: Changes) -> Workspace:
    if contract is Contract.WORKSPACE:
        return _with_settings(workspace, changes.data(path))
    if path.startswith("company/"):
        company = _with_part(workspace.company, path, contract, changes)
        return replace(workspace, company=company)
    id_ = path.split("/")[1]
    product = workspace.products.get(id_)
    if contract is Contract.PRODUCT:
        sheets, plan = ({}, None) if product is None else (product.sheets, product.plan)
        product = build_product(changes.data(path), path, sheets, plan)
    elif product is None:
        # A part of a product that is new: its declaration comes among the same changes.
        declaration = f"products/{id_}/product.yaml"
        product = build_product(changes.data(declaration), declaration)
        product = _with_part(product, path, contract, changes)
    else:
        product = _with_part(product, path, contract, changes)
    return replace(workspace, products=dict(sorted({**workspace.products, id_: product}.items())))


def _with_settings(workspace: Workspace, data: object) -> Workspace:
    settings = build_settings(data)
    company = replace(
        settings.company, sheets=workspace.company.sheets, plan=workspace.company.plan
    )
    return replace(
        workspace,
        company=company,
        language=settings.language,
        members=settings.members,
        gate=settings.gate,
    )


def _with_part(owner: Owner, path: str, contract: Contract, changes: Changes) -> Owner:
    is_there = changes.is_there(path)
    if contract is Contract.PLAN:
        return replace(owner, plan=build_plan(changes.data(path), path) if is_there else None)
    id_ = path.rpartition("/")[2].removesuffix(".yaml")
    sheets = {each: sheet for each, sheet in owner.sheets.items() if each != id_}
    if is_there:
        sheets[id_] = build_sheet(changes.data(path), path)
    return replace(owner, sheets=dict(sorted(sheets.items())))
