"""What is asked of git: who is speaking, commits, what they change, files as they were.

No name that a person gives is ever an option.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.loading.git import (
    Done,
    ObjectReader,
    decoded,
    is_installed,
    line_of,
    refusal,
    run_git,
)
from convergence_cli.loading.listings import FileChange, TreeEntry, change_in, commit_in
from convergence_cli.loading.source import MAX_BYTES
from convergence_cli.model.commit import Commit

_IDENTITY = re.compile(r"<([^<>\n]+)> [0-9]+ [-+][0-9]{4}$")
_OBJECT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_ABBREVIATED = re.compile(r"[0-9a-fA-F]{7,64}")
_LONGEST = 200
_NEAR = 0.85
"""How like a name another one is that may have been meant: most branches differ by more."""
_BRANCH = re.compile(r"[\w./-]+")

_NO_REPOSITORY = Text(
    en="the workspace {folder} lies in no git repository",
    fr="l'espace de travail {folder} n'est dans aucun dépôt git",
)
_START = Text(
    en="start one with 'git init', and commit the files",
    fr="créez-en un par « git init », et validez-y les fichiers par un commit",
)
_UNKNOWN_REF = Text(
    en="git knows no commit '{ref}' here", fr="git ne connaît ici aucun commit « {ref} »"
)
_FETCH = Text(en="fetch it: {command}", fr="récupérez-le : {command}")
_FETCH_HEAD = Text(
    en="fetch it, and name it FETCH_HEAD: {command}",
    fr="récupérez-le, et nommez-le FETCH_HEAD : {command}",
)
_DID_YOU_MEAN = Text(en="did you mean '{name}'?", fr="vouliez-vous dire « {name} » ?")
_COMMIT_FIRST = Text(
    en="nothing was committed yet: commit the files first",
    fr="rien n'est encore validé dans git : faites d'abord un commit des fichiers",
)
_NAME_ONE = Text(
    en="name a branch, a tag or a commit ('git log' lists commits)",
    fr="donnez une branche, une étiquette ou un commit (« git log » énumère les commits)",
)
_NO_RANGE = Text(
    en="a range is no commit: name its first commit, and the last one apart where two are asked",
    fr="un intervalle n'est pas un commit : donnez son premier commit, et le dernier à part là où "
    "deux sont demandés",
)
_LOST = Text(
    en="the repository has lost {name}: its object is not there",
    fr="le dépôt a perdu {name} : son objet n'y est pas",
)
_NO_FORK = Text(
    en="git finds no commit here from which both come",
    fr="git ne trouve ici aucun commit dont les deux proviennent",
)
_TOO_SHALLOW = Text(
    en="this clone is shallow, and ends before all commits were seen",
    fr="ce clone est superficiel, et s'arrête avant que tous les commits aient été vus",
)
_UNSHALLOW = Text(
    en="fetch the whole history: git fetch --unshallow",
    fr="récupérez tout l'historique : git fetch --unshallow",
)


def git_identity(folder: Path) -> str | None:
    """Return the email that git would commit with in a folder; None where nobody would commit."""
    if not _lies_in_one(folder):
        return None
    told = run_git(folder, "var", "GIT_AUTHOR_IDENT")
    found = _IDENTITY.search(decoded(told.stdout).rstrip("\n"))
    return found[1] if told.returncode == 0 and found is not None else None


def prefix_of(folder: Path) -> str | None:
    """Return where a folder stands in its repository, as `Repository.prefix`; None without one."""
    if not _lies_in_one(folder):
        return None
    return line_of(run_git(folder, "rev-parse", "--show-prefix").stdout)


class Repository:
    """The repository that a workspace lies in, at its root or below it; to be closed."""

    def __init__(self, git_folder: Path, prefix: str) -> None:
        self._git_folder = git_folder
        self.prefix = prefix
        """Where the workspace stands in the repository: empty, or a path that ends in a slash."""
        self._reader: ObjectReader | None = None

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Return the repository that a folder lies in; stop where there is none."""
        asked = run_git(folder, "rev-parse", "--absolute-git-dir")
        if asked.returncode != 0:
            raise _no_repository(folder, asked)
        prefix = run_git(folder, "rev-parse", "--show-prefix").stdout
        return cls(Path(line_of(asked.stdout)), line_of(prefix))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the process that reads objects."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def commit(self, ref: str) -> str:
        """Return the hash of the commit that a name stands for; stop where there is none here."""
        found = self._commit(ref)
        if found is None:
            raise ConvergenceError(_UNKNOWN_REF.fill(ref=ref), self._how_to_find(ref))
        return found

    def _commit(self, ref: str) -> str | None:
        if "\0" in ref:
            # No process can be told such a name.
            return None
        asked = self._git(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
        )
        found = line_of(asked.stdout)
        return found if asked.returncode == 0 and _OBJECT.fullmatch(found) else None

    def fork_of(self, one: str, other: str) -> str:
        """Return the last commit that two others, by hash, have in common; stop without."""
        asked = self._git("merge-base", one, other)
        found = line_of(asked.stdout).partition("\n")[0]
        if asked.returncode != 0 or not found:
            raise ConvergenceError(_NO_FORK, _UNSHALLOW if self.shallow else _NAME_ONE)
        return found

    def is_behind(self, one: str, other: str) -> bool:
        """Return whether a commit is known to have commits before it that another one lacks.

        A shallow clone does not know.
        """
        if self.shallow:
            return False
        return self._git("merge-base", "--is-ancestor", one, other).returncode == 1

    def commits(self, base: str, head: str) -> tuple[Commit, ...]:
        """Return what `head` holds and `base` does not, by hash, parents first.

        Stops where a shallow clone does not hold all of it.
        """
        listed = self.told(
            *("rev-list", "--topo-order", "--reverse", "--encoding=UTF-8"),
            *("--format=%H%x00%P%x00%an%x00%ae%x00%as", f"^{base}", head),
        )
        lines = decoded(listed).split("\n")
        commits = tuple(commit_in(line) for line in lines if "\0" in line)
        if not self.shallow.isdisjoint(each.hash for each in commits):
            raise ConvergenceError(_TOO_SHALLOW, _UNSHALLOW)
        return commits

    def changes(self, commits: Iterable[Commit]) -> dict[str, tuple[FileChange, ...]]:
        """Return what each commit changes below the workspace, by its hash.

        A merge changes the files that it leaves otherwise than all of its parents.
        """
        told = self.told(
            *("diff-tree", "--stdin", "-r", "-c", "--root", "--raw", "-z", "--no-renames"),
            *("--ignore-submodules=none", "--", *([self.prefix] if self.prefix else [])),
            given="".join(f"{each.hash}\n" for each in commits),
        )
        found: dict[str, list[FileChange]] = {}
        changes: list[FileChange] = []
        tokens = iter(decoded(told).split("\0"))
        for token in tokens:
            if token.startswith(":"):
                changes.append(change_in(token, next(tokens)[len(self.prefix) :]))
            elif token:
                changes = found.setdefault(token, [])
        return {hash_: tuple(changes) for hash_, changes in found.items()}

    def files(self, commit: str, folder: str) -> dict[str, str]:
        """Return the object of each file that a commit holds below a folder, by path."""
        below = f"{self.prefix}{folder}/"
        return {path: entry.object for path, entry in self._listed(commit, below)}

    def entries(self, commit: str) -> dict[str, TreeEntry]:
        """Return everything that a commit holds below the workspace, by path in it."""
        return {
            path: self._with_target(entry, path)
            for path, entry in self._listed(commit, self.prefix)
        }

    def _listed(self, commit: str, below: str) -> Iterator[tuple[str, TreeEntry]]:
        """Yield what a commit holds below a path of the repository, links not followed."""
        where = ["--", below] if below else []
        told = decoded(self.told("ls-tree", "-r", "-z", "--full-tree", commit, *where))
        for line in told.split("\0")[:-1]:
            words, _, path = line.partition("\t")
            mode, _, object_ = words.split(" ")
            yield path[len(self.prefix) :], TreeEntry(mode, object_)

    def paths_named(self, commit: str, name: str) -> tuple[str, ...]:
        """Return the paths of the whole repository that end in a name, as a commit holds them."""
        told = decoded(self.told("ls-tree", "-r", "-z", "--full-tree", "--name-only", commit))
        return tuple(each for each in told.split("\0") if each.rpartition("/")[2] == name)

    def _with_target(self, entry: TreeEntry, path: str) -> TreeEntry:
        """Return an entry that, if it is a link, says where it leads."""
        if not entry.is_link:
            return entry
        content = self.content(entry.object)
        if content is None:
            raise ConvergenceError(_LOST.fill(name=f"{self.prefix}{path}"))
        return replace(entry, target=decoded(content))

    def file(self, commit: str, path: str) -> bytes | None:
        """Return a file of the workspace as a commit holds it; None where it does not.

        No more of it is kept than shows that it is too large.
        """
        name = f"{commit}:{self.prefix}{path}"
        content = None if "\n" in path else self.content(name)
        if content is not None:
            return content
        # Not there, not a file, or not to be named on one line; or lost, which is not the same.
        listed = self.told("ls-tree", "-z", "--full-tree", commit, "--", f"{self.prefix}{path}")
        _, kind, object_ = [*decoded(listed).partition("\t")[0].split(" "), "", ""][:3]
        if kind != "blob":
            return None
        content = self.content(object_)
        if content is None:
            raise ConvergenceError(_LOST.fill(name=name))
        return content

    def content(self, object_: str) -> bytes | None:
        """Return the content of an object that is a file; None where there is none."""
        if self._reader is None:
            self._reader = ObjectReader(self._git_folder)
        return self._reader.content(object_, MAX_BYTES + 1)

    @cached_property
    def shallow(self) -> frozenset[str]:
        """The commits at which a shallow clone ends: their parents are not here."""
        file = self._git_folder / line_of(self.told("rev-parse", "--git-path", "shallow"))
        return frozenset(file.read_text("ascii").split()) if file.is_file() else frozenset()

    def _how_to_find(self, ref: str) -> Text:
        """Return what to do about a name that stands for no commit."""
        names = decoded(self.told("for-each-ref", "--format=%(refname:short)")).splitlines()
        near = get_close_matches(ref[:_LONGEST], names, n=1, cutoff=_NEAR)
        if near:
            return _DID_YOU_MEAN.fill(name=near[0])
        return _COMMIT_FIRST if ref == "HEAD" else self._how_to_fetch(ref)

    def _how_to_fetch(self, ref: str) -> Text:
        if ".." in ref:
            # No name holds two points: it is a range, or a part of one.
            return _NO_RANGE
        depth = "--depth=1 " if self.shallow else ""
        remote, _, branch = ref.partition("/")
        if _ABBREVIATED.fullmatch(ref):
            return _FETCH.fill(command=f"git fetch {depth}origin {ref}")
        if remote == "origin" and _BRANCH.fullmatch(branch):
            into = f"+refs/heads/{branch}:refs/remotes/{ref}"
            return _FETCH.fill(command=f"git fetch {depth}origin {into}")
        if _BRANCH.fullmatch(ref) and not ref.startswith("-"):
            return _FETCH_HEAD.fill(command=f"git fetch {depth}origin {ref}")
        return _UNSHALLOW if self.shallow else _NAME_ONE

    def told(self, *args: str, given: str = "") -> bytes:
        """Return what git says; stop with its own words where it cannot."""
        done = self._git(*args, given=given)
        if done.returncode != 0:
            raise refusal(done)
        return done.stdout

    def _git(self, *args: str, given: str = "") -> Done:
        # From there, no path is taken as relative to where the person stands.
        return run_git(self._git_folder, f"--git-dir={self._git_folder}", *args, given=given)


def _lies_in_one(folder: Path) -> bool:
    return is_installed() and run_git(folder, "rev-parse", "--git-dir").returncode == 0


def _no_repository(folder: Path, done: Done) -> ConvergenceError:
    if b"not a git repository" in done.stderr:
        return ConvergenceError(_NO_REPOSITORY.fill(folder=folder), _START)
    # Such as a folder that belongs to somebody else: git says how to trust it.
    return refusal(done)
