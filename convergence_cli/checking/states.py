"""The errors of many states of one workspace: what passed in one is not looked at in the others."""

from collections.abc import Iterable
from dataclasses import replace

from convergence_cli.checking.case import Case, EvidenceFile
from convergence_cli.checking.plans import check_plan_files
from convergence_cli.checking.references import check_references
from convergence_cli.checking.workspace import check_defined, check_given
from convergence_cli.diagnostics import Diagnostic
from convergence_cli.model.same import Same
from convergence_cli.model.workspace import Product

Key = tuple[Same, frozenset[str]]


class ErrorFinder:
    """Finds what makes a state unfit to be judged, as `check_files` does, but errors alone."""

    def __init__(self) -> None:
        self._of_definitions: dict[Key, tuple[Diagnostic, ...]] = {}
        self._passed: dict[Key, dict[Same, Product]] = {}

    def errors(self, case: Case) -> tuple[Diagnostic, ...]:
        """Return the errors of a state; none where it can be judged."""
        key = _definitions(case)
        if key not in self._of_definitions:
            self._of_definitions[key] = _errors(check_defined(case))
        of_definitions = self._of_definitions[key]
        if not of_definitions and self._passes(case, key):
            return ()
        return (*of_definitions, *_errors(check_given(case)))

    def _passes(self, case: Case, key: Key) -> bool:
        if any(each is not EvidenceFile.THERE for each in case.evidence.values()):
            return False
        passed = self._passed.setdefault(key, {})
        workspace = case.workspace
        products = {id_: passed.get(Same(each), each) for id_, each in workspace.products.items()}
        rest = replace(case, workspace=replace(workspace, products=products))
        if _errors((*check_references(rest), *check_plan_files(rest))):
            return False
        for id_, product in workspace.products.items():
            if products[id_] is product:
                # What it answers rests on nothing but the definitions.
                passed[Same(product)] = replace(product, sheets={}, profile={})
        return True


def _definitions(case: Case) -> Key:
    workspace, unfit = case.workspace, case.unfit
    definitions = Same(
        *workspace.preliminaries.values(),
        *unfit.extra_preliminaries,
        *workspace.questionnaires.values(),
        *workspace.rule_sets.values(),
    )
    return definitions, unfit.questionnaires


def _errors(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(each for each in found if each.is_error)
