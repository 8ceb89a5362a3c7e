"""`questionnaire show`: a definition whole, for somebody who reads no YAML."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from convergence_cli.language import Language
from convergence_cli.loading.build_condition import build_condition
from convergence_cli.loading.shipped import examples_folder, questionnaires_folder
from convergence_cli.loading.workspace import load_workspace
from convergence_cli.model.questionnaire import Origin, Preliminary, Questionnaire, Scope
from tests.cli import small
from tests.cli.running import Finished, run

EXAMPLE = examples_folder() / "exemple-sante"
REQUIREMENTS = """\
format: 1
id: care
version: "1"
kind: requirements
scope: company
title: {fr: Soin, en: Care}
axes:
  - id: ONE
    title: {fr: Un, en: One}
    criteria:
      - id: C-1
        title: {fr: Trace, en: Trace}
        strength: should
        statement: {fr: Le produit trace., en: The product keeps a trace.}
        source_date: 2026-01-01
"""

each_language = pytest.mark.parametrize("language", Language)
each_format = pytest.mark.parametrize("format_", ["text", "markdown"])


def shown(id_: str, *options: str, at: Path = EXAMPLE, columns: int = 4000) -> Finished:
    """Show a definition, on a screen so wide that no line is broken."""
    finished = run("questionnaire", "show", id_, *options, at=at, columns=columns)
    assert finished.code == 0, finished.err
    return finished


def plain(text: str) -> str:
    """Return a text, or a document, without what Markdown adds to show a sign as itself."""
    text = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), text.replace("<!-- -->", ""))
    return re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", text)


def interoperability() -> Questionnaire:
    """Return the example's questionnaire."""
    return load_workspace(EXAMPLE).workspace.questionnaires["interoperability"]


def preliminary() -> Preliminary:
    """Return the example's preliminary questionnaire."""
    return load_workspace(EXAMPLE).workspace.preliminaries[Scope.PRODUCT]


@each_language
@each_format
def test_everything_is_there(format_: str, language: Language) -> None:
    """Each axis, criterion, level and piece of advice is in the document, in its language."""
    questionnaire = interoperability()
    out = plain(shown("interoperability", "--format", format_, "--lang", language).out)

    assert questionnaire.description is not None
    assert questionnaire.description.in_(language) in out
    for axis in questionnaire.axes:
        assert f"{axis.id} {axis.title.in_(language)}" in out
        for criterion in axis.criteria:
            assert f"{criterion.id} {criterion.title.in_(language)}\n" in out
            for level, meaning in criterion.levels.items():
                assert re.search(
                    rf"^ *-? {level} \w+ · {re.escape(meaning.in_(language))}", out, re.M
                )
            assert criterion.guidance is not None
            assert criterion.guidance.in_(language) in out


@each_format
def test_a_proposed_item_never_passes_for_a_published_one(format_: str) -> None:
    """Below each criterion stands where it comes from, with code and source if it is official."""
    out = plain(shown("interoperability", "--format", format_, "--lang", "en").out)

    for criterion in interoperability().criteria:
        below = out.partition(f"{criterion.id} {criterion.title.en}\n")[2].lstrip("\n")
        origin = below.splitlines()[0]
        code = criterion.published_code
        if criterion.origin is Origin.PROPOSED:
            assert origin.startswith("proposed by this questionnaire, not an official item · ")
        else:
            assert code is not None
            assert origin.startswith(f"published item {code.code}, according to {code.source} · ")
        assert origin.endswith(f"source of {criterion.source_date}")
    assert "40 criteria: 5 published, 35 proposed by this questionnaire\n" in out


def test_expected_and_target_are_marked() -> None:
    """A reader sees which level is expected, and which is the target."""
    criterion = interoperability().criteria[0]
    out = shown("interoperability", "--lang", "en").out.partition(criterion.id)[2]
    marked = re.findall(r"^  (\d) .* \((.*)\)$", out.partition("\n\nGuidance")[0], re.MULTILINE)

    assert dict(marked) == {str(criterion.expected[0].level): "expected", "3": "target"}


def test_conditions_are_in_words() -> None:
    """To whom a criterion is put is told in words, term by term."""
    text = shown("interoperability", "--lang", "en").out.partition("\nINT-TRA-05 ")[2]
    markdown = shown("interoperability", "--lang", "en", "--format", "markdown").out

    assert text.partition("Put to profiles where: ")[2].splitlines()[:3] == [
        "all of:",
        "  messaging is true",
        "  any of:",
    ]
    assert (
        "Put to profiles where: all of:\n\n- messaging is true\n- any of:\n"
        in markdown.partition("# INT-TRA-05 ")[2]
    )


def test_dated_steps_are_told(tmp_path: Path) -> None:
    """A level that is expected from a day on says from which."""
    text = small.questionnaire("care", {"A": 2}).replace(
        "expected: 2", "expected: [{from: 2026-01-01, level: 1}, {from: 2027-01-01, level: 2}]"
    )
    small.write(tmp_path, {"convergence.yaml": small.SETTINGS, "questionnaires/care.yaml": text})

    out = shown("care", at=tmp_path).out

    assert "  1 Orange · Little (expected from 2026-01-01)\n" in out
    assert "  2 Yellow · Enough (expected from 2027-01-01)\n" in out


@pytest.mark.parametrize(
    ("lang", "statement", "expected"),
    [
        ("en", "Requirement (should)\nThe product keeps a trace.", "Expected level: 3"),
        ("fr", "Exigence (devrait)\nLe produit trace.", "Niveau attendu : 3"),
    ],
)
def test_a_requirement_is_a_statement(
    tmp_path: Path, lang: str, statement: str, expected: str
) -> None:
    """A requirement shows its strength and statement; the scale stands once, at the top."""
    files = {"convergence.yaml": small.SETTINGS, "questionnaires/care.yaml": REQUIREMENTS}
    out = shown("care", "--lang", lang, at=small.write(tmp_path, files)).out

    assert statement in out
    assert expected in out
    assert len(re.findall(r"^  3 ", out, re.MULTILINE)) == 1


@each_language
@each_format
def test_preliminary_questions_are_shown_too(format_: str, language: Language) -> None:
    """Each question is there, with its type, its help and its options."""
    out = plain(shown("preliminary", "--format", format_, "--lang", language).out)

    for question in preliminary().questions:
        below = out.partition(f"{question.id} {question.title.in_(language)}\n")[2].lstrip("\n")
        assert below.startswith(f"{question.type.value}\n")
        if question.help is not None:
            assert question.help.in_(language) in out
        for option in question.options:
            assert f"{option.value} · {option.label.in_(language)}\n" in out


def test_the_built_in_one_stands_in_and_says_so(example: Path) -> None:
    """Where the workspace has no such questionnaire, the built-in one is shown, not in silence."""
    (example / "questionnaires" / "interoperability.yaml").unlink()

    finished = shown("interoperability", "--lang", "en", at=example)

    assert finished.err == (
        "this workspace has no questionnaire 'interoperability': here is the built-in one\n"
    )
    assert "maturity · product · built in, not here\n" in finished.out
    assert shown("interoperability", "--format", "json", at=example).json()["state"] == "not-here"


def test_no_workspace_is_needed(tmp_path: Path) -> None:
    """Whoever considers the tool can read what it would ask."""
    finished = shown("interoperability", at=tmp_path)

    assert finished.err == ""
    assert "built in, not here" in finished.out


@pytest.mark.parametrize("id_", ["interoperability", "preliminary"])
def test_an_edited_definition_says_that_it_differs(tmp_path: Path, id_: str) -> None:
    """A reader is told that the workspace's own definition is not the one that was shipped."""
    assert run("init", "--company", "Exemple", at=tmp_path).code == 0
    file = tmp_path / "questionnaires" / f"{id_}.yaml"
    assert shown(id_, "--format", "json", at=tmp_path).json()["state"] == "as-built-in"

    file.write_text(file.read_text("utf-8") + "# ours\n", encoding="utf-8")

    assert shown(id_, "--format", "json", at=tmp_path).json()["state"] == "differs"


def test_a_definition_with_errors_is_not_replaced(example: Path) -> None:
    """A file that cannot be read gives its error, never the built-in definition in its stead."""
    file = example / "questionnaires" / "interoperability.yaml"
    file.write_text(file.read_text("utf-8").replace("kind: maturity", "kind: mature"), "utf-8")

    finished = run("questionnaire", "show", "interoperability", at=example)

    assert (finished.code, finished.out) == (2, "")
    assert "questionnaires/interoperability.yaml:5:7: " in finished.err
    assert "CV104" in finished.err


def test_an_unknown_id_gives_the_nearest_one(tmp_path: Path) -> None:
    """A mistyped id is answered with the id that was meant."""
    finished = run("questionnaire", "show", "interop", at=tmp_path)

    assert (finished.code, finished.out) == (2, "")
    assert finished.err == (
        "convergence: no questionnaire is called 'interop'\n   did you mean 'interoperability'?\n"
    )


HOSTILE = "<script>alert(1)</script> | [a](javascript:b) @team #1 `x` *y*\\n# z"


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    """No text of a definition becomes markup of the document, wherever it stands."""
    text = small.questionnaire("care", {"A": 2})
    for innocent in ("Care", "One", "Criterion A", "Little"):
        text = text.replace(f"en: {innocent}}}", f'en: "{HOSTILE}"}}')
    assert text.count(HOSTILE) == 4
    small.write(tmp_path, {"convergence.yaml": small.SETTINGS, "questionnaires/care.yaml": text})

    document = shown("care", "--format", "markdown", at=tmp_path).out

    assert not re.search(r"<script|[^\\]\[a|[^\\]`x|@team|^# z", document, re.MULTILINE)
    assert len(re.findall("^# ", document, re.MULTILINE)) == 1
    assert plain(document).count("<script>alert(1)</script> | [a](javascript:b) @team #1") == 4


def test_a_document_is_well_made() -> None:
    """One title, no level of headings left out, and lists apart from paragraphs."""
    lines = shown("interoperability", "--format", "markdown").out.splitlines()
    depths = [len(line.split()[0]) for line in lines if line.startswith("#")]

    assert depths.count(1) == 1
    assert depths[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(depths))
    for above, line in pairwise(lines):
        if line.startswith("- ") and not above.lstrip().startswith("- "):
            assert above == ""


def json_of(id_: str) -> Any:
    """Return the JSON of a definition of the example."""
    return shown(id_, "--format", "json").json()


def test_conditions_in_json_read_back() -> None:
    """A condition in the JSON is written as in files: it means the same when it is read."""
    criteria = [each for axis in json_of("interoperability")["axes"] for each in axis["criteria"]]
    sections = json_of("preliminary")["sections"]
    questions = [each for section in sections for each in section["questions"]]

    for written, criterion in zip(criteria, interoperability().criteria, strict=True):
        assert build_condition(written["applies_when"]) == criterion.applies_when
    for written, question in zip(questions, preliminary().questions, strict=True):
        assert build_condition(written["applies_when"]) == question.applies_when


@pytest.mark.parametrize("id_", ["interoperability", "preliminary"])
def test_the_documents_behind_it_are_named(id_: str) -> None:
    """A reader can go from a definition to what it was drawn from."""
    keys = json_of(id_)["sources"]

    assert "S4" in keys
    assert f"\nDrawn from: {', '.join(keys)}\n" in shown(id_, "--lang", "en").out


def test_a_document_can_be_written_to_a_file(tmp_path: Path) -> None:
    """The document goes to a file, whole, to be handed over."""
    file = tmp_path / "list.md"
    shown("interoperability", "--format", "markdown", "--output", str(file))

    assert file.read_text("utf-8") == shown("interoperability", "--format", "markdown").out


@pytest.mark.parametrize(
    "file", sorted(questionnaires_folder().glob("*.yaml")), ids=lambda each: each.stem
)
def test_every_questionnaire_can_be_shown(file: Path, tmp_path: Path) -> None:
    """Whatever is shipped and asks something can be handed over as a document."""
    if "\nkind: rules\n" in file.read_text("utf-8"):
        assert run("questionnaire", "show", file.stem, at=tmp_path).code == 2
        return
    for format_ in ("text", "markdown", "json"):
        assert shown(file.stem, "--format", format_, at=tmp_path).out
