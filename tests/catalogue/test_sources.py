"""Definitions and the page of sources name each other's facts and documents, both ways."""

import re

import pytest

from convergence_cli.loading.shipped import questionnaires_folder
from tests import provenance
from tests.handbook import DOCS, Page
from tests.provenance import Definition, context_facts, facts, shipped, sources, tool_facts

each_definition = pytest.mark.parametrize(
    "definition", shipped().values(), ids=lambda each: each.id
)


def facts_of_definitions() -> set[str]:
    """Return every fact that a definition names."""
    return {fact for definition in shipped().values() for fact in definition.facts}


def dates_by_key() -> dict[str, set[str]]:
    """Return the dates that definitions give each document, by key."""
    dates: dict[str, set[str]] = {}
    for definition in shipped().values():
        for each in definition.documents:
            dates.setdefault(each.key, set()).update([each.date] if each.date else [])
    return dates


def test_the_page_is_read() -> None:
    """The tables of the page are found: what is compared below is not empty."""
    assert {"F001", "F025", "F096"} <= set(facts())
    assert {"S0", "S4", "W1", "W123"} <= set(sources())
    assert len(tool_facts()) > 1
    assert len(context_facts()) > 1


@each_definition
def test_every_fact_that_a_definition_names_is_told(definition: Definition) -> None:
    """A reader finds each fact that a criterion, a question or a rule rests on."""
    assert set(definition.facts) - set(facts()) == set()


@each_definition
def test_every_document_that_a_definition_declares_is_told(definition: Definition) -> None:
    """A reader finds what each key of `sources` stands for."""
    assert {each.key for each in definition.documents} - set(sources()) == set()


@each_definition
def test_every_document_that_an_item_names_is_declared(definition: Definition) -> None:
    """The source of a published code, or of a rule, is one of the file's own `sources`."""
    declared = [each.key for each in definition.documents]
    named = {key for item in definition.items for key in item.sources}

    assert named - set(declared) == set()
    assert len(declared) == len(set(declared))


@each_definition
def test_only_a_published_item_has_a_published_code(definition: Definition) -> None:
    """An item of this catalogue's own never carries an official code."""
    assert [each.id for each in definition.items if each.code and not each.is_published] == []


def test_every_fact_has_its_place() -> None:
    """Each fact is one that definitions rest on, or the tool, or says that nothing does."""
    grounds = facts_of_definitions() | set(tool_facts())

    assert set(facts()) - grounds == set(context_facts())
    assert set(tool_facts()) - set(facts()) == set()


def test_every_document_is_the_source_of_something() -> None:
    """Each document is declared by a definition, or is where a fact was read."""
    declared = {each.key for definition in shipped().values() for each in definition.documents}
    read = {key for fact in facts().values() for key in fact.sources}

    assert set(sources()) - declared - read == set()
    assert read - set(sources()) == set()


def test_only_what_was_found_nowhere_has_no_source() -> None:
    """A fact without a source is no fact: its confidence is low."""
    without = {each.confidence for each in facts().values() if not each.sources}

    assert {each.confidence for each in facts().values()} == {"High", "Medium", "Low"}
    assert without == {"Low"}


def test_a_document_has_one_date() -> None:
    """Definitions that date the same document give the same day, and so does the page."""
    for key, dates in dates_by_key().items():
        assert len(dates) <= 1, key
        for date in dates:
            assert date.startswith(sources()[key]), key


def test_published_codes_are_those_of_the_facts() -> None:
    """The codes of the portal that are known stand in one fact; no other is made up."""
    known = re.findall(r"A\d\d\.\d+\.\d+", _said("F025"))
    used = {
        item.code
        for definition in shipped().values()
        for item in definition.items
        if item.code and re.match(r"A\d", item.code)
    }

    assert used == set(known)


def _said(fact: str) -> str:
    found = re.search(rf"^\| {fact} \| (.*)$", Page(provenance.SOURCES).text, re.MULTILINE)
    assert found is not None
    return found[1]


def test_every_definition_has_its_page() -> None:
    """Each definition that is shipped, the rules included, has a page of provenance."""
    shipped_ids = {each.stem for each in questionnaires_folder().glob("*.yaml")}

    assert {each.stem for each in provenance.PROVENANCE.glob("*.md")} == shipped_ids


def test_a_page_of_provenance_says_all_of_it() -> None:
    """Each page tells apart what is published, what is ours, and what is unknown."""
    for path in sorted(provenance.PROVENANCE.glob("*.md")):
        page = Page(path)
        for heading in ("What is published", "What is ours", "What is unknown"):
            section = page.text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
            assert re.search(r"^- \S", section, re.MULTILINE), (path.stem, heading)
        assert {f"documents {path.stem}", f"facts {path.stem}"} <= set(page.generated)


def test_the_list_of_questionnaires_leads_to_every_page() -> None:
    """Whoever looks a questionnaire up can go on to where it comes from."""
    text = Page(DOCS / "reference" / "questionnaires.md").text

    for path in provenance.PROVENANCE.glob("*.md"):
        assert f"(provenance/{path.name})" in text, path.stem


def test_nothing_points_to_where_the_texts_were_kept() -> None:
    """The page names documents and public addresses, and no folder of files."""
    assert re.findall(r"sources/\S+|\S+\.txt\b", Page(provenance.SOURCES).text) == []
