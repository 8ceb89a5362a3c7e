"""The job of GitLab: what it compares with, what it leaves, and one note."""

import json
import subprocess
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.platforms.steps import (
    GITLAB_JOB,
    noted,
    outside,
    put_python,
    put_told_convergence,
    read,
)
from tests.scripted_history import MARTIN, ScriptedHistory, git

TOKEN = "glpat-x"  # noqa: S105 - opens nothing
MARKER = "<!-- convergence: . -->"
PASSES = {
    "check": {"output": "[]"},
    "score": {"output": "## Verdict: pass\n"},
}
HOSTILE = "\"; touch pwned; $(touch pwned) `touch pwned` '"


@dataclass
class Platform:
    """What a job asks of GitLab: who its token is, and the notes of one merge request."""

    notes: list[dict[str, Any]] = field(default_factory=list)
    may_write: bool = True

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        """Return the status and the content of an answer."""
        at, _, query = path.partition("?")
        folder = "/api/v4/projects/12/merge_requests/7/notes"
        if method == "GET" and at == "/api/v4/user":
            return 200, {"id": 99}
        if method == "GET" and at == folder:
            page = int(query.rpartition("=")[2])
            return 200, self.notes[100 * (page - 1) : 100 * page]
        if not self.may_write:
            return 403, {"message": "403 Forbidden"}
        if method == "POST" and at == folder:
            self.notes.append({"id": len(self.notes) + 1, "author": {"id": 99}, **body})
            return 201, self.notes[-1]
        if method == "PUT" and at.startswith(f"{folder}/"):
            [note] = [each for each in self.notes if each["id"] == int(at.rpartition("/")[2])]
            note |= body
            return 200, note
        return 404, {"message": "404 Not Found"}


@pytest.fixture
def platform() -> Iterator[tuple[Platform, str]]:
    """Return a GitLab that answers over HTTP, and where it does."""
    platform = Platform()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            given = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, content = 401, None
            if self.headers["PRIVATE-TOKEN"] == TOKEN:
                body = json.loads(given) if given else None
                status, content = platform.answer(self.command, self.path, body)
            told = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        do_GET = do_POST = do_PUT = _answer  # noqa: N815 - names that the server calls

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield platform, f"http://127.0.0.1:{server.server_port}/api/v4"
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass(frozen=True)
class Ran:
    """What a part of a job leaves behind."""

    code: int
    log: str


@dataclass
class Job:
    """A job on a shallow clone of a branch, with programs that answer as they are told."""

    checkout: Path
    programs: Path
    started: str
    """Where the branch started."""
    target: str
    """Where the branch is that it is merged into."""
    variables: dict[str, str] = field(default_factory=dict)

    def told(self, says: Mapping[str, Any]) -> None:
        """Say what the tool answers."""
        put_told_convergence(self.programs, says)

    def calls(self) -> list[list[str]]:
        """Return how the tool was called."""
        return noted(self.programs / "convergence.calls")

    def run(self, shell: str = "bash", **variables: str) -> Ran:
        """Run the script; what is installed is there already."""
        install, script = read(GITLAB_JOB)["convergence"]["script"]
        assert install == 'python -m pip install --quiet "$CONVERGENCE_PACKAGE"'
        return self._run([shell, "-e"], script, variables)

    def run_after(self, **variables: str) -> Ran:
        """Run what is run after the script, whatever came of it."""
        [script] = read(GITLAB_JOB)["convergence"]["after_script"]
        return self._run(["bash", "-e"], script, variables)

    def text(self, name: str) -> str:
        """Return a file that the job left."""
        return (self.checkout / name).read_text(encoding="utf-8")

    def _run(self, shell: list[str], script: str, variables: Mapping[str, str]) -> Ran:
        done = subprocess.run(
            [*shell, "-c", script],
            cwd=self.checkout,
            env={
                **outside({}),
                "PATH": f"{self.programs}:/usr/local/bin:/usr/bin:/bin",
                **read(GITLAB_JOB)["variables"],
                **self.variables,
                **variables,
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8", "replace"))


@dataclass(frozen=True)
class Branch:
    """A branch of a repository whose main branch moved on."""

    origin: Path
    started: str
    target: str
    head: str


@pytest.fixture(scope="module")
def branch(tmp_path_factory: pytest.TempPathFactory) -> Branch:
    """Write the repository."""
    history = ScriptedHistory.founded(tmp_path_factory.mktemp("origin") / "a répertoire")
    started = history.commit(MARTIN)
    history.git("checkout", "--quiet", "-b", "answers")
    head = history.commit(MARTIN)
    history.git("checkout", "--quiet", "main")
    target = history.commit(MARTIN)
    return Branch(history.top, started, target, head)


@pytest.fixture
def job(branch: Branch, tmp_path: Path) -> Job:
    """Return a job of a merge request, whose tool finds nothing wrong."""
    programs = tmp_path / "programs"
    put_python(programs)
    put_told_convergence(programs, PASSES)
    checkout = tmp_path / "checkout"
    git(tmp_path, "init", "--quiet", checkout.name)
    git(checkout, "remote", "add", "origin", branch.origin.as_uri())
    git(checkout, "fetch", "--quiet", "--depth=1", "origin", branch.head)
    git(checkout, "checkout", "--quiet", "--detach", branch.head)
    variables = {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": branch.started,
        "CI_MERGE_REQUEST_IID": "7",
        "CI_PROJECT_ID": "12",
        "CI_MERGE_REQUEST_TITLE": HOSTILE,
        "CI_COMMIT_REF_NAME": HOSTILE,
    }
    return Job(checkout, programs, branch.started, branch.target, variables)


@pytest.mark.parametrize("shell", ["bash", "sh"])
def test_nothing_is_wrong(shell: str, job: Job) -> None:
    """Files are checked, the score is compared with where the branch started, reports are left."""
    ran = job.run(shell)

    assert ran.code == 0, ran.log
    against = f"--against={job.started}"
    assert job.calls() == [
        [
            *("check", "--workspace=.", "--format", "gitlab"),
            "--output=convergence-quality.json",
        ],
        [
            *("score", "--workspace=.", against, "--format", "junit"),
            "--output=convergence-junit.xml",
        ],
        ["score", "--workspace=.", against, "--format", "markdown", "--output=convergence.md"],
    ]
    assert job.text("convergence.md") == "## Verdict: pass\n"
    assert job.text("convergence-quality.json") == "[]"
    assert not [*job.checkout.rglob("pwned")]


def test_what_is_left_is_what_the_job_declares(job: Job) -> None:
    """Each report that the job names is written by it."""
    job.run()

    artifacts = read(GITLAB_JOB)["convergence"]["artifacts"]
    named = [*artifacts["paths"], *artifacts["reports"].values()]
    assert len(named) == 3
    assert [each for each in named if not (job.checkout / each).is_file()] == []
    assert artifacts["when"] == "always"


def test_merged_results_are_compared_with_what_is_merged_into(job: Job) -> None:
    """Where the merge was checked out, it is compared with its own base."""
    job.run(CI_MERGE_REQUEST_TARGET_BRANCH_SHA=job.target)

    assert f"--against={job.target}" in job.calls()[1]
    assert git(job.checkout, "rev-list", job.target).split() == [job.target]


def test_on_a_branch_nothing_is_compared(job: Job) -> None:
    """On the default branch the score stands alone."""
    del job.variables["CI_MERGE_REQUEST_DIFF_BASE_SHA"]

    ran = job.run(CONVERGENCE_STRICT="true")

    assert ran.code == 0, ran.log
    assert [each for call in job.calls() for each in call if each.startswith("--against")] == []
    assert "--strict" not in job.calls()[1]


def test_options_are_passed_on(job: Job) -> None:
    """What is asked for reaches `score`, whatever it holds, as options alone."""
    job.run(CONVERGENCE_STRICT="true", CONVERGENCE_FAIL_ON="draft,$(touch pwned) *")

    assert job.calls()[1][3:-3] == [
        *("--strict", "--fail-on=draft", "--fail-on=$(touch", "--fail-on=pwned)", "--fail-on=*"),
    ]
    assert not [*job.checkout.rglob("pwned")]


def test_a_base_that_is_nowhere_fails_the_job(job: Job) -> None:
    """A commit that cannot be fetched gives no verdict, and git says why."""
    ran = job.run(CI_MERGE_REQUEST_DIFF_BASE_SHA="0" * 40)

    assert ran.code not in {0, 1}
    assert "0" * 40 in ran.log
    assert job.calls() == []


@pytest.mark.parametrize(
    ("says", "code", "report"),
    [
        ({"score": {"code": 1, "output": "worse\n", "err": "worse\n"}}, 1, "worse\n"),
        (
            {"check": {"code": 1, "err": "1 error\n"}, "score": {"code": 2, "err": "again\n"}},
            *(1, "    1 error\n"),
        ),
        ({"check": {"code": 2, "err": "no workspace\n"}}, 2, "    no workspace\n"),
        ({"score": {"code": 3, "err": "a bug\n"}}, 3, "    a bug\n"),
    ],
)
def test_verdicts(says: Mapping[str, Any], code: int, report: str, job: Job) -> None:
    """The job ends as the tool did, and there is a report whatever it says."""
    job.told({**PASSES, **says})

    ran = job.run()

    assert ran.code == code
    assert job.text("convergence.md").endswith(report)
    assert report.strip() in ran.log


def test_under_the_gate_the_report_is_the_score(job: Job) -> None:
    """Where `check` says no and there is a score all the same, the report shows it."""
    job.told({"check": {"code": 1, "err": "x\n"}, "score": {"code": 1, "output": "under\n"}})

    ran = job.run()

    assert ran == Ran(1, "x\n")
    assert job.text("convergence.md") == "under\n"


def test_a_report_of_an_earlier_run_is_not_kept(job: Job) -> None:
    """What a runner left from another job is no result of this one."""
    job.run()
    job.told({"check": {"code": 1, "err": "1 error\n"}, "score": {"code": 2}})

    job.run()

    assert "pass" not in job.text("convergence.md")
    assert not (job.checkout / "convergence-junit.xml").exists()


def test_there_is_one_note(job: Job, platform: tuple[Platform, str]) -> None:
    """The second run changes the note of the first one."""
    gitlab, url = platform
    job.variables |= {"CONVERGENCE_TOKEN": TOKEN, "CI_API_V4_URL": url}
    for report in ("first: é | `x`\n", "second\n"):
        job.told({**PASSES, "score": {"output": report}})
        job.run()
        ran = job.run_after()

        assert ran == Ran(0, "")
        [note] = gitlab.notes
        assert note["body"] == f"{MARKER}\n{report}"


def test_the_note_is_found_among_many(job: Job, platform: tuple[Platform, str]) -> None:
    """However long the conversation is, and whoever imitates it, our note is found again."""
    gitlab, url = platform
    gitlab.notes += [
        {"id": at, "author": {"id": at % 5}, "body": f"{MARKER}\n-"} for at in range(1, 231)
    ]
    gitlab.notes[205] |= {"author": {"id": 99}}
    job.run()

    job.run_after(CONVERGENCE_TOKEN=TOKEN, CI_API_V4_URL=url)

    changed = [at for at, each in enumerate(gitlab.notes) if each["body"] != f"{MARKER}\n-"]
    assert (changed, len(gitlab.notes)) == ([205], 230)


@pytest.mark.parametrize("missing", ["CONVERGENCE_TOKEN", "CI_MERGE_REQUEST_IID"])
def test_no_note_unless_a_token_is_given(
    missing: str, job: Job, platform: tuple[Platform, str]
) -> None:
    """Without a token, or outside a merge request, nothing is asked of the platform."""
    gitlab, url = platform
    job.variables |= {"CONVERGENCE_TOKEN": TOKEN, "CI_API_V4_URL": url}
    del job.variables[missing]
    job.run()

    ran = job.run_after()

    assert ran.code == 0
    assert ran.log.startswith("No note: ")
    assert gitlab.notes == []


def test_a_token_that_may_not_write_changes_nothing(
    job: Job, platform: tuple[Platform, str]
) -> None:
    """Where the platform refuses the note, that is said, and not the token."""
    gitlab, url = platform
    gitlab.may_write = False
    job.run()

    for token in (TOKEN, "glpat-other"):
        ran = job.run_after(CONVERGENCE_TOKEN=token, CI_API_V4_URL=url)

        assert ran.code == 0
        assert ran.log.startswith("No note: CONVERGENCE_TOKEN may not write one here (")
        assert token not in ran.log
