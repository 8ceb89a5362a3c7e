"""A company in a repository, for the tests that compare two states of it."""

from pathlib import Path

import pytest

from tests.cli.changing import company, copied
from tests.scripted_history import ScriptedHistory


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> ScriptedHistory:
    """Return the company in one commit; not to be changed."""
    return company(tmp_path_factory.mktemp("company"))


@pytest.fixture
def history(base: ScriptedHistory, tmp_path: Path) -> ScriptedHistory:
    """Return a copy of the company, to be changed."""
    return copied(base, tmp_path / "copy")
