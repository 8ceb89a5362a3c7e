"""Rules on questionnaires: ids, scales, expected levels, and conditions (SPEC §3.1)."""

from collections.abc import Iterable, Iterator

from convergence_cli.checking.answers import is_comparable, options_of, type_words
from convergence_cli.checking.case import Case
from convergence_cli.diagnostics import (
    Diagnostic,
    Place,
    Related,
    coherence_rules,
    definition_rules,
    reference_rules,
)
from convergence_cli.diagnostics.wording import did_you_mean, kind_of, named
from convergence_cli.language import Text
from convergence_cli.model.condition import (
    ALWAYS,
    AllOf,
    AnyOf,
    Condition,
    IsAnswered,
    IsOneOf,
    IsTrue,
    Not,
    questions_of,
)
from convergence_cli.model.questionnaire import (
    Criterion,
    Preliminary,
    Question,
    Questionnaire,
    QuestionType,
    Scope,
)
from convergence_cli.profiling.order import order_of

TAKEN = Text(en="first taken here", fr="pris d'abord ici")


def check_definitions(case: Case) -> Iterator[Diagnostic]:
    """Yield what is wrong with the definitions of a workspace."""
    yield from _duplicate_preliminaries(case)
    for preliminary in case.workspace.preliminaries.values():
        yield from _preliminary(preliminary)
    for questionnaire in case.workspace.questionnaires.values():
        yield from _scale(questionnaire)
        yield from _axes(questionnaire)
        yield from _removed(questionnaire)
        for criterion, route in questionnaire.routes():
            yield from _criterion(criterion, questionnaire, Place(questionnaire.path, route))
        yield from _questionnaire_conditions(questionnaire, case)
    yield from _duplicate_criteria(case.workspace.questionnaires.values())


def repeated(places_by_name: Iterable[tuple[str, Place]]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each name that was taken before, with the place that took it."""
    first: dict[str, Place] = {}
    for name, place in places_by_name:
        taken = first.setdefault(name, place)
        if taken is not place:
            related = (Related(taken, TAKEN),)
            yield reference_rules.DUPLICATE_ID.at(place, related=related, id=name)


def _duplicate_preliminaries(case: Case) -> Iterator[Diagnostic]:
    for extra in case.unfit.extra_preliminaries:
        first = case.workspace.preliminaries[extra.scope]
        related = (Related(Place(first.path, ("id",)), TAKEN),)
        place = Place(extra.path, ("scope",))
        yield reference_rules.DUPLICATE_ID.at(place, related=related, id=f"scope: {extra.scope}")


def _preliminary(preliminary: Preliminary) -> Iterator[Diagnostic]:
    top = Place(preliminary.path)
    places = {question.id: top.at(*route) for question, route in preliminary.routes()}
    yield from repeated(
        (question.id, top.at(*route, "id")) for question, route in preliminary.routes()
    )
    for question, route in preliminary.routes():
        options = top.at(*route, "options")
        yield from repeated(
            (option.value, options.at(index, "value"))
            for index, option in enumerate(question.options)
        )
        yield from check_condition(
            question.applies_when, preliminary, top.at(*route, "applies_when")
        )
    graph = {each.id: questions_of(each.applies_when) for each in preliminary.questions}
    for loop in order_of(graph).loops:
        path = " → ".join((*loop, loop[0]))
        yield definition_rules.CONDITION_LOOP.at(places[loop[0]].at("applies_when"), loop=path)


def _scale(questionnaire: Questionnaire) -> Iterator[Diagnostic]:
    values = questionnaire.scale.values
    if values != tuple(range(len(values))):
        given = named(str(value) for value in values)
        place = Place(questionnaire.path, ("scale",))
        yield definition_rules.SCALE_NOT_ASCENDING.at(place.key, given=given)


def _axes(questionnaire: Questionnaire) -> Iterator[Diagnostic]:
    top = Place(questionnaire.path, ("axes",))
    yield from repeated(
        (axis.id, top.at(index, "id")) for index, axis in enumerate(questionnaire.axes)
    )


def _removed(questionnaire: Questionnaire) -> Iterator[Diagnostic]:
    routes = {criterion.id: route for criterion, route in questionnaire.routes()}
    top = Place(questionnaire.path)
    for index, id_ in enumerate(questionnaire.removed):
        if id_ in routes:
            related = (Related(top.at(*routes[id_], "id"), TAKEN),)
            yield reference_rules.DUPLICATE_ID.at(top.at("removed", index), related=related, id=id_)


def _duplicate_criteria(questionnaires: Iterable[Questionnaire]) -> Iterator[Diagnostic]:
    yield from repeated(
        (criterion.id, Place(questionnaire.path, (*route, "id")))
        for questionnaire in questionnaires
        for criterion, route in questionnaire.routes()
    )


def _criterion(
    criterion: Criterion, questionnaire: Questionnaire, place: Place
) -> Iterator[Diagnostic]:
    yield from _levels(criterion, questionnaire, place)
    yield from _expected(criterion, questionnaire, place.at("expected"))
    code = criterion.published_code
    if code is not None and code.source not in questionnaire.sources:
        where = place.at("published_code", "source")
        hint = did_you_mean(code.source, questionnaire.sources)
        yield reference_rules.UNKNOWN_SOURCE.at(where, hint=hint, source=code.source)


def _levels(
    criterion: Criterion, questionnaire: Questionnaire, place: Place
) -> Iterator[Diagnostic]:
    values = questionnaire.scale.values
    if criterion.levels and tuple(sorted(criterion.levels)) != values:
        yield definition_rules.LEVELS_OFF_SCALE.at(
            place.at("levels").key,
            criterion=criterion.id,
            given=named(str(level) for level in criterion.levels),
            scale=named(str(level) for level in values),
        )


def _expected(
    criterion: Criterion, questionnaire: Questionnaire, place: Place
) -> Iterator[Diagnostic]:
    values = questionnaire.scale.values
    is_dated = criterion.expected[0].start != ""
    previous = ""
    for index, step in enumerate(criterion.expected):
        where = place.at(index) if is_dated else place
        if step.level not in values:
            yield coherence_rules.LEVEL_NOT_ON_SCALE.at(
                where.at("level") if is_dated else where,
                level=step.level,
                questionnaire=questionnaire.id,
                levels=named(str(value) for value in values),
            )
        if is_dated and step.start <= previous:
            yield definition_rules.EXPECTED_STEPS_UNORDERED.at(
                where.at("from"), day=step.start, previous=previous
            )
        previous = step.start


def _questionnaire_conditions(questionnaire: Questionnaire, case: Case) -> Iterator[Diagnostic]:
    top = Place(questionnaire.path)
    conditions = [(questionnaire.applies_when, top.at("applies_when"))]
    conditions += [
        (criterion.applies_when, top.at(*route, "applies_when"))
        for criterion, route in questionnaire.routes()
    ]
    preliminary = case.workspace.preliminaries.get(questionnaire.scope)
    if preliminary is not None:
        for condition, place in conditions:
            yield from check_condition(condition, preliminary, place)
    elif not may_be_unread(case, questionnaire.scope):
        yield from _missing_preliminary(conditions, questionnaire.scope)


def may_be_unread(case: Case, scope: Scope) -> bool:
    """Return whether the preliminary questionnaire of a scope is one that could not be read."""
    usual = {Scope.PRODUCT: "preliminary", Scope.COMPANY: "preliminary-company"}
    return usual[scope] in case.unfit.questionnaires


def _missing_preliminary(
    conditions: Iterable[tuple[Condition, Place]], scope: Scope
) -> Iterator[Diagnostic]:
    for condition, place in conditions:
        if condition != ALWAYS:
            yield definition_rules.MISSING_PRELIMINARY.at(place, scope=scope)
            return


def check_condition(
    condition: Condition, preliminary: Preliminary, place: Place
) -> Iterator[Diagnostic]:
    """Yield what is wrong with a condition that refers to a preliminary questionnaire."""
    waiting = [(condition, place)]
    while waiting:
        node, where = waiting.pop()
        match node:
            case AllOf(terms) | AnyOf(terms):
                word = "all" if isinstance(node, AllOf) else "any"
                waiting += [(term, where.at(word, index)) for index, term in enumerate(terms)]
            case Not(term):
                waiting.append((term, where.at("not")))
            case IsTrue(question):
                yield from _atom(question, (True,), preliminary, where)
            case IsOneOf(question, values):
                yield from _atom(question, values, preliminary, where.at(question))
            case IsAnswered(question):
                yield from _atom(question, (), preliminary, where.at("answered"))
            case _:
                pass


def _atom(
    id_: str,
    values: tuple[bool | int | float | str, ...],
    preliminary: Preliminary,
    place: Place,
) -> Iterator[Diagnostic]:
    question = preliminary.question_by_id.get(id_)
    if question is None:
        hint = did_you_mean(id_, preliminary.question_by_id)
        yield reference_rules.UNKNOWN_QUESTION.at(
            place, hint=hint, question=id_, preliminary=preliminary.id
        )
        return
    for value in values:
        if not is_comparable(value, question):
            yield definition_rules.CONDITION_TYPE_MISMATCH.at(
                place, question=id_, wanted=type_words(question), found=kind_of(value)
            )
        elif question.type in (QuestionType.CHOICE, QuestionType.CHOICES):
            yield from unknown_options(question, (str(value),), place)


def unknown_options(
    question: Question, chosen: Iterable[str], place: Place
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each choice that is no option of a question."""
    options = options_of(question)
    for option in chosen:
        if option not in options:
            yield reference_rules.UNKNOWN_OPTION.at(
                place,
                hint=did_you_mean(option, options),
                option=option,
                question=question.id,
                options=named(options),
            )
