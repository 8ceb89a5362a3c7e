"""Old answers under later definitions: what they would be worth today."""

from collections.abc import Iterator
from dataclasses import replace

from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.model.same import Same
from convergence_cli.model.workspace import Company, Product, Workspace
from convergence_cli.revising.effects import on_scale, revised
from convergence_cli.revising.migration import Migration

_NOBODY = Company("")


class Restater:
    """Puts states of a workspace under one set of definitions; what they share, once.

    Answers follow a criterion that was renamed, as in an update. An answer whose criterion is gone
    counts for nothing; one whose level is on no scale any more is no answer.
    """

    def __init__(self, definitions: Workspace) -> None:
        self._definitions = definitions
        self._migrations: dict[Same, Migration] = {}
        self._products: dict[Same, Product] = {}
        self._companies: dict[Same, Company] = {}

    def restated(self, workspace: Workspace) -> Workspace:
        """Return a state under the definitions."""
        old = tuple(workspace.questionnaires.values())
        return self._under(
            replace(
                workspace,
                company=self._company(workspace, old),
                products={id_: self._product(workspace, id_, old) for id_ in workspace.products},
            )
        )

    def _company(self, workspace: Workspace, old: tuple[Questionnaire, ...]) -> Company:
        company = workspace.company
        key = Same(company.profile, company.plan, *company.sheets.values(), *old)
        if key not in self._companies:
            self._companies[key] = self._moved(replace(workspace, products={})).company
        return self._companies[key]

    def _product(self, workspace: Workspace, id_: str, old: tuple[Questionnaire, ...]) -> Product:
        product = workspace.products[id_]
        key = Same(product, *old)
        if key not in self._products:
            alone = replace(workspace, company=_NOBODY, products={id_: product})
            self._products[key] = self._moved(alone).products[id_]
        return self._products[key]

    def _moved(self, workspace: Workspace) -> Workspace:
        for migration in self._migrations_of(workspace):
            workspace = revised(workspace, migration)
        return on_scale(self._under(workspace))

    def _under(self, workspace: Workspace) -> Workspace:
        return replace(
            workspace,
            preliminaries=self._definitions.preliminaries,
            questionnaires=self._definitions.questionnaires,
            rule_sets=self._definitions.rule_sets,
        )

    def _migrations_of(self, workspace: Workspace) -> Iterator[Migration]:
        for id_, new in self._definitions.questionnaires.items():
            old = workspace.questionnaires.get(id_)
            if old is None or old is new:
                continue
            key = Same(old, new)
            if key not in self._migrations:
                self._migrations[key] = Migration(old, new)
            yield self._migrations[key]
