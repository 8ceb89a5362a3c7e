"""`convergence init`: a workspace that can be checked at once."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convergence_cli.loading.shipped import questionnaires_folder, schemas_folder
from convergence_cli.loading.workspace import load_workspace
from convergence_cli.writing.atomic import write_whole
from tests.cli.running import run, run_process

NAMED = ("init", "--company", "Exemple Santé")
_MODELINE = re.compile(r"^# yaml-language-server: \$schema=(\S+)\n")


def test_what_it_writes(tmp_path: Path) -> None:
    """`init` writes the settings, the built-in definitions and the schemas, and says what next."""
    finished = run(*NAMED, "--lang", "en", at=tmp_path)

    assert (finished.code, finished.out) == (0, "")
    names = sorted(each.name for each in questionnaires_folder().glob("*.yaml"))
    assert finished.err.splitlines() == [
        *(f"wrote questionnaires/{name}" for name in names),
        "wrote convergence.yaml",
        "wrote .gitattributes",
        "git: the workspace lies in no repository yet; once it does, type: "
        "convergence merge-file --set-up",
        "next: convergence init-product",
    ]
    names = [each.name.removesuffix(".json") for each in schemas_folder().glob("*.json")]
    criteria = [each.stem for each in questionnaires_folder().glob("*.yaml")]
    answered = {*criteria} - {"preliminary", "preliminary-company", "rules"}
    names += ["plan-company.schema", *(f"answers-{each}.schema" for each in answered)]
    schemas = {f".convergence/schemas/{each}.json" for each in names}
    definitions = {f"questionnaires/{each.name}" for each in questionnaires_folder().glob("*.yaml")}
    assert _paths(tmp_path) == {"convergence.yaml", ".gitattributes", *schemas, *definitions}


def test_the_settings(tmp_path: Path) -> None:
    """The settings hold what was given; what may follow stands as a comment."""
    run(*NAMED, "--siren", "123456789", "--lang", "en", at=tmp_path)

    assert (tmp_path / "convergence.yaml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=.convergence/schemas/workspace.schema.json\n"
        "format: 1\n"
        "company:\n"
        "  name: Exemple Santé\n"
        '  siren: "123456789"\n'
        "  # profile:\n"
        "  #   company_labels: []\n"
        "language: en\n"
        "# members:\n"
        "#   - {id: a.martin, name: A. Martin, email: a.martin@example.org, role: manager, "
        "rights: [validate], products: all}\n"
        "# gate:\n"
        "#   minimum: {interoperability: 1.5}\n"
        "#   fail_on: [under-expected]\n"
    )


def test_the_comments_of_the_settings_are_right(tmp_path: Path) -> None:
    """The commented settings are valid: without their #, `check` finds no error."""
    run(*NAMED, at=tmp_path)
    settings_file = tmp_path / "convergence.yaml"
    first, *lines = settings_file.read_text(encoding="utf-8").splitlines()
    bare = [re.sub(r"^( *)# ", r"\1", line) for line in lines]
    settings_file.write_text("\n".join([first, *bare, ""]), encoding="utf-8")

    finished = run("check", at=tmp_path)

    assert (finished.code, finished.out) == (0, "")
    assert load_workspace(tmp_path).workspace.members[0].id == "a.martin"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_result_passes_check(lang: str, tmp_path: Path) -> None:
    """A new workspace has no error, waits for one answer of the company, and says so."""
    run(*NAMED, "--lang", lang, at=tmp_path)

    finished = run("check", at=tmp_path)

    assert finished.code == 0
    assert finished.out.startswith("convergence.yaml:3:1: ")
    assert "CV307 unanswered-question" in finished.out
    assert "company_labels" in finished.out
    assert (
        finished.err
        == {
            "en": "0 products, 0 answers files: 1 warning\n",
            "fr": "0 produits, 0 fichiers de réponses : 1 avertissement\n",
        }[lang]
    )


def test_french_goes_without_saying(tmp_path: Path) -> None:
    """Without --lang, the results of a new workspace are in French."""
    finished = run(*NAMED, at=tmp_path)

    assert finished.err.endswith("pour continuer : convergence init-product\n")
    assert "language: fr\n" in (tmp_path / "convergence.yaml").read_text(encoding="utf-8")


def test_every_modeline_leads_to_a_schema(tmp_path: Path) -> None:
    """Each file names the schema by which an editor checks it, and the schema is there."""
    run(*NAMED, at=tmp_path)
    run(*_PRODUCT, at=tmp_path)
    files = sorted(tmp_path.rglob("*.yaml"))

    definitions = [*questionnaires_folder().glob("*.yaml")]
    answers = [*tmp_path.glob("products/*/answers/*.yaml")]
    assert answers
    assert len(files) == len(["convergence.yaml", "product.yaml", *definitions, *answers])
    for file in files:
        found = _MODELINE.match(file.read_text(encoding="utf-8"))
        assert found is not None
        assert (file.parent / found[1]).resolve().parent == tmp_path / ".convergence/schemas"
        assert (file.parent / found[1]).is_file()


@pytest.mark.parametrize(
    ("given_modeline", "expected"),
    [
        ("# yaml-language-server: $schema=../schemas/workspace.schema.json\n", "../../../schemas/"),
        ("# yaml-language-server: $schema=workspace.schema.json\n", "../../"),
        (
            "# yaml-language-server: $schema=https://example.org/s/workspace.schema.json\n",
            "https://example.org/s/",
        ),
        ("# yaml-language-server: $schema=/srv/s/workspace.schema.json\n", "/srv/s/"),
        ("", "../../.convergence/schemas/"),
    ],
)
def test_a_product_follows_the_modeline_of_the_settings(
    given_modeline: str, expected: str, tmp_path: Path
) -> None:
    """Where the settings find their schema elsewhere, the files of a product do as well."""
    run(*NAMED, at=tmp_path)
    file = tmp_path / "convergence.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(_MODELINE.sub(given_modeline, text), encoding="utf-8")

    run(*_PRODUCT, at=tmp_path)

    first = (tmp_path / "products/med/product.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={expected}product.schema.json"


def test_another_folder_may_be_named(tmp_path: Path) -> None:
    """`init DIR` starts the workspace there, and makes the folder."""
    finished = run("init", "a/b", "--company", "X", "--lang", "en", at=tmp_path)

    assert finished.code == 0
    assert "wrote a/b/convergence.yaml\n" in finished.err
    assert run("check", "-w", "a/b", at=tmp_path).code == 0


def test_a_second_run_is_refused(tmp_path: Path) -> None:
    """A folder that is a workspace is left as it is."""
    run(*NAMED, at=tmp_path)
    before = _content(tmp_path)

    finished = run("init", "--company", "Other", "--lang", "en", at=tmp_path)

    assert (finished.code, finished.out) == (2, "")
    assert finished.err == (
        "convergence: convergence.yaml is there already: this folder is a workspace\n"
    )
    assert _content(tmp_path) == before


def test_nothing_is_written_over_and_nothing_is_half_written(tmp_path: Path) -> None:
    """Where one of the files is there already, none is written, and a later run may succeed."""
    mine = tmp_path / "questionnaires/preliminary.yaml"
    write_whole(mine, "mine\n")

    refused = run(*NAMED, "--lang", "en", at=tmp_path)

    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        "convergence: questionnaires/preliminary.yaml is there already\n"
        "   remove it, or choose another name\n"
    )
    assert _content(tmp_path) == {"questionnaires/preliminary.yaml": b"mine\n"}
    mine.unlink()
    assert run(*NAMED, at=tmp_path).code == 0


@pytest.mark.parametrize(
    "siren", ["12345678", "1234567890", "12345678x", "123 456 789", "١٢٣٤٥٦٧٨٩"]
)
def test_a_siren_has_nine_digits(siren: str, tmp_path: Path) -> None:
    """A SIREN number that is none is refused, and nothing is written."""
    finished = run(*NAMED, "--siren", siren, "--lang", "en", at=tmp_path)

    assert (finished.code, finished.out) == (2, "")
    assert "error CV106 malformed-text" in finished.err
    assert "nine digits" in finished.err
    assert _content(tmp_path) == {}


@pytest.mark.parametrize("args", [("init",), ("init", "--company", "")], ids=" ".join)
def test_without_a_terminal_a_name_must_be_given(args: tuple[str, ...], tmp_path: Path) -> None:
    """Where nobody can be asked, the missing name is 2, with the option that gives it."""
    finished = run(*args, "--lang", "en", at=tmp_path)

    assert (finished.code, finished.out) == (2, "")
    assert finished.err == (
        "convergence: the company has no name yet\n   give it: --company NAME\n"
    )
    assert _content(tmp_path) == {}


def test_what_is_missing_is_said_in_the_language_chosen(tmp_path: Path) -> None:
    """--lang counts before anything is written."""
    finished = run("init", "--lang", "fr", at=tmp_path)

    assert finished.err.startswith("convergence: l'entreprise n'a pas encore de nom\n")


@settings(max_examples=20)
@given(st.text(min_size=1))
def test_any_name_is_read_back(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """Whatever a company is called, its settings are valid and hold that very name."""
    folder = tmp_path_factory.mktemp("workspace")

    finished = run("init", "--company", name, at=folder)

    assert finished.code == 0, finished.err
    loaded = load_workspace(folder)
    assert loaded.diagnostics == ()
    assert loaded.workspace.company.name == name


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """A name with bytes that are no UTF-8 is 2, and nothing is written."""
    finished = run("init", "--company", os.fsdecode(b"caf\xe9"), at=tmp_path)

    assert finished.code == 2
    assert _content(tmp_path) == {}


def test_a_folder_that_cannot_be_made_is_2(tmp_path: Path) -> None:
    """Where the folder is a file, nothing is written, and the reason is told."""
    (tmp_path / "taken").write_text("", encoding="utf-8")

    finished = run("init", "taken", "--company", "X", "--lang", "en", at=tmp_path)

    assert (finished.code, finished.out) == (2, "")
    assert finished.err.startswith("convergence: cannot write taken/")


def test_a_process_without_a_terminal_asks_nothing(tmp_path: Path) -> None:
    """In a script, `init` never waits for an answer."""
    finished = run_process("init", at=tmp_path)

    assert finished.code == 2
    assert "--company NAME" in finished.err


_PRODUCT = (
    "init-product",
    *("--set", "name=Med", "--set", "deployment=production", "--set", "versions=1"),
)


def _paths(root: Path) -> set[str]:
    return set(_content(root))


def _content(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }
