"""A commit of a workspace's history, as values: whose it is, and which files it changed to what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from convergence_cli.diagnostics import Diagnostic
from convergence_cli.model.workspace import Member

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Commit:
    """A commit: what git says of it, and nothing of what it holds."""

    hash: str
    parents: tuple[str, ...]
    author: str
    email: str
    """As the author gave it: git proves nobody's name unless commits are signed."""
    day: str
    """The author's, as ISO."""


@dataclass(frozen=True)
class ChangedFile:
    """A file that a commit left otherwise than each of its parents held it, as data."""

    path: str
    """Relative to the workspace, with forward slashes."""
    before: tuple[Data | None, ...]
    """What each parent held; none where it held nothing that can be read."""
    after: Data | None
    unread: tuple[Diagnostic, ...] = ()
    """Why what the commit left cannot be read; empty where it can, and where nothing was left."""

    @property
    def is_deleted(self) -> bool:
        """Whether the commit left no file."""
        return self.after is None and not self.unread


@dataclass(frozen=True)
class Contribution:
    """What one commit did to a workspace, and whom it found there."""

    commit: Commit
    files: tuple[ChangedFile, ...]
    members_before: tuple[Member, ...] = ()
    """Those of its first parent; where its settings could not be read, the last that could."""
    members_after: tuple[Member, ...] = ()
    managers_after: Mapping[str, str] = field(default_factory=dict)
    """The manager of each product that names one, by product; only known where members changed."""

    @property
    def is_founding(self) -> bool:
        """Whether there was nobody yet by whose rights it could be judged."""
        return not self.members_before
