"""A run that is killed at any step leaves each file as it was or as it should be (SPEC §5)."""

import subprocess
import sys
from pathlib import Path

import pytest

from convergence_cli.loading.workspace import load_workspace
from tests.cli.running import clean_environment
from tests.cli.small import questionnaire, workspace, write

ROOT = Path(__file__).parents[2]
COMMANDS = {
    "sync": ("sync", "--prune", "--yes"),
    "answer": ("answer", "med", "--set", "B=2", "--set", "C=1"),
    "update": ("questionnaire", "update", "--from", "../newer.yaml", "--yes"),
}

if sys.platform != "win32":  # where no signal ends a process at once, nothing is to be tested

    @pytest.fixture
    def root(tmp_path: Path) -> Path:
        """Write a workspace in which several files follow one command."""
        root = workspace(tmp_path / "ws", {"A": 3, "B": 1})
        write(root, {"products/med/plan.yaml": 'format: 1\nplan:\n  B: {by: "2027-Q2"}\n'})
        newer = questionnaire("care", {"A": 2, "B2": 2, "C": 2})
        newer = newer.replace('version: "1"', 'version: "2"')
        newer = newer.replace("- id: B2\n", "- id: B2\n        replaces: [B]\n")
        write(tmp_path, {"newer.yaml": newer})
        write(tmp_path / "killed", {"newer.yaml": newer})
        return root

    def contents(folder: Path) -> dict[str, bytes]:
        """Return every file that holds data, by path."""
        files = (each for each in folder.rglob("*") if each.is_file())
        return {
            each.relative_to(folder).as_posix(): each.read_bytes()
            for each in files
            if not each.name.startswith(".")
        }

    @pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS.keys())
    def test_a_killed_run_leaves_no_half_file(
        arguments: tuple[str, ...], root: Path, tmp_path: Path
    ) -> None:
        """Whatever step is the last, each file is the old or the new one, and can be read."""
        killed = tmp_path / "killed"
        done = subprocess.run(
            [sys.executable, "-m", "tests.cli.killing", str(root), str(killed), *arguments],
            cwd=ROOT,
            env=clean_environment({"GIT_CONFIG_GLOBAL": "/dev/null"}),
            check=False,
            capture_output=True,
            text=True,
        )
        copies = sorted((each for each in killed.iterdir() if each.is_dir()), key=_number)
        old, new = contents(root), contents(copies[-1])

        assert done.returncode == 0, done.stderr
        assert old != new
        assert len(copies) > 5 * sum(old.get(path) != content for path, content in new.items())
        for copy in copies:
            found = contents(copy)
            assert all(found[path] in (old.get(path), new.get(path)) for path in found)
            assert old.keys() & new.keys() <= found.keys()
            assert unread(copy) == []

    def _number(folder: Path) -> int:
        return int(folder.name)

    def unread(folder: Path) -> list[str]:
        """Return the codes of what could not be read, or should not be there."""
        return [each.rule.code for each in load_workspace(folder).diagnostics]
