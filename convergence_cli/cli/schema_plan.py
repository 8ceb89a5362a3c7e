"""What `schema` would write: the schemas of a workspace, and where its files say they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from enum import StrEnum
from pathlib import Path

from convergence_cli.cli.modelines import own_schemas, schema_named, with_schema
from convergence_cli.cli.schema_files import content, left_over, refuse_outside, schema_files
from convergence_cli.cli.session import Session
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text

_CHANGED = Text(
    en="{path} changed since it was read, so nothing was written",
    fr="{path} a changé depuis sa lecture, et rien n'a été écrit",
)
_AGAIN = Text(en="run the command again", fr="relancez la commande")


class State(StrEnum):
    """What is wrong with a schema, or with a file that names none or another."""

    MISSING = "missing"
    STALE = "stale"
    LEFT_OVER = "left-over"
    NO_MODELINE = "no-modeline"
    OTHER_MODELINE = "other-modeline"


@dataclass(frozen=True)
class SchemaChange:
    """One file, as it is and as it should be."""

    path: str
    state: State
    before: bytes | None
    """None for a file that is not there."""
    after: bytes | None
    """None for a file that is to go."""
    leads_to: str = ""
    """For a modeline: the schema that the file names."""
    should_lead_to: str = ""

    def difference(self) -> str:
        """Return the change as a unified diff."""
        before, after = (
            (each or b"").decode("utf-8", "replace").splitlines(keepends=True)
            for each in (self.before, self.after)
        )
        names = (
            "/dev/null" if self.before is None else f"a/{self.path}",
            "/dev/null" if self.after is None else f"b/{self.path}",
        )
        return "".join(unified_diff(before, after, *names))


def schema_changes(session: Session) -> tuple[SchemaChange, ...]:
    """Return what is not as it should be, the schemas first."""
    unread = tuple(sorted(session.loaded.unfit.products))
    files = schema_files(session.workspace, session.language, unread)
    return (*_of_schemas(session.root, files), *_of_modelines(session))


def write_changes(root: Path, changes: tuple[SchemaChange, ...]) -> Iterator[SchemaChange]:
    """Write every change, unless a file changed since it was read; yield each once it is done."""
    from convergence_cli.writing.atomic import write_whole

    for each in changes:
        refuse_outside(root, each.path)
        if content(root / each.path) != each.before:
            raise ConvergenceError(_CHANGED.fill(path=each.path), _AGAIN)
    for each in changes:
        # Through a link that stays in the workspace, not over it.
        file = (root / each.path).resolve()
        if each.after is None:
            file.unlink()
        else:
            write_whole(file, each.after.decode("utf-8"))
        yield each


def _of_schemas(root: Path, files: Mapping[str, str]) -> Iterator[SchemaChange]:
    for path, text in files.items():
        before, after = content(root / path), text.encode("utf-8")
        if before != after:
            state = State.MISSING if before is None else State.STALE
            yield SchemaChange(path, state, before, after)
    for path in left_over(root, files):
        yield SchemaChange(path, State.LEFT_OVER, content(root / path), None)


def _of_modelines(session: Session) -> Iterator[SchemaChange]:
    for path, schema in own_schemas(session.root, session.workspace):
        before = content(session.root / path) or b""
        try:
            text = before.decode("utf-8")
        except UnicodeDecodeError:
            # No text: `check` says so, and nothing can be put before it.
            continue
        named = schema_named(text)
        if named != schema:
            state = State.NO_MODELINE if named is None else State.OTHER_MODELINE
            after = with_schema(text, schema).encode("utf-8")
            yield SchemaChange(path, state, before, after, named or "", schema)
