"""What got worse, for platforms: changes with the lines on which they stand."""

from collections.abc import Iterable
from pathlib import Path

from convergence_cli.cli.platforms import Platform, Told, deliver_findings
from convergence_cli.loading.bare import repository_at
from convergence_cli.loading.committed import CommitShelf
from convergence_cli.loading.locating import located_places
from convergence_cli.loading.shelf import FolderShelf, Shelf, opener
from convergence_cli.rendering.change_findings import (
    change_findings,
    refusal_findings,
    told_to_platforms,
)
from convergence_cli.rendering.findings import Finding
from convergence_cli.rendering.review_result import Compared
from convergence_cli.reviewing.places import place_of_change
from convergence_cli.scoring.gate import Refusal


def deliver_review(
    compared: Compared | None,
    refusals: Iterable[Refusal],
    platform: Platform,
    command: str,
    told: Told,
    output: Path | None,
) -> None:
    """Write what got worse, and what the gate refuses, in the form that a platform reads."""
    findings = [] if compared is None else _changed(compared, told.root)
    deliver_findings([*findings, *refusal_findings(refusals)], platform, command, told, output)


def _changed(compared: Compared, root: Path) -> list[Finding]:
    if compared.head is None:
        return _located(compared, FolderShelf(root))
    with repository_at(root, compared.head) as repository:
        return _located(compared, CommitShelf(repository, compared.head))


def _located(compared: Compared, shelf: Shelf) -> list[Finding]:
    changes = told_to_platforms(compared)
    places = (place_of_change(each, compared.review) for each in changes)
    located = located_places(opener(shelf), places)
    return [*change_findings(compared, changes, located)]
