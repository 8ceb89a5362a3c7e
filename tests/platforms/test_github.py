"""The action and the workflow: what they compare with, what they say, and one comment."""

import json
import os
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from convergence_cli import __version__
from tests.platforms.steps import (
    Github,
    Ran,
    action_inputs,
    action_steps,
    noted,
    put_gh,
    put_python,
    put_told_convergence,
    workflow_steps,
    workflow_variables,
)
from tests.scripted_history import MARTIN, ScriptedHistory, git

MARKER = "<!-- convergence: . -->"
BY_BOT = {"login": "github-actions[bot]"}
PASSES = {
    "check": {"code": 0},
    "diff": {"code": 0},
    "score": {"code": 0, "output": "## Verdict: pass\n"},
}
HOSTILE = "\"; touch pwned; $(touch pwned) `touch pwned` ' ${{ github.token }} ::error::x"


@dataclass(frozen=True)
class Merge:
    """A pull request of one commit, and its merge, which GitHub makes and checks out."""

    origin: Path
    started: str
    """The base that the event names: where the branch started."""
    base: str
    """Where the branch that is merged into was when the merge was made."""
    merge: str


@pytest.fixture(scope="module")
def merge(tmp_path_factory: pytest.TempPathFactory) -> Merge:
    """Write a repository whose main branch moved on after a pull request was opened."""
    history = ScriptedHistory.founded(tmp_path_factory.mktemp("origin") / "a répertoire")
    started = history.commit(MARTIN)
    history.git("checkout", "--quiet", "-b", "answers")
    history.append("products/visiocab/product.yaml", "# of the branch\n")
    history.commit(MARTIN)
    history.git("checkout", "--quiet", "main")
    history.append("products/medicab/product.yaml", "# of main\n")
    base = history.commit(MARTIN)
    history.git("checkout", "--quiet", "--detach")
    history.start_merge("answers")
    merged = history.commit(MARTIN)
    history.git("update-ref", "refs/pull/7/merge", merged)
    history.git("checkout", "--quiet", "main")
    return Merge(history.top, started, base, merged)


@dataclass(frozen=True)
class Bench:
    """A job on a shallow clone of the merge, with programs that answer as they are told."""

    job: Github
    merge: Merge
    programs: Path

    def told(self, says: Mapping[str, Any]) -> None:
        """Say what the tool answers."""
        put_told_convergence(self.programs, says)

    def calls(self) -> list[list[str]]:
        """Return how the tool was called."""
        return noted(self.programs / "convergence.calls")

    def compared_with(self) -> str | None:
        """Return the commit that `score` was given."""
        [score] = [call for call in self.calls() if call[0] == "score"]
        return next((each[10:] for each in score if each.startswith("--against=")), None)

    def comments(self) -> list[dict[str, Any]]:
        """Return the comments that are there."""
        file = self.programs / "comments.json"
        return list(json.loads(file.read_text())) if file.exists() else []


def cloned(merge: Merge, folder: Path, depth: int = 1) -> Path:
    """Check the merge out as the action for that does: nothing but it, on no branch."""
    git(folder.parent, "init", "--quiet", folder.name)
    git(folder, "remote", "add", "origin", merge.origin.as_uri())
    git(folder, "fetch", "--quiet", f"--depth={depth}", "origin", merge.merge)
    git(folder, "checkout", "--quiet", "--detach", merge.merge)
    return folder


@pytest.fixture
def bench(merge: Merge, tmp_path: Path) -> Bench:
    """Return a job of the pull request, whose tool finds nothing wrong."""
    programs = tmp_path / "programs"
    put_python(programs)
    put_gh(programs)
    put_told_convergence(programs, PASSES)
    event = {
        **action_inputs(),
        "github.token": "secret",
        "github.event.pull_request.base.sha": merge.started,
        "github.event.pull_request.number": "7",
    }
    variables = {"GITHUB_REF": "refs/pull/7/merge", "GITHUB_SHA": merge.merge}
    checkout = cloned(merge, tmp_path / "checkout")
    return Bench(Github(programs, checkout, tmp_path / "temp", event, variables), merge, programs)


def run_action(bench: Bench, **inputs: str) -> Ran:
    """Run the action with some inputs."""
    bench.job.event |= {f"inputs.{key.replace('_', '-')}": inputs[key] for key in inputs}
    return bench.job.run(action_steps())


def run_workflow(bench: Bench, **variables: str) -> Ran:
    """Run the workflow with some of its variables changed."""
    bench.job.variables |= workflow_variables() | variables
    return bench.job.run(workflow_steps())


each_form = pytest.mark.parametrize("form", [run_action, run_workflow])
Form = Callable[..., Ran]


@each_form
def test_nothing_is_wrong(form: Form, bench: Bench) -> None:
    """Files are checked, the score is compared, and the report is on the page of the run."""
    ran = form(bench)

    assert ran.code == 0, ran.log
    assert ran.summary == "## Verdict: pass\n"
    assert ran.outputs["judge"]["verdict"] == "pass"
    assert Path(ran.outputs["judge"]["report"]).read_text(encoding="utf-8") == ran.summary
    check, diff, score = bench.calls()
    assert diff == ["diff", "--workspace=.", "--format", "github", bench.merge.base]
    assert check == ["check", "--workspace=.", "--format", "github"]
    assert score == [
        *("score", "--workspace=.", "--format", "markdown"),
        f"--output={ran.outputs['judge']['report']}",
        f"--against={bench.merge.base}",
    ]


def test_it_compares_with_what_is_merged_into(bench: Bench) -> None:
    """The merge is compared with its own base, not with where the branch once started."""
    ran = run_action(bench)

    assert ran.outputs["base"]["commit"] == bench.merge.base != bench.merge.started
    assert bench.compared_with() == bench.merge.base


def test_one_commit_is_fetched(bench: Bench) -> None:
    """A shallow clone gets the base, and no history."""
    before = git(bench.job.checkout, "rev-list", "--all", "HEAD").split()

    run_action(bench)

    assert before == [bench.merge.merge]
    assert git(bench.job.checkout, "cat-file", "-t", bench.merge.base) == "commit"
    assert git(bench.job.checkout, "rev-list", bench.merge.base).split() == [bench.merge.base]


def test_nothing_is_fetched_where_the_base_is_there(merge: Merge, bench: Bench) -> None:
    """With `fetch-depth: 2`, as in the workflow, no network and no credentials are needed."""
    git(bench.job.checkout, "fetch", "--quiet", "--deepen=1", "origin", merge.merge)
    git(bench.job.checkout, "remote", "set-url", "origin", "file:///nowhere")

    ran = run_action(bench)

    assert ran.code == 0, ran.log
    assert bench.compared_with() == merge.base


def test_another_checkout_is_compared_with_the_base_of_the_event(bench: Bench) -> None:
    """Where something else than the merge was checked out, the event says what to compare with."""
    git(bench.job.checkout, "fetch", "--quiet", "--depth=1", "origin", bench.merge.base)
    git(bench.job.checkout, "checkout", "--quiet", bench.merge.base)

    run_action(bench)

    assert bench.compared_with() == bench.merge.started


@pytest.mark.parametrize("name", ["main", "origin/main"])
def test_a_branch_may_be_named(name: str, bench: Bench) -> None:
    """What is named is compared with, fetched if need be."""
    run_action(bench, against=name)

    assert bench.compared_with() == bench.merge.base


def test_outside_a_pull_request_nothing_is_compared(bench: Bench) -> None:
    """On a branch the score stands alone, and no comment is tried."""
    del bench.job.event["github.event.pull_request.base.sha"]
    del bench.job.event["github.event.pull_request.number"]
    bench.job.variables["GITHUB_REF"] = "refs/heads/main"

    ran = run_action(bench, comment="true", strict="true")

    assert ran.code == 0
    assert "Nothing to compare with" in ran.log
    assert bench.compared_with() is None
    assert "--strict" not in bench.calls()[1]
    assert bench.comments() == []


@pytest.mark.parametrize("workspace", ["nowhere", "../temp"])
def test_without_a_checkout_there_is_no_verdict(workspace: str, bench: Bench) -> None:
    """A workspace that is not there, or in no repository, stops the job, which says so."""
    ran = run_action(bench, workspace=workspace)

    [error] = ran.commands()
    assert ran.code == 2
    assert error.startswith("::error::the workspace is no folder of a repository: check the code")


@pytest.mark.parametrize("name", ["0" * 40, "--upload-pack=touch pwned", HOSTILE])
def test_what_cannot_be_fetched_gives_no_verdict(name: str, bench: Bench) -> None:
    """A commit that is nowhere stops the job, which says what to change; no name is an option."""
    ran = run_action(bench, against=name)

    assert ran.code == 2
    assert ran.commands() == [
        "::error::the commit to compare with is not here, and could not be fetched: check out with "
        "'fetch-depth: 2', or with credentials that may read"
    ]
    assert bench.calls() == []
    assert not [*bench.job.checkout.rglob("pwned")]


@pytest.mark.parametrize(
    ("says", "code", "verdict"),
    [
        ({"check": {}, "score": {"code": 1, "output": "worse"}}, 1, "fail"),
        ({"check": {"code": 1, "err": "x\n"}, "score": {"code": 1, "output": "under"}}, 1, "fail"),
        ({"check": {"code": 1, "err": "x\n"}, "score": {"code": 2}}, 1, "fail"),
        ({"check": {"code": 2, "err": "convergence: no workspace\n"}}, 2, "none"),
        ({"check": {}, "score": {"code": 2, "err": "convergence: no ref\n"}}, 2, "none"),
        ({"check": {}, "score": {"code": 3, "err": "a bug\n"}}, 3, "none"),
    ],
)
def test_verdicts(says: Mapping[str, Any], code: int, verdict: str, bench: Bench) -> None:
    """The job ends as the tool did, after the report was published, comment included."""
    bench.told(says)

    ran = run_action(bench, comment="true")

    assert (ran.code, ran.outputs["judge"]["verdict"]) == (code, verdict)
    assert ran.summary
    [comment] = bench.comments()
    assert comment["body"] == f"{MARKER}\n{ran.summary}"


def test_without_a_score_the_report_says_why(bench: Bench) -> None:
    """What was said stands in the report as code, which none of its lines can end."""
    bench.told(
        {"check": {"code": 1, "out": "a.yaml:1:1: error ```\n<script>\n", "err": "1 error\n"}}
    )

    ran = run_action(bench)

    assert ran.summary == (
        "### convergence: no score\n\n    a.yaml:1:1: error ```\n    <script>\n    1 error\n"
    )
    assert bench.calls()[-1] == ["check", "--workspace=.", "--color", "never"]


def test_what_is_said_forges_no_command(bench: Bench) -> None:
    """Annotations come from `check` and `diff`: whatever else quotes the workspace is none."""
    bench.told(
        {
            "check": {"out": "::error file=a.yaml,line=1::b\n", "err": "::error::forged\n"},
            "diff": {"out": "::warning file=c.yaml::d\n", "err": "::error::unseen\n", "code": 1},
            "score": {"out": "::add-mask::x\n", "err": "::warning::forged\n", "output": "fine"},
        }
    )

    ran = run_action(bench)

    assert ran.commands() == ["::error file=a.yaml,line=1::b", "::warning file=c.yaml::d"]
    assert ran.log.count("forged") == 2
    assert ran.code == 0


def test_options_are_passed_on(bench: Bench) -> None:
    """What is asked for reaches `score`, whatever it holds, as options alone."""
    inputs = {"strict": "true", "fail_on": "under-expected, draft,$(touch pwned) *"}
    ran = run_action(bench, workspace=".", **inputs)

    [diff] = [call for call in bench.calls() if call[0] == "diff"]
    [score] = [call for call in bench.calls() if call[0] == "score"]
    assert ran.code == 0
    assert diff[1:] == ["--workspace=.", "--format", "github", "--strict", bench.merge.base]
    assert score[6:] == [
        "--strict",
        *("--fail-on=under-expected", "--fail-on=draft"),
        *("--fail-on=$(touch", "--fail-on=pwned)", "--fail-on=*"),
    ]
    assert not [*bench.job.checkout.rglob("pwned")]


def test_hostile_names_run_nothing(bench: Bench) -> None:
    """The names that a stranger chooses for a branch or a title are never carried out."""
    names = ("GITHUB_HEAD_REF", "GITHUB_BASE_REF", "GITHUB_ACTOR", "PR_TITLE")
    bench.job.variables |= dict.fromkeys(names, HOSTILE)
    bench.job.event |= {"github.head_ref": HOSTILE, "github.event.pull_request.title": HOSTILE}

    ran = run_action(bench, comment="true")

    assert ran.code == 0
    assert ran.commands() == []
    assert not [*bench.job.checkout.rglob("pwned"), *bench.job.temp.rglob("pwned")]


def test_a_folder_with_a_hostile_name_is_a_folder(bench: Bench) -> None:
    """The name of the workspace is a name in each script, and in the marker of the comment."""
    folder = 'w"$(touch pwned)--> é'
    (bench.job.checkout / folder).mkdir()

    ran = run_action(bench, workspace=folder, comment="true")

    assert ran.code == 0, ran.log
    assert bench.calls()[0][1] == f"--workspace={folder}"
    [comment] = bench.comments()
    assert comment["body"].splitlines()[0] == "<!-- convergence: w___touch_pwned______ -->"
    assert not [*bench.job.checkout.rglob("pwned")]


def test_there_is_one_comment(bench: Bench) -> None:
    """The second run changes the comment of the first one."""
    run_action(bench, comment="true")
    bench.told({"check": {}, "score": {"code": 1, "output": "Worse: é | `x`\n"}})

    run_action(bench, comment="true")

    [comment] = bench.comments()
    assert comment["body"] == f"{MARKER}\nWorse: é | `x`\n"


def test_the_comment_of_somebody_else_is_left_alone(bench: Bench) -> None:
    """A comment that only looks like ours belongs to who wrote it."""
    theirs = {"id": 1, "user": {"login": "mallory"}, "body": f"{MARKER}\nall is well"}
    gone = {"id": 2, "user": None, "body": MARKER}
    quoted = {"id": 3, "user": BY_BOT, "body": f"> {MARKER}"}
    (bench.programs / "comments.json").write_text(json.dumps([theirs, gone, quoted]))

    run_action(bench, comment="true")

    *before, ours = bench.comments()
    assert before == [theirs, gone, quoted]
    assert (ours["user"], ours["body"]) == (BY_BOT, f"{MARKER}\n## Verdict: pass\n")


def test_the_comment_is_found_among_many(bench: Bench) -> None:
    """However long the conversation is, the comment is found again."""
    others = [{"id": at, "user": {"login": "a"}, "body": "-"} for at in range(1, 251)]
    others[230] |= {"user": BY_BOT, "body": f"{MARKER}\nold"}
    (bench.programs / "comments.json").write_text(json.dumps(others))

    run_action(bench, comment="true")

    assert len(bench.comments()) == 250
    assert bench.comments()[230]["body"] == f"{MARKER}\n## Verdict: pass\n"


def test_two_workspaces_have_a_comment_each(bench: Bench) -> None:
    """The comment of one workspace of a repository is not taken for that of another."""
    (bench.job.checkout / "company").mkdir()
    run_action(bench, comment="true")
    run_action(bench, comment="true", workspace="company")
    run_action(bench, comment="true")

    firsts = [each["body"].splitlines()[0] for each in bench.comments()]
    assert firsts == [MARKER, "<!-- convergence: company -->"]


@each_form
def test_a_token_that_may_only_read_changes_nothing(form: Form, bench: Bench) -> None:
    """In a pull request from a fork no comment is written; the job says so, and stays green."""
    (bench.programs / "refused").touch()

    ran = form(bench, comment="true")

    assert ran.code == 0
    assert bench.comments() == []
    [notice] = ran.commands()
    assert notice.startswith("::notice::no comment: the token may not write one")
    assert ran.summary == "## Verdict: pass\n"


def test_a_runner_without_the_program_that_comments_stays_green(bench: Bench) -> None:
    """Where `gh` is not installed, the result is on the page of the run."""
    (bench.programs / "gh").unlink()
    bench.job.variables["PATH"] = f"{bench.programs}{os.pathsep}{os.defpath}"

    ran = run_action(bench, comment="true")

    assert ran.code == 0, ran.log
    assert "::notice::no comment" in ran.log


def test_no_comment_unless_asked(bench: Bench) -> None:
    """The action writes to the pull request only where it was told to."""
    run_action(bench)

    assert bench.comments() == []


def test_a_long_report_fits_a_comment(bench: Bench) -> None:
    """What a comment cannot hold is cut, and the page of the run has it whole."""
    report = "é" * 100_000
    bench.told({"check": {}, "score": {"output": report}})

    ran = run_action(bench, comment="true")

    [comment] = bench.comments()
    assert comment["body"].startswith(f"{MARKER}\néé")
    assert ran.summary == report


def made_wheel(folder: Path) -> None:
    """Put a package of our name and version into a folder, with a command that does nothing."""
    name = f"convergence_cli-{__version__}"
    metadata = f"Metadata-Version: 2.1\nName: convergence-cli\nVersion: {__version__}\n"
    wheel = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files = {
        f"{name}.data/scripts/convergence": "#!/bin/sh\n",
        f"{name}.dist-info/METADATA": metadata,
        f"{name}.dist-info/WHEEL": wheel,
    }
    record = "".join(f"{each},,\n" for each in (*files, f"{name}.dist-info/RECORD"))
    with zipfile.ZipFile(folder / f"{name}-py3-none-any.whl", "w") as archive:
        for path, text in (files | {f"{name}.dist-info/RECORD": record}).items():
            archive.writestr(path, text)


def test_a_version_is_installed_apart(bench: Bench, tmp_path: Path) -> None:
    """The tool gets an environment of its own, and later steps find it."""
    [install] = [each for each in action_steps() if each.get("name") == "Install convergence"]
    packages = tmp_path / "packages"
    packages.mkdir()
    made_wheel(packages)
    path = tmp_path / "path"
    added = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(packages), "GITHUB_PATH": str(path)}

    done = bench.job.script(
        install, {"inputs.version": __version__}, GITHUB_ACTION_PATH=str(tmp_path), **added
    )

    assert done.returncode == 0, done.stdout.decode()
    programs = Path(path.read_text(encoding="utf-8").rstrip("\n"))
    assert programs.is_relative_to(bench.job.temp)
    assert (programs / "convergence").read_text(encoding="utf-8") == "#!/bin/sh\n"
