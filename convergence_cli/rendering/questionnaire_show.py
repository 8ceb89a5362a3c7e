"""What `questionnaire show` renders: a definition whole, for somebody who reads no YAML."""

from collections.abc import Mapping
from dataclasses import dataclass

from convergence_cli.language import Language, Text
from convergence_cli.model.condition import (
    ALWAYS,
)
from convergence_cli.model.questionnaire import (
    Criterion,
    Definition,
    Origin,
    Preliminary,
    Question,
    Questionnaire,
    Scale,
)
from convergence_cli.rendering import words
from convergence_cli.rendering.explain_text import (
    EXPECTED_MARK,
    advice_lines,
    level_lines,
    origin_lines,
    put_to_lines,
    question_lines,
    see_lines,
)
from convergence_cli.rendering.json_document import (
    Json,
    condition_json,
    document,
    text_json,
    text_or_null,
)
from convergence_cli.rendering.page import (
    BLANK,
    Heading,
    Item,
    Lines,
    headed,
    page_markdown,
    page_text,
)
from convergence_cli.rendering.questionnaire_list import STATE_WORDS, State
from convergence_cli.rendering.screen import Screen, on_one_line

_PRELIMINARY = Text(en="preliminary", fr="préliminaire")
_COUNTED = Text(
    en="{n} criteria: {published} published, {proposed} proposed by this questionnaire",
    fr="{n} critères : {published} publiés, {proposed} proposés par ce questionnaire",
)
_QUESTIONS = Text(en="{n} questions", fr="{n} questions")
_SCALE = Text(en="Scale", fr="Échelle")
_EXPECTED_LEVEL = Text(en="Expected level", fr="Niveau attendu")
_SINCE = Text(en="{level} from {day}", fr="{level} à partir du {day}")
_EXPECTED_SINCE = Text(en="expected from {day}", fr="attendu à partir du {day}")
_DOCUMENTS = Text(en="Drawn from", fr="D'après")


@dataclass(frozen=True)
class Shown:
    """A definition, and how it stands to the built-in one."""

    definition: Definition
    state: State


def show_text(shown: Shown, language: Language, screen: Screen) -> str:
    """Return the whole definition, for a terminal."""
    return page_text(_lines(shown, language), screen)


def show_markdown(shown: Shown, language: Language) -> str:
    """Return the whole definition as a document."""
    return page_markdown(_lines(shown, language))


def _lines(shown: Shown, language: Language) -> Lines:
    match shown.definition:
        case Questionnaire() as questionnaire:
            yield from _questionnaire(questionnaire, shown.state, language)
        case Preliminary() as preliminary:
            yield from _preliminary(preliminary, shown.state, language)


def _head(definition: Definition, kind: Text, state: State, language: Language) -> Lines:
    title = on_one_line(f"{definition.title.in_(language)} {definition.version}".rstrip())
    yield Heading(f"{title} ({definition.id})", 1)
    scope = words.SCOPE_WORDS[definition.scope]
    yield " · ".join(each.in_(language) for each in (kind, scope, STATE_WORDS[state]))
    if definition.description is not None:
        yield BLANK
        yield definition.description.in_(language)


def _documents(definition: Definition, language: Language) -> Lines:
    if definition.sources:
        yield words.labelled(_DOCUMENTS, words.joined(definition.sources), language)


def _questionnaire(questionnaire: Questionnaire, state: State, language: Language) -> Lines:
    yield from _head(questionnaire, words.KIND_WORDS[questionnaire.kind], state, language)
    yield BLANK
    yield _counted(questionnaire).in_(language)
    yield from _documents(questionnaire, language)
    yield from put_to_lines(questionnaire.applies_when, language)
    yield from headed(_SCALE.in_(language), 2)
    for level in questionnaire.scale.levels:
        yield Item(on_one_line(f"{level.level} {level.label.in_(language)}"))
    for axis in questionnaire.axes:
        yield from headed(words.item_title(axis.id, axis.title, language), 2)
        for criterion in axis.criteria:
            yield from _criterion(criterion, questionnaire.scale, language)


def _counted(questionnaire: Questionnaire) -> Text:
    n_criteria = len(questionnaire.criteria)
    published = sum(each.origin is Origin.PUBLISHED for each in questionnaire.criteria)
    return _COUNTED.fill(n=n_criteria, published=published, proposed=n_criteria - published)


def _criterion(criterion: Criterion, scale: Scale, language: Language) -> Lines:
    yield from headed(words.item_title(criterion.id, criterion.title, language), 3)
    yield from origin_lines(criterion, language)
    if criterion.levels:
        yield from level_lines(criterion, scale, _expected_marks(criterion, language), language)
    else:
        # The scale says what the levels mean, once for the whole questionnaire.
        yield BLANK
        yield words.labelled(_EXPECTED_LEVEL, _expected_levels(criterion, language), language)
    yield from advice_lines(criterion, language)
    yield from see_lines(criterion, language)
    if criterion.applies_when != ALWAYS:
        yield from put_to_lines(criterion.applies_when, language)


def _expected_marks(criterion: Criterion, language: Language) -> Mapping[int, str]:
    return {
        step.level: (_EXPECTED_SINCE.fill(day=step.start) if step.start else EXPECTED_MARK).in_(
            language
        )
        for step in reversed(criterion.expected)
    }


def _expected_levels(criterion: Criterion, language: Language) -> str:
    return words.joined(
        _SINCE.fill(level=step.level, day=step.start).in_(language)
        if step.start
        else str(step.level)
        for step in criterion.expected
    )


def _preliminary(preliminary: Preliminary, state: State, language: Language) -> Lines:
    yield from _head(preliminary, _PRELIMINARY, state, language)
    yield BLANK
    yield _QUESTIONS.fill(n=len(preliminary.questions)).in_(language)
    yield from _documents(preliminary, language)
    for section in preliminary.sections:
        yield from headed(on_one_line(section.title.in_(language)), 2)
        if section.description is not None:
            yield section.description.in_(language)
        for question in section.questions:
            yield BLANK
            yield from question_lines(question, (), language)


def show_json(shown: Shown) -> str:
    """Return the whole definition in both languages, conditions as they are written in files."""
    definition = shown.definition
    match definition:
        case Questionnaire():
            content = _questionnaire_json(definition)
        case Preliminary():
            content = _preliminary_json(definition)
    return document(
        id=definition.id,
        version=definition.version,
        title=text_json(definition.title),
        description=text_or_null(definition.description),
        scope=definition.scope.value,
        state=shown.state.value,
        sources=list(definition.sources),
        **content,
    )


def _questionnaire_json(questionnaire: Questionnaire) -> Json:
    return {
        "kind": questionnaire.kind.value,
        "applies_when": condition_json(questionnaire.applies_when),
        "scale": [
            {"level": each.level, "colour": each.colour.value, "label": text_json(each.label)}
            for each in questionnaire.scale.levels
        ],
        "axes": [
            {
                "id": axis.id,
                "title": text_json(axis.title),
                "criteria": [_criterion_json(each) for each in axis.criteria],
            }
            for axis in questionnaire.axes
        ],
        "sections": [],
    }


def _criterion_json(criterion: Criterion) -> Json:
    code = criterion.published_code
    return {
        "id": criterion.id,
        "title": text_json(criterion.title),
        "status": criterion.origin.value,
        "published_code": None if code is None else {"code": code.code, "source": code.source},
        "strength": None if criterion.strength is None else criterion.strength.value,
        "statement": text_or_null(criterion.statement),
        "levels": [
            {"level": level, "text": text_json(text)}
            for level, text in sorted(criterion.levels.items())
        ],
        "expected": [
            {"from": step.start or None, "level": step.level} for step in criterion.expected
        ],
        "guidance": text_or_null(criterion.guidance),
        "applies_when": condition_json(criterion.applies_when),
        "see": list(criterion.see),
        "facts": list(criterion.facts),
        "source_date": criterion.source_date,
    }


def _preliminary_json(preliminary: Preliminary) -> Json:
    return {
        "kind": "preliminary",
        "applies_when": "always",
        "scale": [],
        "axes": [],
        "sections": [
            {
                "id": section.id,
                "title": text_json(section.title),
                "description": text_or_null(section.description),
                "questions": [_question_json(each) for each in section.questions],
            }
            for section in preliminary.sections
        ],
    }


def _question_json(question: Question) -> Json:
    return {
        "id": question.id,
        "type": question.type.value,
        "title": text_json(question.title),
        "help": text_or_null(question.help),
        "options": [
            {
                "value": each.value,
                "label": text_json(each.label),
                "help": text_or_null(each.help),
                "track": each.track,
            }
            for each in question.options
        ],
        "applies_when": condition_json(question.applies_when),
        "required": question.required,
        "informative": question.informative,
    }
