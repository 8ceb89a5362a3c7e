"""Fixtures that every test may use."""

import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from convergence_cli.loading.shipped import examples_folder
from tests.rendering.golden import Golden

# A busy machine is no defect: how long an example takes is measured elsewhere.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

# A pseudo-terminal is a thing of POSIX.
_ON_TERMINALS = ["cli/test_answer_conversation.py", "cli/test_life.py", "cli/test_terminal.py"]
# Servers run their scripts with bash, on systems whose file names may hold any character.
_ON_SERVERS = ["platforms", "cli/test_init_platforms.py"]
collect_ignore = [*_ON_TERMINALS, *_ON_SERVERS] if sys.platform == "win32" else []


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that accepts outputs as they are."""
    parser.addoption("--update-golden", action="store_true", help="accept every golden output")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return what compares an output with the accepted one."""
    return Golden(accepts=request.config.getoption("--update-golden"))


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """Return a copy of the example company, to be spoilt at will."""
    return shutil.copytree(examples_folder() / "exemple-sante", tmp_path / "exemple-sante")
