"""Where the files of a workspace are taken from: a folder, or a commit; both list and open alike.

What was built of a file is kept under the name that git gives to its content, so that states that
share files share them as one object, read once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import new
from pathlib import Path
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from convergence_cli.checking.case import EvidenceFile
from convergence_cli.diagnostics import Diagnostic
from convergence_cli.loading.evidence import evidence_file
from convergence_cli.loading.source import Opened, bytes_of, open_source, source_of
from convergence_cli.loading.tree import Tree, tree_of
from convergence_cli.model.same import Same
from convergence_cli.model.workspace import AnswerSheet, Plan, Product

Thing = TypeVar("Thing")
_SHA1_LENGTH = 40


class Taken(NamedTuple):
    """A file that was taken, and is opened where that is needed."""

    name: str | None
    """What git calls its content; none where nobody asked."""
    opened: Callable[[], Opened]


class Shelf(Protocol):
    """Where the files of a workspace are taken from."""

    def tree(self) -> Tree:
        """List the files of the workspace."""

    def take(self, path: str) -> Taken:
        """Return a file of the workspace, by its path in it."""

    def evidence(self, path: str) -> EvidenceFile:
        """Return where an evidence path leads."""


def opener(shelf: Shelf) -> Callable[[str], Opened]:
    """Return what opens a file of a shelf by its path."""
    return lambda path: shelf.take(path).opened()


class FolderShelf:
    """The files of a folder, as they stand there."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def tree(self) -> Tree:
        """List the files of the workspace."""
        return tree_of(self._root)

    def take(self, path: str) -> Taken:
        """Return a file, which is not looked at before it is opened."""
        return Taken(None, lambda: open_source(self._root, path))

    def evidence(self, path: str) -> EvidenceFile:
        """Return where an evidence path leads; nothing outside the folder is looked at."""
        return evidence_file(self._inside, path)

    @cached_property
    def _inside(self) -> Path:
        return self._root.resolve()


class NamingShelf(FolderShelf):
    """The files of a folder, each with the name that git gives to its content."""

    def __init__(self, root: Path, like: str) -> None:
        """`like` is the hash of a commit of the repository: it tells how names are made."""
        super().__init__(root)
        self._algorithm = "sha1" if len(like) == _SHA1_LENGTH else "sha256"

    def take(self, path: str) -> Taken:
        """Return a file that was read, with its name."""
        content = bytes_of(self._root, path)
        if isinstance(content, Opened):
            return Taken(None, lambda: content)
        return Taken(self._name(content), lambda: source_of(path, content))

    def _name(self, content: bytes) -> str:
        # Git's own way to name a file; nothing secret depends on it.
        digest = new(self._algorithm, b"blob %d\0" % len(content), usedforsecurity=False)
        digest.update(content)
        return digest.hexdigest()


@dataclass(frozen=True)
class Built(Generic[Thing]):
    """What was built of a file; nothing where it is unfit, and then diagnostics say why."""

    value: Thing | None
    diagnostics: tuple[Diagnostic, ...]


class Kept:
    """What was built of files that have a name, by path and name."""

    def __init__(self) -> None:
        self._built: dict[tuple[str, str], Built[Any]] = {}
        self._products: dict[Same, Product] = {}

    def built(
        self, path: str, taken: Taken, build: Callable[[Opened], Built[Thing]]
    ) -> Built[Thing]:
        """Return what a file gives; it is built where nothing of that name was before."""
        if taken.name is None:
            return build(taken.opened())
        key = (path, taken.name)
        if key not in self._built:
            self._built[key] = build(taken.opened())
        return self._built[key]

    def whole(
        self, declared: Product, sheets: Mapping[str, AnswerSheet], plan: Plan | None
    ) -> Product:
        """Return a product with its answers and its plan; of the same parts, the same object."""
        parts = Same(declared, *sheets.values(), plan)
        if parts not in self._products:
            self._products[parts] = replace(declared, sheets=sheets, plan=plan)
        return self._products[parts]
