"""Scores in a terminal: one table for each questionnaire of each product."""

from collections.abc import Iterator
from fractions import Fraction

from rich.table import Table
from rich.text import Text as RichText

from convergence_cli.language import Language
from convergence_cli.rendering import words
from convergence_cli.rendering.review_text import compared_text
from convergence_cli.rendering.score_result import (
    ScoreResult,
    refusal_text,
    undetermined_questionnaires,
)
from convergence_cli.rendering.screen import Screen
from convergence_cli.scoring.numbers import rounded
from convergence_cli.scoring.score import QuestionnaireScore, SubjectScore, Tally

_BAR = 10
_WIDE = 90


def score_text(result: ScoreResult, language: Language, screen: Screen) -> str:
    """Return the scores of every subject, then what was refused."""
    blocks: list[str] = []
    for each in result.subjects:
        blocks += _subject(each, result, language, screen)
    blocks.append(words.SELF_ASSESSMENT.fill(day=result.day).in_(language) + "\n")
    if result.compared is not None:
        blocks.append(compared_text(result.compared, language, screen))
    if result.refusals:
        refused = (refusal_text(each).in_(language) for each in result.refusals)
        blocks.append("".join(f"✗ {each}\n" for each in refused))
    return "\n".join(blocks)


def subject_heading(score: SubjectScore, result: ScoreResult, language: Language) -> str:
    """Return the line that names a product, or the company."""
    heading = words.subject_heading(score.subject, result.workspace.company.name, language)
    if score.subject.product is not None and score.subject.product.is_archived:
        heading += f" · {words.ARCHIVED.in_(language)}"
    return heading


def questionnaire_notes(score: QuestionnaireScore, language: Language) -> Iterator[str]:
    """Yield what stands outside the means of one questionnaire: it is never silent."""
    if score.dropped:
        dropped = [each.axis for each in score.dropped]
        axes = words.joined(words.item_title(axis.id, axis.title, language) for axis in dropped)
        yield words.DROPPED.fill(axes=axes).in_(language)
    for product, n in score.standing.inherited_from.items():
        yield words.INHERITED_ANSWERS.fill(product=product, n=n).in_(language)
    if score.tally.undetermined:
        yield words.UNDETERMINED.fill(n=score.tally.undetermined).in_(language)
    if score.tally.obsolete:
        yield words.OBSOLETE.fill(n=score.tally.obsolete).in_(language)


def subject_notes(score: SubjectScore, language: Language) -> Iterator[str]:
    """Yield the questionnaires that may apply to a product, or to the company."""
    for id_, missing in undetermined_questionnaires(score.subject).items():
        yield words.UNDETERMINED_QUESTIONNAIRE.fill(
            questionnaire=id_, questions=words.joined(missing)
        ).in_(language)


def _subject(
    score: SubjectScore, result: ScoreResult, language: Language, screen: Screen
) -> Iterator[str]:
    notes = "".join(f"  {note}\n" for note in subject_notes(score, language))
    if not score.questionnaires and not notes:
        return
    heading = subject_heading(score, result, language)
    yield f"{_styled(heading, '1', screen)}\n{notes}"
    for each in score.questionnaires:
        yield _questionnaire(each, language, screen)


def _questionnaire(score: QuestionnaireScore, language: Language, screen: Screen) -> str:
    table = Table(
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="dim",
    )
    is_wide = screen.width >= _WIDE
    table.add_column(words.AXIS.in_(language), ratio=1 if is_wide else None, overflow="fold")
    for heading in (words.MEAN, words.INTERVAL, words.EXPECTED):
        table.add_column(heading.in_(language), justify="right", no_wrap=True)
    if is_wide:
        table.add_column("", no_wrap=True)
    table.add_column(words.ANSWERS.in_(language), overflow="fold")
    for axis in score.axes:
        name = words.item_title(axis.axis.id, axis.axis.title, language)
        table.add_row(*_row(name, axis.tally, score.top, language, is_wide))
    table.add_section()
    whole = words.WHOLE.in_(language)
    table.add_row(*_row(whole, score.tally, score.top, language, is_wide), style="bold")
    notes = "".join(f"{note}\n" for note in questionnaire_notes(score, language))
    title = _styled(words.questionnaire_heading(score, language), "3", screen)
    return f"{title}\n{screen.drawn(table)}{notes}"


def _row(name: str, tally: Tally, top: int, language: Language, is_wide: bool) -> list[RichText]:  # noqa: FBT001
    cells: list[RichText] = [
        RichText(name),
        RichText(words.mean_text(tally.mean, top), style=_style(tally)),
        RichText(words.interval_text(tally, top)),
        RichText(words.mean_text(tally.expected_mean, top)),
    ]
    if is_wide:
        cells.append(RichText(_bar(tally.mean, top), style=_style(tally)))
    cells.append(RichText(words.counts_text(tally).in_(language)))
    return cells


def _style(tally: Tally) -> str:
    mean, expected = tally.mean, tally.expected_mean
    if mean is None or expected is None:
        return ""
    return "red" if mean < expected else "green"


def _bar(mean: Fraction | None, top: int) -> str:
    if mean is None:
        return ""
    n_full = int(rounded(mean, top) * _BAR / top)
    return "█" * n_full + "░" * (_BAR - n_full)


def _styled(text: str, style: str, screen: Screen) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if screen.has_colour else text
