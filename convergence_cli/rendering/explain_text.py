"""Pages of `explain`: a criterion, a preliminary question, a questionnaire."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from convergence_cli.language import Language, Text
from convergence_cli.model.condition import Condition
from convergence_cli.model.questionnaire import (
    Criterion,
    Origin,
    Preliminary,
    Question,
    Questionnaire,
)
from convergence_cli.model.workspace import Answer, PlanEntry
from convergence_cli.profiling.inheritance import Given
from convergence_cli.profiling.proof import proof_of
from convergence_cli.rendering import words
from convergence_cli.rendering.condition_text import condition_lines, proof_lines
from convergence_cli.rendering.screen import Screen, on_one_line, visible
from convergence_cli.scoring.score import questionnaire_score
from convergence_cli.scoring.standing import Held, Standing, Subject


@dataclass(frozen=True)
class _Heading:
    text: str


@dataclass(frozen=True)
class _Item:
    text: str


_Line = str | _Heading | _Item
Lines = Iterator[_Line]
_BLANK = ""

_PROPOSED = Text(
    en="proposed by this catalogue, not an official item",
    fr="proposé par ce catalogue, pas un critère officiel",
)
_PUBLISHED = Text(en="published item {code} ({source})", fr="critère publié {code} ({source})")
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
_UNANSWERED = Text(en="no answer yet", fr="sans réponse pour l'instant")
_OBSOLETE = Text(
    en="answered, and no longer in the profile: the answer counts for nothing",
    fr="répondu, et hors du profil : la réponse ne compte pas",
)
_EVIDENCE = Text(en="evidence", fr="preuve")
_UNTIL = Text(en="until {day}", fr="jusqu'au {day}")
_COUNTS_FOR = Text(en="Counts for", fr="Compte pour")
_ONE_OF = Text(
    en="1 of {n} levels of axis {axis} (mean {axis_mean}), of {all} in the whole (mean {mean})",
    fr="1 des {n} niveaux de l'axe {axis} (moyenne {axis_mean}), et des {all} (moyenne {mean})",
)
_COUNTS_FOR_NOTHING = Text(
    en="nothing: no level is answered", fr="rien : aucun niveau n'est répondu"
)
_PLAN = Text(en="Plan", fr="Plan")
_TARGET_BY = Text(en="target by {by}", fr="cible pour {by}")
_STEP = Text(en="level {level} by {by}", fr="niveau {level} pour {by}")
_TARGET_NA = Text(en="the target cannot be planned", fr="la cible ne peut être planifiée")
_TARGET_MARK = Text(en="target", fr="cible")
_EXPECTED_MARK = Text(en="expected", fr="attendu")
_QUESTIONS = Text(en="Questions", fr="Questions")


def criterion_text(
    criterion: Criterion, questionnaire: Questionnaire, day: str, language: Language, screen: Screen
) -> str:
    """Return the page of a criterion, without any product."""
    lines: list[_Line] = [
        *_criterion(criterion, questionnaire, day, language),
        *_put_to(criterion.applies_when, language),
    ]
    return _page(iter(lines), screen)


def criterion_for_text(
    criterion: Criterion,
    subject: Subject,
    given: Mapping[str, Given],
    *,
    day: str,
    language: Language,
    screen: Screen,
) -> str:
    """Return the page of a criterion with what it means for one product, or for the company."""
    standing = next(
        each for each in subject.standings.values() if criterion.id in each.applicability.criteria
    )
    lines: list[_Line] = [
        *_criterion(criterion, standing.questionnaire, day, language),
        *_reason(criterion, standing, subject, given, language),
        *_answer_given(criterion, standing, language),
        *_contribution(criterion, standing, day, language),
        *_plan(criterion, subject, language),
    ]
    return _page(iter(lines), screen)


def question_text(
    question: Question, decided: tuple[str, ...], language: Language, screen: Screen
) -> str:
    """Return the page of a preliminary question, and the ids of what it decides."""
    return _page(_question(question, decided, language), screen)


def questionnaire_text(questionnaire: Questionnaire, language: Language, screen: Screen) -> str:
    """Return the page of a questionnaire: its axes and criteria."""
    return _page(_questionnaire(questionnaire, language), screen)


def preliminary_text(preliminary: Preliminary, language: Language, screen: Screen) -> str:
    """Return the page of a preliminary questionnaire: its questions."""
    return _page(_preliminary(preliminary, language), screen)


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
    yield _Heading(words.item_title(criterion.id, criterion.title, language))
    axis = next(each for each in questionnaire.axes if each.id == criterion.axis)
    where = words.definition_title(questionnaire, language)
    yield f"{where} · {words.item_title(axis.id, axis.title, language)}"
    dated = _SOURCE_DATE.fill(day=criterion.source_date).in_(language)
    yield f"{origin_text(criterion).in_(language)} · {dated}"
    if criterion.statement is not None:
        strength = "" if criterion.strength is None else f" ({criterion.strength.value})"
        yield from _section(f"{_STATEMENT.in_(language)}{strength}")
        yield criterion.statement.in_(language)
    yield from _section(_LEVELS.in_(language))
    expected = criterion.expected_on(day)
    for level in questionnaire.scale.levels:
        meaning = criterion.levels.get(level.level)
        name = f"{level.level} {level.label.in_(language)}"
        described = name if meaning is None else f"{name} · {meaning.in_(language)}"
        marks = _marks(level.level, expected, questionnaire, language)
        yield _Item(f"{on_one_line(described)}{marks}")
    if criterion.guidance is not None:
        yield from _section(_GUIDANCE.in_(language))
        yield criterion.guidance.in_(language)
    if criterion.see or criterion.facts:
        yield _BLANK
    if criterion.see:
        yield words.labelled(_SEE, words.joined(criterion.see), language)
    if criterion.facts:
        yield words.labelled(_FACTS, words.joined(criterion.facts), language)


def _put_to(condition: Condition, language: Language) -> Lines:
    first, *rest = condition_lines(condition, language)
    yield _BLANK
    yield words.labelled(_PUT_TO, first, language)
    yield from rest


def _section(title: str) -> Lines:
    yield _BLANK
    yield _Heading(title)


def _marks(level: int, expected: int, questionnaire: Questionnaire, language: Language) -> str:
    marks = [
        mark.in_(language)
        for mark, at in ((_EXPECTED_MARK, expected), (_TARGET_MARK, questionnaire.scale.top))
        if level == at
    ]
    return f" ({words.joined(marks)})" if marks else ""


def _reason(
    criterion: Criterion,
    standing: Standing,
    subject: Subject,
    given: Mapping[str, Given],
    language: Language,
) -> Lines:
    truth = standing.applicability.criteria[criterion.id]
    yield from _section(words.labelled(_WHY, words.TRUTH_WORDS[truth].in_(language), language))
    for condition in (standing.questionnaire.applies_when, criterion.applies_when):
        yield from proof_lines(proof_of(condition, subject.profile), given, subject.id, language)


def _answer_given(criterion: Criterion, standing: Standing, language: Language) -> Lines:
    held = standing.held.get(criterion.id)
    yield from _section(_ANSWER.in_(language))
    if held is not None:
        yield from _held(held, standing, language)
    elif criterion.id in standing.obsolete:
        yield _OBSOLETE.in_(language)
    else:
        yield _UNANSWERED.in_(language)


def _held(held: Held, standing: Standing, language: Language) -> Lines:
    answer: Answer = held.answer
    line = f"{words.LEVEL.in_(language)} {words.level_text(answer.level)}"
    if held.holder != standing.holder:
        line += f" ({words.ANSWERED_BY.fill(product=held.holder).in_(language)})"
    yield line
    if answer.until is not None:
        yield _UNTIL.fill(day=answer.until).in_(language)
    if answer.comment:
        yield answer.comment
    for each in answer.evidence:
        where = each.url or each.path or ""
        shown = on_one_line(f"{each.title} {where}").rstrip()
        yield _Item(words.labelled(_EVIDENCE, shown, language))


def _contribution(criterion: Criterion, standing: Standing, day: str, language: Language) -> Lines:
    held = standing.held.get(criterion.id)
    score = questionnaire_score(standing, day)
    axis = next((each for each in score.axes if each.axis.id == criterion.axis), None)
    yield from _section(_COUNTS_FOR.in_(language))
    if held is None or axis is None or not isinstance(held.answer.level, int):
        yield _COUNTS_FOR_NOTHING.in_(language)
        return
    yield _ONE_OF.fill(
        n=axis.tally.answered,
        axis=axis.axis.id,
        axis_mean=words.mean_text(axis.tally.mean, score.top),
        all=score.tally.answered,
        mean=words.mean_text(score.tally.mean, score.top),
    ).in_(language)


def _plan(criterion: Criterion, subject: Subject, language: Language) -> Lines:
    plan = None if subject.product is None else subject.product.plan
    entry = None if plan is None else plan.entries.get(criterion.id)
    if entry is None:
        return
    yield from _section(_PLAN.in_(language))
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
    yield from (each for each in (entry.owner, entry.effort, entry.ticket) if each)


def _question(question: Question, decided: tuple[str, ...], language: Language) -> Lines:
    yield _Heading(words.item_title(question.id, question.title, language))
    yield question.type.value
    if question.help is not None:
        yield _BLANK
        yield question.help.in_(language)
    if question.options:
        yield from _section(_OPTIONS.in_(language))
        for option in question.options:
            yield _Item(f"{option.value} · {on_one_line(option.label.in_(language))}")
    yield from _put_to(question.applies_when, language)
    if decided:
        yield words.labelled(_DECIDES, words.joined(decided), language)


def _questionnaire(questionnaire: Questionnaire, language: Language) -> Lines:
    yield _Heading(f"{words.definition_title(questionnaire, language)} ({questionnaire.id})")
    if questionnaire.description is not None:
        yield questionnaire.description.in_(language)
    for axis in questionnaire.axes:
        yield from _section(words.item_title(axis.id, axis.title, language))
        for criterion in axis.criteria:
            yield _Item(words.item_title(criterion.id, criterion.title, language))


def _preliminary(preliminary: Preliminary, language: Language) -> Lines:
    title = on_one_line(f"{preliminary.title.in_(language)} {preliminary.version}")
    yield _Heading(f"{title} ({preliminary.id})")
    for section in preliminary.sections:
        yield from _section(on_one_line(section.title.in_(language)))
        for question in section.questions:
            named = f"{question.id} ({question.type.value})"
            yield _Item(words.item_title(named, question.title, language))


def _page(lines: Lines, screen: Screen) -> str:
    """Wrap lines to the screen, headings in bold, items indented."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text as RichText

    parts: list[Padding | RichText] = []
    for line in lines:
        match line:
            case _Heading(text):
                parts.append(RichText(text, style="bold"))
            case _Item(text):
                parts.append(Padding(RichText(text), (0, 0, 0, 2)))
            case str():
                parts.append(RichText(visible(line.rstrip().replace("\r\n", "\n"))))
    return screen.drawn(Group(*parts))
