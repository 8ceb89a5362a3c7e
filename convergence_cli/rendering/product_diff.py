"""What `product diff` renders: two products side by side, where they differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from convergence_cli.language import Language, Text
from convergence_cli.model.workspace import Answer, Evidence, Product, level_text
from convergence_cli.profiling.origins import ProfileValue
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering import markdown_text, product_words, words
from convergence_cli.rendering.product_show import value_told
from convergence_cli.rendering.screen import Screen, on_one_line
from convergence_cli.scoring.comparison import (
    AnswerDifference,
    Aspect,
    Comparison,
    CriterionDifference,
    ValuePair,
)
from convergence_cli.scoring.score import QuestionnaireScore
from convergence_cli.scoring.standing import Held

_ALIKE = Text(
    en="no difference in profile, in what applies or in the answers in force",
    fr="aucune différence de profil, de critères applicables ou de réponses en vigueur",
)
_PROFILE = Text(en="Profile", fr="Profil")
_CRITERIA = Text(
    en="Criteria that do not apply to both alike",
    fr="Critères qui ne s'appliquent pas également aux deux",
)
_ANSWERS = Text(en="Answers in force", fr="Réponses en vigueur")
_MEANS = Text(en="Means as of {day}", fr="Moyennes au {day}")
_COMMENT = Text(en="comment", fr="commentaire")
_EVIDENCE = Text(en="evidence", fr="preuves")
_APPROVED_BY = Text(en="approved by", fr="approuvé par")
_UNTIL = Text(en="until", fr="jusqu'au")
_REVIEW = Text(en="to be read again since version", fr="à relire depuis la version")
_NOTHING = "—"

Cell = tuple[str, ...]
"""Lines, none of which holds a line end."""


@dataclass(frozen=True)
class Section:
    """Rows of one kind: what differs, then each side."""

    title: str
    rows: Sequence[tuple[str, Cell, Cell]]


def diff_text(comparison: Comparison, language: Language, day: str, screen: Screen) -> str:
    """Return the differences as tables that fit the screen."""
    heads = [_head(each, language) for each in (comparison.first, comparison.second)]
    blocks = ["".join(f"{head}\n" for head in heads)]
    if comparison.is_alike:
        blocks.append(f"{_ALIKE.in_(language)}\n")
    for section in _sections(comparison, language, day):
        blocks.append(_table(section, comparison, screen))
    return "\n".join(blocks)


def diff_markdown(comparison: Comparison, language: Language, day: str) -> str:
    """Return the differences as Markdown tables."""
    heads = [_head(each, language) for each in (comparison.first, comparison.second)]
    blocks = ["".join(f"- {markdown_text.escaped(head)}\n" for head in heads)]
    if comparison.is_alike:
        blocks.append(f"{markdown_text.escaped(_ALIKE.in_(language))}\n")
    for section in _sections(comparison, language, day):
        rows = [
            (
                markdown_text.escaped(label),
                *(markdown_text.escaped(" · ".join(cell)) for cell in cells),
            )
            for label, *cells in section.rows
        ]
        header = ("", comparison.first.id, comparison.second.id)
        table = markdown_text.table(header, "lll", rows)
        blocks.append(f"### {markdown_text.escaped(section.title)}\n\n{table}")
    return "\n".join(blocks)


def _head(product: Product, language: Language) -> str:
    extends = product.extends
    parts = [f"{on_one_line(product.name)} ({product.id})"]
    if extends is not None:
        parts.append(f"{product_words.EXTENDS.in_(language)} {extends}")
    if product.is_archived:
        parts.append(words.ARCHIVED.in_(language))
    return " · ".join(parts)


def _table(section: Section, comparison: Comparison, screen: Screen) -> str:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text as RichText

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=True)
    for heading in ("", comparison.first.id, comparison.second.id):
        table.add_column(RichText(heading), overflow="fold", ratio=1)
    for label, *cells in section.rows:
        table.add_row(RichText(label), *(RichText("\n".join(cell)) for cell in cells))
    return screen.drawn(Group(RichText(section.title, style="bold"), table))


def _sections(comparison: Comparison, language: Language, day: str) -> Iterator[Section]:
    sections = (
        (_PROFILE, [_value_row(each, comparison, language) for each in comparison.profile]),
        (_CRITERIA, [_criterion_row(each, comparison, language) for each in comparison.criteria]),
        (_ANSWERS, [_answer_row(each, comparison, language) for each in comparison.answers]),
    )
    for title, rows in sections:
        if rows:
            yield Section(f"{title.in_(language)} ({len(rows)})", rows)
    means = [
        (
            each.questionnaire.id,
            _mean(each.first, each.applies[0], language),
            _mean(each.second, each.applies[1], language),
        )
        for each in comparison.scores
    ]
    if means:
        yield Section(_MEANS.fill(day=day).in_(language), means)


def _value_row(
    pair: ValuePair, comparison: Comparison, language: Language
) -> tuple[str, Cell, Cell]:
    return (
        pair.first.question.id,
        (value_told(pair.first, comparison.first.id, language),),
        (value_told(pair.second, comparison.second.id, language),),
    )


def _criterion_row(
    difference: CriterionDifference, comparison: Comparison, language: Language
) -> tuple[str, Cell, Cell]:
    def side(truth: Truth, values: list[ProfileValue], product: Product) -> Cell:
        told = (
            words.labelled(each.question.id, value_told(each, product.id, language), language)
            for each in values
        )
        return (words.TRUTH_WORDS[truth].in_(language), *told)

    because = difference.because
    return (
        words.criterion_title(difference.criterion, language),
        side(difference.first, [each.first for each in because], comparison.first),
        side(difference.second, [each.second for each in because], comparison.second),
    )


def _answer_row(
    difference: AnswerDifference, comparison: Comparison, language: Language
) -> tuple[str, Cell, Cell]:
    aspects = difference.aspects
    return (
        words.criterion_title(difference.criterion, language),
        tuple(_held(difference.first, comparison.first, aspects, language)),
        tuple(_held(difference.second, comparison.second, aspects, language)),
    )


def _held(
    held: Held | None, product: Product, aspects: Sequence[Aspect], language: Language
) -> Iterator[str]:
    if held is None:
        yield words.NO_ANSWER_YET.in_(language)
        return
    level = f"{words.LEVEL.in_(language)} {level_text(held.answer.level)}"
    yield words.with_origin(level, held.holder, product.id, language)
    for aspect in aspects:
        told = _told(held.answer, aspect)
        if told is not None:
            label, text = told
            yield words.labelled(label, on_one_line(text) or _NOTHING, language)


def _told(answer: Answer, aspect: Aspect) -> tuple[Text, str] | None:
    match aspect:
        case Aspect.LEVEL:
            return None
        case Aspect.COMMENT:
            return _COMMENT, answer.comment
        case Aspect.EVIDENCE:
            return _EVIDENCE, words.joined(map(_evidence, answer.evidence))
        case Aspect.APPROVED_BY:
            return _APPROVED_BY, answer.approved_by or ""
        case Aspect.UNTIL:
            return _UNTIL, answer.until or ""
        case Aspect.REVIEW:
            return _REVIEW, answer.review or ""


def _evidence(evidence: Evidence) -> str:
    where = evidence.url or evidence.path or ""
    return f"{evidence.title} {where}".rstrip()


def _mean(score: QuestionnaireScore | None, applies: Truth, language: Language) -> Cell:
    if score is None:
        return (words.TRUTH_WORDS[applies].in_(language),)
    mean = f"{words.mean_text(score.tally.mean, score.top)} / {score.top}"
    interval = words.interval_text(score.tally, score.top)
    return (f"{mean} {interval}".rstrip(), words.counts_text(score.tally).in_(language))
