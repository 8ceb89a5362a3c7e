"""Which definitions differ between two states, and the older state under the newer definitions."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from convergence_cli.model.questionnaire import Definition, Preliminary, Questionnaire
from convergence_cli.model.rules import RuleSet
from convergence_cli.model.workspace import Workspace
from convergence_cli.reviewing.change import Cause, Change, ChangeKind
from convergence_cli.revising.changes import Change as Revised
from convergence_cli.revising.changes import changes_between
from convergence_cli.revising.kinds import ChangeKind as RevisedKind
from convergence_cli.revising.questions import question_changes

Yardstick = Definition | RuleSet
"""What answers are judged by."""


@dataclass(frozen=True)
class Redefinition:
    """A definition that does not say the same in both states."""

    id: str
    before: str | None
    """Its version; none where there was no such definition."""
    after: str | None
    kinds: Mapping[RevisedKind, int]
    """How many changes there are of each kind."""

    @property
    def change(self) -> Change:
        """The change of the workspace that it is."""
        kind, cause = ChangeKind.DEFINITION_CHANGED, Cause.DEFINITION
        return Change(
            kind, questionnaire=self.id, before=self.before, after=self.after, cause=cause
        )


def judged_by(workspace: Workspace) -> Mapping[str, Yardstick]:
    """Return all that a workspace is judged by: definitions and rules, by id."""
    return {**workspace.definitions, **workspace.rule_sets}


def redefinitions(before: Workspace, after: Workspace) -> tuple[Redefinition, ...]:
    """Return the definitions and rules that do not say the same, by id."""
    ones, others = judged_by(before), judged_by(after)
    pairs = ((id_, ones.get(id_), others.get(id_)) for id_ in sorted({*ones, *others}))
    return tuple(
        Redefinition(id_, _version(one), _version(other), _kinds(one, other))
        for id_, one, other in pairs
        if not is_same(one, other)
    )


def is_same(one: Yardstick | None, other: Yardstick | None) -> bool:
    """Return whether two definitions say the same, wherever they stand."""
    if one is other:
        return True
    if one is None or other is None or type(one) is not type(other):
        return False
    names = (each.name for each in fields(one) if each.name != "path")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _version(definition: Yardstick | None) -> str | None:
    return None if definition is None else definition.version


def _kinds(one: Yardstick | None, other: Yardstick | None) -> Mapping[RevisedKind, int]:
    changes: tuple[Revised, ...] = ()
    if isinstance(one, Questionnaire) and isinstance(other, Questionnaire):
        changes = changes_between(one, other)
    elif isinstance(one, Preliminary) and isinstance(other, Preliminary):
        changes = question_changes(one, other)
    found = [each.kind for each in changes]
    return {kind: found.count(kind) for kind in RevisedKind if kind in found}
