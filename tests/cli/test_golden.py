"""What is printed for the example company was read by a person, and does not change by itself."""

import pytest

from convergence_cli.loading.shipped import examples_folder
from tests.cli.golden_runs import RUNS, GoldenRun
from tests.cli.running import run
from tests.rendering.golden import Golden, golden_files

EXAMPLE = examples_folder() / "exemple-sante"
ALONE = {"GIT_CEILING_DIRECTORIES": str(EXAMPLE.parent.resolve())}
"""Git looks no further up: whether the example lies in a repository changes nothing."""


@pytest.mark.parametrize("golden_run", RUNS, ids=lambda each: each.name)
def test_output_is_the_accepted_one(golden_run: GoldenRun, golden: Golden) -> None:
    """Every command prints for the example company what a person accepted, byte for byte."""
    finished = run(
        *golden_run.args,
        at=EXAMPLE,
        columns=golden_run.columns,
        encoding=golden_run.encoding,
        env=ALONE,
    )

    golden.check(golden_run.name, finished.stdout)


def test_no_accepted_output_is_forgotten() -> None:
    """Every file in tests/golden is what some command prints."""
    assert golden_files() == {each.name for each in RUNS}
