"""Repositories without a folder of files: where a workspace stands in their commits."""

from pathlib import Path

from convergence_cli.diagnostics.wording import named
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.loading.git import is_installed, line_of, run_git
from convergence_cli.loading.repository import Repository
from convergence_cli.loading.tree import SETTINGS

_NONE = Text(
    en="commit {commit} holds no workspace: there is no convergence.yaml in it",
    fr="le commit {commit} ne contient aucun espace de travail : il n'a pas de convergence.yaml",
)
_SEVERAL = Text(
    en="commit {commit} holds several workspaces: {folders}",
    fr="le commit {commit} contient plusieurs espaces de travail : {folders}",
)
_CLONE = Text(
    en="clone the repository, and name the folder of one of them with --workspace DIR",
    fr="clonez le dépôt, et désignez le dossier de l'un d'eux par --workspace DIR",
)
_OTHER_COMMIT = Text(en="name a commit that holds one", fr="désignez un commit qui en contient un")


def is_bare(folder: Path) -> bool:
    """Return whether a folder is a repository without files of its own."""
    if not folder.is_dir() or not is_installed():
        return False
    asked = run_git(folder, "rev-parse", "--is-bare-repository")
    return asked.returncode == 0 and line_of(asked.stdout) == "true"


def repository_at(folder: Path, commit: str) -> Repository:
    """Return the repository of a workspace, or of the one that a commit of a bare one holds."""
    repository = Repository.of(folder)
    if is_bare(folder):
        settle_prefix(repository, commit)
    return repository


def settle_prefix(repository: Repository, commit: str) -> None:
    """Make a bare repository one of the workspace that a commit holds: at its root, or the only
    one below; stop where there is none, or nobody could tell which.
    """
    repository.prefix = ""
    folders = [
        path.removesuffix(SETTINGS)
        for path, entry in repository.entries(commit).items()
        if entry.is_file and path.rsplit("/", 1)[-1] == SETTINGS
    ]
    if not folders:
        raise ConvergenceError(_NONE.fill(commit=commit[:12]), _OTHER_COMMIT)
    if "" not in folders and len(folders) > 1:
        several = _SEVERAL.fill(commit=commit[:12], folders=named(folders))
        raise ConvergenceError(several, _CLONE)
    repository.prefix = "" if "" in folders else folders[0]
