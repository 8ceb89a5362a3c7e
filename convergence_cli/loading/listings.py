"""What git lists, as values: the entries of a commit, commits, and what they change."""

from dataclasses import dataclass

from convergence_cli.model.commit import Commit

_REGULAR = "100"
"""How the mode of a file starts, whoever may run it."""
_LINK = "120000"
_OTHER_REPOSITORY = "160000"


@dataclass(frozen=True)
class FileChange:
    """A file that a commit left otherwise than each of its parents held it."""

    path: str
    """Relative to the workspace, with forward slashes."""
    before: tuple[str | None, ...]
    """The object in each parent; none in a parent without the file, or without parents."""
    after: str | None
    is_regular: bool = True
    """Whether what was left is a file: no link, and no other repository."""


@dataclass(frozen=True)
class TreeEntry:
    """What a commit holds at a path, folders apart."""

    mode: str
    object: str
    target: str = ""
    """Of a link: where it leads, as it says itself."""

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file, whoever may run it."""
        return self.mode.startswith(_REGULAR)

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link."""
        return self.mode == _LINK

    @property
    def is_repository(self) -> bool:
        """Whether it is the commit of another repository."""
        return self.mode == _OTHER_REPOSITORY


def commit_in(line: str) -> Commit:
    """Return the commit that git tells as hash, parents, author, email and day, by zero bytes."""
    hash_, parents, author, email, day = line.split("\0")
    return Commit(hash_, tuple(parents.split()), author, email, day)


def change_in(raw: str, path: str) -> FileChange:
    """Return the change that git tells as `:modes objects letters`, a column for each parent."""
    parents = len(raw) - len(raw.lstrip(":"))
    words = raw[parents:].split(" ")
    *before, after = words[parents + 1 : 2 * parents + 2]
    is_regular = after.strip("0") == "" or words[parents].startswith(_REGULAR)
    return FileChange(path, tuple(map(_object, before)), _object(after), is_regular)


def _object(hash_: str) -> str | None:
    return hash_ if hash_.strip("0") else None
