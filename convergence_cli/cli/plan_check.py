"""`convergence plan check`: whether each plan is whole, and kept."""

from typing import TYPE_CHECKING

from convergence_cli.cli import options
from convergence_cli.cli.console import ColorChoice
from convergence_cli.cli.options import FindingsFormat

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from convergence_cli.diagnostics import Diagnostic
    from convergence_cli.model.workspace import Workspace

    IsOfPlans = Callable[[Diagnostic], bool]


def plan_check(
    products: options.ProductsArgument = None,
    company: options.PlansOfCompanyOption = False,
    workspace: options.WorkspaceOption = None,
    format_: options.FindingsFormatOption = FindingsFormat.TEXT,
    output: options.OutputOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """Check that plans are whole and kept.

    Tells of plans alone what `check` tells of everything. Exits 1 where something is an error or
    a warning, such as a missing entry or a date that has passed; notes never fail.

    Example: convergence plan check medicab
    """
    from convergence_cli.cli.diagnosing import Diagnosed, tell
    from convergence_cli.cli.session import open_session
    from convergence_cli.diagnostics import Severity
    from convergence_cli.rendering.check_result import plans_summary

    session = open_session(workspace, lang, as_of)
    paths = _declared_in(session.workspace, products, company=company)
    is_of_plans = _of_plans(paths)
    session.refuse_errors_but(is_of_plans)
    diagnostics = tuple(each for each in session.diagnostics() if is_of_plans(each))
    summary = plans_summary(diagnostics, _count(session.workspace, paths))
    found = Diagnosed("plan check", diagnostics, summary, {Severity.ERROR, Severity.WARNING})
    tell(found, session, format_, output, color)


def _declared_in(
    workspace: "Workspace", products: "Sequence[str] | None", *, company: bool
) -> dict[str, str]:
    """Return where the owner of each plan asked about is declared, by the path of the plan."""
    from convergence_cli.checking.case import SETTINGS
    from convergence_cli.cli.session import NO_PRODUCT, known_id

    known = workspace.products
    ids = [known_id(each, known, NO_PRODUCT) for each in sorted(set(products or ()))]
    is_all = not ids and not company
    chosen = [*known] if is_all else ids
    paths = {f"products/{id_}/plan.yaml": known[id_].path for id_ in chosen}
    return {**paths, "company/plan.yaml": SETTINGS} if is_all or company else paths


def _count(workspace: "Workspace", paths: "Collection[str]") -> int:
    plans = (workspace.company.plan, *(each.plan for each in workspace.products.values()))
    return sum(each is not None and each.path in paths for each in plans)


def _of_plans(declared_in: "dict[str, str]") -> "IsOfPlans":
    from convergence_cli.diagnostics.plan_rules import MISSING_PLAN_ENTRY

    owners = frozenset(declared_in.values())

    def is_of_plans(each: "Diagnostic") -> bool:
        path = each.place.path
        return path in declared_in or (each.rule is MISSING_PLAN_ENTRY and path in owners)

    return is_of_plans
