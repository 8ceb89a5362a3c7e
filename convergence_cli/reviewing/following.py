"""An older state under newer definitions: answers and plans follow their criteria."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Protocol

from convergence_cli.model.workspace import AnswerSheet, Plan, Product, Workspace
from convergence_cli.reviewing.definitions import is_same
from convergence_cli.revising.effects import on_scale
from convergence_cli.revising.migration import Migration
from convergence_cli.revising.succession import Succession

Sheets = Mapping[str, AnswerSheet]


class Renaming(Protocol):
    """Which ids of criteria became others."""

    def new_ids(self, given: Collection[str]) -> Mapping[str, str]:
        """Return the ids that follow their criterion, each with its new one."""


Renamings = Mapping[str, Renaming]
"""By questionnaire id: those that do not say the same."""


def under_definitions(before: Workspace, after: Workspace) -> Workspace:
    """Return the answers, plans and profiles of before under the definitions of after."""
    return under_renamed(before, after, _migrations(before, after))


def under_renamed(before: Workspace, after: Workspace, renamings: Renamings) -> Workspace:
    """Return the answers, plans and profiles of before under the definitions of after.

    They follow criteria that were renamed, unless the files of after have not followed yet: then
    nobody changed them. A level that is on no scale any more is no answer.
    """
    company = replace(
        before.company,
        sheets=_sheets(before.company.sheets, after.company.sheets, renamings),
        plan=_plan(before.company.plan, after.company.plan, renamings),
    )
    products = {
        id_: _product(each, after.products.get(id_), renamings)
        for id_, each in before.products.items()
    }
    under = replace(
        before,
        company=company,
        products=products,
        questionnaires=after.questionnaires,
        preliminaries=after.preliminaries,
    )
    return on_scale(under)


def renamed_criteria(before: Workspace, after: Workspace) -> Mapping[str, Mapping[str, str]]:
    """Return the ids that became others, by questionnaire."""
    return {
        id_: Succession(each.old, each.new).renamed
        for id_, each in _migrations(before, after).items()
    }


def _migrations(before: Workspace, after: Workspace) -> Mapping[str, Migration]:
    return {
        id_: Migration(before.questionnaires[id_], new)
        for id_, new in after.questionnaires.items()
        if id_ in before.questionnaires and not is_same(before.questionnaires[id_], new)
    }


def _product(before: Product, after: Product | None, renamings: Renamings) -> Product:
    sheets, plan = ({}, None) if after is None else (after.sheets, after.plan)
    return replace(
        before,
        sheets=_sheets(before.sheets, sheets, renamings),
        plan=_plan(before.plan, plan, renamings),
    )


def _sheets(before: Sheets, after: Sheets, renamings: Renamings) -> Sheets:
    return {
        id_: _sheet(sheet, after.get(id_), renamings[id_]) if id_ in renamings else sheet
        for id_, sheet in before.items()
    }


def _sheet(before: AnswerSheet, after: AnswerSheet | None, renaming: Renaming) -> AnswerSheet:
    there = () if after is None else after.answers.keys()
    new_ids = _new_ids(before.answers, there, renaming)
    answers = {new_ids.get(id_, id_): each for id_, each in before.answers.items()}
    return replace(before, answers=answers)


def _plan(before: Plan | None, after: Plan | None, renamings: Renamings) -> Plan | None:
    if before is None:
        return None
    there = () if after is None else after.entries.keys()
    new_ids = {
        was: id_
        for renaming in renamings.values()
        for was, id_ in _new_ids(before.entries, there, renaming).items()
    }
    return replace(before, entries={new_ids.get(k, k): each for k, each in before.entries.items()})


def _new_ids(before: Collection[str], after: Collection[str], renaming: Renaming) -> dict[str, str]:
    """Return the ids that follow, each with its new one: those that after still has do not."""
    followed = renaming.new_ids(before).items()
    return {was: id_ for was, id_ in followed if was not in after or id_ in after}
