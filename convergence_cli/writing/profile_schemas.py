"""What a profile may answer to each preliminary question, with its options."""

from typing import Any, assert_never

from convergence_cli.language import Language, Text
from convergence_cli.model.questionnaire import Option, Preliminary, Question, QuestionType
from convergence_cli.writing.schema_words import Schema, headed, one_of, plain

_NO_ANSWER = Text(en="not answered", fr="sans réponse")
_YES = Text(en="yes", fr="oui")
_NO = Text(en="no", fr="non")
_NO_LIST = Text(en="write a list of options", fr="écrivez une liste d'options")
_NO_NUMBER = Text(en="write a number, without quotes", fr="écrivez un nombre, sans guillemets")
_NO_DAY = Text(en="write a day such as 2026-11-21", fr="écrivez un jour comme 2026-11-21")
_OPEN = ("string", "null")
"""The types of a question without an answer: nothing, or an empty text."""


def profile_schema(profile: Schema, preliminary: Preliminary | None, language: Language) -> Schema:
    """Return the schema of a profile, narrowed to the questions of a preliminary questionnaire."""
    if preliminary is None:
        return profile
    kept = {
        key: each
        for key, each in profile.items()
        if key not in ("propertyNames", "additionalProperties")
    }
    questions = {each.id: _question(each, language) for each in preliminary.questions}
    return {**kept, "properties": questions, "additionalProperties": False}


def _question(question: Question, language: Language) -> Schema:
    lines = [question.title.in_(language)]
    if question.help is not None:
        lines += ["", question.help.in_(language)]
    return {**headed(question.id, lines), **_values(question, language)}


def _values(question: Question, language: Language) -> Schema:
    open_ = dict.fromkeys((None, ""), _NO_ANSWER.in_(language))
    match question.type:
        case QuestionType.BOOLEAN:
            either = {True: _YES.in_(language), False: _NO.in_(language)}
            return one_of({"type": ["boolean", *_OPEN]}, {**either, **open_})
        case QuestionType.CHOICE:
            return one_of({"type": [*_OPEN]}, {**_options(question, language), **open_})
        case QuestionType.CHOICES:
            items = one_of({"type": "string"}, _options(question, language))
            return _or_empty("array", _NO_LIST, language, items=items, uniqueItems=True)
        case QuestionType.NUMBER:
            return _or_empty("number", _NO_NUMBER, language)
        case QuestionType.TEXT:
            return {"type": [*_OPEN]}
        case QuestionType.DATE:
            pattern = r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"
            words = _NO_DAY.in_(language)
            return {"type": [*_OPEN], "pattern": pattern, "patternErrorMessage": words}
        case _:
            assert_never(question.type)


def _or_empty(type_: str, words: Text, language: Language, **keys: Any) -> Schema:
    """Return a schema of a type in which a text is no answer, unless it is empty."""
    wrong = {"pattern": "^$", "patternErrorMessage": words.in_(language)}
    return {"type": [type_, *_OPEN], **keys, **wrong}


def _options(question: Question, language: Language) -> dict[str, str]:
    return {each.value: _option(each, language) for each in question.options}


def _option(option: Option, language: Language) -> str:
    said = [option.label.in_(language)]
    if option.help is not None:
        said.append(option.help.in_(language))
    return plain(" · ".join(said))
