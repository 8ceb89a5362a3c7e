"""From the change of an answer to the verdict on its platform, with the tool itself."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.platforms.steps import (
    GITLAB_JOB,
    Github,
    Ran,
    action_inputs,
    action_steps,
    outside,
    put_convergence,
    put_gh,
    put_python,
    read,
)
from tests.scripted_history import DURAND, MARTIN, ScriptedHistory, git

SHEET = "products/medicab/answers/interoperability.yaml"
BELOW = "a/b é"


@dataclass(frozen=True)
class Request:
    """A change of the example's answers, asked to be merged."""

    history: ScriptedHistory
    base: str

    def changed(self, old: str, new: str) -> str:
        """Change one answer on a branch, merge it as a platform does, and return the merge."""
        self.history.git("checkout", "--quiet", "-B", "answers", self.base)
        text = self.history.read(SHEET)
        assert old in text
        self.history.write(SHEET, text.replace(old, new, 1))
        head = self.history.commit(DURAND)
        self.history.git("checkout", "--quiet", "--detach", self.base)
        self.history.git("merge", "--quiet", "--no-ff", "-m-", head, **_WHO)
        return self.history.git("rev-parse", "HEAD")


_WHO = {
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": MARTIN,
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": MARTIN,
}


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    """Return a repository with a workspace below its root, where a change can be asked for."""
    history = ScriptedHistory.founded(tmp_path / "origin", BELOW)
    return Request(history, history.git("rev-parse", "HEAD"))


def judged_by_github(request_: Request, merge: str, folder: Path) -> tuple[Ran, list[str]]:
    """Run the action on a shallow clone of a merge; return what came of it, and the comments."""
    programs = folder / "programs"
    put_python(programs)
    put_convergence(programs)
    comments = put_gh(programs)
    checkout = cloned(request_, merge, folder / f"checkout-{merge[:7]}")
    event = {
        **action_inputs(),
        "inputs.workspace": BELOW,
        "inputs.comment": "true",
        "github.token": "secret",
        "github.event.pull_request.base.sha": request_.base,
        "github.event.pull_request.number": "7",
    }
    variables = {"GITHUB_REF": "refs/pull/7/merge", "GITHUB_SHA": merge}
    ran = Github(programs, checkout, folder / f"temp-{merge[:7]}", event, variables).run(
        action_steps()
    )
    return ran, [each["body"] for each in json.loads(comments.read_text(encoding="utf-8"))]


def cloned(request_: Request, commit: str, folder: Path) -> Path:
    """Check one commit out, and nothing else of the history."""
    git(folder.parent, "init", "--quiet", folder.name)
    git(folder, "remote", "add", "origin", request_.history.top.as_uri())
    git(folder, "fetch", "--quiet", "--depth=1", "origin", commit)
    git(folder, "checkout", "--quiet", "--detach", commit)
    return folder


def test_a_pull_request_gets_worse_and_better_again(request_: Request, tmp_path: Path) -> None:
    """A lowered level is red, with its criterion in the comment; taken back, it is green."""
    worse = request_.changed("level: 3", "level: 2")
    better = request_.changed("comment: ", "comment: As before ")

    red, [first] = judged_by_github(request_, worse, tmp_path)
    green, [second] = judged_by_github(request_, better, tmp_path)

    assert (red.code, red.outputs["judge"]["verdict"]) == (1, "fail"), red.log
    assert "| INT-TRA-01 " in red.summary
    assert "**level lowered** 3 → 2" in red.summary or "**niveau abaissé** 3 → 2" in red.summary
    [lowered] = [each for each in red.commands() if "title=level-lowered" in each]
    assert f"file={BELOW}/{SHEET},line=" in lowered
    assert not [each for each in green.commands() if "title=level-" in each]
    assert (green.code, green.outputs["judge"]["verdict"]) == (0, "pass"), green.log
    assert red.outputs["base"]["commit"] == green.outputs["base"]["commit"] == request_.base
    marker = "<!-- convergence: a/b__ -->\n"
    assert (first, second) == (marker + red.summary, marker + green.summary)


def test_an_error_stands_beside_its_line(request_: Request, tmp_path: Path) -> None:
    """An annotation names the file from the root of the repository; the report quotes it."""
    wrong = request_.changed("INT-TRA-01:", "INT-TRA-99:")

    ran, [comment] = judged_by_github(request_, wrong, tmp_path)

    assert (ran.code, ran.outputs["judge"]["verdict"]) == (1, "fail"), ran.log
    errors = [each for each in ran.commands() if each.startswith("::error")]
    assert f"file={BELOW}/{SHEET},line=" in errors[0]
    assert "CV201" in errors[0]
    assert f"    {SHEET}:" in comment


@pytest.mark.parametrize(
    "case",
    [
        ("level: 3", "level: 2", 1, "INT-TRA-01"),
        ("INT-TRA-01:", "INT-TRA-99:", 1, "CV201"),
        ("comment: ", "comment: As before ", 0, "Interoperability"),
    ],
)
def test_a_merge_request(
    case: tuple[str, str, int, str], request_: Request, tmp_path: Path
) -> None:
    """GitLab's job ends as the tool does, and leaves reports that its platform can read."""
    old, new, code, said = case
    programs = tmp_path / "programs"
    put_python(programs)
    put_convergence(programs)
    checkout = cloned(request_, request_.changed(old, new), tmp_path / "checkout")
    job = read(GITLAB_JOB)

    done = subprocess.run(
        ["bash", "-e", "-c", job["convergence"]["script"][1]],
        cwd=checkout,
        env={
            **outside({}),
            "PATH": f"{programs}:/usr/local/bin:/usr/bin:/bin",
            **job["variables"],
            "CONVERGENCE_WORKSPACE": BELOW,
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": request_.base,
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )

    assert done.returncode == code, done.stdout.decode()
    assert said in (checkout / "convergence.md").read_text(encoding="utf-8")
    quality = json.loads((checkout / "convergence-quality.json").read_text(encoding="utf-8"))
    found = [each["location"]["path"] for each in quality if "INT-TRA-99" in each["description"]]
    assert set(found) == ({f"{BELOW}/{SHEET}"} if said == "CV201" else set())
