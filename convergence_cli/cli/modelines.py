"""The line by which an editor finds the schema of a file: where it leads, where it should."""

import re
from collections.abc import Iterator
from pathlib import Path

from convergence_cli.cli.workspace_files import own_schema, path_to_schema
from convergence_cli.loading.contract import Contract
from convergence_cli.loading.tree import OwnerFiles, tree_of
from convergence_cli.model.workspace import Workspace
from convergence_cli.writing.yaml_text import modeline

_MODELINE = re.compile(r"#\s+yaml-language-server\s*:\s*\$schema=(\S+)")
_COMMENT_OR_BLANK = re.compile(r"[ \t]*(?:#|$)")


def own_schemas(root: Path, workspace: Workspace) -> Iterator[tuple[str, str]]:
    """Yield each file of a workspace with its own schema, relative to the file."""
    tree = tree_of(root)
    if tree.settings is not None:
        yield tree.settings, own_schema(tree.settings, Contract.WORKSPACE)
    for path in tree.questionnaires:
        yield path, own_schema(path, _contract_of(path, workspace))
    for owner in (tree.company, *tree.products.values()):
        yield from _of_owner(owner, workspace)


def schema_named(text: str) -> str | None:
    """Return the schema that the comments at the head of a text name, if they do."""
    found = _modeline_of(text)
    return None if found is None else found[1]


def with_schema(text: str, schema: str) -> str:
    """Return a text whose head names a schema; everything else in it stays."""
    found = _modeline_of(text)
    if found is not None:
        return text[: found.start(1)] + schema + text[found.end(1) :]
    first = modeline(schema)
    return (first.replace("\n", "\r\n") if "\r\n" in text else first) + text


def _modeline_of(text: str) -> re.Match[str] | None:
    start = 0
    # Comments below the first entry are about the entries.
    for line in text.splitlines(keepends=True):
        found = _MODELINE.match(text, start)
        if found is not None or _COMMENT_OR_BLANK.match(line.rstrip("\r\n")) is None:
            return found
        start += len(line)
    return None


def _of_owner(owner: OwnerFiles, workspace: Workspace) -> Iterator[tuple[str, str]]:
    if owner.declaration is not None:
        yield owner.declaration, own_schema(owner.declaration, Contract.PRODUCT)
    if owner.plan is not None:
        yield owner.plan, own_schema(owner.plan, Contract.PLAN)
    for path in owner.answers:
        is_known = Path(path).stem in workspace.questionnaires
        # Answers to what is no questionnaire here are held to the general form.
        answers = own_schema(path, Contract.ANSWERS)
        yield path, answers if is_known else path_to_schema(path, Contract.ANSWERS)


def _contract_of(path: str, workspace: Workspace) -> Contract:
    if any(path == each.path for each in workspace.preliminaries.values()):
        return Contract.PRELIMINARY
    if any(path == each.path for each in workspace.rule_sets.values()):
        return Contract.RULES
    return Contract.QUESTIONNAIRE
