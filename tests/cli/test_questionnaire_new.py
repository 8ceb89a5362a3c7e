"""`questionnaire new`: a questionnaire of the company's own, valid from its first line."""

from pathlib import Path

import pytest

from convergence_cli.loading.workspace import load_workspace
from convergence_cli.model.questionnaire import Kind, Questionnaire, Scope
from tests.cli import small
from tests.cli.running import Finished, run

GIVEN = ("--title-fr", "Liste", "--title-en", "List", "--source-date", "2026-03-01")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace that `init` made."""
    assert run("init", "--company", "Exemple", "--lang", "en", at=tmp_path).code == 0
    return tmp_path


def new(*args: str, at: Path) -> Finished:
    """Start a questionnaire."""
    return run("questionnaire", "new", *args, at=at)


def found(root: Path) -> str:
    """Return what `check` finds in the workspace."""
    checked = run("check", "--lang", "en", at=root)
    assert checked.code == 0, checked.out
    return checked.out


def made(id_: str, root: Path) -> Questionnaire:
    """Return a questionnaire as the workspace reads it."""
    return load_workspace(root).workspace.questionnaires[id_]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("kind", Kind)
def test_the_skeleton_is_valid(root: Path, kind: Kind, scope: Scope, lang: str) -> None:
    """Whatever is asked for, `check` finds nothing new, and the file says what was asked for."""
    before = found(root)
    finished = new(*("reg-idf", "--kind", kind, "--scope", scope, *GIVEN, "--lang", lang), at=root)

    assert finished.code == 0, finished.err
    assert found(root) == before
    questionnaire = made("reg-idf", root)
    assert (questionnaire.kind, questionnaire.scope) == (kind, scope)
    assert (questionnaire.title.fr, questionnaire.title.en) == ("Liste", "List")
    assert [each.id for each in questionnaire.criteria] == ["REG-IDF-A-01", "REG-IDF-A-02"]
    assert {each.source_date for each in questionnaire.criteria} == {"2026-03-01"}


def test_left_out_it_measures_the_maturity_of_products(root: Path) -> None:
    """Without options of kind and scope, it is a maturity questionnaire for each product."""
    finished = new("reg-idf", *GIVEN, at=root)

    assert finished.out == ""
    assert finished.err == (
        "wrote questionnaires/reg-idf.yaml\n"
        "wrote .convergence/schemas/ (3)\n"
        "next: write its criteria, then convergence check\n"
    )
    assert made("reg-idf", root).kind is Kind.MATURITY
    assert made("reg-idf", root).scope is Scope.PRODUCT


def test_every_level_can_be_told_from_the_others(root: Path) -> None:
    """A level of the skeleton says something else than the other levels do."""
    new("reg-idf", *GIVEN, at=root)

    for criterion in made("reg-idf", root).criteria:
        assert len({each.en for each in criterion.levels.values()}) == 4
        assert len({each.fr for each in criterion.levels.values()}) == 4


@pytest.mark.parametrize("kind", Kind)
def test_every_hint_is_valid_once_it_is_filled_in(root: Path, kind: Kind) -> None:
    """Each commented line can be used as it stands, its placeholders apart."""
    before = found(root)
    new("reg-idf", "--kind", kind, *GIVEN, at=root)
    file = root / "questionnaires" / "reg-idf.yaml"
    keys = ("applies_when", "sources:", "  - {id: D1", "status:", "published_code", "guidance")
    lines = []
    for line in file.read_text("utf-8").splitlines():
        indent, mark, rest = line.partition("# ")
        is_hint = not indent.strip() and rest.startswith((*keys, "see:"))
        lines.append(f"{indent}{rest}" if mark and is_hint else line)
    file.write_text("".join(f"{each}\n" for each in lines), encoding="utf-8")

    assert found(root) == before
    criterion = made("reg-idf", root).criteria[0]
    assert criterion.see == ("INT-TRA-01",)
    assert criterion.published_code is not None
    assert made("reg-idf", root).sources == ("D1",)


def test_an_editor_finds_the_schema(root: Path) -> None:
    """The first line names the schema, relative to the file."""
    new("reg-idf", *GIVEN, at=root)
    first = (root / "questionnaires" / "reg-idf.yaml").read_text("utf-8").splitlines()[0]
    schema = first.removeprefix("# yaml-language-server: $schema=")

    assert schema == "../.convergence/schemas/questionnaire.schema.json"
    assert (root / "questionnaires" / schema).is_file()


@pytest.mark.parametrize(
    "title",
    ['Liste, "régionale": {a}', "# non", "- oui", "oui\nnon: 1", "{fr}", "yes", "12", " ", "é' \\"],
)
def test_any_title_reads_back_as_it_was_given(root: Path, title: str) -> None:
    """No sign of a title becomes YAML."""
    given = ("--title-fr", title, "--title-en", title, "--source-date", "2026-03-01")

    assert new("reg-idf", *given, at=root).code == 0
    assert made("reg-idf", root).title.fr == made("reg-idf", root).title.en == title


@pytest.mark.parametrize("id_", ["interoperability", "preliminary", "own"])
def test_an_id_in_use_is_refused(root: Path, id_: str) -> None:
    """Neither a questionnaire of the workspace nor a built-in one is taken over."""
    assert new("own", *GIVEN, at=root).code == 0
    (root / "questionnaires" / "interoperability.yaml").unlink()
    before = {each: each.read_bytes() for each in (root / "questionnaires").iterdir()}

    finished = new(id_, *GIVEN, at=root)

    assert finished.code == 2
    assert f"'{id_}' is the id of a questionnaire already" in finished.err
    assert {each: each.read_bytes() for each in (root / "questionnaires").iterdir()} == before


def test_a_file_with_errors_keeps_its_id(root: Path) -> None:
    """A definition that cannot be read is somebody's work all the same."""
    small.write(root, {"questionnaires/own.yaml": "{"})

    assert new("own", *GIVEN, at=root).code == 2
    assert (root / "questionnaires" / "own.yaml").read_text("utf-8") == "{"


@pytest.mark.parametrize("id_", ["Reg", "reg_idf", "../reg", "-reg", "réf", "a/b", "a" * 65, "a\n"])
def test_a_malformed_id_is_refused(root: Path, id_: str) -> None:
    """An id that no file may have is refused before anything is asked or written."""
    before = sorted(root.rglob("*"))

    finished = new("--", id_, at=root)

    assert finished.code == 2
    assert "is not an id: small letters, digits and hyphens" in finished.err
    assert sorted(root.rglob("*")) == before


def test_nothing_is_asked_without_a_terminal(root: Path) -> None:
    """What is missing is named, option by option."""
    finished = new("reg-idf", "--title-en", "List", at=root)

    assert finished.code == 2
    assert "give --title-fr, --source-date" in finished.err
    assert not (root / "questionnaires" / "reg-idf.yaml").exists()


def test_a_day_that_is_none_is_refused(root: Path) -> None:
    """The day of the text is a day."""
    finished = new("reg-idf", *GIVEN[:-1], "2026-02-30", at=root)

    assert finished.code == 2
    assert "'2026-02-30' is not a day such as 2026-11-21" in finished.err
    assert not (root / "questionnaires" / "reg-idf.yaml").exists()


def test_the_longest_id_makes_ids_that_are_not_too_long(root: Path) -> None:
    """Ids of criteria keep the length that they may have."""
    assert new("a" * 64, *GIVEN, at=root).code == 0

    assert run("check", at=root).code == 0
    assert {len(each.id) for each in made("a" * 64, root).criteria} == {64}


def test_no_criterion_of_another_is_taken(root: Path) -> None:
    """Where the first ids are those of another questionnaire, the next axis is taken."""
    others = small.questionnaire("care", {"OWN-A-02": 1, "OWN-B-01": 1})
    small.write(root, {"questionnaires/care.yaml": others})

    assert new("own", *GIVEN, at=root).code == 0

    assert [each.id for each in made("own", root).criteria] == ["OWN-C-01", "OWN-C-02"]
    assert run("check", at=root).code == 0
