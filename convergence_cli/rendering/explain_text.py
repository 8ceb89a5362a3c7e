"""Pages of `explain`: a criterion, a preliminary question, a questionnaire."""

from collections.abc import Iterator, Mapping

from convergence_cli.language import Language, Text
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
from convergence_cli.rendering.condition_text import condition_text, proof_lines
from convergence_cli.rendering.screen import Screen
from convergence_cli.scoring.score import questionnaire_score
from convergence_cli.scoring.standing import Held, Standing, Subject

Lines = Iterator[str]

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
    return _page(_criterion(criterion, questionnaire, day, language), screen)


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
    lines = [
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
    yield f"# {criterion.id} {criterion.title.in_(language)}"
    axis = next(each for each in questionnaire.axes if each.id == criterion.axis)
    where = f"{questionnaire.title.in_(language)} {questionnaire.version}"
    yield f"{where} · {axis.id} {axis.title.in_(language)}"
    dated = _SOURCE_DATE.fill(day=criterion.source_date).in_(language)
    yield f"{origin_text(criterion).in_(language)} · {dated}"
    if criterion.statement is not None:
        strength = "" if criterion.strength is None else f" ({criterion.strength.value})"
        yield f"\n## {_STATEMENT.in_(language)}{strength}"
        yield criterion.statement.in_(language)
    yield f"\n## {_LEVELS.in_(language)}"
    expected = criterion.expected_on(day)
    for level in questionnaire.scale.levels:
        meaning = criterion.levels.get(level.level, level.label).in_(language)
        name = f"{level.level} {level.label.in_(language)}"
        yield f"- {name} · {meaning}{_marks(level.level, expected, questionnaire, language)}"
    if criterion.guidance is not None:
        yield f"\n## {_GUIDANCE.in_(language)}"
        yield criterion.guidance.in_(language)
    if criterion.see:
        yield f"\n{_SEE.in_(language)} : {words.joined(criterion.see)}"
    if criterion.facts:
        yield f"{_FACTS.in_(language)} : {words.joined(criterion.facts)}"


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
    yield f"\n## {_WHY.in_(language)} : {words.TRUTH_WORDS[truth].in_(language)}"
    for condition in (standing.questionnaire.applies_when, criterion.applies_when):
        yield from proof_lines(proof_of(condition, subject.profile), given, subject.id, language)


def _answer_given(criterion: Criterion, standing: Standing, language: Language) -> Lines:
    held = standing.held.get(criterion.id)
    yield f"\n## {_ANSWER.in_(language)}"
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
        yield f"- {_EVIDENCE.in_(language)} : {each.title} {where}".rstrip()


def _contribution(criterion: Criterion, standing: Standing, day: str, language: Language) -> Lines:
    held = standing.held.get(criterion.id)
    score = questionnaire_score(standing, day)
    axis = next((each for each in score.axes if each.axis.id == criterion.axis), None)
    yield f"\n## {_COUNTS_FOR.in_(language)}"
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
    yield f"\n## {_PLAN.in_(language)}"
    yield words.joined(_entry(entry, language))
    if entry.comment:
        yield entry.comment


def _entry(entry: PlanEntry, language: Language) -> Lines:
    if entry.target_not_applicable:
        yield _TARGET_NA.in_(language)
    for step in entry.steps:
        yield _STEP.fill(level=step.level, by=step.by).in_(language)
    if entry.by is not None:
        yield _TARGET_BY.fill(by=entry.by).in_(language)
    yield from (each for each in (entry.owner, entry.effort, entry.ticket) if each)


def _question(question: Question, decided: tuple[str, ...], language: Language) -> Lines:
    yield f"# {question.id} {question.title.in_(language)}"
    yield question.type.value
    if question.help is not None:
        yield f"\n{question.help.in_(language)}"
    if question.options:
        yield f"\n## {_OPTIONS.in_(language)}"
        for option in question.options:
            yield f"- {option.value} · {option.label.in_(language)}"
    yield f"\n{_PUT_TO.in_(language)} : {condition_text(question.applies_when, language)}"
    if decided:
        yield f"{_DECIDES.in_(language)} : {words.joined(decided)}"


def _questionnaire(questionnaire: Questionnaire, language: Language) -> Lines:
    yield f"# {questionnaire.title.in_(language)} {questionnaire.version} ({questionnaire.id})"
    if questionnaire.description is not None:
        yield questionnaire.description.in_(language)
    for axis in questionnaire.axes:
        yield f"\n## {axis.id} {axis.title.in_(language)}"
        for criterion in axis.criteria:
            yield f"- {criterion.id} {criterion.title.in_(language)}"


def _preliminary(preliminary: Preliminary, language: Language) -> Lines:
    yield f"# {preliminary.title.in_(language)} {preliminary.version} ({preliminary.id})"
    for section in preliminary.sections:
        yield f"\n## {section.title.in_(language)}"
        for question in section.questions:
            yield f"- {question.id} ({question.type.value}) {question.title.in_(language)}"


def _page(lines: Lines, screen: Screen) -> str:
    """Wrap lines to the screen, headings in bold; `- ` and proof lines keep their indent."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text as RichText

    parts: list[Padding | RichText] = []
    for line in "\n".join(lines).splitlines():
        if line.startswith("#"):
            parts.append(RichText(line.lstrip("# "), style="bold"))
        elif line.startswith("- "):
            parts.append(Padding(RichText(line[2:]), (0, 0, 0, 2)))
        else:
            parts.append(RichText(line))
    return screen.drawn(Group(*parts))
