"""One process writes in a workspace at a time, and none waits for one that has ended."""

import subprocess
import sys
from pathlib import Path

import pytest

from convergence_cli.errors import ConvergenceError
from convergence_cli.writing.lock import only_writer

_HOLD = """\
import sys
from pathlib import Path
from convergence_cli.writing.lock import only_writer

with only_writer(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Write the file by which a workspace is known."""
    (tmp_path / "convergence.yaml").write_text("format: 1\n", encoding="utf-8")
    return tmp_path


def test_a_second_process_is_refused_while_the_first_writes(root: Path) -> None:
    """The message names the folder; once the first process is killed, the way is free."""
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout is not None
    assert other.stdout.readline().strip() == b"held"
    refused = pytest.raises(ConvergenceError, match="another command is writing in")
    with refused as raised, only_writer(root):
        pytest.fail("two processes write at once")
    other.kill()
    other.communicate()

    assert str(root) in raised.value.message.en
    with only_writer(root):
        pass


def test_what_is_locked_can_be_read(root: Path) -> None:
    """A command that only reads is not kept waiting."""
    with only_writer(root):
        assert (root / "convergence.yaml").read_text(encoding="utf-8") == "format: 1\n"


def test_a_workspace_that_is_not_there_yet_has_no_other_writer(tmp_path: Path) -> None:
    """Where there is no convergence.yaml, nothing is locked, and nothing is made."""
    with only_writer(tmp_path):
        assert list(tmp_path.iterdir()) == []
