"""What a file of answers, or a plan, may say of each criterion, with the texts of its levels."""

from collections.abc import Iterator, Mapping

from convergence_cli.language import Language, Text
from convergence_cli.model.questionnaire import Criterion, Questionnaire
from convergence_cli.model.workspace import NA
from convergence_cli.writing.schema_words import Schema, headed, one_of, plain

_NOT_APPLICABLE = Text(
    en="not applicable, with the reason in comment",
    fr="non applicable, avec le motif dans comment",
)
_EXPECTED = Text(en="expected", fr="attendu")
_EXPECTED_FROM = Text(en="expected from {day}", fr="attendu dès le {day}")
_TARGET = Text(en="target", fr="cible")
_AXIS = Text(en="Axis: ", fr="Axe : ")
_CODE = Text(en="Published code: {code} ({source})", fr="Code publié : {code} ({source})")
_SEE = Text(en="See also: {criteria}", fr="Voir aussi : {criteria}")
_RETIRED = Text(
    en="'{questionnaire}' has no such criterion any more: what is said of it here is obsolete.",
    fr="« {questionnaire} » n'a plus ce critère : ce qui en est dit ici est obsolète.",
)


def criteria_with_answers(
    questionnaire: Questionnaire, answer: Schema, language: Language
) -> Schema:
    """Return the schema of the answer to each criterion; `$defs` must have the keys of an answer.

    Each is written out instead of combined: only so do editors insert `level` by themselves.
    """
    rest = {key: {"$ref": f"#/$defs/{key}"} for key in answer["properties"] if key != "level"}
    na: dict[int | str, str] = {NA.value: _NOT_APPLICABLE.in_(language)}
    schemas = {}
    for criterion in questionnaire.criteria:
        levels = _level_texts(criterion, questionnaire, language)
        lines = (
            *_what_is_asked(criterion, language),
            *_listed(levels),
            *_where_it_stands(criterion, questionnaire, language),
        )
        schemas[criterion.id] = {
            **headed(criterion.id, lines),
            "type": "object",
            "properties": {
                "level": one_of(answer["properties"]["level"], {**levels, **na}),
                **rest,
            },
            "required": ["level"],
            "additionalProperties": False,
            "allOf": [{"$ref": "#/$defs/reason"}],
        }
    return {**schemas, **_retired(questionnaire, "#/$defs/answer", language)}


def criteria_with_plans(questionnaire: Questionnaire, language: Language) -> Schema:
    """Return the schema of the plan of each criterion; `$defs` must have one per questionnaire."""
    entry = {"type": "object", "allOf": [{"$ref": f"#/$defs/{questionnaire.id}"}]}
    schemas = _retired(questionnaire, "#/$defs/entry", language)
    for criterion in questionnaire.criteria:
        levels = _level_texts(criterion, questionnaire, language)
        lines = (criterion.title.in_(language), "", *_listed(levels))
        schemas[criterion.id] = {**headed(criterion.id, lines), **entry}
    return schemas


def steps_of(questionnaire: Questionnaire, level: Schema, language: Language) -> Schema:
    """Return the schema of a level on the way: one of the scale."""
    labels = {each.level: plain(each.label.in_(language)) for each in questionnaire.scale.levels}
    return one_of(level, labels)


def _retired(questionnaire: Questionnaire, schema: str, language: Language) -> Schema:
    words = _RETIRED.fill(questionnaire=questionnaire.title).in_(language)
    return {
        id_: {**headed(id_, [words]), "doNotSuggest": True, "allOf": [{"$ref": schema}]}
        for id_ in sorted(questionnaire.retired)
    }


def _what_is_asked(criterion: Criterion, language: Language) -> Iterator[str]:
    for text in (criterion.title, criterion.statement, criterion.guidance):
        if text is not None:
            yield from (text.in_(language), "")


def _listed(levels: Mapping[int | str, str]) -> Iterator[str]:
    for level, meaning in levels.items():
        yield f"{level} · {meaning}"


def _where_it_stands(
    criterion: Criterion, questionnaire: Questionnaire, language: Language
) -> Iterator[str]:
    axis = next(each for each in questionnaire.axes if each.id == criterion.axis)
    yield from ("", f"{_AXIS.in_(language)}{axis.title.in_(language)}")
    if criterion.published_code is not None:
        code = criterion.published_code
        yield _CODE.fill(code=code.code, source=code.source).in_(language)
    if criterion.see:
        yield _SEE.fill(criteria=", ".join(criterion.see)).in_(language)


def _level_texts(
    criterion: Criterion, questionnaire: Questionnaire, language: Language
) -> dict[int | str, str]:
    texts: dict[int | str, str] = {}
    for each in questionnaire.scale.levels:
        text, meaning = each.label.in_(language), criterion.levels.get(each.level)
        if meaning is not None:
            text = f"{text} · {meaning.in_(language)}"
        for mark in _marks(criterion, each.level, questionnaire, language):
            text = f"{text} ({mark})"
        texts[each.level] = plain(text)
    return texts


def _marks(
    criterion: Criterion, level: int, questionnaire: Questionnaire, language: Language
) -> Iterator[str]:
    for step in criterion.expected:
        if step.level == level:
            expected = _EXPECTED_FROM.fill(day=step.start) if step.start else _EXPECTED
            yield expected.in_(language)
    if level == questionnaire.scale.top:
        yield _TARGET.in_(language)
