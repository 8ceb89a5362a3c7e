"""The life of a product, from its declaration to its archive, as a person lives it."""

from pathlib import Path

import pytest

from convergence_cli.loading.workspace import load_workspace
from convergence_cli.model.workspace import Answer, Product, SheetStatus
from convergence_cli.scoring.standing import Judge, Subject
from tests.cli.running import AS_OF, DAY, run
from tests.cli.small import SETTINGS, typed_workspace, write
from tests.cli.test_answer_conversation import at, level
from tests.cli.test_terminal import DOWN, ENTER, IDENTITY, terminal

# Python 3.12 and later warn of forks beside threads, which the test runner has.
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")

ID = "medicab-linux-website"
DECLARATION = f"products/{ID}/product.yaml"
CARE, WAVES = (f"products/{ID}/answers/{each}.yaml" for each in ("care", "waves"))
_MEMBERS = """\
members:
  - id: a.martin
    name: A. Martin
    email: a.martin@example.org
    role: manager
    rights: [validate, manage_members]
    products: all
"""


def product(root: Path) -> Product:
    """Return the product as its files declare it now."""
    return load_workspace(root).workspace.products[ID]


def subject(root: Path) -> Subject:
    """Return what is asked of the product now."""
    return Judge(load_workspace(root).workspace).product(ID)


def changed(file: Path, old: str, new: str) -> None:
    """Change a file as an editor would."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def declare(root: Path) -> None:
    """Declare a product that shares, and leave the wave for later."""
    with terminal("init-product", at=root) as person:
        for question, keys in IDENTITY:
            person.answer(question, keys)
        person.answer("Does it share", ENTER)
        person.answer("Which kinds", DOWN + ENTER)
        person.answer("Which wave", DOWN * 2 + ENTER)
        for question in ("A note", "How many", "Since when", "Write these files"):
            person.answer(question, ENTER)
        assert person.end() == 0


def test_from_declaration_to_archive(tmp_path: Path) -> None:
    """Declared, answered, its profile changed, in step again, validated, edited, archived."""
    root = write(typed_workspace(tmp_path), {"convergence.yaml": SETTINGS + _MEMBERS})
    declare(root)
    assert run("check", *AS_OF, at=root).code == 0

    with terminal("answer", ID, *AS_OF, at=root) as person:
        at(person, "A Criterion A", level(2))
        person.answer("Comment", f"measured: twice{ENTER}")
        at(person, "B Criterion B", level(1))
        person.answer("Comment", ENTER)
        at(person, "D Shared", level(0))
        person.answer("Comment", ENTER)
        assert person.end() == 0
    assert "waves" not in product(root).sheets
    assert "undetermined until the profile answers wave: waves\n" in person.text

    changed(root / DECLARATION, "  shares: true\n", "  shares: false\n  wave: wave-1\n")
    assert "CV308 obsolete-answer" in run("check", *AS_OF, at=root).out

    with terminal("sync", ID, "--prune", *AS_OF, at=root) as person:
        person.answer("\\?", ENTER)
        assert person.end() == 0
    assert dict(product(root).sheets["care"].answers) == {
        "A": Answer(2, "measured: twice"),
        "B": Answer(1),
    }
    assert "  # W-1:\n" in (root / WAVES).read_text(encoding="utf-8")

    with terminal("answer", ID, "--unanswered", *AS_OF, at=root) as person:
        at(person, "W-1 Consent", DOWN * 4 + ENTER)
        person.answer("Comment", ENTER)
        person.answer("Title of the evidence", ENTER)
        assert person.end() == 0
    assert person.text.endswith(f"next: convergence validate {ID} -q care\n")

    with terminal("validate", ID, "--by", "a.martin", *AS_OF, at=root) as person:
        assert person.end() == 0
    statuses = {id_: each.status for id_, each in subject(root).standings.items()}
    assert statuses == {"care": SheetStatus.VALIDATED, "waves": SheetStatus.VALIDATED}
    assert "CV323" not in run("check", *AS_OF, at=root).out

    changed(root / CARE, "    level: 1\n", "    level: 2\n")
    broken = run("check", *AS_OF, at=root)
    assert "CV323 broken-seal" in broken.out
    assert subject(root).standings["care"].status is SheetStatus.DRAFT

    with terminal("product", "archive", ID, *AS_OF, at=root) as person:
        person.answer("Why is it archived", f"Sold no more{ENTER}")
        person.answer("Since which day", ENTER)
        person.answer("\\?", ENTER)
        assert person.end() == 0
    gone = product(root)
    assert (gone.is_archived, gone.archived_on) == (True, DAY)
    assert gone.archived_because == "Sold no more"
    assert len(gone.sheets) == 2
    assert ID not in run("product", "list", *AS_OF, at=root).out
