"""Two versions of a definition, and what the newer one does to the workspace."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import typer

from convergence_cli.checking.case import Case, Unfit
from convergence_cli.checking.definitions import check_definitions
from convergence_cli.checking.references import check_references
from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.drafting import refuse
from convergence_cli.diagnostics import (
    Diagnostic,
    Rule,
    definition_rules,
    reference_rules,
)
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.loading.definition import definition_of
from convergence_cli.loading.locating import located
from convergence_cli.loading.source import Source, open_source
from convergence_cli.model.questionnaire import Definition, Preliminary, Questionnaire
from convergence_cli.model.workspace import Company, Product, Workspace
from convergence_cli.rendering.revision_result import Revision
from convergence_cli.revising.changes import Change, changes_between
from convergence_cli.revising.effects import (
    MeanChange,
    Touched,
    mean_changes,
    revised,
    touched_by,
)
from convergence_cli.revising.migration import Migration
from convergence_cli.revising.questions import profiles_touched, question_changes

NOBODY = Workspace(Company(""))
"""A workspace in which nothing is asked and nobody answers."""

_OF_OTHER_FILES: tuple[Rule, ...] = (
    reference_rules.UNKNOWN_QUESTION,
    reference_rules.UNKNOWN_OPTION,
    definition_rules.CONDITION_TYPE_MISMATCH,
    definition_rules.MISSING_PRELIMINARY,
    reference_rules.MISNAMED_FILE,
)
"""What a definition lacks where it is read alone, under any name."""
_RULES = Text(
    en="{path} holds rules, which nobody answers: there is nothing to compare or to follow",
    fr="{path} contient des règles, auxquelles nul ne répond : rien à comparer ni à suivre",
)
_BY_HAND = Text(
    en="copy the file into questionnaires/, or bring in the built-in rules by their id",
    fr="copiez-le dans questionnaires/, ou reprenez les règles livrées par leur identifiant",
)
_NOT_ALIKE = Text(
    en="'{old}' is a preliminary questionnaire or '{new}' is, and the other one is not",
    fr="« {old} » ou « {new} » est un questionnaire préliminaire, et l'autre non",
)


def read_definition(file: Path) -> tuple[Source, Definition]:
    """Return the definition in a file, or stop where its form is wrong."""
    opened = open_source(file.parent, file.name)
    if opened.source is None:
        refuse(opened.diagnostics)
        raise typer.Exit(ExitCode.NO_VERDICT)
    return opened.source, defined_by(opened.source)


def defined_by(source: Source) -> Definition:
    """Return the definition that a text holds, or stop where its form is wrong."""
    found = definition_of(source)
    if found.definition is not None:
        return found.definition
    if any(each.is_error for each in found.diagnostics):
        refuse(found.diagnostics)
        raise typer.Exit(ExitCode.NO_VERDICT)
    raise ConvergenceError(_RULES.fill(path=source.path), _BY_HAND)


def with_definition(workspace: Workspace, definition: Definition) -> Workspace:
    """Return a workspace in which a definition stands in the place of the one of its id."""
    if isinstance(definition, Preliminary):
        preliminaries = {**workspace.preliminaries, definition.scope: definition}
        return replace(workspace, preliminaries=preliminaries)
    questionnaires = {**workspace.questionnaires, definition.id: definition}
    return replace(workspace, questionnaires=dict(sorted(questionnaires.items())))


def refuse_defects(definition: Definition, source: Source) -> None:
    """Stop where a definition does not hold together, whatever else is asked."""
    found = [
        each
        for each in file_errors(with_definition(NOBODY, definition), "")
        if each.rule not in _OF_OTHER_FILES
    ]
    if found:
        refuse(located_in(source, found))


def located_in(source: Source, diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics with their places in a text that is in no file yet."""
    from convergence_cli.loading.composed import compose

    if all(each.place.path != source.path for each in diagnostics):
        # Places are dear: a text that nothing is said of needs none.
        return diagnostics
    index = compose(source).index
    return [
        located(each, source, index) if each.place.path == source.path else each
        for each in diagnostics
    ]


def revision_of(old: Definition, new: Definition, workspace: Workspace) -> Revision:
    """Return what changed, with the answers that each change touches."""
    changes: tuple[tuple[Change, tuple[Touched, ...]], ...]
    if isinstance(old, Questionnaire) and isinstance(new, Questionnaire):
        changes = tuple(
            (each, touched_by(each, workspace, old.id)) for each in changes_between(old, new)
        )
    elif isinstance(old, Preliminary) and isinstance(new, Preliminary):
        changes = tuple(
            (each, profiles_touched(each, workspace, old.scope))
            for each in question_changes(old, new)
        )
    else:
        raise ConvergenceError(_NOT_ALIKE.fill(old=old.id, new=new.id))
    titles = {**_titles(old), **_titles(new)}
    return Revision(old.id, new.title, old.version, new.version, changes, titles)


def means_of(
    old: Definition, new: Definition, workspace: Workspace, day: str
) -> tuple[MeanChange, ...] | None:
    """Return each mean that either version gives; none where the files do not hold together."""
    old, new = (replace(each, path=f"questionnaires/{old.id}.yaml") for each in (old, new))
    before = with_definition(workspace, old)
    if isinstance(old, Questionnaire) and isinstance(new, Questionnaire):
        # Compared under one id: a copy may have been given another.
        after = revised(before, Migration(old, replace(new, id=old.id)))
    else:
        after = with_definition(workspace, new)
    if not (is_scorable(before, day) and is_scorable(after, day)):
        return None
    means = mean_changes(before, after, day)
    is_one = isinstance(old, Questionnaire)
    return tuple(each for each in means if not is_one or each.questionnaire == old.id)


def is_scorable(workspace: Workspace, day: str) -> bool:
    """Return whether no file but those that hold answers stands in the way of a mean."""
    owners: list[Company | Product] = [workspace.company, *workspace.products.values()]
    answered = {sheet.path for owner in owners for sheet in owner.sheets.values()}
    answered |= {product.path for product in workspace.products.values()}
    answered |= {owner.plan.path for owner in owners if owner.plan is not None}
    errors = file_errors(workspace, day)
    loops = (reference_rules.EXTENDS_LOOP, reference_rules.UNKNOWN_PRODUCT)
    return not any(each.rule in loops or each.place.path not in answered for each in errors)


def file_errors(workspace: Workspace, day: str) -> list[Diagnostic]:
    """Return the errors that the files of a workspace would have, evidence apart.

    No version of a definition changes where evidence stands.
    """
    case = Case(workspace, Unfit(), day, {})
    found = (*check_definitions(case), *check_references(case))
    return [each for each in found if each.is_error]


def _titles(definition: Definition) -> Mapping[str, Text]:
    if isinstance(definition, Questionnaire):
        return {each.id: each.title for each in definition.criteria}
    return {each.id: each.title for each in definition.questions}
