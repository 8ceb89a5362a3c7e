"""The schemas are what editors show and what errors are made of: complete, and true."""

from collections.abc import Iterator
from typing import Any

import pytest

from convergence_cli.diagnostics import RULES
from convergence_cli.loading.contract import Contract, explaining_validator, schema_of
from convergence_cli.loading.form import TRANSLATIONS

Schema = dict[str, Any]
Path = tuple[str | int, ...]

SILENT = {
    # They say what a schema is, not what data must be.
    *("$schema", "$id", "$defs", "title", "description", "examples"),
    *("x-fr", "x-form", "x-diagnostic", "x-at"),
    # They hand over to other schemas, whose keywords speak.
    *("$ref", "properties", "items", "propertyNames", "allOf", "if", "then"),
}
"""The keywords that are never the reason of an error."""
ONE = ("additionalProperties", "items", "propertyNames", "if", "then")
SEVERAL = ("allOf", "anyOf")
NAMED = ("properties", "$defs")


def below(schema: Any, path: Path = ()) -> Iterator[tuple[Path, Schema]]:
    """Yield a schema and every schema in it, each with where it stands."""
    if isinstance(schema, bool):
        return
    yield path, schema
    for keyword in NAMED:
        for name, each in schema.get(keyword, {}).items():
            yield from below(each, (*path, keyword, name))
    for keyword in ONE:
        if isinstance(schema.get(keyword), dict):
            yield from below(schema[keyword], (*path, keyword))
    for keyword in SEVERAL:
        for index, each in enumerate(schema.get(keyword, [])):
            yield from below(each, (*path, keyword, index))


ALL = {
    f"{contract}: {'/'.join(map(str, path))}": (contract, path, schema)
    for contract in Contract
    for path, schema in below(schema_of(contract))
}
CONDITIONAL = {"if", "then", "anyOf"}
PROPERTIES = {
    name: schema
    for name, (_, path, schema) in ALL.items()
    if path[-2:-1] == ("properties",) and CONDITIONAL.isdisjoint(path)
}
"""The keys that a file may have, at any depth."""
WITH_EXAMPLES = [name for name, (_, _, schema) in ALL.items() if "examples" in schema]


def test_every_keyword_that_can_fail_has_words_and_no_other_has() -> None:
    """Each keyword of the schemas is translated, and each translation is for one of them."""
    used = {keyword for _, _, schema in ALL.values() for keyword in schema}

    assert used - SILENT == set(TRANSLATIONS)


@pytest.mark.parametrize("name", PROPERTIES)
def test_every_key_explains_itself_in_an_editor(name: str) -> None:
    """Each key has a title, a description and an example, which editors show."""
    schema = PROPERTIES[name]

    assert schema.get("title")
    assert schema.get("description", "").endswith(".")
    assert schema.get("examples")


OF_ANSWERS = ("answers: ", "plan: ", "product: ", "workspace: ")
"""The schemas of what a vendor writes, by the starts of their names in `PROPERTIES`."""


@pytest.mark.parametrize("name", [name for name in PROPERTIES if name.startswith(OF_ANSWERS)])
def test_every_key_that_a_vendor_writes_explains_itself_in_french_too(name: str) -> None:
    """In a French workspace, editors show a French title and description of each key."""
    words = PROPERTIES[name]["x-fr"]

    assert set(words) == {"title", "description"}
    assert words["description"].endswith(".")


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_every_example_is_what_its_schema_asks_for(name: str) -> None:
    """An example that an editor proposes is accepted by the very schema that proposes it."""
    contract, _, schema = ALL[name]
    validator = explaining_validator(contract).evolve(schema=schema)

    for example in schema["examples"]:
        assert list(validator.iter_errors(example)) == []


def test_every_pattern_says_what_it_wants_in_both_languages() -> None:
    """A text of the wrong form is told what form it should have, never shown the pattern."""
    for name, (_, _, schema) in ALL.items():
        if "pattern" in schema and "x-diagnostic" not in schema:
            assert set(schema["x-form"]) == {"en", "fr"}, name


def test_every_pattern_is_for_the_whole_text() -> None:
    """A pattern starts at the start and ends at the end; what is blank stands in a class."""
    for name, (_, _, schema) in ALL.items():
        pattern = schema.get("pattern", "^$")
        if pattern != r"\S":
            assert pattern.startswith("^"), name
            assert pattern.endswith("$"), name
            assert pattern.count(r"\s") == pattern.count(r"\s]"), name
            assert r"\S" not in pattern, name


def test_every_diagnostic_of_a_schema_is_a_rule() -> None:
    """A schema that names a rule of its own names one of the catalogue."""
    named = {schema["x-diagnostic"] for _, _, schema in ALL.values() if "x-diagnostic" in schema}

    assert named
    assert named <= set(RULES)


def test_unknown_keys_are_errors_everywhere() -> None:
    """Each mapping either lists all its keys, or says what form they have."""
    for name, (_, path, schema) in ALL.items():
        is_mapping = "object" in schema.get("type", ()) and CONDITIONAL.isdisjoint(path)
        if is_mapping and schema.get("additionalProperties") is not False:
            assert "propertyNames" in schema, name
            assert isinstance(schema["additionalProperties"], dict), name


def test_a_key_never_holds_a_blank() -> None:
    """No mapping takes a key with a space: both readers agree on all keys without one."""
    for name, (_, _, schema) in ALL.items():
        for key in schema.get("properties", {}):
            assert not set(key) & set(" \t\n:"), name


@pytest.mark.parametrize("contract", Contract)
def test_each_schema_is_one(contract: Contract) -> None:
    """Each schema follows the rules of JSON Schema, and says which file it is for."""
    schema = schema_of(contract)
    explaining_validator(contract).check_schema(schema)

    assert schema["$id"] == f"urn:convergence:schema:{contract}:1"
    assert ".yaml: " in schema["description"]
