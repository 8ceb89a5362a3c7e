"""One editor for all tests: a server starts in a second."""

from collections.abc import Iterator

import pytest

from tests.cli.running import run
from tests.editor.server import LanguageServer, language_server

_PRODUCTS = (("name=Medicab", "versions=5.2"), ("name=Visiocab", "versions=1"))
_MEMBERS = """\
members:
  - {id: a.martin, name: A. Martin, email: a.martin@example.org, role: manager}
"""


@pytest.fixture(scope="package")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """An editor in a French workspace, as `init` and `init-product` make it, with a member."""
    root = tmp_path_factory.mktemp("workspace").resolve()
    run("init", "--company", "Exemple Santé", at=root)
    with (root / "convergence.yaml").open("a", encoding="utf-8") as settings:
        settings.write(_MEMBERS)
    for name, versions in _PRODUCTS:
        given = ("--set", name, "--set", versions, "--set", "deployment=production")
        assert run("init-product", *given, at=root).code == 0
    with language_server(root) as server:
        yield server
