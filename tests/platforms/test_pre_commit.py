"""Hooks for pre-commit, which is really run: at commits and pushes of a scripted repository."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from convergence_cli.loading.shipped import templates_folder
from tests.cli.running import run
from tests.platforms.steps import ROOT, outside, put_convergence, read
from tests.scripted_history import MARTIN, ScriptedHistory, identity

HOOKS = ROOT / ".pre-commit-hooks.yaml"
CONFIGURATION = ".pre-commit-config.yaml"
SHEET = "products/medicab/answers/interoperability.yaml"
_OF_THE_PACKAGE = (
    *("convergence_cli", "schemas", "questionnaires", "examples", "templates"),
    *("docs/reference/diagnostics", "pyproject.toml", "README.md", "LICENSE", HOOKS.name),
)


@dataclass(frozen=True)
class Clone:
    """A clone of somebody who uses pre-commit."""

    history: ScriptedHistory
    variables: Mapping[str, str]

    def configure(self, configuration: Any) -> None:
        """Say which hooks run; they run from now on."""
        file = self.history.top / CONFIGURATION
        file.write_text(json.dumps(configuration), encoding="utf-8")
        self.history.commit(MARTIN)
        self.pre_commit("install", "--hook-type=pre-commit", "--hook-type=pre-push")

    def pre_commit(self, *args: str) -> str:
        """Run pre-commit itself, and return what it says."""
        return self._run([sys.executable, "-m", "pre_commit", *args])[1]

    def commit(self, *paths: str) -> tuple[bool, str]:
        """Try to commit some files as git does; return whether it did, and what was said."""
        self._run(["git", "add", "--", *paths])
        code, log = self._run(["git", "commit", "--quiet", "--message=-"])
        return code == 0, log

    def push(self, origin: Path) -> tuple[bool, str]:
        """Try to push as git does."""
        code, log = self._run(["git", "push", "--quiet", origin.as_uri(), "HEAD:refs/heads/main"])
        return code == 0, log

    def _run(self, command: Sequence[str]) -> tuple[int, str]:
        done = subprocess.run(
            command,
            cwd=self.history.top,
            env=outside(self.variables) | identity(MARTIN),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        return done.returncode, done.stdout.decode("utf-8", "replace")


def clone_in(folder: Path, below: str = ".") -> Clone:
    """Write a valid workspace with its schemas, in a repository of its own."""
    history = ScriptedHistory.founded(folder / "repository", below)
    run("schema", at=history.root)
    history.commit(MARTIN)
    programs = folder / "programs"
    put_convergence(programs)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    return Clone(history, {"PATH": path, "PRE_COMMIT_HOME": str(folder / "home")})


def of_this_tool(**changes: Any) -> Any:
    """Return a configuration with every hook of this project, run by the tool of the tests."""
    hooks = [{**each, "language": "system", **changes} for each in read(HOOKS)]
    return {"repos": [{"repo": "local", "hooks": hooks}]}


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """Return a clone in which every hook runs."""
    made = clone_in(tmp_path)
    made.configure(of_this_tool())
    return made


def spoil(clone: Clone, path: str = SHEET) -> None:
    """Write an answer to a criterion that does not exist."""
    clone.history.write(path, clone.history.read(path).replace("INT-TRA-01:", "INT-TRA-99:"))


def test_a_right_commit_is_made(clone: Clone) -> None:
    """Where nothing is wrong, git commits, and the hooks say that they passed."""
    clone.history.append(SHEET, "# read again\n")

    is_made, log = clone.commit(SHEET)

    assert is_made, log
    assert _results(log) == {"convergence check": "Passed", "convergence schema": "Passed"}


def test_a_wrong_answer_is_not_committed(clone: Clone) -> None:
    """An error in a file stops the commit, and is shown once with its place."""
    spoil(clone)
    clone.history.append("products/visiocab/product.yaml", "# and another file\n")
    clone.history.append("convergence.yaml", "# and a third\n")

    is_made, log = clone.commit(".")

    assert not is_made
    assert _results(log)["convergence check"] == "Failed"
    assert log.count("error CV201 unknown-criterion") == 1
    assert f"\n{SHEET}:" in log


def test_what_is_not_committed_does_not_count(clone: Clone) -> None:
    """A mistake that is not in the commit does not stop it, and is still there after it."""
    clone.history.append("products/visiocab/product.yaml", "# read again\n")
    spoil(clone)

    is_made, log = clone.commit("products/visiocab/product.yaml")

    assert is_made, log
    assert "INT-TRA-99" in clone.history.read(SHEET)


def test_other_files_start_no_hook(clone: Clone) -> None:
    """A commit that touches no file of a workspace is not checked."""
    clone.history.write("README.md", "Answers\n")
    clone.history.write("src/convergence.py", "\n")

    is_made, log = clone.commit(".")

    assert is_made
    assert set(_results(log).values()) == {"Skipped"}


def test_stale_schemas_are_not_committed(clone: Clone) -> None:
    """A member who is new to the settings but not to the schemas stops the commit."""
    clone.history.replace("convergence.yaml", "name: B. Durand", "name: Benoît Durand")

    is_made, log = clone.commit("convergence.yaml")

    assert not is_made
    assert _results(log) == {"convergence check": "Passed", "convergence schema": "Failed"}
    assert "stale" in log


def test_what_got_worse_is_not_pushed(tmp_path: Path) -> None:
    """Work in progress is committed; what is worse than before is not pushed."""
    clone = clone_in(tmp_path)
    score = {**read(HOOKS)[2], "language": "system", "args": ["--against", "HEAD~1"]}
    clone.configure({"repos": [{"repo": "local", "hooks": [score]}]})
    subprocess.run(["git", "init", "--quiet", "--bare", tmp_path / "origin"], check=True)
    lowered = clone.history.read(SHEET).replace("level: 3", "level: 2", 1)
    clone.history.write(SHEET, lowered)

    is_made, log = clone.commit(".")
    is_pushed, said = clone.push(tmp_path / "origin")

    assert is_made, log
    assert not is_pushed
    assert _results(said) == {"convergence score": "Failed"}
    assert "INT-TRA-01" in said


def test_a_workspace_below_the_root_is_named(tmp_path: Path) -> None:
    """Hooks run at the root of a repository, and are told where the workspace stands."""
    clone = clone_in(tmp_path, "a/b c")
    clone.configure(of_this_tool(args=["--workspace", "a/b c"]))
    spoil(clone)

    is_made, log = clone.commit(".")

    assert not is_made
    assert "error CV201 unknown-criterion" in log


@pytest.mark.parametrize("below", [".", "b é"])
def test_what_init_writes_runs(below: str, tmp_path: Path) -> None:
    """What `init --pre-commit` writes checks the workspace; only the installing is left out."""
    clone = clone_in(tmp_path, below)
    run("init", below, "--pre-commit", at=clone.history.top)
    written = read(clone.history.top / CONFIGURATION)
    for hook in written["repos"][0]["hooks"]:
        assert hook.pop("language") == "python"
        hook["language"] = "system"
        del hook["additional_dependencies"]
    clone.configure(written)
    spoil(clone)

    is_made, log = clone.commit(".")

    assert not is_made
    assert _results(log) == {"convergence check": "Failed", "convergence schema": "Passed"}
    assert "error CV201 unknown-criterion" in log


def test_the_template_and_the_hooks_agree() -> None:
    """Who copies the configuration gets the hooks that others take from this repository."""
    [local] = read(templates_folder() / "pre-commit-config.yaml")["repos"]
    published = {each["id"]: each for each in read(HOOKS)}

    for hook in local["hooks"]:
        same = {key: hook[key] for key in hook if key not in {"args", "additional_dependencies"}}
        assert same.items() <= published[hook["id"]].items()


def test_the_hooks_install_by_themselves(tmp_path: Path) -> None:
    """From this repository, pre-commit clones, builds and installs the tool, and runs it."""
    source = tmp_path / "source"
    for path in _OF_THE_PACKAGE:
        copy = shutil.copytree if (ROOT / path).is_dir() else shutil.copy2
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / path, source / path)
    revision = ScriptedHistory(source).commit(MARTIN)
    clone = clone_in(tmp_path)
    hooks = [{"id": each["id"]} for each in read(HOOKS)]
    clone.configure({"repos": [{"repo": str(source), "rev": revision, "hooks": hooks}]})
    (tmp_path / "programs" / "convergence").unlink()
    spoil(clone)

    is_made, log = clone.commit(".")

    assert not is_made
    assert "Installing environment" in log
    assert _results(log) == {"convergence check": "Failed", "convergence schema": "Passed"}
    assert "error CV201 unknown-criterion" in log


def _results(log: str) -> dict[str, str]:
    """Return what each hook came to, by its name."""
    results = {}
    for line in log.splitlines():
        name, dots, result = line.partition("...")
        if dots and name.startswith("convergence "):
            results[name] = result.rpartition(".")[2].rpartition(")")[2]
    return results
