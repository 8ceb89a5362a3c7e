"""The schemas of a workspace as files: what they should be, and what they are."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from convergence_cli.cli.changes import Changes
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Language, Text
from convergence_cli.loading.contract import Contract, schema_of
from convergence_cli.loading.shipped import schemas_folder
from convergence_cli.model.workspace import Workspace
from convergence_cli.writing.workspace_schemas import (
    is_written_here,
    schema_text,
    workspace_schemas,
)

SCHEMAS = ".convergence/schemas"
"""Where the schemas of a workspace stand: editors find them there, without a network."""

_OUTSIDE = Text(
    en="{path} leads out of the workspace, where nothing is written",
    fr="{path} mène hors de l'espace de travail, où rien n'est écrit",
)
_ENDING = ".schema.json"


def schema_files(
    workspace: Workspace, language: Language, unread_products: tuple[str, ...] = ()
) -> dict[str, str]:
    """Return the text of each schema file of a workspace, by path.

    A schema that depends on no workspace is the shipped file, byte for byte.
    """
    shipped = {str(each): schema_of(each) for each in Contract}
    made = workspace_schemas(shipped, workspace, language, unread_products)
    texts = {str(each): _shipped_text(each) for each in Contract}
    texts |= {name: schema_text(schema) for name, schema in made.items()}
    return {f"{SCHEMAS}/{name}{_ENDING}": text for name, text in sorted(texts.items())}


def has_schemas(root: Path) -> bool:
    """Return whether a workspace has schemas of its own, which its commands keep up to date."""
    return (root / SCHEMAS).is_dir()


def schemas_to_write(root: Path, workspace: Workspace) -> dict[str, str]:
    """Return the text of each schema file that is not what a workspace needs, by path.

    For commands that change members, products or definitions: what they write beside. Empty for a
    workspace without schemas of its own.
    """
    if not has_schemas(root):
        return {}
    files = schema_files(workspace, workspace.language)
    stale = {path: text for path, text in files.items() if not is_current(root, path, text)}
    for path in stale:
        refuse_outside(root, path)
    return stale


def write_schemas(root: Path, workspace: Workspace) -> Iterator[str]:
    """Bring the schemas of a workspace up to date, if it has its own; yield each path written."""
    changes = Changes(root)
    for path, text in schemas_to_write(root, workspace).items():
        changes.put(path, text)
    yield from changes.write()


def as_told(paths: Iterable[str]) -> Iterator[str]:
    """Yield paths as they are written, those of schemas as one: a change may concern all."""
    schemas = 0
    for path in paths:
        if path.startswith(f"{SCHEMAS}/"):
            schemas += 1
        else:
            yield path
    if schemas:
        yield f"{SCHEMAS}/ ({schemas})"


def is_current(root: Path, path: str, text: str) -> bool:
    """Return whether a schema file says what it should, with the line ends of any system."""
    content = _content(root / path)
    return content is not None and content.replace(b"\r\n", b"\n") == text.encode("utf-8")


def refuse_outside(root: Path, path: str) -> None:
    """Stop where a path of a workspace leads out of it."""
    if not (root / path).resolve().is_relative_to(root.resolve()):
        raise ConvergenceError(_OUTSIDE.fill(path=path))


def left_over(root: Path, files: Mapping[str, str]) -> Iterator[str]:
    """Yield the paths of schemas that this tool wrote and the workspace needs no more."""
    for file in sorted((root / SCHEMAS).glob(f"*{_ENDING}")):
        path = f"{SCHEMAS}/{file.name}"
        if path not in files and is_written_here((_content(file) or b"").decode(errors="replace")):
            yield path


def _content(file: Path) -> bytes | None:
    """Return the bytes of a file; None where there is none."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _shipped_text(contract: Contract) -> str:
    return (schemas_folder() / f"{contract}{_ENDING}").read_text(encoding="utf-8")
