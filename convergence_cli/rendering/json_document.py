"""Results as JSON: one document per command, described by a schema in `schemas/output/`.

Keys may be added within a format; those that are here stay (docs/reference/formats.md).
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from convergence_cli import __version__
from convergence_cli.diagnostics import Diagnostic, Place, lines_escaped
from convergence_cli.language import Language, Text
from convergence_cli.model.condition import (
    AllOf,
    Always,
    AnyOf,
    Condition,
    IsAnswered,
    IsOneOf,
    IsTrue,
    Not,
)
from convergence_cli.scoring.numbers import rounded

FORMAT = 1

Json = dict[str, Any]


def document(**content: object) -> str:
    """Return a document: the format, the tool, then the content, in the order given.

    A list may be given as an iterator: its items are written one by one, and not kept.
    """
    tool = {"name": "convergence", "version": __version__}
    whole = {"format": FORMAT, "tool": tool, **content}
    lines = (f"  {json.dumps(key)}: {_written(each)}" for key, each in whole.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _written(value: object) -> str:
    """Return a value as it stands under a key of the document."""
    if not isinstance(value, Iterator):
        return _indented(value, 1)
    items = [f"    {_indented(each, 2)}" for each in value]
    return "[\n" + ",\n".join(items) + "\n  ]" if items else "[]"


def _indented(value: object, depth: int) -> str:
    # No text holds a line end: within JSON, those are written as escapes.
    # A part at a time: a document of many products is never in memory twice.
    text = fit_for_a_log(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))
    return text.replace("\n", "\n" + "  " * depth)


def document_of(name: str, items: Iterable[Json], **content: object) -> str:
    """Return a document that ends with a long list: each item of it on a line of its own."""
    # On one line, the compiled encoder writes them, which is ten times as fast.
    lines = ",\n".join(
        "    " + fit_for_a_log(json.dumps(each, ensure_ascii=False, allow_nan=False))
        for each in items
    )
    head = document(**content).removesuffix("\n}\n")
    return f'{head},\n  "{name}": [\n{lines}\n  ]\n}}\n'


def fit_for_a_log(text: str) -> str:
    """Return JSON that says the same, in which nothing lacks a shape or commands a runner.

    The name of a file may hold bytes that are no text: they are escapes too.
    """
    # Runners obey `##[error]` and the like anywhere in a line of a log.
    return lines_escaped(text).replace("##", "#\\u0023")


def exact_text(value: Fraction | None) -> str | None:
    """Return a fraction as "43/20", a whole number as "2", and no number as null."""
    return None if value is None else str(value)


def rounded_number(value: Fraction | None, top: int) -> float | None:
    """Return a mean as it is displayed; null stands for no mean."""
    return None if value is None else float(rounded(value, top))


def definitions(questionnaires: Iterable[Any]) -> Mapping[str, str]:
    """Return the versions of definitions by id, in order."""
    return {each.id: each.version for each in questionnaires}


def text_json(text: Text) -> Json:
    """Return a text in both languages."""
    return {"fr": text.fr, "en": text.en}


def text_or_null(text: Text | None) -> Json | None:
    """Return a text in both languages; null for none."""
    return None if text is None else text_json(text)


def condition_json(condition: Condition) -> Any:
    """Return a condition as a file writes it.

    Recursive: a file nests no deeper than its reader lets it, far above the interpreter's stack.
    """
    match condition:
        case Always():
            return "always"
        case IsTrue(question):
            return question
        case IsAnswered(question):
            return {"answered": question}
        case IsOneOf(question, values):
            return {question: values[0] if len(values) == 1 else list(values)}
        case AllOf(terms):
            return {"all": [condition_json(each) for each in terms]}
        case AnyOf(terms):
            return {"any": [condition_json(each) for each in terms]}
        case Not(term):
            return {"not": condition_json(term)}


def diagnostic_json(diagnostic: Diagnostic, language: Language) -> Json:
    """Return one diagnostic; lines and columns are null where the whole file is meant."""
    hint = diagnostic.hint
    return {
        "code": diagnostic.rule.code,
        "name": diagnostic.rule.name,
        "severity": diagnostic.rule.severity.value,
        "message": diagnostic.message.in_(language),
        **_place(diagnostic.place),
        "hint": None if hint is None else hint.in_(language),
        "related": [
            {**_place(each.place), "message": each.message.in_(language)}
            for each in diagnostic.related
        ],
    }


def _place(place: Place) -> Json:
    span = place.span
    return {
        "path": place.path,
        "line": None if span is None else span.line,
        "column": None if span is None else span.column,
        "end_line": None if span is None else span.end_line,
        "end_column": None if span is None else span.end_column,
    }
