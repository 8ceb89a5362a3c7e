"""A change points at the line that a reader has to look at, in a file that is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from convergence_cli.cli.comparing import compare
from convergence_cli.diagnostics import Place
from convergence_cli.loading.committed import CommitShelf
from convergence_cli.loading.locating import located_places
from convergence_cli.loading.repository import Repository
from convergence_cli.loading.shelf import FolderShelf, Shelf
from convergence_cli.reviewing.change import USUAL, Change
from convergence_cli.reviewing.places import place_before, place_of_change
from convergence_cli.reviewing.review import Review
from tests.cli.reviewed import history_in

_OF_MEDICAB = "products/medicab/answers"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the workspace of a pull request."""
    return history_in(tmp_path_factory.mktemp("reviewed")).root


@pytest.fixture(scope="module")
def review(root: Path) -> Review:
    """Return what the pull request changes."""
    return compare("main", None, root, None, "2026-11-22", None, USUAL).compared.review


@pytest.fixture(scope="module")
def before(root: Path) -> Iterator[Shelf]:
    """Return the files as they were."""
    with Repository.of(root) as repository:
        yield CommitShelf(repository, repository.commit("main"))


@pytest.mark.parametrize(
    ("change", "path", "line"),
    [
        ("level-lowered medicab INT-TRA-01", f"{_OF_MEDICAB}/interoperability.yaml", "level: 2"),
        # The answer of the product that is extended counts: it is that one which changed.
        ("level-lowered medicab-mobile INT-TRA-01", f"{_OF_MEDICAB}/interoperability.yaml", "2"),
        ("became-na medicab INT-SRV-03", f"{_OF_MEDICAB}/interoperability.yaml", "level: na"),
        ("answer-removed medicab INT-SRV-11", f"{_OF_MEDICAB}/interoperability.yaml", "answers:"),
        ("evidence-removed medicab INT-SRV-09", f"{_OF_MEDICAB}/interoperability.yaml", "-SRV-09:"),
        ("left-profile medicab INT-TRA-02", "products/medicab/product.yaml", "messaging: false"),
        ("plan-delayed medicab INT-SRV-08", "products/medicab/plan.yaml", "by: 2028-Q2"),
        ("gate-loosened", "convergence.yaml", "interoperability: 1.25"),
        ("definition-changed", "questionnaires/urbanisation.yaml", "version:"),
        ("product-deleted medicab-classic", "convergence.yaml", ""),
        ("level-raised medicab SEC-GOV-01", f"{_OF_MEDICAB}/security.yaml", "level: 3"),
        (
            "answer-added medicab-agenda INT-SRV-11",
            "products/medicab-agenda/answers/interoperability.yaml",
            "level: 2",
        ),
    ],
)
def test_a_change_has_a_line_in_the_newer_files(
    change: str, path: str, line: str, review: Review, root: Path
) -> None:
    """Each change is shown where its cause is written now."""
    place = place_of_change(_named(change, review), review)

    assert place.path == path
    assert line in _line(place, FolderShelf(root))


@pytest.mark.parametrize(
    ("change", "path", "line"),
    [
        ("answer-removed medicab INT-SRV-11", f"{_OF_MEDICAB}/interoperability.yaml", "level: 1"),
        (
            "answer-removed medicab-mobile INT-SRV-11",
            f"{_OF_MEDICAB}/interoperability.yaml",
            "level: 1",
        ),
        (
            "evidence-removed medicab INT-SRV-09",
            f"{_OF_MEDICAB}/interoperability.yaml",
            "- title: Journal d'une semaine",
        ),
        (
            "product-deleted medicab-classic",
            "products/medicab-classic/product.yaml",
            "status: archived",
        ),
    ],
)
def test_what_is_gone_has_a_line_in_the_older_files(
    change: str, path: str, line: str, review: Review, before: Shelf
) -> None:
    """What nobody finds any more is shown where it stood."""
    place = place_before(_named(change, review), review)

    assert place is not None
    assert place.path == path
    assert line in _line(place, before)


def test_every_change_is_in_a_file_that_is_there(review: Review, root: Path) -> None:
    """An annotation never points at a file of the past."""
    places = [place_of_change(each, review) for each in review.changes]

    assert len(places) > 20
    assert [each.path for each in places if not (root / each.path).is_file()] == []


def _named(words: str, review: Review) -> Change:
    kind, product, criterion, *_ = [*words.split(), "", ""]
    return next(
        each
        for each in review.changes
        if (each.kind, each.product) == (kind, product) and criterion in ("", each.criterion)
    )


def _line(place: Place, shelf: Shelf) -> str:
    [located] = located_places(lambda path: shelf.take(path).opened(), [place])
    return located.excerpt if located.span is not None else ""
