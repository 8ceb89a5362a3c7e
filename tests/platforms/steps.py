"""What a platform does with the files that are ready to use, as far as it can be done here.

Scripts are really run, by bash and Python, in real repositories. Of the platform itself there is
what the scripts meet: variables, files for outputs, and `gh`.
"""

import json
import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.cli.running import clean_environment
from tests.scripted_history import ENVIRONMENT

ROOT = Path(__file__).resolve().parent.parent.parent
ACTION = ROOT / "action.yml"
TEMPLATES = ROOT / "templates"
WORKFLOW = TEMPLATES / "github-workflow.yml"
GITLAB_JOB = TEMPLATES / "gitlab-job.yml"
_EXPRESSION = re.compile(r"\$\{\{ (.+?) \}\}")
_INSTALL = "Install convergence"

Context = Mapping[str, str]


@cache
def read(path: Path) -> Any:
    """Return what a YAML file says."""
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def action_steps() -> list[dict[str, Any]]:
    """Return the steps of the action."""
    return list(read(ACTION)["runs"]["steps"])


def workflow_steps() -> list[dict[str, Any]]:
    """Return the steps of the workflow that `init` writes."""
    return list(read(WORKFLOW)["jobs"]["convergence"]["steps"])


def action_inputs() -> dict[str, str]:
    """Return what the action is given where nothing is said, as its expressions name it."""
    return {f"inputs.{name}": each["default"] for name, each in read(ACTION)["inputs"].items()}


def workflow_variables() -> dict[str, str]:
    """Return the variables that the workflow sets for all of its steps."""
    return dict(read(WORKFLOW)["env"])


def valued(text: str, context: Context) -> str:
    """Return a value with its expressions replaced; of alternatives, the first that is there."""
    return _EXPRESSION.sub(
        lambda found: next(filter(None, map(context.get, found[1].split(" || "))), ""), text
    )


def holds(condition: str, context: Context) -> bool:
    """Return whether the condition of a step is met."""
    for term in condition.split(" && "):
        name, sign, value = term.split(" ")
        if (context.get(name, "") == value.strip("'")) != (sign == "=="):
            return False
    return True


def put_program(folder: Path, name: str, code: str) -> None:
    """Put a program written in Python on a path of programs."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!{sys.executable} -S\n{textwrap.dedent(code)}", encoding="utf-8")
    file.chmod(0o755)


def put_python(folder: Path) -> None:
    """Put the Python of this run on a path of programs, under the name that scripts use."""
    folder.mkdir(exist_ok=True)
    file = folder / "python"
    file.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    file.chmod(0o755)


def put_convergence(folder: Path) -> None:
    """Put the tool itself on a path of programs."""
    put_program(
        folder,
        "convergence",
        f"""
        import os, sys
        os.environ["PYTHONPATH"] = {str(ROOT)!r}
        os.execv(sys.executable, [sys.executable, "-m", "convergence_cli", *sys.argv[1:]])
        """,
    )


def put_told_convergence(folder: Path, says: Mapping[str, Any]) -> Path:
    """Put on a path of programs what answers as it is told, and return where it notes its calls.

    By verb: the exit code, what is said on stdout and stderr, what is written to `--output`.
    """
    calls = folder / "convergence.calls"
    put_program(
        folder,
        "convergence",
        f"""
        import json, sys
        from pathlib import Path
        with Path({str(calls)!r}).open("a") as file:
            print(json.dumps(sys.argv[1:]), file=file)
        told = json.loads({json.dumps(json.dumps(says))})[sys.argv[1]]
        outputs = [each.partition("=")[2] for each in sys.argv if each.startswith("--output=")]
        for each in outputs:
            if "output" in told:
                Path(each).write_text(told["output"], encoding="utf-8")
        sys.stdout.buffer.write(told.get("out", "").encode())
        sys.stdout.flush()
        sys.stderr.buffer.write(told.get("err", "").encode())
        sys.exit(told.get("code", 0))
        """,
    )
    return calls


def noted(calls: Path) -> list[list[str]]:
    """Return the arguments of each call of a program."""
    lines = calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []
    return [json.loads(line) for line in lines]


@dataclass(frozen=True)
class Ran:
    """What a run leaves behind."""

    code: int
    log: str
    summary: str
    outputs: Mapping[str, Mapping[str, str]]
    """By the id of a step."""

    def commands(self) -> list[str]:
        """Return the lines of the log that the runner takes for commands."""
        return list(_commands(self.log))


def _commands(log: str) -> Iterator[str]:
    stopped = ""
    for line in log.splitlines():
        command = line.strip()
        if stopped:
            stopped = "" if command == f"::{stopped}::" else stopped
        elif command.startswith("::stop-commands::"):
            stopped = command.removeprefix("::stop-commands::")
        elif command.startswith("::"):
            yield command


@dataclass
class Github:
    """A job of GitHub Actions: steps one after the other, until one fails."""

    programs: Path
    checkout: Path
    temp: Path
    event: dict[str, str] = field(default_factory=dict)
    """What expressions name, such as `github.event.pull_request.number`."""
    variables: dict[str, str] = field(default_factory=dict)

    def run(self, steps: Sequence[Mapping[str, Any]]) -> Ran:
        """Run the scripts among the steps; what is installed is there already."""
        self.temp.mkdir(exist_ok=True)
        summary = self.temp / "summary.md"
        summary.touch()
        context = dict(self.event)
        outputs: dict[str, dict[str, str]] = {}
        log = ""
        code = 0
        for at, step in enumerate(steps):
            is_met = holds(step["if"], context) if "if" in step else True
            if "run" not in step or step["name"] == _INSTALL or not is_met:
                continue
            output = self.temp / f"output-{at}"
            output.touch()
            done = self.script(step, context, GITHUB_OUTPUT=str(output))
            log += done.stdout.decode("utf-8", "replace")
            lines = output.read_text(encoding="utf-8").splitlines()
            told = dict(line.split("=", 1) for line in lines)
            outputs[step.get("id", "")] = told
            context |= {f"steps.{step.get('id')}.outputs.{key}": told[key] for key in told}
            code = done.returncode
            if code:
                break
        return Ran(code, log, summary.read_text(encoding="utf-8"), outputs)

    def script(
        self, step: Mapping[str, Any], context: Context, **added: str
    ) -> subprocess.CompletedProcess[bytes]:
        """Run the script of one step as the runner does."""
        self.temp.mkdir(exist_ok=True)
        file = self.temp / "script"
        file.write_text(valued(step["run"], context), encoding="utf-8")
        given = {key: valued(value, context) for key, value in step.get("env", {}).items()}
        bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail"]
        return subprocess.run(
            [*(["python"] if step.get("shell") == "python" else bash), str(file)],
            cwd=self.checkout,
            env=self._environment() | given | added,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def _environment(self) -> dict[str, str]:
        return {
            **outside({}),
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary.md"),
            "GITHUB_REPOSITORY": "example/answers",
            "GITHUB_REF": "refs/heads/main",
            "GITHUB_SHA": "",
            **self.variables,
        }


def outside(added: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a job, which knows nothing of the machine's git."""
    kept = clean_environment(added)
    return {name: kept[name] for name in kept if not name.startswith("GIT_")} | {**ENVIRONMENT}


def put_gh(folder: Path) -> Path:
    """Put on a path of programs what answers for comments as the platform does.

    What it returns is where it keeps them; a file `refused` beside it makes it refuse to write.
    """
    comments = folder / "comments.json"
    put_program(
        folder,
        "gh",
        f"""
        import json, os, re, sys
        from pathlib import Path
        kept = Path({str(comments)!r})
        there = json.loads(kept.read_text()) if kept.exists() else []
        def refuse(status):
            print("gh: Resource not accessible by integration (HTTP %d)" % status, file=sys.stderr)
            sys.exit(1)
        args = sys.argv[1:]
        assert args.pop(0) == "api" and os.environ["GH_TOKEN"]
        method = args.pop(1) if args[0] == "--method" else "GET"
        if args[0] == "--method":
            args.pop(0)
        path = args.pop(0)
        if method != "GET" and kept.with_name("refused").exists():
            refuse(403)
        listing = re.fullmatch(
            r"repos/example/answers/issues/7/comments(?:[?]per_page=100&page=([0-9]+))?", path)
        one = re.fullmatch(r"repos/example/answers/issues/comments/([0-9]+)", path)
        if method == "GET" and listing:
            first = 100 * (int(listing[1]) - 1)
            print(json.dumps(there[first:first + 100]))
            sys.exit()
        assert args == ["--input", "-"], args
        body = json.load(sys.stdin)["body"]
        if len(body) > 65536:
            refuse(422)
        if method == "POST" and listing:
            made = {{"id": len(there) + 1, "user": {{"login": "github-actions[bot]"}}}}
            there.append(made)
        elif method == "PATCH" and one:
            [made] = [each for each in there if each["id"] == int(one[1])]
        else:
            refuse(404)
        made["body"] = body
        kept.write_text(json.dumps(there))
        print(json.dumps(made))
        """,
    )
    return comments
