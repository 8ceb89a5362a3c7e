"""An editor completes answers, explains them, and underlines what is wrong."""

from collections.abc import Iterator

import pytest

from tests.cli.running import run
from tests.editor.server import LanguageServer, language_server

PRODUCT = (
    "init-product",
    *("--set", "name=Medicab", "--set", "deployment=production", "--set", "versions=5.2"),
)
FOLDER = "products/medicab/answers"
SETTINGS_MEMBER = """\
members:
  - {id: a.martin, name: A. Martin, email: a.martin@example.org, role: manager}
"""
HEAD = """\
# yaml-language-server: $schema=../../../.convergence/schemas/answers-interoperability.schema.json
format: 1
questionnaire: interoperability
version: "2026.1"
status: draft
"""


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """An editor in a French workspace, as `init` and `init-product` make it, with a member."""
    root = tmp_path_factory.mktemp("workspace").resolve()
    run("init", "--company", "Exemple Santé", at=root)
    with (root / "convergence.yaml").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS_MEMBER)
    assert run(*PRODUCT, at=root).code == 0
    with language_server(root) as server:
        yield server


def test_the_criteria_are_offered(editor: LanguageServer) -> None:
    """Under `answers`, each criterion is offered with its question, and asks for a level."""
    offered = editor.completions(FOLDER, f"{HEAD}answers:\n  ^\n")

    assert len(offered) > 20
    assert offered["INT-TRA-01"]["insertText"] == "INT-TRA-01:\n  level: "
    assert offered["INT-TRA-01"]["documentation"].startswith("Échanges synchrones")


def test_hovering_shows_the_levels(editor: LanguageServer) -> None:
    """The id of a criterion shows the question and what each level means, in French."""
    shown = editor.hover(FOLDER, f"{HEAD}answers:\n  INT-TR^A-01:\n    level: 2\n")

    assert shown.startswith("#### INT-TRA-01\n\nÉchanges synchrones")
    assert "0 · Rouge · Aucune interface synchrone" in shown
    assert "3 · Vert · " in shown
