"""A workspace as a commit holds it: nothing is checked out, only objects are read."""

import posixpath
from collections.abc import Mapping

from convergence_cli.checking.case import EvidenceFile
from convergence_cli.diagnostics import Diagnostic, Place, text_rules
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.loading.evidence import leads_out
from convergence_cli.loading.git import BrokenOffError
from convergence_cli.loading.listings import TreeEntry
from convergence_cli.loading.repository import Repository
from convergence_cli.loading.shelf import Taken
from convergence_cli.loading.source import Opened, source_of
from convergence_cli.loading.tree import SETTINGS, Entries, Tree, tree_from

_MOST_LINKS = 8
"""How many links one path may lead through, as systems count them too."""

_NO_FILE = Text(en="it is not a regular file", fr="ce n'est pas un fichier ordinaire")
_OTHER_REPOSITORY = Text(
    en="it is another repository, whose files this commit does not hold",
    fr="c'est un autre dépôt, dont ce commit ne contient pas les fichiers",
)
_NOT_THERE = Text(en="the commit does not hold it", fr="le commit ne le contient pas")
_LOST = Text(
    en="the repository does not have the content of {path} as of {commit}",
    fr="le dépôt n'a pas le contenu de {path} tel qu'au commit {commit}",
)
_FETCH = Text(
    en="fetch the commit again, with its files: git fetch --refetch --no-filter origin {commit}",
    fr="récupérez à nouveau le commit, avec ses fichiers : "
    "git fetch --refetch --no-filter origin {commit}",
)


class CommitShelf:
    """The files of a workspace as a commit holds them."""

    def __init__(self, repository: Repository, commit: str) -> None:
        """`commit` is a hash, as `Repository.commit` returns it."""
        self._repository = repository
        self.commit = commit
        self._held = _Held(repository.entries(commit))

    @property
    def is_workspace(self) -> bool:
        """Whether the commit holds a workspace here at all."""
        return self._held.file(SETTINGS) is not None

    def tree(self) -> Tree:
        """List the files of the workspace."""
        return tree_from(_FoldersThere(self._held))

    def take(self, path: str) -> Taken:
        """Return a file by what git calls its content, which is read when it is opened."""
        entry = self._held.file(path)
        if entry is None:
            missing = text_rules.UNREADABLE_FILE.at(Place(path), reason=_NOT_THERE)
            return Taken(None, lambda: Opened(None, (missing,)))
        return Taken(entry.object, lambda: self._opened(path, entry))

    def evidence(self, path: str) -> EvidenceFile:
        """Return where an evidence path leads, in the files of the commit."""
        if leads_out(path):
            return EvidenceFile.OUTSIDE
        found = self._held.followed(posixpath.normpath(path))
        if found is None:
            return EvidenceFile.OUTSIDE
        return EvidenceFile.MISSING if self._held.file(found) is None else EvidenceFile.THERE

    def _opened(self, path: str, entry: TreeEntry) -> Opened:
        try:
            content = self._repository.content(entry.object)
        except BrokenOffError:
            # A partial clone asks its server for what it lacks, and gives up without an answer.
            content = None
        if content is None:
            raise ConvergenceError(
                _LOST.fill(path=path, commit=self.commit[:12]), _FETCH.fill(commit=self.commit)
            )
        return source_of(path, content)


class _Held:
    """The entries of a commit below the workspace, and where its links lead."""

    def __init__(self, entries: Mapping[str, TreeEntry]) -> None:
        self._entries = entries
        self._links = frozenset(path for path, entry in entries.items() if entry.is_link)
        self._below: dict[str, dict[str, TreeEntry | None]] = {}
        for path, entry in entries.items():
            self._place(path, entry)

    def below(self, folder: str) -> Mapping[str, TreeEntry | None]:
        """Return what stands in a folder, by name; None for a folder."""
        found = self.followed(folder)
        return {} if found is None else self._below.get(found, {})

    def file(self, path: str) -> TreeEntry | None:
        """Return the file that a path leads to; None where it leads to none."""
        found = self.followed(path)
        entry = None if found is None else self._entries.get(found)
        return entry if entry is not None and entry.is_file else None

    def is_link_out(self, path: str) -> bool:
        """Return whether a path is that of a link out of the workspace."""
        return path in self._links and self.followed(path) is None

    def is_folder(self, path: str) -> bool:
        """Return whether a path leads to a folder."""
        found = self.followed(path)
        return found is not None and found in self._below

    def followed(self, path: str) -> str | None:
        """Return where a path leads once its links are followed; None where it leads out."""
        if not self._links:
            return path
        for _ in range(_MOST_LINKS):
            link = self._first_link(path)
            if link is None:
                return path
            target = self._entries[link].target
            rest = path[len(link) :]
            path = posixpath.normpath(posixpath.join(posixpath.dirname(link), target) + rest)
            if target.startswith("/") or path.partition("/")[0] == "..":
                return None
            path = "" if path == "." else path
        return None

    def _first_link(self, path: str) -> str | None:
        parts = path.split("/")
        starts = ("/".join(parts[: n + 1]) for n in range(len(parts)))
        return next((each for each in starts if each in self._links), None)

    def _place(self, path: str, entry: TreeEntry | None) -> None:
        while True:
            folder, _, name = path.rpartition("/")
            is_known = folder in self._below
            self._below.setdefault(folder, {})[name] = entry
            if not folder or is_known:
                return
            path, entry = folder, None


class _FoldersThere:
    def __init__(self, held: _Held) -> None:
        self._held = held
        self.diagnostics: list[Diagnostic] = []

    def entries(self, folder: str) -> Entries:
        entries = Entries()
        if self._held.is_link_out(folder):
            self.diagnostics.append(text_rules.OUTSIDE_WORKSPACE.at(Place(folder)))
        below = self._held.below(folder)
        for name in sorted(below):
            # Hidden ones hold no data, here as in a folder.
            if not name.startswith("."):
                self._sort(folder, name, below[name], entries)
        return entries

    def _sort(self, folder: str, name: str, entry: TreeEntry | None, entries: Entries) -> None:
        path = f"{folder}/{name}" if folder else name
        is_ours = folder != "" or name == SETTINGS
        if self._held.is_folder(path):
            entries.folders.append(name)
        elif self._held.file(path) is not None:
            entries.files.append(name)
        elif not is_ours or entry is None:
            return
        elif self._held.followed(path) is None:
            self.diagnostics.append(text_rules.OUTSIDE_WORKSPACE.at(Place(path)))
        else:
            reason = _OTHER_REPOSITORY if entry.is_repository else _NO_FILE
            self.diagnostics.append(text_rules.UNREADABLE_FILE.at(Place(path), reason=reason))
