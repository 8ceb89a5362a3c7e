"""What `schema` would write: the schemas of a workspace, and where its files say they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from convergence_cli.cli.changes import Changes
from convergence_cli.cli.modelines import own_schemas, schema_named, with_schema
from convergence_cli.cli.schema_files import is_current, left_over, refuse_outside, schema_files
from convergence_cli.cli.session import Session


class State(StrEnum):
    """What is wrong with a schema, or with a file that names none or another."""

    MISSING = "missing"
    STALE = "stale"
    LEFT_OVER = "left-over"
    NO_MODELINE = "no-modeline"
    OTHER_MODELINE = "other-modeline"


@dataclass(frozen=True)
class Finding:
    """One file that is not as it should be."""

    path: str
    state: State
    leads_to: str = ""
    """For a modeline: the schema that the file names."""
    should_lead_to: str = ""


@dataclass(frozen=True)
class SchemaPlan:
    """What is not as it should be, the schemas first, and the changes that mend it."""

    findings: tuple[Finding, ...]
    changes: Changes


def schema_plan(session: Session) -> SchemaPlan:
    """Return what `schema` finds in a workspace, and what it would write."""
    unread = tuple(sorted(session.loaded.unfit.products))
    files = schema_files(session.workspace, session.language, unread)
    changes = Changes(session.root)
    findings = (*_schemas(session.root, files, changes), *_modelines(session, changes))
    return SchemaPlan(findings, changes)


def _schemas(root: Path, files: Mapping[str, str], changes: Changes) -> Iterator[Finding]:
    for path, text in files.items():
        if not is_current(root, path, text):
            refuse_outside(root, path)
            is_there = changes.is_there(path)
            changes.put(path, text)
            yield Finding(path, State.STALE if is_there else State.MISSING)
    for path in left_over(root, files):
        refuse_outside(root, path)
        changes.remove(path)
        yield Finding(path, State.LEFT_OVER)


def _modelines(session: Session, changes: Changes) -> Iterator[Finding]:
    for path, schema in own_schemas(session.root, session.workspace):
        try:
            text = changes.text(path)
        except UnicodeDecodeError:
            # No text: `check` says so, and nothing can be put before it.
            continue
        named = schema_named(text)
        if named != schema:
            changes.put(path, with_schema(text, schema))
            state = State.NO_MODELINE if named is None else State.OTHER_MODELINE
            yield Finding(path, state, named or "", schema)
