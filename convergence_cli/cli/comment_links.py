"""Links of a comment: lines looked up in the files of both states, addresses from a CI's own."""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from convergence_cli.errors import ConvergenceError
from convergence_cli.loading.bare import repository_at
from convergence_cli.loading.committed import CommitShelf
from convergence_cli.loading.locating import located_places
from convergence_cli.loading.shelf import FolderShelf, Shelf, opener
from convergence_cli.rendering.comment_links import Links, Spot, spots_of
from convergence_cli.rendering.review_result import Compared

_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/%@-]+")


def links_of(compared: Compared, root: Path) -> Links:
    """Return the lines of what changed and, on GitHub Actions and GitLab CI, where files are."""
    try:
        repository = repository_at(root, compared.head or "HEAD")
    except ConvergenceError:
        return Links(lines=_lines(spots_of(compared), FolderShelf(root), None))
    with repository:
        head = compared.head
        after = FolderShelf(root) if head is None else CommitShelf(repository, head)
        before = None if compared.commit is None else CommitShelf(repository, compared.commit)
        lines = _lines(spots_of(compared), after, before)
        address = address_of_files(os.environ)
        if address is None:
            return Links(lines=lines)
        # The lines are those of the files here, so the commit is the one checked out here.
        here = repository.commit("HEAD") if head is None else head
        folder = quote(repository.prefix)
        base = compared.commit
        return Links(
            None if base is None else f"{address}/{base}/{folder}",
            f"{address}/{here}/{folder}",
            lines,
        )


def address_of_files(environment: Mapping[str, str]) -> str | None:
    """Return the address below which a platform shows the files of each commit; None outside CI."""
    server, name = environment.get("GITHUB_SERVER_URL"), environment.get("GITHUB_REPOSITORY")
    if server and name:
        address = f"{server}/{name}/blob"
    elif project := environment.get("CI_PROJECT_URL"):
        address = f"{project}/-/blob"
    else:
        return None
    return address if _ADDRESS.fullmatch(address) else None


def _lines(spots: Iterable[Spot], after: Shelf, before: Shelf | None) -> dict[Spot, int]:
    found: dict[Spot, int] = {}
    told = tuple(dict.fromkeys(spots))
    for is_gone, shelf in ((False, after), (True, before)):
        if shelf is not None:
            here = [each for each in told if each.is_gone is is_gone]
            places = located_places(opener(shelf), (each.place for each in here))
            for spot, place in zip(here, places, strict=True):
                if place.span is not None:
                    found[spot] = place.span.line
    return found
