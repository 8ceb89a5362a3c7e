"""What is shipped ready to use is well formed, and takes nothing from outside into a script."""

import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from convergence_cli import __version__
from convergence_cli.loading.shipped import templates_folder
from tests.handbook import DOCS, Page
from tests.platforms.steps import (
    ACTION,
    GITLAB_JOB,
    ROOT,
    TEMPLATES,
    WORKFLOW,
    action_steps,
    read,
    workflow_steps,
)


def _gitlab_scripts() -> Iterator[tuple[str, str]]:
    job = read(GITLAB_JOB)["convergence"]
    for part in ("script", "after_script"):
        yield f"gitlab-{part}", "\n".join(job[part])


def _github_scripts(shell: str) -> Iterator[tuple[str, str]]:
    for name, steps in (("action", action_steps()), ("workflow", workflow_steps())):
        for step in steps:
            if "run" in step and step.get("shell", "bash") == shell:
                yield f"{name}-{step['name']}", step["run"]


BASH = dict(_github_scripts("bash"))
SH = dict(_gitlab_scripts())
PYTHON = dict(_github_scripts("python"))


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("github-actions", ACTION),
        ("github-workflows", WORKFLOW),
        ("gitlab-ci", GITLAB_JOB),
        ("gitlab-ci", TEMPLATES / "gitlab-ci.yml"),
    ],
    ids=lambda each: getattr(each, "name", each),
)
def test_the_platform_would_take_it(schema: str, file: Path) -> None:
    """Each file is valid by the schema that is published for its platform."""
    checking = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    done = subprocess.run([*checking, str(file)], capture_output=True)

    assert done.returncode == 0, done.stdout.decode()


@pytest.mark.parametrize("name", [*BASH, *SH])
def test_scripts_are_sound(name: str, tmp_path: Path) -> None:
    """The shell reads each script, and its linter has nothing to say."""
    script = tmp_path / "script"
    script.write_text(BASH.get(name) or SH[name], encoding="utf-8")
    dialect = "bash" if name in BASH else "sh"
    linter = Path(sysconfig.get_path("scripts"), "shellcheck")

    read_by_shell = subprocess.run(["bash", "-n", script], capture_output=True)
    linted = subprocess.run([linter, f"--shell={dialect}", script], capture_output=True)

    assert (read_by_shell.returncode, read_by_shell.stderr) == (0, b"")
    assert (linted.returncode, linted.stdout.decode()) == (0, "")


@pytest.mark.parametrize("name", PYTHON)
def test_scripts_in_python_are_read(name: str) -> None:
    """What Python runs is Python."""
    compile(PYTHON[name], name, "exec")


@pytest.mark.parametrize("name", [*BASH, *PYTHON])
def test_no_text_from_outside_becomes_a_part_of_a_script(name: str) -> None:
    """A script holds no expression: what a branch or an input is called cannot be code."""
    assert "${{" not in {**BASH, **PYTHON}[name]


def test_the_action_and_the_workflow_run_the_same() -> None:
    """Those who use no action run the very scripts of it, and nothing else."""
    scripts: list[dict[str, Any]] = [
        {
            each["name"]: (each["shell"], each["run"])
            for each in steps
            if "run" in each and each["name"] != "Install convergence"
        }
        for steps in (action_steps(), workflow_steps())
    ]

    assert len(scripts[0]) == 4
    assert scripts[0] == scripts[1]


def test_only_actions_of_the_platform_itself_are_used() -> None:
    """Nobody else's code is run: the action uses one other action, the workflow two."""
    used = [each["uses"] for each in action_steps() if "uses" in each]
    used_by_workflow = [each["uses"] for each in workflow_steps() if "uses" in each]

    assert used == ["actions/setup-python@v5"]
    assert used_by_workflow == ["actions/checkout@v4", "actions/setup-python@v5"]


def test_the_workflow_asks_for_little() -> None:
    """It may read the code and write a comment, and runs nothing with more than that."""
    workflow = read(WORKFLOW)

    assert workflow["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert workflow["on"] == ["pull_request"]
    assert "permissions" not in workflow["jobs"]["convergence"]


@pytest.mark.parametrize("file", sorted(templates_folder().iterdir()), ids=lambda each: each.name)
def test_templates_install_this_version(file: Path) -> None:
    """A template that is used as it is shipped installs the version that it came with."""
    pinned = re.findall(r"convergence-cli==([\w.+!]+)", file.read_text(encoding="utf-8"))

    assert set(pinned) <= {__version__}
    assert pinned or file.name == "gitlab-ci.yml"


@pytest.mark.parametrize(
    ("command", "file"),
    [
        ("validate-manifest", ROOT / ".pre-commit-hooks.yaml"),
        ("validate-config", TEMPLATES / "pre-commit-config.yaml"),
    ],
    ids=lambda each: getattr(each, "name", each),
)
def test_pre_commit_would_take_it(command: str, file: Path) -> None:
    """The hooks and the configuration are what pre-commit reads."""
    done = subprocess.run([sys.executable, "-m", "pre_commit", command, file], capture_output=True)

    assert (done.returncode, done.stdout + done.stderr) == (0, b"")


def test_everything_that_can_be_chosen_is_on_the_page() -> None:
    """The page lists each input and output of the action, and each variable of the others."""
    page = (DOCS / "how-to" / "use-in-ci.md").read_text(encoding="utf-8")
    action = read(ACTION)
    inputs = re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE)
    variables = re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE)

    assert inputs == list(action["inputs"])
    assert variables == list(read(WORKFLOW)["env"])
    others = [*action["outputs"], *read(GITLAB_JOB)["variables"], "CONVERGENCE_TOKEN"]
    assert [each for each in others if f"`{each}`" not in page] == []


def test_the_example_of_the_action_is_a_workflow(tmp_path: Path) -> None:
    """What the page shows is valid, asks for no more than the workflow, and fits the action."""
    page = Page(DOCS / "how-to" / "use-in-ci.md")
    shown = next(each.text for each in page.blocks if each.text.startswith("name: convergence"))
    file = tmp_path / "workflow.yml"
    file.write_text(shown, encoding="utf-8")
    checking = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    done = subprocess.run([*checking, "vendor.github-workflows", file], capture_output=True)

    assert done.returncode == 0, done.stdout.decode()
    for key in ("on", "permissions", "concurrency"):
        assert read(file)[key] == read(WORKFLOW)[key]
    steps = read(file)["jobs"]["convergence"]["steps"]
    assert steps[0] == workflow_steps()[0]
    assert steps[1]["with"].keys() <= read(ACTION)["inputs"].keys()
