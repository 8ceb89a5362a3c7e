"""Conditions from data that their schema accepts."""

from typing import Any

from convergence_cli.model.condition import (
    ALWAYS,
    AllOf,
    AnyOf,
    Condition,
    IsAnswered,
    IsOneOf,
    IsTrue,
    Not,
)


def build_condition(data: Any) -> Condition:
    """Return a condition; None, for a key that is left out, means always.

    Recursive: the reader bounds the depth of a file.
    """
    if data is None or data == "always":
        return ALWAYS
    if isinstance(data, str):
        return IsTrue(data)
    ((word, value),) = data.items()
    match word:
        case "all":
            return AllOf(tuple(build_condition(each) for each in value))
        case "any":
            return AnyOf(tuple(build_condition(each) for each in value))
        case "not":
            return Not(build_condition(value))
        case "answered":
            return IsAnswered(value)
        case question:
            return IsOneOf(question, tuple(value) if isinstance(value, list) else (value,))
