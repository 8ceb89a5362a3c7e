"""A score that was saved, as a state to compare with: what was counted then, and from what."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from convergence_cli.model.questionnaire import Definition, Preliminary
from convergence_cli.model.workspace import Workspace
from convergence_cli.reviewing.before import Before
from convergence_cli.reviewing.definitions import Redefinition
from convergence_cli.reviewing.state import States
from convergence_cli.revising.effects import on_scale


@dataclass(frozen=True)
class Record:
    """What a saved score says: answers and profiles, and the means that they gave."""

    workspace: Workspace
    """Profiles, levels, evidence and plans, without definitions."""
    states: Mapping[str, States]
    """By product, the empty text for the company."""
    versions: Mapping[str, str]
    """Of each definition, by id."""
    fingerprints: Mapping[str, str]
    """Of each definition, by id."""


def fingerprint(definition: Definition) -> str:
    """Return a name for all that a definition says; of two that say the same, the same."""
    if isinstance(definition, Preliminary):
        said: tuple[object, ...] = (definition.scope, definition.sections)
    else:
        said = (
            definition.version,
            definition.kind,
            definition.scope,
            definition.scale,
            definition.applies_when,
            definition.axes,
        )
    return f"sha256:{sha256(repr(said).encode()).hexdigest()}"


def before_of_record(record: Record, after: Workspace) -> Before:
    """Return a saved score, to be compared with a workspace."""
    under = replace(
        record.workspace,
        questionnaires=after.questionnaires,
        preliminaries=after.preliminaries,
    )
    found = tuple(_redefinitions(record, after))
    return Before(record.workspace, on_scale(under), found, record.states)


def _redefinitions(record: Record, after: Workspace) -> list[Redefinition]:
    now = after.definitions
    return [
        Redefinition(id_, record.versions.get(id_), now[id_].version if id_ in now else None, {})
        for id_ in sorted({*record.fingerprints, *now})
        if id_ not in now or fingerprint(now[id_]) != record.fingerprints.get(id_)
    ]
