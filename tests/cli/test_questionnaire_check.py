"""`convergence questionnaire check`: definitions alone, together, and before they are taken in."""

from pathlib import Path

import pytest

from convergence_cli.loading.shipped import questionnaires_folder
from tests.cli.running import Finished, run
from tests.cli.small import SETTINGS, write

PRELIMINARY = """\
format: 1
id: preliminary
kind: preliminary
sections:
  - id: information
    title: {fr: Information, en: Information}
    questions:
      - {id: shares, type: boolean, title: {fr: Partage ?, en: Does it share?}}
      - {id: idle, type: boolean, title: {fr: Rien ?, en: Nothing?}}
"""


def definition(id_: str, condition: str = "shares", criterion: str | None = None) -> str:
    """Return a requirement set of one criterion under a condition."""
    return f"""\
format: 1
id: {id_}
version: "1"
kind: requirements
scope: product
title: {{fr: Liste, en: List}}
axes:
  - id: ONE
    title: {{fr: Un, en: One}}
    criteria:
      - id: {criterion or id_.upper()}
        title: {{fr: Un point, en: A point}}
        statement: {{fr: Tenu., en: Met.}}
        strength: must
        source_date: 2026-01-01
        applies_when: {condition}
"""


NEVER = "{all: [shares, {not: shares}]}"


def workspace(root: Path, **definitions: str) -> Path:
    """Write a workspace with two preliminary questions and some definitions."""
    files = {f"questionnaires/{id_}.yaml": text for id_, text in definitions.items()}
    return write(
        root,
        {"convergence.yaml": SETTINGS, "questionnaires/preliminary.yaml": PRELIMINARY, **files},
    )


def check(*topics: str, at: Path) -> Finished:
    """Run the command in a folder."""
    return run("questionnaire", "check", *topics, at=at)


def found(*topics: str, at: Path) -> list[tuple[str, str]]:
    """Return the path and the code of each diagnostic."""
    diagnostics = run("questionnaire", "check", *topics, "-f", "json", at=at).json()["diagnostics"]
    return [(each["path"], each["code"]) for each in diagnostics]


IDLE = ("questionnaires/preliminary.yaml", "CV409")


def test_all_definitions_are_checked(tmp_path: Path) -> None:
    """Without arguments everything under `questionnaires/` is judged, and warnings never fail."""
    root = workspace(tmp_path, one=definition("one"), two=definition("two", NEVER))

    finished = check(at=root)

    assert found(at=root) == [IDLE, ("questionnaires/two.yaml", "CV407")]
    assert finished.code == 0
    assert finished.err == "3 definitions: 2 warnings\n"
    assert "two.yaml:16:9: warning CV407 never-applies: 'TWO' can never apply" in finished.out


def test_errors_fail(tmp_path: Path) -> None:
    """What makes a definition unfit is found without a product that answers it."""
    broken = definition("two", "unknown_question").replace("must", "perhaps")
    root = workspace(tmp_path, one=definition("one", "sharse"), two=broken)

    finished = check(at=root)

    assert finished.code == 1
    assert finished.err == "3 definitions: 2 errors\n"
    assert found(at=root) == [
        ("questionnaires/one.yaml", "CV202"),
        ("questionnaires/two.yaml", "CV104"),
    ]


def test_nothing_is_said_to_decide_nothing_while_a_definition_is_unread(tmp_path: Path) -> None:
    """A question may decide something in a definition that has errors."""
    root = workspace(tmp_path, one=definition("one"), two="{")

    assert IDLE not in found(at=root)
    (root / "questionnaires/two.yaml").unlink()
    assert found(at=root) == [IDLE]


def test_products_are_not_looked_at(tmp_path: Path) -> None:
    """Errors of settings, products and answers are no business of definitions."""
    root = workspace(tmp_path, one=definition("one", "{any: [shares, idle]}"))
    write(root, {"products/med/product.yaml": "{", "company/plan.yaml": "{"})

    finished = check(at=root)

    assert (finished.code, finished.out) == (0, "")
    assert finished.err == "2 definitions: nothing is wrong\n"


def test_a_named_definition_is_judged_among_the_others(tmp_path: Path) -> None:
    """Only what is found in the definitions that were named is told."""
    root = workspace(tmp_path, one=definition("one"), two=definition("two", NEVER))

    assert found("two", at=root) == [("questionnaires/two.yaml", "CV407")]
    assert found("preliminary", at=root) == [IDLE]
    assert check("one", at=root).err == "1 definition: nothing is wrong\n"
    assert check("one", "two", at=root).err == "2 definitions: 1 warning\n"


def test_a_file_of_the_folder_may_be_named_by_its_path(tmp_path: Path) -> None:
    """The path of a definition means the definition, from wherever it is named."""
    root = workspace(tmp_path, one=definition("one"), two=definition("two", NEVER))

    assert found("two.yaml", at=root / "questionnaires") == found("two", at=root)
    assert found("questionnaires/two.yaml", at=root) == found("two", at=root)


def test_a_file_elsewhere_is_judged_as_if_it_were_here(tmp_path: Path) -> None:
    """What reads a question counts, wherever its file stands; nothing is written."""
    root = workspace(tmp_path / "work", one=definition("one"))
    elsewhere = tmp_path / "mail/customer.yaml"
    write(tmp_path, {"mail/customer.yaml": definition("customer", "{all: [shares, idle]}")})
    before = sorted(root.rglob("*"))

    assert found(str(elsewhere), at=root) == []
    assert found(str(elsewhere), "preliminary", at=root) == []
    assert found("preliminary", at=root) == [IDLE]
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize("name", ["one.yaml", "new-one.yaml"])
def test_a_file_elsewhere_takes_the_place_of_its_id(name: str, tmp_path: Path) -> None:
    """A new edition does not clash with the one that it is to replace."""
    root = workspace(tmp_path, one=definition("one", NEVER))
    write(root, {f"drafts/{name}": definition("one", "{any: [shares, idle]}")})
    path = f"drafts/{name}"

    codes = [code for _, code in found(path, "preliminary", at=root)]

    assert codes == ([] if name == "one.yaml" else ["CV209"])
    assert found("one", path, at=root) == found(path, at=root)


def test_a_file_elsewhere_is_shown_as_it_was_named(tmp_path: Path) -> None:
    """Places lead to the file from the folder where the command was given, lines included."""
    root = workspace(tmp_path / "work", one=definition("one"))
    write(tmp_path, {"mail/list.yaml": definition("list", NEVER, "ONE")})

    finished = check("../../mail/list.yaml", at=root / "questionnaires")

    assert finished.code == 1
    lines = [line for line in finished.out.splitlines() if not line.startswith(" ")]
    assert [line.split(": ")[0] for line in lines] == ["../../mail/list.yaml:11:13"]
    assert "CV208 duplicate-id" in lines[0]
    assert "questionnaires/one.yaml:11:13: first taken here" in finished.out
    assert "   11 |       - id: ONE" in finished.out


def test_a_file_that_cannot_be_read_is_a_diagnostic(tmp_path: Path) -> None:
    """A file that is no YAML is told like one of the workspace."""
    root = workspace(tmp_path, one=definition("one"))
    write(root, {"drafts/mine.yaml": "[\n"})

    assert check("drafts/mine.yaml", at=root).code == 1
    assert {path for path, _ in found("drafts/mine.yaml", at=root)} == {"drafts/mine.yaml"}


@pytest.mark.parametrize(
    ("topics", "said"),
    [
        (["tow"], "no questionnaire is called 'tow'\n   did you mean 'two'?"),
        (["mine.yaml"], "there is no file mine.yaml"),
        (["drafts"], "no questionnaire is called 'drafts'"),
        (["./drafts"], "there is no file ./drafts"),
        (
            ["drafts/a.yaml", "drafts/b.yaml"],
            "these files define the same 'new': drafts/a.yaml, drafts/b.yaml",
        ),
    ],
)
def test_what_does_not_exist_gets_no_verdict(topics: list[str], said: str, tmp_path: Path) -> None:
    """A name that means nothing is no pass, and neither are two files for one place."""
    root = workspace(tmp_path, two=definition("two"))
    write(root, {"drafts/a.yaml": definition("new"), "drafts/b.yaml": definition("new")})

    finished = check(*topics, at=root)

    assert (finished.code, finished.out) == (2, "")
    assert said in finished.err


def test_an_empty_folder_is_no_pass(tmp_path: Path) -> None:
    """Where there are no definitions there is nothing to judge."""
    finished = check(at=write(tmp_path, {"convergence.yaml": SETTINGS}))

    assert (finished.code, finished.out) == (2, "")
    assert "nothing to judge" in finished.err


def test_a_file_that_nothing_reads_is_told(tmp_path: Path) -> None:
    """A definition under another ending would be missed without a word."""
    root = workspace(tmp_path, one=definition("one", "{any: [shares, idle]}"))
    write(root, {"questionnaires/two.yml": definition("two")})

    assert found(at=root) == [("questionnaires/two.yml", "CV214")]


def test_without_a_workspace_the_built_in_definitions_are_checked(tmp_path: Path) -> None:
    """The shipped definitions have no error, and a file is judged beside them."""
    shipped = len(list(questionnaires_folder().glob("*.yaml")))
    write(tmp_path, {"mine.yaml": definition("mine", "no_such_question")})

    finished = check(at=tmp_path)

    assert finished.code == 0
    assert finished.err.startswith(f"{shipped} definitions: ")
    assert found("mine.yaml", at=tmp_path) == [("mine.yaml", "CV202")]


def test_the_workspace_may_be_named_and_the_language_chosen(tmp_path: Path) -> None:
    """--workspace and --lang do as everywhere, and French is the language of French workspaces."""
    root = workspace(tmp_path / "work", one=definition("one", NEVER))
    settings = SETTINGS.replace("language: en", "language: fr")
    write(root, {"convergence.yaml": settings})

    from_elsewhere = check("one", "--workspace", str(root), at=tmp_path)

    assert from_elsewhere == check("one", at=root)
    assert "ne peut jamais s'appliquer" in from_elsewhere.out
    assert "can never apply" in check("one", "--lang", "en", at=root).out


def test_a_result_can_go_to_a_file(tmp_path: Path) -> None:
    """--output writes what would have been printed, and never over a definition."""
    root = workspace(tmp_path, one=definition("one", NEVER))

    assert check("one", "-o", "found.txt", at=root).out == ""
    assert (root / "found.txt").read_text(encoding="utf-8") == check("one", at=root).out
    refused = check("one", "-o", "questionnaires/one.yaml", at=root)
    assert refused.code == 2
    assert (root / "questionnaires/one.yaml").read_text(encoding="utf-8").startswith("format: 1")


@pytest.mark.parametrize("output", ["mine.yaml", "./sub/../mine.yaml"])
def test_a_result_is_never_written_over_the_file_that_is_checked(
    output: str, tmp_path: Path
) -> None:
    """A file that stands in no workspace is an input like any other."""
    write(tmp_path, {"mine.yaml": definition("mine"), "sub/other.txt": ""})

    finished = check("mine.yaml", "-o", output, at=tmp_path)

    assert finished.code == 2
    assert "is not overwritten" in finished.err
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == definition("mine")
