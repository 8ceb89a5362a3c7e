"""Rules on what conditions amount to, over all profiles there can be (SPEC §3.1)."""

from collections.abc import Iterable, Iterator, Sequence

from convergence_cli.checking.case import Case
from convergence_cli.diagnostics import Diagnostic, Place, Related, definition_rules
from convergence_cli.language import Text
from convergence_cli.model.condition import ALWAYS, Condition
from convergence_cli.model.questionnaire import Preliminary, Questionnaire, Scope
from convergence_cli.profiling.analysis import Analysis, Reach, analyse

_WITHIN = Text(
    en="its questionnaire applies only where this is true",
    fr="son questionnaire ne s'applique que là où ceci est vrai",
)


def check_analysis(case: Case, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield what the definitions say in vain, given what their other rules found.

    A definition with errors is passed over; where there is one, or one that could not be read, a
    question may decide something there.
    """
    broken = {each.place.path for each in found if each.is_error}
    for scope, preliminary in case.workspace.preliminaries.items():
        if preliminary.path not in broken:
            whole = case.workspace.questionnaires_of(scope)
            sound = [each for each in whole if each.path not in broken]
            is_complete = len(sound) == len(whole) and not case.unfit.questionnaires
            yield from _scope(scope, preliminary, sound, is_complete=is_complete)


def _scope(
    scope: Scope,
    preliminary: Preliminary,
    questionnaires: Sequence[Questionnaire],
    *,
    is_complete: bool,
) -> Iterator[Diagnostic]:
    analysis = analyse(preliminary, questionnaires)
    if analysis is None:
        place = Place(preliminary.path, ("sections",))
        yield definition_rules.ANALYSIS_TOO_LARGE.at(place.key, scope=scope)
        return
    yield from _questions(preliminary, analysis, is_complete=is_complete)
    for questionnaire in questionnaires:
        yield from _questionnaire(questionnaire, analysis)


def _questions(
    preliminary: Preliminary, analysis: Analysis, *, is_complete: bool
) -> Iterator[Diagnostic]:
    for question, route in preliminary.routes():
        place = Place(preliminary.path, route)
        reach = analysis.questions[question.id]
        yield from _condition(reach, question.applies_when, question.id, place)
        decides = question.id in analysis.deciding
        if decides and question.informative:
            yield definition_rules.INFORMATIVE_QUESTION_DECIDES.at(
                place.at("informative"), question=question.id
            )
        # What is never asked decides nothing: the condition above is the cause.
        is_idle = not decides and not question.informative and reach is not Reach.NEVER
        if is_idle and is_complete:
            yield definition_rules.QUESTION_DECIDES_NOTHING.at(place.at("id"), question=question.id)


def _questionnaire(questionnaire: Questionnaire, analysis: Analysis) -> Iterator[Diagnostic]:
    top = Place(questionnaire.path)
    whole, reach = questionnaire.applies_when, analysis.questionnaires[questionnaire.id]
    yield from _condition(reach, whole, questionnaire.id, top)
    if reach is Reach.NEVER:
        return
    related = () if whole == ALWAYS else (Related(top.at("applies_when").key, _WITHIN),)
    for criterion, route in questionnaire.routes():
        reach = analysis.criteria[questionnaire.id][criterion.id]
        yield from _condition(reach, criterion.applies_when, criterion.id, top.at(*route), related)


def _condition(
    reach: Reach,
    condition: Condition,
    id_: str,
    place: Place,
    related: tuple[Related, ...] = (),
) -> Iterator[Diagnostic]:
    where = place.at("applies_when").key
    if reach is Reach.NEVER:
        yield definition_rules.NEVER_APPLIES.at(where, related=related, id=id_)
    elif reach is Reach.ALWAYS and condition != ALWAYS:
        yield definition_rules.CONDITION_ALWAYS_TRUE.at(where, related=related, id=id_)
