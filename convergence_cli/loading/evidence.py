"""Where evidence paths lead: to a file of the workspace, to nothing, or out of it."""

import os
from pathlib import Path, PurePosixPath

from convergence_cli.checking.case import EvidenceFile
from convergence_cli.model.workspace import AnswerSheet, Workspace


def evidence_paths(workspace: Workspace) -> tuple[str, ...]:
    """Return each path that an answer of a workspace gives as evidence, once, sorted."""
    sheets: list[AnswerSheet] = list(workspace.company.sheets.values())
    for product in workspace.products.values():
        sheets.extend(product.sheets.values())
    paths = {
        evidence.path
        for sheet in sheets
        for answer in sheet.answers.values()
        for evidence in answer.evidence
        if evidence.path is not None
    }
    return tuple(sorted(paths))


def evidence_file(root: Path, path: str) -> EvidenceFile:
    """Return where one evidence path leads, from a workspace whose root is resolved."""
    if leads_out(path):
        return EvidenceFile.OUTSIDE
    try:
        target = (root / path).resolve()
        if not target.is_relative_to(root):
            return EvidenceFile.OUTSIDE
        return EvidenceFile.THERE if target.is_file() else EvidenceFile.MISSING
    except (OSError, RuntimeError):
        # A name too long, or links in a loop: no file can be read there.
        return EvidenceFile.MISSING


def leads_out(path: str) -> bool:
    """Return whether an evidence path says itself that it leads out of its workspace."""
    is_foreign = "\\" in path or ":" in path or "\0" in path
    return is_foreign or os.path.isabs(path) or ".." in PurePosixPath(path).parts  # noqa: PTH117 - `path` is user text
