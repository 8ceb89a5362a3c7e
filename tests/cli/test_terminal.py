"""A person at a terminal is asked, sees a summary, and can leave at any time."""

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pexpect
import pytest

from convergence_cli.loading.workspace import load_workspace
from tests.cli.running import AS_OF, clean_environment, run
from tests.cli.small import product, questionnaire, typed_workspace, workspace, write

# Python 3.12 and later warn of forks beside threads, which the test runner has.
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")

ENTER, DOWN, SPACE = "\r", "\x1b[B", " "
CTRL_C, CTRL_D = "\x03", "\x04"
IDENTITY: tuple[tuple[str, str], ...] = (
    ("Commercial name", f"Médicab{ENTER}"),
    ("Operating system", f"Linux{ENTER}"),
    ("Device", DOWN * 2 + ENTER),
    ("Declared name", ENTER),
    ("Id \\(folder name\\)", ENTER),
    ("Kind", ENTER),
    ("Deployment", ENTER),
    ("Versions assessed", f"5.2, 5.3{ENTER}"),
    ("Description", ENTER),
    ("Purpose", f"Care: at home{ENTER}"),
    ("Manager", DOWN + ENTER),
)
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]")


class Terminal:
    """A command in a pseudo-terminal, and what it said so far."""

    def __init__(self, child: Any) -> None:
        self._child = child
        self.said = ""

    def answer(self, question: str, keys: str) -> None:
        """Wait for a question and press keys."""
        self._child.expect(question)
        self.said += f"{self._child.before}{self._child.after}"
        # The prompt reads keys once its line is drawn whole.
        self._child.expect("\x1b\\[\\?25h|\x1b\\[\\?12l|\x1b\\[[0-9]*C|: ")
        self._child.send(keys)

    def press(self, keys: str) -> None:
        """Press keys at a question that was waited for."""
        self._child.send(keys)

    def end(self) -> int:
        """Wait for the end and return the exit code."""
        self._child.expect(pexpect.EOF)
        self.said += self._child.before
        self._child.close()
        return int(self._child.exitstatus)

    @property
    def text(self) -> str:
        """What was said, without what moves the cursor and colours."""
        return _ESCAPES.sub("", self.said).replace("\r\n", "\n")


@contextmanager
def terminal(*args: str, at: Path, env: Mapping[str, str] | None = None) -> Iterator[Terminal]:
    """Run a command in a pseudo-terminal of 120 columns, in a folder."""
    settings = {"TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1", **(env or {})}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "convergence_cli", *args],
        cwd=str(at),
        env=clean_environment({"PYTHONIOENCODING": "utf-8", **settings}),
        encoding="utf-8",
        timeout=30,
        dimensions=(50, 120),
    )
    try:
        yield Terminal(child)
    finally:
        child.close(force=True)


def test_init_asks_for_what_is_not_given(tmp_path: Path) -> None:
    """`init` asks for the language, the name and the SIREN number, and says what is wrong."""
    with terminal("init", at=tmp_path) as person:
        person.answer("Langue / Language", ENTER)
        person.answer("Nom de l'entreprise", f"Exemple Santé{ENTER}")
        person.answer("SIREN", f"12345678{ENTER}")
        person.answer("neuf chiffres", f"9{ENTER}")
        assert person.end() == 0

    settings = (tmp_path / "convergence.yaml").read_text(encoding="utf-8")
    assert "  name: Exemple Santé\n" in settings
    assert '  siren: "123456789"\n' in settings
    assert "language: fr\n" in settings
    assert person.text.endswith("pour continuer : convergence init-product\n")
    assert run("check", at=tmp_path).code == 0


def test_init_does_not_ask_for_what_is_given(tmp_path: Path) -> None:
    """What an option gives is not asked for again."""
    with terminal("init", "--lang", "en", "--siren", "123456789", at=tmp_path) as person:
        person.answer("Company name", ENTER)
        person.answer("the company has no name yet", f"X{ENTER}")
        assert person.end() == 0

    assert "SIREN" not in person.text
    assert "Langue" not in person.text
    assert '  siren: "123456789"\n' in (tmp_path / "convergence.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["Ctrl-C", "Ctrl-D"])
def test_init_can_be_left(key: str, tmp_path: Path) -> None:
    """Ctrl-C, and the end of the input, leave `init` with 130 and nothing written."""
    with terminal("init", "--lang", "en", at=tmp_path) as person:
        person.answer("Company name", f"X{ENTER}")
        person.answer("SIREN", key)
        assert person.end() == 130

    assert "Traceback" not in person.text
    assert list(tmp_path.iterdir()) == []


def test_questionnaire_new_asks_for_what_is_not_given(tmp_path: Path) -> None:
    """`questionnaire new` asks for what no option gives, and says what is wrong."""
    root = workspace(tmp_path, {})
    given = ("questionnaire", "new", "reg-idf", "--title-en", "Regional list")

    with terminal(*given, at=root) as person:
        person.answer("Kind", DOWN + ENTER)
        person.answer("Answered by", ENTER)
        person.answer("Title in French", ENTER)
        person.answer("this is needed", f"Liste régionale{ENTER}")
        person.answer("Day of the text", f"2026-02-30{ENTER}")
        person.answer("a day such as", "\b" * 2 + f"28{ENTER}")
        assert person.end() == 0

    made = load_workspace(root).workspace.questionnaires["reg-idf"]
    assert (made.kind, made.scope) == ("requirements", "product")
    assert (made.title.fr, made.title.en) == ("Liste régionale", "Regional list")
    assert made.criteria[0].source_date == "2026-02-28"
    assert "Title in English" not in person.text


def test_questionnaire_new_can_be_left(tmp_path: Path) -> None:
    """Ctrl-C leaves `questionnaire new` with 130 and nothing written."""
    root = workspace(tmp_path, {})

    with terminal("questionnaire", "new", "reg-idf", at=root) as person:
        person.answer("Kind", CTRL_C)
        assert person.end() == 130

    assert not (root / "questionnaires" / "reg-idf.yaml").exists()


def test_init_product_asks_shows_and_writes(tmp_path: Path) -> None:
    """`init-product` asks for a declaration and a profile, shows the file, and writes on a yes."""
    root = typed_workspace(tmp_path)

    with terminal("init-product", at=root) as person:
        for question, keys in IDENTITY:
            person.answer(question, keys)
        person.answer("Does it share", ENTER)
        person.answer("Which kinds", ENTER)
        person.answer("Which kinds", SPACE + ENTER)
        person.answer("Which wave", ENTER)
        person.answer("A note", f"one note{ENTER}")
        person.answer("How many", f"many{ENTER}")
        person.answer("a number", "\b" * 4 + f"1,5{ENTER}")
        person.answer("Since when", f"2026-01-31{ENTER}")
        person.answer("Write these files", ENTER)
        assert person.end() == 0

    written = load_workspace(root)
    assert written.diagnostics == ()
    declared = written.workspace.products["medicab-linux-website"]
    assert declared.name == "Médicab Linux Website"
    assert (declared.os, declared.device, declared.kind) == ("Linux", "website", "base")
    assert (declared.deployment, declared.versions) == ("production", ("5.2", "5.3"))
    assert (declared.description, declared.purpose) == (None, "Care: at home")
    assert declared.manager == "a.martin"
    assert declared.profile == {
        "shares": True,
        "kinds": ("letters",),
        "wave": "wave-1",
        "note": "one note",
        "number": 1.5,
        "since": "2026-01-31",
    }
    shown = (root / "products/medicab-linux-website/product.yaml").read_text(encoding="utf-8")
    assert shown in person.text
    assert "wrote products/medicab-linux-website/answers/waves.yaml\n" in person.text


def test_init_product_asks_only_what_applies(tmp_path: Path) -> None:
    """A question that an answer hides is not asked; what is left for later stays open."""
    root = typed_workspace(tmp_path)

    with terminal("init-product", at=root) as person:
        for question, keys in IDENTITY:
            person.answer(question, keys)
        person.answer("Does it share", DOWN + ENTER)
        person.answer("Which wave", DOWN * 2 + ENTER)
        for question in ("A note", "How many", "Since when", "Write these files"):
            person.answer(question, ENTER)
        assert person.end() == 0

    assert "Which kinds" not in person.text
    declared = load_workspace(root).workspace.products["medicab-linux-website"]
    assert declared.profile == {"shares": False}
    assert "waves: undetermined, until the profile answers wave\n" in person.text


def test_init_product_of_an_edition_keeps_what_is_inherited(tmp_path: Path) -> None:
    """An edition is asked again what it inherits, and keeps it where nothing else is answered."""
    base = product("web").replace("profile: {}", "profile: {shares: true, kinds: [images]}")
    root = write(typed_workspace(tmp_path), {"products/web/product.yaml": base})
    kind, edition = ("Kind", DOWN + ENTER), ("Edition of another", DOWN + ENTER)

    with terminal("init-product", at=root) as person:
        for question, keys in IDENTITY[:5]:
            person.answer(question, keys)
        person.answer(*kind)
        person.answer("Bought with which", SPACE + ENTER)
        person.answer(*edition)
        for question, keys in IDENTITY[6:]:
            person.answer(question, keys)
        person.answer("Does it share", DOWN * 2 + ENTER)
        person.answer("Which kinds", DOWN + ENTER)
        person.answer("Which wave", DOWN * 2 + ENTER)
        for question in ("A note", "How many", "Since when", "Write these files"):
            person.answer(question, ENTER)
        assert person.end() == 0

    assert "keep true (inherited from web)" in person.text
    assert "keep [images] (inherited from web)" in person.text
    declared = load_workspace(root).workspace.products["medicab-linux-website"]
    assert (declared.kind, declared.requires, declared.extends) == ("option", ("web",), "web")
    assert declared.profile == {}


def test_no_is_an_answer(tmp_path: Path) -> None:
    """Answering no to the summary writes nothing, and that is no error."""
    root = typed_workspace(tmp_path)

    with terminal("init-product", at=root) as person:
        for question, keys in IDENTITY:
            person.answer(question, keys)
        person.answer("Does it share", DOWN + ENTER)
        person.answer("Which wave", ENTER)
        for question in ("A note", "How many", "Since when"):
            person.answer(question, ENTER)
        person.answer("Write these files", "n")
        assert person.end() == 0

    assert "name: Médicab Linux Website\n" in person.text
    assert person.text.endswith("nothing was written\n")
    assert not (root / "products").exists()


def test_ctrl_c_at_the_summary_writes_nothing(tmp_path: Path) -> None:
    """Ctrl-C at the last question leaves nothing behind."""
    root = typed_workspace(tmp_path)

    with terminal("init-product", at=root) as person:
        for question, keys in IDENTITY:
            person.answer(question, keys)
        person.answer("Does it share", DOWN + ENTER)
        person.answer("Which wave", ENTER)
        for question in ("A note", "How many", "Since when"):
            person.answer(question, ENTER)
        person.answer("Write these files", CTRL_C)
        assert person.end() == 130

    assert not (root / "products").exists()


def test_a_terminal_is_coloured(tmp_path: Path) -> None:
    """On a terminal a result is coloured, and is otherwise what a pipe gets."""
    root = workspace(tmp_path, {"A": 1})

    with terminal("score", *AS_OF, at=root) as person:
        assert person.end() == 0

    assert "\x1b[" in person.said
    expected = run("score", *AS_OF, at=root, columns=120).out.splitlines()
    assert [line.rstrip() for line in person.text.splitlines()] == expected


def test_a_terminal_without_colour_is_obeyed(tmp_path: Path) -> None:
    """NO_COLOR keeps every escape sequence out of a result on a terminal."""
    root = workspace(tmp_path, {"A": 1})

    with terminal("score", *AS_OF, at=root, env={"NO_COLOR": "1"}) as person:
        assert person.end() == 0

    assert person.said.replace("\r\n", "\n") == run("score", *AS_OF, at=root, columns=120).out


def test_a_file_is_not_coloured_by_the_terminal(tmp_path: Path) -> None:
    """--output on a terminal writes no colour, unless it is asked for."""
    root = workspace(tmp_path, {"A": 1})

    with terminal("score", "--output", "plain.txt", *AS_OF, at=root) as person:
        assert person.end() == 0

    expected = run("score", *AS_OF, at=root, columns=120).stdout
    assert (root / "plain.txt").read_bytes() == expected
    assert person.text == "wrote plain.txt\n"


@pytest.mark.parametrize(("key", "is_written"), [(ENTER, True), ("n", False), (CTRL_C, False)])
def test_update_asks_before_it_writes(
    key: str,
    is_written: bool,  # noqa: FBT001 - a table
    tmp_path: Path,
) -> None:
    """`questionnaire update` shows the differences first; only a yes writes."""
    root = workspace(tmp_path / "ws", {"A": 1})
    newer = tmp_path / "newer.yaml"
    newer.write_text(questionnaire("care", {"A": 2, "B": 2}), encoding="utf-8")
    care = root / "questionnaires/care.yaml"
    before = care.read_text(encoding="utf-8")

    with terminal("questionnaire", "update", "--from", str(newer), at=root) as person:
        person.answer("Write these changes", key)
        assert person.end() == (130 if key == CTRL_C else 0)

    assert "Removed: the answers become obsolete (1)" in person.text
    assert (care.read_text(encoding="utf-8") != before) is is_written


@pytest.mark.parametrize(
    ("key", "is_removed", "is_offered"),
    [("y", True, True), ("n", False, True), (CTRL_C, False, False)],
)
def test_sync_asks_before_it_removes(
    key: str,
    is_removed: bool,  # noqa: FBT001 - a table
    is_offered: bool,  # noqa: FBT001 - a table
    tmp_path: Path,
) -> None:
    """`sync --prune` shows what disappeared first; a no keeps it, and what appeared is offered."""
    root = workspace(tmp_path, {"A": 1, "OLD": 2})
    care = root / "questionnaires/care.yaml"
    text = care.read_text(encoding="utf-8")
    care.write_text(text.replace("axes:", "removed: [OLD]\naxes:"), encoding="utf-8")

    with terminal("sync", "--prune", *AS_OF, at=root) as person:
        person.answer("Remove the answers", key)
        assert person.end() == (130 if key == CTRL_C else 0)

    assert "OLD · level 2" in person.text
    answers = (root / "products/med/answers/care.yaml").read_text(encoding="utf-8")
    assert ("OLD" not in answers) is is_removed
    assert ("  # B:\n" in answers) is is_offered


def _family(root: Path) -> Path:
    """Write a workspace of a product, and of an option that requires it."""
    requiring = product("opt").replace("kind: base", "kind: option\nrequires: [med]")
    return write(workspace(root, {"A": 1}), {"products/opt/product.yaml": requiring})


def _declaration(root: Path, id_: str) -> str:
    return (root / f"products/{id_}/product.yaml").read_text(encoding="utf-8")


def test_an_archive_asks_for_what_becomes_of_others_a_reason_and_a_day(tmp_path: Path) -> None:
    """`product archive` names who rests on a product, asks, and shows what it will write."""
    root = _family(tmp_path)

    with terminal("product", "archive", "med", *AS_OF, "--lang", "en", at=root) as person:
        person.answer("What becomes of them", DOWN + ENTER)
        person.answer("Why is it archived", ENTER)
        person.answer("at least one word", f"Replaced{ENTER}")
        person.answer("Since which day", "\x7f" * 10 + f"2026-12-24{ENTER}")
        person.answer("or an earlier one", "\x7f" * 10 + f"2026-10-31{ENTER}")
        person.answer("Write this", ENTER)
        assert person.end() == 0

    assert "active products rest on 'med': opt (requires med)" in person.text
    assert "+archived_because: Replaced" in person.text
    for id_ in ("med", "opt"):
        assert 'archived_on: "2026-10-31"\n' in _declaration(root, id_)


@pytest.mark.parametrize("stage", ["fate", "reason", "write"])
def test_an_archive_can_be_left(stage: str, tmp_path: Path) -> None:
    """Left at any question, `product archive` writes nothing."""
    root = _family(tmp_path)
    before = _declaration(root, "med")

    with terminal("product", "archive", "med", *AS_OF, "--lang", "en", at=root) as person:
        person.answer("What becomes of them", ENTER if stage == "fate" else DOWN * 2 + ENTER)
        if stage != "fate":
            person.answer("Why is it archived", CTRL_C if stage == "reason" else f"x{ENTER}")
        if stage == "write":
            person.answer("Since which day", ENTER)
            person.answer("Write this", "n")
        assert person.end() == {"fate": 0, "reason": 130, "write": 0}[stage]

    assert _declaration(root, "med") == before


def test_a_duplicate_asks_for_its_identity(tmp_path: Path) -> None:
    """`product duplicate` proposes the original's identity, and asks for the copy's own."""
    root = _family(tmp_path)

    with terminal("product", "duplicate", "med", "new", "--lang", "en", at=root) as person:
        person.answer("Commercial name", f" 2{ENTER}")
        person.answer("Operating system", f"iOS{ENTER}")
        person.answer("Device", DOWN + ENTER)
        person.answer("Deployment", DOWN + ENTER)
        person.answer("Versions assessed", f", 2{ENTER}")
        person.answer("Write this", ENTER)
        assert person.end() == 0

    copy = load_workspace(root).workspace.products["new"]
    assert (copy.name, copy.os, copy.device, copy.deployment) == (
        "Med 2",
        "iOS",
        "mobile",
        "experiment",
    )
    assert copy.versions == ("1", "2")
    assert copy.sheets["care"].answers["A"].level == 1


def test_a_conversion_asks_for_what_is_required(tmp_path: Path) -> None:
    """`product convert --to option` offers the active base products."""
    root = write(_family(tmp_path), {"products/lone/product.yaml": product("lone")})

    given = ("product", "convert", "lone", "--to", "option", "--lang", "en")
    with terminal(*given, at=root) as person:
        person.answer("Bought with which products", SPACE + ENTER)
        person.answer("Write this", ENTER)
        assert person.end() == 0

    assert "kind: option\nrequires: [med]\n" in _declaration(root, "lone")


POOR = {"PYTHONIOENCODING": "ascii"}


def test_questions_are_plain_where_the_terminal_is(tmp_path: Path) -> None:
    """What a terminal cannot show is asked by its nearest look; ticked is told from unticked."""
    given = ("product", "convert", "lone", "--to", "option", "--lang", "fr")
    root = write(_family(tmp_path), {"products/lone/product.yaml": product("lone")})

    with terminal(*given, at=root, env=POOR) as person:
        person.answer("Achetee avec quels produits.*?entree pour continuer.*?> .*?o .*?Med", SPACE)
        person.answer("\\*", ENTER)
        person.answer("Ecrire ceci", "n")
        assert person.end() == 0

    assert person.text.endswith("rien n'a ete ecrit\n")


@pytest.mark.parametrize(
    ("key", "word", "is_written"),
    [("o", "Oui", True), ("O", "Oui", True), (ENTER, "Oui", True), ("n", "Non", False)],
)
def test_a_french_question_is_french_throughout(
    key: str,
    word: str,
    is_written: bool,  # noqa: FBT001 - a table
    tmp_path: Path,
) -> None:
    """In French o is yes, and what was ticked or agreed to is echoed in French."""
    given = ("product", "convert", "lone", "--to", "option", "--lang", "fr")
    root = write(_family(tmp_path), {"products/lone/product.yaml": product("lone")})

    with terminal(*given, at=root) as person:
        person.answer("Achetée avec quels produits", SPACE + ENTER)
        person.answer("Écrire ceci.*?O/n", key)
        assert person.end() == 0

    assert "? Achetée avec quels produits ? Med (med)\n" in person.text
    assert f"? Écrire ceci ? {word}\n" in person.text
    assert ("kind: option" in _declaration(root, "lone")) is is_written


def test_a_conversion_asks_again_where_nothing_was_ticked(tmp_path: Path) -> None:
    """An option needs a base product: enter alone is told so, and the question stays."""
    root = write(_family(tmp_path), {"products/lone/product.yaml": product("lone")})

    given = ("product", "convert", "lone", "--to", "option", "--lang", "en")
    with terminal(*given, at=root) as person:
        person.answer("Bought with which products", ENTER)
        person.answer("needs at least one.*?Bought with which products", SPACE + ENTER)
        person.answer("Write this", ENTER)
        assert person.end() == 0

    assert "kind: option\nrequires: [med]\n" in _declaration(root, "lone")
