"""What is printed for the example company was read by a person, and does not change by itself."""

from pathlib import Path

import pytest

from convergence_cli.loading.shipped import examples_folder
from tests.cli.golden_runs import REVIEWS, RUNS, GoldenRun
from tests.cli.reviewed import history_in
from tests.cli.running import run
from tests.handbook import past_in
from tests.rendering.golden import Golden, golden_files
from tests.scripted_history import ScriptedHistory

EXAMPLE = examples_folder() / "exemple-sante"
ALONE = {"GIT_CEILING_DIRECTORIES": str(EXAMPLE.parent.resolve())}
"""Git looks no further up: whether the example lies in a repository changes nothing."""


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example company in a repository that tells how it got there."""
    return past_in(tmp_path_factory.mktemp("past"))


@pytest.mark.parametrize("golden_run", RUNS, ids=lambda each: each.name)
def test_output_is_the_accepted_one(golden_run: GoldenRun, golden: Golden, past: Path) -> None:
    """Every command prints for the example company what a person accepted, byte for byte."""
    finished = run(
        *golden_run.args,
        at=past if golden_run.has_past else EXAMPLE,
        columns=golden_run.columns,
        encoding=golden_run.encoding,
        env=ALONE,
    )

    golden.check(golden_run.name, finished.stdout)


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> ScriptedHistory:
    """Return a pull request on the example company."""
    return history_in(tmp_path_factory.mktemp("reviewed"))


@pytest.mark.parametrize("golden_run", REVIEWS, ids=lambda each: each.name)
def test_comment_is_the_accepted_one(
    golden_run: GoldenRun, reviewed: ScriptedHistory, golden: Golden
) -> None:
    """The comment on a pull request is the one that a person accepted, byte for byte."""
    env = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "exemple/sante"}

    comment = run(*golden_run.args, at=reviewed.root, env=env).stdout

    # A hash changes with any file of the example.
    for name, sign in (("main", b"0"), ("answers", b"1")):
        commit = reviewed.git("rev-parse", name).encode()
        comment = comment.replace(commit, sign * 40).replace(commit[:10], sign * 10)
    golden.check(golden_run.name, comment)


def test_no_accepted_output_is_forgotten() -> None:
    """Every file in tests/golden is what some command prints."""
    assert golden_files() == {each.name for each in (*RUNS, *REVIEWS)}
