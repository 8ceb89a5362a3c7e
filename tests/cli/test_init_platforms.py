"""`convergence init --ci --pre-commit`: files by which platforms run the tool, at their place."""

import os
import re
import shutil
from pathlib import Path

import pytest

from convergence_cli import __version__
from convergence_cli.loading.shipped import templates_folder
from convergence_cli.writing.atomic import write_whole
from tests.cli.running import Finished, run
from tests.platforms.steps import read
from tests.scripted_history import git

NAMED = ("init", "--company", "Exemple Santé", "--lang", "en")
ALL = ("--ci", "github", "--ci", "gitlab", "--pre-commit")
PLACES = {
    ".github/workflows/convergence.yml": "github-workflow.yml",
    ".gitlab/convergence.yml": "gitlab-job.yml",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
}
_OF_A_WORKSPACE = (
    "convergence.yaml",
    "questionnaires/",
    ".convergence/",
    ".git/",
    ".gitattributes",
)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return an empty repository."""
    git(tmp_path, "init", "--quiet")
    return tmp_path


def test_a_new_workspace_with_everything(repository: Path) -> None:
    """`init` writes the workspace and the files of each platform, and says what to do next."""
    finished = run(*NAMED, *ALL, at=repository)

    assert finished.code == 0
    lines = finished.err.splitlines()
    at = lines.index("wrote convergence.yaml")
    assert lines[at + 1 :] == [
        *(f"wrote {path}" for path in PLACES),
        "wrote .gitattributes",
        "git: this clone merges answers and plans with 'convergence merge-file' now",
        "commit .gitattributes; in each other clone, type once: convergence merge-file --set-up",
        "next: convergence init-product",
        f"next: git add {' '.join(PLACES)}, and commit",
        "next: pre-commit install, in each clone",
    ]
    assert _platform_files(repository) == set(PLACES)
    for path, template in PLACES.items():
        assert (repository / path).read_bytes() == (templates_folder() / template).read_bytes()


@pytest.mark.parametrize(
    ("options", "paths"),
    [
        (("--ci", "github"), {".github/workflows/convergence.yml"}),
        (("--ci", "gitlab"), {".gitlab/convergence.yml", ".gitlab-ci.yml"}),
        (("--pre-commit",), {".pre-commit-config.yaml"}),
        ((), set[str]()),
    ],
    ids=["github", "gitlab", "pre-commit", "none"],
)
def test_what_is_asked_for_is_written(
    options: tuple[str, ...], paths: set[str], repository: Path
) -> None:
    """Only the files of the platforms that were named are written."""
    assert run(*NAMED, *options, at=repository).code == 0

    assert _platform_files(repository) == paths


def test_they_are_added_to_a_workspace(repository: Path) -> None:
    """In a workspace that is there already, only these files are written, in its language."""
    run("init", "--company", "X", "--lang", "fr", at=repository)
    before = _contents(repository)

    finished = run("init", "--ci", "github", at=repository)

    assert (finished.code, finished.out) == (0, "")
    assert finished.err == (
        "écrit : .github/workflows/convergence.yml\n"
        "pour continuer : git add .github/workflows/convergence.yml, puis un commit\n"
    )
    after = _contents(repository)
    assert set(after) - set(before) == {".github/workflows/convergence.yml"}
    assert before.items() <= after.items()


def test_a_second_run_changes_nothing(repository: Path) -> None:
    """What is there as it should be is said to be so."""
    run(*NAMED, *ALL, at=repository)
    before = _contents(repository)

    finished = run("init", *ALL, at=repository)

    assert finished.code == 0
    assert finished.err.splitlines() == [
        f"{path} is there already, as it should be" for path in PLACES
    ]
    assert _contents(repository) == before


def test_what_others_wrote_stays(repository: Path) -> None:
    """Files with other content are left alone, and it is said what their owner can do."""
    for path in PLACES:
        write_whole(repository / path, "mine: true\n")

    finished = run(*NAMED, *ALL, at=repository)

    assert finished.code == 0
    assert {(repository / path).read_text(encoding="utf-8") for path in PLACES} == {"mine: true\n"}
    said = finished.err.partition("wrote convergence.yaml\n")[2].splitlines()
    stays = "is there already with other content, and stays as it is"
    anew = "to have it written anew, move it away and run the command again"
    assert said[:4] == [
        *(f".github/workflows/convergence.yml {stays}", anew),
        *(f".gitlab/convergence.yml {stays}", anew),
    ]
    assert said[4:7] == [
        f".gitlab-ci.yml {stays}",
        "add these lines to it, under 'include':",
        "  - local: .gitlab/convergence.yml",
    ]
    assert said[7] == f".pre-commit-config.yaml {stays}"
    assert said[-1] == "next: convergence init-product"


@pytest.mark.parametrize("is_link", [True, False])
def test_what_is_no_file_stays(is_link: bool, repository: Path) -> None:  # noqa: FBT001
    """A folder, or a link that leads nowhere, is not replaced by a file."""
    place = repository / ".pre-commit-config.yaml"
    place.symlink_to("nowhere") if is_link else place.mkdir()

    finished = run(*NAMED, "--pre-commit", at=repository)

    assert finished.code == 0
    assert f"{place.name} is there already with other content" in finished.err
    assert place.is_symlink() if is_link else place.is_dir()
    assert not (repository / "nowhere").exists()


@pytest.mark.parametrize(
    ("path", "key", "options"),
    [
        (".gitlab-ci.yml", "include", ("--ci", "gitlab")),
        (".pre-commit-config.yaml", "repos", ("--pre-commit",)),
    ],
)
def test_the_lines_to_add_are_right(
    path: str, key: str, options: tuple[str, ...], repository: Path
) -> None:
    """A shared file with the lines that were shown, under the key that was named, is complete."""
    write_whole(repository / path, f"default:\n{key}:\n  - local: other.yml\n")
    shown = run(*NAMED, *options, at=repository).err
    lines = re.search(rf"under '{key}':\n((?:  .*\n)+)", shown)
    assert lines is not None
    with (repository / path).open("a", encoding="utf-8") as file:
        file.write(lines[1])

    finished = run("init", *options, at=repository)

    assert f"{path} is there already, as it should be\n" in finished.err
    template = read(templates_folder() / PLACES[path])
    copy = repository / "copy.yaml"
    shutil.copy(repository / path, copy)
    assert read(copy)[key] == [{"local": "other.yml"}, *template[key]]


@pytest.mark.parametrize("folder", ["answers", "a/b c", 'é "x" # y', "it's: [a, b]"])
def test_below_the_root_of_the_repository(folder: str, repository: Path) -> None:
    """The files stand where platforms look for them, and name the folder of the workspace."""
    (repository / folder).mkdir(parents=True)

    finished = run(*NAMED, *ALL, at=repository / folder)

    assert finished.code == 0, finished.err
    up = os.path.relpath(repository, repository / folder)
    assert f"wrote {up}/.gitlab-ci.yml\n" in finished.err
    _assert_names(repository, folder)
    assert run("init", folder, *ALL, at=repository).err.count("as it should be") == len(PLACES)


def test_a_folder_that_is_not_there_yet(repository: Path) -> None:
    """`init DIR` finds the repository that the new folder will be in."""
    run("init", "a/b", "--company", "X", *ALL, at=repository)

    _assert_names(repository, "a/b")


def test_without_a_repository(tmp_path: Path) -> None:
    """Where there is no repository yet, the files stand in the workspace."""
    finished = run("init", "a/b", "--company", "X", *ALL, at=tmp_path)

    assert finished.code == 0
    _assert_names(tmp_path / "a/b", ".")


@pytest.mark.parametrize("folder", ["a${{ x }}", "a$B", "a\nb"])
def test_a_folder_that_a_platform_would_read_otherwise(folder: str, repository: Path) -> None:
    """A name in whose place platforms would put something else is refused, before any file."""
    (repository / folder).mkdir()

    finished = run(*NAMED, "--ci", "github", at=repository / folder)

    assert finished.code == 2
    assert "cannot stand in the files of a platform" in finished.err
    assert _platform_files(repository) == set()
    assert not (repository / folder / "convergence.yaml").exists()


def test_nothing_is_written_outside(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A folder that leads out of the repository is not followed."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (repository / ".github").symlink_to(elsewhere)

    finished = run(*NAMED, "--ci", "github", at=repository)

    assert finished.code == 2
    assert "leads out of the repository" in finished.err
    assert list(elsewhere.iterdir()) == []
    assert not (repository / "convergence.yaml").exists()


def test_a_company_is_not_given_twice(repository: Path) -> None:
    """Who names a company for a workspace that has one is told that it would not be written."""
    run(*NAMED, at=repository)

    finished = run("init", "--company", "Other", "--pre-commit", at=repository)

    assert (finished.code, finished.out) == (2, "")
    assert finished.err == (
        "convergence: convergence.yaml is there already: this folder is a workspace\n"
        "   leave out --company and --siren: --ci and --pre-commit only add their files to it\n"
    )
    assert _platform_files(repository) == set()


@pytest.mark.parametrize("is_new", [True, False])
def test_a_dry_run_writes_nothing(is_new: bool, repository: Path) -> None:  # noqa: FBT001
    """`--dry-run` shows what the run would write, as a patch at the root of the repository."""
    (repository / "sub").mkdir()
    arguments = NAMED if is_new else ("init", "--lang", "en")
    if not is_new:
        run(*NAMED, at=repository / "sub")
    before = _contents(repository)

    shown = run(*arguments, *ALL, "--dry-run", at=repository / "sub")

    assert shown.code == 0
    assert shown.err == "nothing was written\n"
    assert _contents(repository) == before
    patched = _applied(shown, repository)
    assert run(*arguments, *ALL, at=repository / "sub").code == 0
    assert _contents(repository) == patched


def test_a_dry_run_refuses_what_the_run_would(repository: Path) -> None:
    """A file that is in the way of a new workspace is said to be there before anything is done."""
    write_whole(repository / "questionnaires/dmn.yaml", "mine\n")

    shown = run(*NAMED, "--dry-run", at=repository)

    assert (shown.code, shown.out) == (2, "")
    assert shown.err == run(*NAMED, at=repository).err


def _applied(shown: Finished, repository: Path) -> dict[str, bytes]:
    """Return the files after a patch, which is then taken back."""
    file = repository / ".git/patch"
    file.write_bytes(shown.stdout)
    git(repository, "apply", "--whitespace=nowarn", ".git/patch")
    patched = _contents(repository)
    git(repository, "apply", "--reverse", "--whitespace=nowarn", ".git/patch")
    (repository / "sub").mkdir(exist_ok=True)
    return patched


def _assert_names(top: Path, folder: str) -> None:
    """Hold the files of a repository to the folder of its workspace, and to this version."""
    assert read(top / ".github/workflows/convergence.yml")["env"]["WORKSPACE"] == folder
    assert read(top / ".gitlab/convergence.yml")["variables"]["CONVERGENCE_WORKSPACE"] == folder
    [local] = read(top / ".pre-commit-config.yaml")["repos"]
    for hook in local["hooks"]:
        assert hook["args"] == ["--workspace", folder]
        assert hook["additional_dependencies"] == [f"convergence-cli=={__version__}"]
        written = (top / folder / "convergence.yaml").relative_to(top).as_posix()
        assert re.search(hook["files"], written)


def _platform_files(root: Path) -> set[str]:
    return {each for each in _contents(root) if not each.startswith(_OF_A_WORKSPACE)}


def _contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(root).parts[:1]
    }
