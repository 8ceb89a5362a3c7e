"""What commands that read commits alone start with: the repository, a commit, the language."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from convergence_cli.cli.console import speak
from convergence_cli.cli.session import settle_workspace
from convergence_cli.language import Language
from convergence_cli.loading.bare import is_bare, settle_prefix
from convergence_cli.loading.committed import CommitShelf
from convergence_cli.loading.repository import Repository
from convergence_cli.loading.workspace import find_root, settings_on


@dataclass(frozen=True)
class CommittedSession:
    """A repository that a workspace is read from, commit by commit."""

    folder: Path
    """The workspace, or the bare repository."""
    repository: Repository
    """At the workspace: its prefix leads there."""
    head: str
    """The hash of the commit that was asked about."""
    language: Language


@contextmanager
def open_commits(
    folder: Path | None, language: Language | None, ref: str
) -> Iterator[CommittedSession]:
    """Open the repository of a workspace at a ref; the folder may be a bare repository too.

    The language is the workspace's, which in a bare repository is that of the commit.
    """
    if language is not None:
        speak(language)
    bare = _bare_one(folder)
    if bare is None:
        root, chosen = settle_workspace(folder, language)
        with Repository.of(root) as repository:
            yield CommittedSession(root, repository, repository.commit(ref), chosen)
        return
    with Repository.of(bare) as repository:
        head = repository.commit(ref)
        settle_prefix(repository, head)
        chosen = language or settings_on(CommitShelf(repository, head)).language
        speak(chosen)
        yield CommittedSession(bare, repository, head, chosen)


def _bare_one(folder: Path | None) -> Path | None:
    here = Path.cwd() if folder is None else folder.resolve()
    is_workspace = find_root(here) is not None if folder is None else _holds_settings(here)
    return here if not is_workspace and is_bare(here) else None


def _holds_settings(folder: Path) -> bool:
    return (folder / "convergence.yaml").is_file()
