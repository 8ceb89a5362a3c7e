"""Git, and nothing else runs it: who is speaking, commits, what they change, files as they were.

Only reads: no checkout, no index, no shell. What git is told to run on is found from the folder,
whatever a hook's environment says, and no name that a person gives is ever an option.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.loading.source import MAX_BYTES
from convergence_cli.model.commit import Commit

_OF_A_HOOK = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
"""What git sets for a hook to point at *its* repository, which need not be the workspace's."""
_OURS = {
    "LC_ALL": "C",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
"""Names are names, history is what was committed, nothing is locked, and nobody is asked."""
_IDENTITY = re.compile(r"<([^<>\n]+)> [0-9]+ [-+][0-9]{4}$")
_OBJECT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_ABBREVIATED = re.compile(r"[0-9a-fA-F]{7,64}")
_BRANCH = re.compile(r"[\w./-]+")
_HEADER = re.compile(rb"[0-9a-f]+ ([a-z]+) ([0-9]+)\n")
_CHUNK = 1 << 16

_NO_GIT = Text(en="git is not installed", fr="git n'est pas installé")
_INSTALL = Text(
    en="install it, or put it on the path of programs",
    fr="installez-le, ou mettez-le dans le chemin des programmes",
)
_NO_REPOSITORY = Text(
    en="the workspace {folder} lies in no git repository",
    fr="l'espace de travail {folder} n'est dans aucun dépôt git",
)
_START = Text(
    en="start one with 'git init', and commit the files",
    fr="créez-en un par « git init », et validez-y les fichiers par un commit",
)
_REFUSED = Text(en="git refuses: {words}", fr="git refuse : {words}")
_UNKNOWN_REF = Text(
    en="git knows no commit '{ref}' here", fr="git ne connaît ici aucun commit « {ref} »"
)
_FETCH = Text(en="fetch it: {command}", fr="récupérez-le : {command}")
_FETCH_HEAD = Text(
    en="fetch it, and name it FETCH_HEAD: {command}",
    fr="récupérez-le, et nommez-le FETCH_HEAD : {command}",
)
_NAME_ONE = Text(
    en="name a branch, a tag or a commit ('git log' lists commits)",
    fr="donnez une branche, une étiquette ou un commit (« git log » énumère les commits)",
)
_TOO_SHALLOW = Text(
    en="this clone is shallow, and ends before all commits were seen",
    fr="ce clone est superficiel, et s'arrête avant que tous les commits aient été vus",
)
_UNSHALLOW = Text(
    en="fetch the whole history: git fetch --unshallow",
    fr="récupérez tout l'historique : git fetch --unshallow",
)


@dataclass(frozen=True)
class FileChange:
    """A file that a commit left otherwise than each of its parents held it."""

    path: str
    """Relative to the workspace, with forward slashes."""
    before: tuple[str | None, ...]
    """The object in each parent; none in a parent without the file, or without parents."""
    after: str | None


def git_identity(folder: Path) -> str | None:
    """Return the email that git would commit with in a folder; None where nobody would commit."""
    if not _lies_in_one(folder):
        return None
    told = _git(folder, "var", "GIT_AUTHOR_IDENT")
    found = _IDENTITY.search(_decoded(told.stdout).rstrip("\n"))
    return found[1] if told.returncode == 0 and found is not None else None


def prefix_of(folder: Path) -> str | None:
    """Return where a folder stands in its repository, as `Repository.prefix`; None without one."""
    if not _lies_in_one(folder):
        return None
    return _line(_git(folder, "rev-parse", "--show-prefix").stdout)


class Repository:
    """The repository that a workspace lies in, at its root or below it; to be closed."""

    def __init__(self, git_folder: Path, prefix: str) -> None:
        self._git_folder = git_folder
        self.prefix = prefix
        """Where the workspace stands in the repository: empty, or a path that ends in a slash."""
        self._reader: subprocess.Popen[bytes] | None = None

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Return the repository that a folder lies in; stop where there is none."""
        asked = _git(folder, "rev-parse", "--absolute-git-dir")
        if asked.returncode != 0:
            raise _no_repository(folder, asked.stderr)
        prefix = _git(folder, "rev-parse", "--show-prefix").stdout
        return cls(Path(_line(asked.stdout)), _line(prefix))

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
            self._reader.communicate()
            self._reader = None

    def commit(self, ref: str) -> str:
        """Return the hash of the commit that a name stands for; stop where there is none here."""
        asked = self._git(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
        )
        found = _line(asked.stdout)
        if asked.returncode != 0 or not _OBJECT.fullmatch(found):
            raise ConvergenceError(_UNKNOWN_REF.fill(ref=ref), self._how_to_fetch(ref))
        return found

    def commits(self, base: str, head: str) -> tuple[Commit, ...]:
        """Return what `head` holds and `base` does not, by hash, parents first.

        Stops where a shallow clone does not hold all of it.
        """
        listed = self._told(
            *("rev-list", "--topo-order", "--reverse", "--encoding=UTF-8"),
            *("--format=%H%x00%P%x00%an%x00%ae%x00%as", f"^{base}", head),
        )
        lines = _decoded(listed).split("\n")
        commits = tuple(_commit(line) for line in lines if "\0" in line)
        if not self._shallow.isdisjoint(each.hash for each in commits):
            raise ConvergenceError(_TOO_SHALLOW, _UNSHALLOW)
        return commits

    def changes(self, commits: Iterable[Commit]) -> dict[str, tuple[FileChange, ...]]:
        """Return what each commit changes below the workspace, by its hash.

        A merge changes the files that it leaves otherwise than all of its parents.
        """
        told = self._told(
            *("diff-tree", "--stdin", "-r", "-c", "--root", "--raw", "-z", "--no-renames"),
            *("--ignore-submodules=none", "--", *([self.prefix] if self.prefix else [])),
            given="".join(f"{each.hash}\n" for each in commits),
        )
        found: dict[str, list[FileChange]] = {}
        changes: list[FileChange] = []
        tokens = iter(_decoded(told).split("\0"))
        for token in tokens:
            if token.startswith(":"):
                changes.append(_change(token, next(tokens)[len(self.prefix) :]))
            elif token:
                changes = found.setdefault(token, [])
        return {hash_: tuple(changes) for hash_, changes in found.items()}

    def files(self, commit: str, folder: str) -> dict[str, str]:
        """Return the object of each file that a commit holds below a folder, by path."""
        listing = ("ls-tree", "-r", "-z", "--full-tree", commit, "--", f"{self.prefix}{folder}/")
        entries = _decoded(self._told(*listing)).split("\0")[:-1]
        told = (each.partition("\t") for each in entries)
        return {path[len(self.prefix) :]: words.split(" ")[2] for words, _, path in told}

    def file(self, commit: str, path: str) -> bytes | None:
        """Return a file of the workspace as a commit holds it; None where it does not.

        No more of it is kept than shows that it is too large.
        """
        return None if "\n" in path else self.content(f"{commit}:{self.prefix}{path}")

    def content(self, object_: str) -> bytes | None:
        """Return the content of an object that is a file; None where there is none."""
        reading, writing = self._pipes()
        writing.write(f"{object_}\n".encode("utf-8", "surrogateescape"))
        writing.flush()
        found = _HEADER.fullmatch(reading.readline())
        if found is None:
            return None
        size = int(found[2])
        content = reading.read(min(size, MAX_BYTES + 1))
        rest = size - len(content)
        while rest > 0:
            rest -= len(reading.read(min(rest, _CHUNK)))
        reading.readline()
        return content if found[1] == b"blob" else None

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._reader is None:
            self._reader = subprocess.Popen(  # noqa: S603 - as below
                [_program(), f"--git-dir={self._git_folder}", "cat-file", "--batch"],
                cwd=self._git_folder,
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return cast("IO[bytes]", self._reader.stdout), cast("IO[bytes]", self._reader.stdin)

    @cached_property
    def _shallow(self) -> frozenset[str]:
        """The commits at which a shallow clone ends: their parents are not here."""
        file = self._git_folder / _line(self._told("rev-parse", "--git-path", "shallow"))
        return frozenset(file.read_text("ascii").split()) if file.is_file() else frozenset()

    def _how_to_fetch(self, ref: str) -> Text:
        depth = "--depth=1 " if self._shallow else ""
        remote, _, branch = ref.partition("/")
        if _ABBREVIATED.fullmatch(ref):
            return _FETCH.fill(command=f"git fetch {depth}origin {ref}")
        if remote == "origin" and _BRANCH.fullmatch(branch):
            into = f"+refs/heads/{branch}:refs/remotes/{ref}"
            return _FETCH.fill(command=f"git fetch {depth}origin {into}")
        if _BRANCH.fullmatch(ref) and not ref.startswith("-"):
            return _FETCH_HEAD.fill(command=f"git fetch {depth}origin {ref}")
        return _UNSHALLOW if self._shallow else _NAME_ONE

    def _told(self, *args: str, given: str = "") -> bytes:
        """Return what git says; stop with its own words where it cannot."""
        done = self._git(*args, given=given)
        if done.returncode != 0:
            raise ConvergenceError(_REFUSED.fill(words=_first_line(done.stderr)))
        return done.stdout

    def _git(self, *args: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
        # From there, no path is taken as relative to where the person stands.
        return _git(self._git_folder, f"--git-dir={self._git_folder}", *args, given=given)


def _lies_in_one(folder: Path) -> bool:
    return (
        shutil.which("git") is not None and _git(folder, "rev-parse", "--git-dir").returncode == 0
    )


def _git(folder: Path, *args: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - a list, never a shell, and no option of a person's
        [_program(), *args],
        cwd=folder,
        env=_environment(),
        input=given.encode(),
        capture_output=True,
        check=False,
    )


def _program() -> str:
    program = shutil.which("git")
    if program is None:
        raise ConvergenceError(_NO_GIT, _INSTALL)
    return program


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    return {**kept, **_OURS}


def _commit(line: str) -> Commit:
    hash_, parents, author, email, day = line.split("\0")
    return Commit(hash_, tuple(parents.split()), author, email, day)


def _change(raw: str, path: str) -> FileChange:
    """Return the change that git tells as `:modes objects letters`, a column for each parent."""
    parents = len(raw) - len(raw.lstrip(":"))
    *before, after = raw.split(" ")[parents + 1 : 2 * parents + 2]
    return FileChange(path, tuple(map(_object, before)), _object(after))


def _object(hash_: str) -> str | None:
    return hash_ if hash_.strip("0") else None


def _no_repository(folder: Path, words: bytes) -> ConvergenceError:
    if b"not a git repository" in words:
        return ConvergenceError(_NO_REPOSITORY.fill(folder=folder), _START)
    # Such as a folder that belongs to somebody else: git says how to trust it.
    return ConvergenceError(_REFUSED.fill(words=_first_line(words)))


def _decoded(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape")


def _line(output: bytes) -> str:
    return _decoded(output).removesuffix("\n")


def _first_line(words: bytes) -> str:
    return _decoded(words).strip().partition("\n")[0].removeprefix("fatal: ") or "-"
