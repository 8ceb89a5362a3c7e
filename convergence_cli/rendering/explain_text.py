"""Pages of `explain`: a criterion, a preliminary question, a questionnaire."""

from collections.abc import Iterator, Mapping

from convergence_cli.language import Language, Text
from convergence_cli.model.condition import ALWAYS, Condition
from convergence_cli.model.questionnaire import (
    STRENGTH_WORDS,
    Criterion,
    Origin,
    Preliminary,
    Question,
    Questionnaire,
    Scale,
)
from convergence_cli.model.rules import ConsistencyRule
from convergence_cli.model.workspace import NA, Answer, Plan, PlanEntry, level_text
from convergence_cli.profiling.inheritance import Given
from convergence_cli.profiling.proof import proof_of
from convergence_cli.rendering import words
from convergence_cli.rendering.condition_text import condition_lines, proof_lines
from convergence_cli.rendering.page import (
    BLANK,
    Heading,
    Item,
    Line,
    Lines,
    Term,
    headed,
    page_text,
)
from convergence_cli.rendering.relations_text import Relations, relation_lines
from convergence_cli.rendering.rule_text import rule_lines
from convergence_cli.rendering.screen import Screen, on_one_line
from convergence_cli.scoring.score import questionnaire_score
from convergence_cli.scoring.standing import Held, Standing, Subject

_PROPOSED = Text(
    en="proposed by this questionnaire, not an official item",
    fr="proposé par ce questionnaire, pas un critère officiel",
)
_PUBLISHED = Text(
    en="published item {code}, according to {source}", fr="critère publié {code}, d'après {source}"
)
_PUBLISHED_WITHOUT_CODE = Text(en="published item", fr="critère publié")
_LEVELS = Text(en="Levels", fr="Niveaux")
_GUIDANCE = Text(en="Guidance", fr="Conseils")
_STATEMENT = Text(en="Requirement", fr="Exigence")
_WHY = Text(en="Why", fr="Pourquoi")
_SEE = Text(en="See also", fr="Voir aussi")
_FACTS = Text(en="Facts", fr="Faits")
_SOURCE_DATE = Text(en="source of {day}", fr="source du {day}")
_PUT_TO = Text(en="Put to profiles where", fr="Posé aux profils où")
_DECIDES = Text(en="Decides", fr="Décide de")
_OPTIONS = Text(en="Options", fr="Options")
_ANSWER = Text(en="Answer", fr="Réponse")
_OBSOLETE = Text(
    en="answered, and no longer in the profile: the answer counts for nothing",
    fr="répondu, et hors du profil : la réponse ne compte pas",
)
_EVIDENCE = Text(en="evidence", fr="preuve")
_TO_REVIEW = Text(
    en="to be read again: version {version} changed what the criterion says",
    fr="à relire : la version {version} a changé ce que dit le critère",
)
_UNTIL = Text(en="until {day}", fr="jusqu'au {day}")
_COUNTS_FOR = Text(en="Counts for", fr="Compte pour")
_ONE_OF = Text(
    en="1 of {n} levels of axis {axis} (mean {axis_mean}), of {all} in the whole (mean {mean})",
    fr="1 des {n} niveaux de l'axe {axis} (moyenne {axis_mean}), et des {all} (moyenne {mean})",
)
_COUNTS_FOR_NOTHING = Text(
    en="nothing: no level is answered", fr="rien : aucun niveau n'est répondu"
)
_NA_COUNTS_FOR_NOTHING = Text(
    en="nothing: 'na' moves no mean, up or down",
    fr="rien : « na » ne déplace aucune moyenne",
)
_APPROVED_BY = Text(en="approved by {member}", fr="approuvé par {member}")
_PLAN = Text(en="Plan", fr="Plan")
_TARGET_BY = Text(en="target by {by}", fr="cible pour {by}")
_STEP = Text(en="level {level} by {by}", fr="niveau {level} pour {by}")
_NO_DATE = Text(en="no date for the target yet", fr="pas encore de date pour la cible")
_TARGET_NA = Text(en="the target cannot be planned", fr="la cible ne peut être planifiée")
_TARGET_MARK = Text(en="target", fr="cible")
EXPECTED_MARK = Text(en="expected", fr="attendu")
_QUESTIONS = Text(en="Questions", fr="Questions")


def criterion_text(
    criterion: Criterion,
    questionnaire: Questionnaire,
    relations: Relations,
    *,
    day: str,
    language: Language,
    screen: Screen,
) -> str:
    """Return the page of a criterion, without any product."""
    lines: list[Line] = [
        *_criterion(criterion, questionnaire, day, language),
        *relation_lines(relations, None, language),
        *put_to_lines(criterion.applies_when, language),
    ]
    return page_text(iter(lines), screen)


def criterion_for_text(
    criterion: Criterion,
    subject: Subject,
    given: Mapping[str, Given],
    relations: Relations,
    plan: Plan | None,
    *,
    day: str,
    language: Language,
    screen: Screen,
) -> str:
    """Return the page of a criterion with what it means for one product, or for the company."""
    standing = next(
        each for each in subject.standings.values() if criterion.id in each.applicability.criteria
    )
    lines: list[Line] = [
        *_criterion(criterion, standing.questionnaire, day, language),
        *relation_lines(relations, subject, language),
        *_reason(criterion, standing, subject, given, language),
        *_answer_given(criterion, standing, language),
        *_contribution(criterion, standing, day, language),
        *_plan(None if plan is None else plan.entries.get(criterion.id), language),
    ]
    return page_text(iter(lines), screen)


def question_text(
    question: Question, decided: tuple[str, ...], language: Language, screen: Screen
) -> str:
    """Return the page of a preliminary question, and the ids of what it decides."""
    return page_text(question_lines(question, decided, language), screen)


def questionnaire_text(questionnaire: Questionnaire, language: Language, screen: Screen) -> str:
    """Return the page of a questionnaire: its axes and criteria."""
    return page_text(_questionnaire(questionnaire, language), screen)


def preliminary_text(preliminary: Preliminary, language: Language, screen: Screen) -> str:
    """Return the page of a preliminary questionnaire: its questions."""
    return page_text(_preliminary(preliminary, language), screen)


def rule_text(rule: ConsistencyRule, language: Language, screen: Screen) -> str:
    """Return the page of a consistency rule."""
    lines: list[Line] = [Heading(rule.id), *rule_lines(rule, language)]
    return page_text(iter(lines), screen)


def origin_text(criterion: Criterion) -> Text:
    """Return where an item comes from: a proposed one never passes for a published one."""
    if criterion.origin is Origin.PROPOSED:
        return _PROPOSED
    code = criterion.published_code
    if code is None:
        return _PUBLISHED_WITHOUT_CODE
    return _PUBLISHED.fill(code=code.code, source=code.source)


def _criterion(
    criterion: Criterion, questionnaire: Questionnaire, day: str, language: Language
) -> Lines:
    yield Heading(words.item_title(criterion.id, criterion.title, language))
    axis = next(each for each in questionnaire.axes if each.id == criterion.axis)
    where = words.definition_title(questionnaire, language)
    yield f"{where} · {words.item_title(axis.id, axis.title, language)}"
    expected = {criterion.expected_on(day): EXPECTED_MARK.in_(language)}
    yield from origin_lines(criterion, language)
    yield from level_lines(criterion, questionnaire.scale, expected, language)
    yield from advice_lines(criterion, language)


def origin_lines(criterion: Criterion, language: Language) -> Lines:
    """Yield where a criterion comes from, and what it requires."""
    dated = _SOURCE_DATE.fill(day=criterion.source_date).in_(language)
    yield f"{origin_text(criterion).in_(language)} · {dated}"
    if criterion.statement is not None:
        strength = criterion.strength
        suffix = "" if strength is None else f" ({STRENGTH_WORDS[strength].in_(language)})"
        yield from headed(f"{_STATEMENT.in_(language)}{suffix}")
        yield criterion.statement.in_(language)


def level_lines(
    criterion: Criterion, scale: Scale, expected: Mapping[int, str], language: Language
) -> Lines:
    """Yield each level of a criterion, with what is said of those that are expected."""
    yield from headed(_LEVELS.in_(language))
    yield from map(Item, level_texts(criterion, scale, expected, language))


def level_texts(
    criterion: Criterion, scale: Scale, expected: Mapping[int, str], language: Language
) -> Iterator[str]:
    """Yield each level of a criterion on one line, in the order of the scale."""
    for level in scale.levels:
        meaning = criterion.levels.get(level.level)
        name = f"{level.level} {level.label.in_(language)}"
        described = name if meaning is None else f"{name} · {meaning.in_(language)}"
        marks = [expected[level.level]] if level.level in expected else []
        if level.level == scale.top:
            marks.append(_TARGET_MARK.in_(language))
        marked = f" ({words.joined(marks)})" if marks else ""
        yield f"{on_one_line(described)}{marked}"


def advice_lines(criterion: Criterion, language: Language) -> Lines:
    """Yield what helps to answer a criterion, and what it rests on."""
    if criterion.guidance is not None:
        yield from headed(_GUIDANCE.in_(language))
        yield criterion.guidance.in_(language)
    if criterion.facts:
        yield BLANK
        yield words.labelled(_FACTS, words.joined(criterion.facts), language)


def see_lines(criterion: Criterion, language: Language) -> Lines:
    """Yield the criteria that ask the same, as far as this one names them."""
    if criterion.see:
        yield BLANK
        yield words.labelled(_SEE, words.joined(criterion.see), language)


def put_to_lines(condition: Condition, language: Language) -> Lines:
    """Yield to which profiles something is put."""
    first, *rest = condition_lines(condition, language)
    yield BLANK
    yield words.labelled(_PUT_TO, first, language)
    yield from map(Term, rest)


def _reason(
    criterion: Criterion,
    standing: Standing,
    subject: Subject,
    given: Mapping[str, Given],
    language: Language,
) -> Lines:
    truth = standing.applicability.criteria[criterion.id]
    yield from headed(words.labelled(_WHY, words.TRUTH_WORDS[truth].in_(language), language))
    conditions = (standing.questionnaire.applies_when, criterion.applies_when)
    # What is always so proves nothing beside something else.
    for condition in [each for each in conditions if each != ALWAYS] or [ALWAYS]:
        yield from proof_lines(proof_of(condition, subject.profile), given, subject.id, language)


def _answer_given(criterion: Criterion, standing: Standing, language: Language) -> Lines:
    held = standing.held.get(criterion.id)
    yield from headed(_ANSWER.in_(language))
    if held is not None:
        yield from answer_lines(held, standing.holder, language)
    elif criterion.id in standing.obsolete:
        yield _OBSOLETE.in_(language)
    else:
        yield words.NO_ANSWER_YET.in_(language)


def answer_lines(held: Held, holder: str, language: Language) -> Lines:
    """Yield what an answer says; of one that the holder inherits, from whom."""
    answer: Answer = held.answer
    line = f"{words.LEVEL.in_(language)} {level_text(answer.level)}"
    yield words.with_origin(line, held.holder, holder, language)
    if answer.comment:
        yield answer.comment
    if answer.approved_by is not None:
        yield _APPROVED_BY.fill(member=on_one_line(answer.approved_by)).in_(language)
    if answer.until is not None:
        yield _UNTIL.fill(day=answer.until).in_(language)
    if answer.review is not None:
        yield _TO_REVIEW.fill(version=on_one_line(answer.review)).in_(language)
    for each in answer.evidence:
        where = each.url or each.path or ""
        shown = on_one_line(f"{each.title} {where}").rstrip()
        yield Item(words.labelled(_EVIDENCE, shown, language))


def _contribution(criterion: Criterion, standing: Standing, day: str, language: Language) -> Lines:
    held = standing.held.get(criterion.id)
    score = questionnaire_score(standing, day)
    axis = next((each for each in score.axes if each.axis.id == criterion.axis), None)
    yield from headed(_COUNTS_FOR.in_(language))
    if held is not None and held.answer.level is NA:
        yield _NA_COUNTS_FOR_NOTHING.in_(language)
        return
    if held is None or axis is None:
        yield _COUNTS_FOR_NOTHING.in_(language)
        return
    yield _ONE_OF.fill(
        n=axis.tally.answered,
        axis=axis.axis.id,
        axis_mean=words.mean_text(axis.tally.mean, score.top),
        all=score.tally.answered,
        mean=words.mean_text(score.tally.mean, score.top),
    ).in_(language)


def _plan(entry: PlanEntry | None, language: Language) -> Lines:
    if entry is None:
        return
    yield from headed(_PLAN.in_(language))
    yield on_one_line(words.joined(_entry(entry, language)))
    if entry.comment:
        yield entry.comment


def _entry(entry: PlanEntry, language: Language) -> Iterator[str]:
    if entry.target_not_applicable:
        yield _TARGET_NA.in_(language)
    for step in entry.steps:
        yield _STEP.fill(level=step.level, by=step.by).in_(language)
    if entry.by is not None:
        yield _TARGET_BY.fill(by=entry.by).in_(language)
    elif not entry.target_not_applicable:
        yield _NO_DATE.in_(language)
    yield from (each for each in (entry.owner, entry.effort, entry.ticket) if each)


def question_lines(question: Question, decided: tuple[str, ...], language: Language) -> Lines:
    """Yield a preliminary question, its options, and to whom it is put."""
    yield Heading(words.item_title(question.id, question.title, language), 3)
    yield question.type.value
    if question.help is not None:
        yield BLANK
        yield question.help.in_(language)
    if question.options:
        yield from headed(_OPTIONS.in_(language))
        for option in question.options:
            yield Item(f"{option.value} · {on_one_line(option.label.in_(language))}")
    yield from put_to_lines(question.applies_when, language)
    if decided:
        yield words.labelled(_DECIDES, words.joined(decided), language)


def _questionnaire(questionnaire: Questionnaire, language: Language) -> Lines:
    yield Heading(f"{words.definition_title(questionnaire, language)} ({questionnaire.id})")
    if questionnaire.description is not None:
        yield questionnaire.description.in_(language)
    for axis in questionnaire.axes:
        yield from headed(words.item_title(axis.id, axis.title, language))
        for criterion in axis.criteria:
            yield Item(words.item_title(criterion.id, criterion.title, language))


def _preliminary(preliminary: Preliminary, language: Language) -> Lines:
    title = on_one_line(f"{preliminary.title.in_(language)} {preliminary.version}")
    yield Heading(f"{title} ({preliminary.id})")
    for section in preliminary.sections:
        yield from headed(on_one_line(section.title.in_(language)))
        for question in section.questions:
            named = f"{question.id} ({question.type.value})"
            yield Item(words.item_title(named, question.title, language))
