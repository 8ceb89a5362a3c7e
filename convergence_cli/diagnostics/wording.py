"""Words that several rules share: what a value is, and what its writer may have meant."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from math import isfinite

from convergence_cli.language import Text

TYPE_WORDS: dict[str, Text] = {
    "array": Text(en="a list", fr="une liste"),
    "boolean": Text(en="true or false", fr="true ou false"),
    "integer": Text(en="a whole number", fr="un nombre entier"),
    "null": Text(en="nothing", fr="rien"),
    "number": Text(en="a number", fr="un nombre"),
    "object": Text(en="a mapping (key: value)", fr="une table (clé: valeur)"),
    "string": Text(en="text", fr="du texte"),
}
"""What the types of JSON Schema are called."""

_LONGEST_NAME = 64
_LIST_LENGTH = 70


def kind_of(value: object) -> Text:
    """Return what a value of a file is, in words."""
    match value:
        case None:
            return TYPE_WORDS["null"]
        case bool():
            word = "true" if value else "false"
            return Text(en=word, fr=word)
        case float() if not isfinite(value):
            return Text(en="an endless or undefined number", fr="un nombre infini ou indéfini")
        case int() | float():
            return TYPE_WORDS["number"]
        case str():
            return TYPE_WORDS["string"]
        case list() | tuple():
            return TYPE_WORDS["array"]
        case _:
            return TYPE_WORDS["object"]


def either(alternatives: Iterable[Text]) -> Text:
    """Return alternatives joined by "or"."""
    each = tuple(alternatives)
    return Text(en=" or ".join(text.en for text in each), fr=" ou ".join(text.fr for text in each))


def named(names: Iterable[str]) -> str:
    """Return names as a list that fits in a message, "(+7)" for the rest; "–" for none."""
    each = tuple(names)
    n_shown, length = 0, 0
    for name in each:
        length += len(name) + 2
        if n_shown and length > _LIST_LENGTH:
            break
        n_shown += 1
    rest = f" (+{len(each) - n_shown})" if n_shown < len(each) else ""
    return ", ".join(each[:n_shown]) + rest or "–"


def did_you_mean(name: str, candidates: Collection[str]) -> Text | None:
    """Return the hint that names the nearest candidate, or None where none is near."""
    if len(name) > _LONGEST_NAME:
        return None
    near = [each for each in candidates if each.casefold() == name.casefold()]
    near = near or get_close_matches(name, candidates, n=1, cutoff=0.6)
    if not near:
        by_folded = {each.casefold(): each for each in candidates}
        folded = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
        near = [by_folded[each] for each in folded]
    if not near:
        return None
    return Text(en="did you mean '{name}'?", fr="vouliez-vous dire « {name} » ?").fill(name=near[0])
