"""All rules over a workspace, cause before consequence."""

from collections.abc import Iterable, Iterator

from convergence_cli.checking.case import Case
from convergence_cli.checking.coherence import (
    check_declaration,
    check_evidence_files,
    check_subject,
    check_supports,
)
from convergence_cli.checking.consistency import check_consistency, rules_of
from convergence_cli.checking.definitions import check_definitions
from convergence_cli.checking.gate import check_gate
from convergence_cli.checking.links import check_links, links_of
from convergence_cli.checking.plans import check_plan, check_plan_files
from convergence_cli.checking.references import check_references
from convergence_cli.checking.rule_definitions import check_rule_sets
from convergence_cli.checking.seals import check_seals
from convergence_cli.diagnostics import Diagnostic
from convergence_cli.model.workspace import AnswerSheet
from convergence_cli.scoring.standing import Judge, Subject


def check_files(case: Case) -> tuple[Diagnostic, ...]:
    """Return what makes the files of a workspace unfit to be judged: errors, all of them."""
    return (*check_defined(case), *check_given(case))


def check_defined(case: Case) -> tuple[Diagnostic, ...]:
    """Return what is wrong with definitions in themselves, whatever is answered to them."""
    return (*check_definitions(case), *check_rule_sets(case))


def check_given(case: Case) -> tuple[Diagnostic, ...]:
    """Return what is wrong with what a vendor declares and answers, under the definitions."""
    diagnostics = [*check_references(case), *check_plan_files(case)]
    for sheet in _sheets(case):
        diagnostics += check_evidence_files(sheet, case)
    return tuple(diagnostics)


def check_workspace(case: Case, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return what every rule finds, given what reading the files found.

    What counts for a product is judged only where its files, those of the products it extends,
    and the definitions hold together.
    """
    diagnostics = [*check_files(case)]
    broken = {each.place.path for each in (*found, *diagnostics) if each.is_error}
    for product in case.workspace.products.values():
        if not product.is_archived:
            diagnostics += check_declaration(product, case.day)
            diagnostics += check_supports(product, case.workspace.products)
    if not any(path.startswith("questionnaires/") for path in broken):
        rules, links = rules_of(case.workspace), links_of(case.workspace)
        for subject in _sound_subjects(case, broken):
            diagnostics += check_subject(subject, case.workspace, case.day)
            diagnostics += check_consistency(subject, rules, case.workspace, case.day)
            diagnostics += check_links(subject, links, case.workspace)
            diagnostics += check_seals(subject, case)
            diagnostics += check_plan(subject, case.day)
            if not case.unfit.settings:
                diagnostics += check_gate(subject, case.workspace.gate, case.day)
    return tuple(diagnostics)


def _sheets(case: Case) -> Iterator[AnswerSheet]:
    yield from case.workspace.company.sheets.values()
    for product in case.workspace.products.values():
        yield from product.sheets.values()


def _sound_subjects(case: Case, broken: set[str]) -> Iterator[Subject]:
    judge = Judge(case.workspace)
    if not any(path == "convergence.yaml" or path.startswith("company/") for path in broken):
        yield judge.company()
    broken_products = {path.split("/")[1] for path in broken if path.startswith("products/")}
    broken_products |= case.unfit.products
    for id_, product in case.workspace.products.items():
        if not product.is_archived and not _rests_on(id_, broken_products, case):
            yield judge.product(id_)


def _rests_on(id_: str, broken: set[str], case: Case) -> bool:
    """Whether a product, or one that it extends, is among the broken ones; loops are broken."""
    seen: set[str] = set()
    current: str | None = id_
    while current is not None:
        if current in broken or current in seen:
            return True
        seen.add(current)
        current = case.workspace.products[current].extends
    return False
