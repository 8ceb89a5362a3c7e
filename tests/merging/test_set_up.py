"""Git is told how to merge, once, and nothing of the person's own is touched."""

from pathlib import Path

import pytest

from convergence_cli.cli.merge_driver import DRIVER, PATTERNS, SETTINGS, Driver, set_up
from tests.cli.running import run
from tests.cli.small import workspace
from tests.scripted_history import ENVIRONMENT, git

LINES = "".join(f"{each} merge=convergence\n" for each in PATTERNS)


@pytest.fixture(autouse=True)
def _only_this_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace in a repository."""
    root = workspace(tmp_path / "work", {"A": 1})
    git(root, "init", "--quiet")
    return root


def attributes(root: Path) -> str:
    """Return what git is told of the files."""
    return (root / ".gitattributes").read_bytes().decode()


def test_a_clone_is_set_up_by_one_command(root: Path) -> None:
    """The files have their driver, the driver its command, and the person knows what is next."""
    done = run("merge-file", "--set-up", at=root)

    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "wrote .gitattributes\n"
        "git: this clone merges answers and plans with 'convergence merge-file' now\n"
        "commit .gitattributes; in each other clone, type once: convergence merge-file --set-up\n"
    )
    assert attributes(root) == LINES
    assert git(root, "config", "--local", DRIVER) == SETTINGS[DRIVER]
    for path in ("products/med/answers/care.yaml", "company/plan.yaml", "products/med/plan.yaml"):
        assert git(root, "check-attr", "merge", path) == f"{path}: merge: convergence"
    assert "unspecified" in git(root, "check-attr", "merge", "products/med/product.yaml")


def test_done_twice_it_does_nothing_more(root: Path) -> None:
    """The second time nothing is written, and that is said."""
    set_up(root)
    before = (attributes(root), (root / ".git/config").read_bytes())
    done = run("merge-file", "--set-up", at=root)

    assert done.err == (
        "git: this clone merges answers and plans with 'convergence merge-file' already\n"
    )
    assert (attributes(root), (root / ".git/config").read_bytes()) == before


def test_a_colleague_has_the_lines_already(root: Path) -> None:
    """Whoever cloned the workspace has `.gitattributes`: only the configuration is set."""
    (root / ".gitattributes").write_text(LINES)

    assert set_up(root).added == ()
    assert git(root, "config", "--local", DRIVER) == SETTINGS[DRIVER]


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_lines_of_the_person_stay(root: Path, end: str) -> None:
    """What stands there stays, byte for byte; a pattern with another driver keeps it."""
    own = f"* text=auto\n{PATTERNS[1]} -merge{end}".replace("\n", "\r\n" if end == "\r\n" else "\n")
    own = own.replace("\r\r", "\r")
    (root / ".gitattributes").write_bytes(own.encode())
    set_up(root)

    assert attributes(root).startswith(own)
    lines = attributes(root).split()
    assert lines.count("merge=convergence") == len(PATTERNS) - 1
    assert lines.count(PATTERNS[1]) == 1
    assert attributes(root).replace("\r\n", "\n").count("\n") == len(PATTERNS) + 1


def test_a_driver_of_the_person_stays(root: Path) -> None:
    """A command that is set already, to a program of another place perhaps, is kept and shown."""
    git(root, "config", DRIVER, "uv run convergence merge-file %O %A %B %P")
    done = run("merge-file", "--set-up", at=root)

    assert "says something else here and was kept: uv run convergence" in done.err
    assert git(root, "config", DRIVER).startswith("uv run")


def test_without_a_repository_nothing_is_configured(tmp_path: Path) -> None:
    """The lines are there for later, and the person is told what to type then."""
    root = workspace(tmp_path, {"A": 1})
    done = run("merge-file", "--set-up", "--lang", "fr", at=root)

    assert done.code == 0
    assert "n'est pas encore dans un dépôt" in done.err
    assert attributes(root) == LINES
    assert set_up(root).driver is Driver.NO_REPOSITORY


def test_a_workspace_below_the_root_has_lines_of_its_own(tmp_path: Path) -> None:
    """The lines stand in the folder of the workspace, and hold for it alone."""
    root = workspace(tmp_path / "a folder/work", {"A": 1})
    git(tmp_path, "init", "--quiet")
    set_up(root)

    path = "a folder/work/products/med/answers/care.yaml"
    assert git(tmp_path, "check-attr", "merge", path).endswith("merge: convergence")


def test_lines_that_are_no_text_stop_it(root: Path) -> None:
    """A file in another encoding is not added to."""
    (root / ".gitattributes").write_bytes(b"\xff")
    done = run("merge-file", "--set-up", at=root)

    assert (done.code, attributes_bytes(root)) == (2, b"\xff")


def attributes_bytes(root: Path) -> bytes:
    """Return the bytes of the file."""
    return (root / ".gitattributes").read_bytes()
