"""The types of answers to preliminary questions (SPEC §3.1: types are strict)."""

from math import isfinite
from typing import assert_never

from convergence_cli.diagnostics.wording import TYPE_WORDS
from convergence_cli.language import Text
from convergence_cli.model.condition import Value
from convergence_cli.model.day import is_day
from convergence_cli.model.questionnaire import Question, QuestionType

_WORDS: dict[QuestionType, Text] = {
    QuestionType.BOOLEAN: TYPE_WORDS["boolean"],
    QuestionType.CHOICE: Text(en="one of its options", fr="l'une de ses options"),
    QuestionType.CHOICES: Text(en="a list of its options", fr="une liste de ses options"),
    QuestionType.TEXT: TYPE_WORDS["string"],
    QuestionType.NUMBER: TYPE_WORDS["number"],
    QuestionType.DATE: Text(en="a day such as 2026-11-21", fr="un jour comme 2026-11-21"),
}


def type_words(question: Question) -> Text:
    """Return what kind of answer a question takes, in words."""
    return _WORDS[question.type]


def options_of(question: Question) -> tuple[str, ...]:
    """Return the values that a question offers, in order."""
    return tuple(option.value for option in question.options)


def is_answer_to(value: Value, question: Question) -> bool:
    """Return whether a value has the type that a question takes; options are not compared."""
    if question.type is QuestionType.CHOICES:
        return isinstance(value, tuple)
    return is_comparable(value, question)


def is_comparable(value: Value, question: Question) -> bool:
    """Return whether a condition may compare a question's answer with a value."""
    match question.type:
        case QuestionType.BOOLEAN:
            return isinstance(value, bool)
        case QuestionType.CHOICE | QuestionType.CHOICES | QuestionType.TEXT:
            return isinstance(value, str)
        case QuestionType.NUMBER:
            if isinstance(value, float):
                return isfinite(value)
            return isinstance(value, int) and not isinstance(value, bool)
        case QuestionType.DATE:
            return isinstance(value, str) and is_day(value)
        case _:
            assert_never(question.type)
