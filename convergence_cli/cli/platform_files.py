"""The files by which platforms run the tool: what they should be, and what stands there."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from convergence_cli import __version__
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.loading.repository import prefix_of
from convergence_cli.loading.shipped import templates_folder
from convergence_cli.writing.templates import can_stand_in_one, filled


class Platform(StrEnum):
    """What runs the tool."""

    GITHUB = "github"
    GITLAB = "gitlab"
    PRE_COMMIT = "pre-commit"


class State(StrEnum):
    """What stands where a file belongs."""

    MISSING = "missing"
    AS_IT_SHOULD_BE = "as-it-should-be"
    OTHER = "other"


@dataclass(frozen=True)
class PlatformFile:
    """One file of a platform."""

    path: str
    """Relative to the root of the repository."""
    text: str
    state: State
    may_be_joined: bool
    """Whether it is shared with other tools, so that its lines may stand among theirs."""


@dataclass(frozen=True)
class _Template:
    name: str
    path: str
    sign: str = ""
    """What a shared file holds once the lines of the template stand in it."""


_TEMPLATES = {
    Platform.GITHUB: (_Template("github-workflow.yml", ".github/workflows/convergence.yml"),),
    Platform.GITLAB: (
        _Template("gitlab-job.yml", ".gitlab/convergence.yml"),
        _Template("gitlab-ci.yml", ".gitlab-ci.yml", ".gitlab/convergence.yml"),
    ),
    Platform.PRE_COMMIT: (
        _Template("pre-commit-config.yaml", ".pre-commit-config.yaml", "id: convergence-check"),
    ),
}
_NO_NAME = Text(
    en="the name of the folder {folder} cannot stand in the files of a platform",
    fr="le nom du dossier {folder} ne peut pas figurer dans les fichiers d'une plateforme",
)
_OUTSIDE = Text(
    en="{path} leads out of the repository, where nothing is written",
    fr="{path} mène hors du dépôt, où rien n'est écrit",
)


@dataclass(frozen=True)
class Home:
    """Where platforms look for their files, and where the workspace stands from there."""

    top: Path
    """The root of the repository; without one, the workspace."""
    folder: str
    """The workspace, relative to it."""

    def shown(self, path: str) -> str:
        """Return the path of one of its files as a person in the current folder would type it."""
        return os.path.relpath(self.top.resolve() / path)


def home_of(workspace: Path) -> Home:
    """Return where the files of platforms belong for a workspace, which need not be there yet."""
    whole = workspace.resolve()
    there = next(each for each in (whole, *whole.parents) if each.is_dir())
    prefix = prefix_of(there)
    if prefix is None:
        return Home(whole, ".")
    top = there.parents[prefix.count("/") - 1] if prefix else there
    return Home(top, whole.relative_to(top).as_posix())


def platform_files(home: Home, platforms: Iterable[Platform]) -> tuple[PlatformFile, ...]:
    """Return the files by which platforms run the tool on a workspace."""
    if not can_stand_in_one(home.folder):
        raise ConvergenceError(_NO_NAME.fill(folder=home.folder))
    return tuple(_files(home, platforms))


def _files(home: Home, platforms: Iterable[Platform]) -> Iterator[PlatformFile]:
    for platform in sorted(set(platforms)):
        for each in _TEMPLATES[platform]:
            if not (home.top / each.path).resolve().is_relative_to(home.top.resolve()):
                raise ConvergenceError(_OUTSIDE.fill(path=each.path))
            template = (templates_folder() / each.name).read_text(encoding="utf-8")
            text = filled(template, __version__, home.folder)
            state = _state(home.top / each.path, text, each.sign)
            yield PlatformFile(each.path, text, state, may_be_joined=bool(each.sign))


def _state(file: Path, text: str, sign: str) -> State:
    if not os.path.lexists(file):
        return State.MISSING
    try:
        there = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return State.OTHER
    is_right = there == text or (sign and sign in there)
    return State.AS_IT_SHOULD_BE if is_right else State.OTHER
