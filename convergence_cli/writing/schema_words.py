"""A shipped schema in one language, and the small schemas of which narrower ones are made.

Descriptions are plain text: editors that read Markdown escape them, others show them as they are.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from convergence_cli.diagnostics.diagnostic import shapeless_replaced
from convergence_cli.language import Language, Text

Schema = dict[str, Any]

_HOLDERS = ("properties", "$defs")
_ONES = ("items", "additionalProperties", "propertyNames", "if", "then")
_HEAD = ("title", "description", "type")
_MANY = ("allOf", "anyOf")


def explained(schema: Mapping[str, Any], language: Language) -> Schema:
    """Return a shipped schema with its words in one language, and nothing that only we read.

    The form that a pattern asks for becomes what an editor says of a text that has another.
    Examples stay where they show a form; of free text they would be somebody else's words.
    """
    words = schema.get("x-fr", {}) if language is Language.FR else {}
    kept = {key: each for key, each in schema.items() if not key.startswith("x-")}
    if not {"pattern", "format", "minimum"} & kept.keys():
        kept.pop("examples", None)
    for key, each in kept.items():
        kept[key] = _below(key, each, language)
    if "x-form" in schema and "pattern" in schema:
        kept["patternErrorMessage"] = Text(**schema["x-form"]).in_(language)
    return {**kept, **words}


def _below(key: str, value: Any, language: Language) -> Any:
    if key in _HOLDERS:
        return {name: explained(each, language) for name, each in value.items()}
    if key in _ONES and isinstance(value, dict):
        return explained(value, language)
    if key in _MANY:
        return [explained(each, language) for each in value]
    return value


def one_of(schema: Schema, values: Mapping[Any, str]) -> Schema:
    """Return a schema narrowed to some values, each with what it means.

    The type stays, if there is one: by it an editor knows what it inserts.
    """
    head: Schema = {key: schema[key] for key in _HEAD if key in schema}
    return {**head, "enum": [*values], "enumDescriptions": [*values.values()]}


def headed(title: str, lines: Iterable[str]) -> Schema:
    """Return what an editor shows of a key: a title, and a description if there is one."""
    description = "\n".join(lines).strip("\n")
    head = {"title": plain(title)}
    return {**head, "description": plain(description)} if description else head


def plain(text: str) -> str:
    """Return a text in which no character does anything but stand there; lines stay lines."""
    if "\n" not in text:
        return shapeless_replaced(text.rstrip())
    return "\n".join(map(plain, text.split("\n")))
