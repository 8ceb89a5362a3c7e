"""One criterion as it is put to a person on a terminal, in as many lines as there are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from convergence_cli.checking.asking import Asked, Proposal
from convergence_cli.language import Language, Text
from convergence_cli.model.rules import AtLeast
from convergence_cli.model.workspace import level_text
from convergence_cli.rendering import words
from convergence_cli.rendering.answer_effects import answer_in_words
from convergence_cli.rendering.explain_text import (
    EXPECTED_MARK,
    advice_lines,
    answer_lines,
    level_texts,
    origin_lines,
)
from convergence_cli.rendering.page import BLANK, Heading, Line, Lines, headed, page_text
from convergence_cli.rendering.screen import Screen, on_one_line
from convergence_cli.scoring.standing import Held

_POSITION = Text(en="{n} of {of}, {answered} answered", fr="{n} sur {of}, {answered} répondu{s}")
_ANSWER = Text(en="Answer", fr="Réponse")
_OVERRIDDEN = Text(en="instead of {answer}", fr="au lieu de {answer}")
_PROPOSES = Text(
    en="rule {rule} proposes {level}: {because}", fr="la règle {rule} propose {level} : {because}"
)
_OR_MORE = Text(en="{level} or more", fr="{level} ou plus")
_ANY_LEVEL = Text(en="any level, not na", fr="un niveau, pas na")
_PROPOSED_MARK = Text(en="proposed", fr="proposé")
_INDENT = 5
"""What stands in front of the lines of a choice, in a menu."""
_CUT = "…"


@dataclass(frozen=True)
class Position:
    """Where a person stands among the criteria that are asked."""

    number: int
    of: int
    answered: int
    """How many of them have an answer in force."""


@dataclass(frozen=True)
class QuestionPage:
    """What is shown of a criterion above the choice of a level."""

    text: str
    is_whole: bool
    """Whether nothing was left out for want of lines."""


def question_page(
    asked: Asked,
    position: Position,
    links: Sequence[Line],
    *,
    language: Language,
    screen: Screen,
    rows: int,
) -> QuestionPage:
    """Return a criterion in at most some rows: whole if it can be, else what matters most."""
    whole = tuple(_whole(asked, position, links, language))
    for lines in (whole, (BLANK, *(each for each in whole if each != BLANK))):
        text = page_text(iter(lines), screen)
        if _fits(text, rows):
            return QuestionPage(text, is_whole=True)
    text = page_text(_short(asked, position, links, language), screen)
    if not _fits(text, rows):
        text = page_text(_shortest(asked, position, language, screen), screen)
    return QuestionPage(text, is_whole=False)


def whole_question(asked: Asked, links: Sequence[Line], language: Language, screen: Screen) -> str:
    """Return everything that helps to answer a criterion, its levels apart."""
    return page_text(_help(asked, links, language), screen)


def level_choices(
    asked: Asked, day: str, language: Language, screen: Screen
) -> Iterator[tuple[str, str]]:
    """Yield each level of a criterion, and its text for a menu, its marks included."""
    scale = asked.standing.questionnaire.scale
    marks: dict[int, str] = {asked.criterion.expected_on(day): EXPECTED_MARK.in_(language)}
    for each in asked.proposals:
        if isinstance(each.level, int):
            proposed = _PROPOSED_MARK.in_(language)
            earlier = [marks[each.level]] if each.level in marks else []
            marks[each.level] = words.joined(dict.fromkeys((*earlier, proposed)))
    texts = level_texts(asked.criterion, scale, marks, language)
    for level, text in zip(scale.values, texts, strict=True):
        yield str(level), menu_text(text, screen)


def menu_text(text: str, screen: Screen) -> str:
    """Return a text for a menu: as many lines as it needs, those after the first set back."""
    lines = wrap(on_one_line(text), screen.width - _INDENT, break_on_hyphens=False)
    return f"\n{' ' * _INDENT}".join(lines)


def proposal_text(proposal: Proposal, language: Language) -> str:
    """Return what a rule implies, and why, on one line."""
    level = proposal.level
    if level is None:
        wanted = _ANY_LEVEL.in_(language)
    elif isinstance(proposal.requirement, AtLeast):
        wanted = _OR_MORE.fill(level=level_text(level)).in_(language)
    else:
        wanted = level_text(level)
    rule = proposal.rule
    because = on_one_line(rule.because.in_(language))
    return _PROPOSES.fill(rule=rule.id, level=wanted, because=because).in_(language)


def _fits(text: str, rows: int) -> bool:
    return text.count("\n") <= rows


def _whole(asked: Asked, position: Position, links: Sequence[Line], language: Language) -> Lines:
    yield BLANK
    yield from _head(asked, position, language)
    yield from _help(asked, links, language)
    yield from headed(_ANSWER.in_(language))
    yield from _answer(asked, language)
    yield from _proposals(asked, language)


def _short(asked: Asked, position: Position, links: Sequence[Line], language: Language) -> Lines:
    """Yield the same without its guidance and its gaps."""
    yield BLANK
    yield from _head(asked, position, language)
    yield from (each for each in origin_lines(asked.criterion, language) if each != BLANK)
    yield from (each for each in links if each != BLANK)
    yield from _labelled_answer(asked, language)
    yield from _proposals(asked, language)


def _shortest(asked: Asked, position: Position, language: Language, screen: Screen) -> Lines:
    """Yield the question, and one line each of the answer and of what rules imply."""
    yield from _head(asked, position, language)
    if asked.criterion.statement is not None:
        yield asked.criterion.statement.in_(language)
    for line in (*_labelled_answer(asked, language), *_proposals(asked, language)):
        yield _cut(line, screen) if isinstance(line, str) else line


def _head(asked: Asked, position: Position, language: Language) -> Lines:
    criterion, questionnaire = asked.criterion, asked.standing.questionnaire
    axis = next(each for each in questionnaire.axes if each.id == criterion.axis)
    where = _POSITION.fill(
        n=position.number,
        of=position.of,
        answered=position.answered,
        s="s" if position.answered > 1 else "",
    )
    yield " · ".join(
        (
            words.definition_title(questionnaire, language),
            words.item_title(axis.id, axis.title, language),
            where.in_(language),
        )
    )
    yield Heading(words.item_title(criterion.id, criterion.title, language))


def _help(asked: Asked, links: Sequence[Line], language: Language) -> Lines:
    yield from origin_lines(asked.criterion, language)
    yield from advice_lines(asked.criterion, language)
    yield from links


def _answer(asked: Asked, language: Language) -> Lines:
    held, holder = asked.held, asked.standing.holder
    if held is None:
        yield words.NO_ANSWER_YET.in_(language)
        return
    yield from answer_lines(held, holder, language)
    yield from _overridden(asked.inherited, asked, language)


def _overridden(inherited: Held | None, asked: Asked, language: Language) -> Lines:
    if inherited is not None and asked.own is not None:
        answer = answer_in_words(inherited, asked.standing.holder, language)
        yield _OVERRIDDEN.fill(answer=answer).in_(language)


def _labelled_answer(asked: Asked, language: Language) -> Lines:
    first, *rest = _answer(asked, language)
    if isinstance(first, str):
        first = words.labelled(_ANSWER, first, language)
    yield first
    yield from rest


def _proposals(asked: Asked, language: Language) -> Lines:
    for each in asked.proposals:
        yield proposal_text(each, language)


def _cut(line: str, screen: Screen) -> Line:
    text = on_one_line(line)
    return text if len(text) <= screen.width else text[: screen.width - len(_CUT)] + _CUT
