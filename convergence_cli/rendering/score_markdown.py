"""Scores as Markdown: fit for one pull-request comment."""

from convergence_cli.language import Language, Text
from convergence_cli.rendering import words
from convergence_cli.rendering.comment_links import Links
from convergence_cli.rendering.markdown_text import escaped, folded, table
from convergence_cli.rendering.review_markdown import Beside, compared_markdown
from convergence_cli.rendering.score_result import ScoreResult, refusal_text
from convergence_cli.rendering.score_text import (
    questionnaire_notes,
    subject_heading,
    subject_notes,
)
from convergence_cli.scoring.score import QuestionnaireScore, SubjectScore, Tally

_SCORES = Text(en="Scores, axis by axis", fr="Scores, axe par axe")


def score_markdown(result: ScoreResult, links: Links, language: Language) -> str:
    """Return the scores of every subject, what was refused first; what changed where it is known.

    Beside a comparison, the scores are folded away.
    """
    if result.compared is not None:
        return compared_markdown(result.compared, links, language, _beside(result, language))
    blocks = []
    if result.refusals:
        refused = (escaped(refusal_text(each).in_(language)) for each in result.refusals)
        blocks.append("".join(f"- ❌ {each}\n" for each in refused))
    for subject in result.subjects:
        blocks += _subject(subject, result, language)
    blocks.append(f"_{escaped(words.SELF_ASSESSMENT.fill(day=result.day).in_(language))}_\n")
    return "\n".join(blocks)


def _beside(result: ScoreResult, language: Language) -> Beside:
    title = _SCORES.in_(language)
    details = []
    for subject in result.subjects:
        _, *blocks = _subject(subject, result, language) or [""]
        if blocks:
            name = subject_heading(subject, result, language)
            details.append(folded(f"{name} · {title}", "\n".join(blocks)))
    return Beside(tuple(map(refusal_text, result.refusals)), details, title)


def notes_list(notes: list[str]) -> str:
    """Return remarks as a list; the empty text for none."""
    return "".join(f"- {escaped(note)}\n" for note in notes)


def _subject(score: SubjectScore, result: ScoreResult, language: Language) -> list[str]:
    """Return a heading and what stands below it; nothing where there is nothing to say."""
    notes = list(subject_notes(score, language))
    if not score.questionnaires and not notes:
        return []
    blocks = [f"### {escaped(subject_heading(score, result, language))}\n"]
    if notes:
        blocks.append(notes_list(notes))
    for each in score.questionnaires:
        blocks.append(f"**{escaped(words.questionnaire_heading(each, language))}**\n")
        blocks.append(_table(each, language))
        outside = list(questionnaire_notes(each, language))
        if outside:
            blocks.append(notes_list(outside))
    return blocks


def _table(score: QuestionnaireScore, language: Language) -> str:
    headings = (words.AXIS, words.MEAN, words.INTERVAL, words.EXPECTED, words.ANSWERS)
    rows = []
    for each in score.axes:
        name = escaped(words.item_title(each.axis.id, each.axis.title, language))
        rows.append(_row(name, each.tally, score.top, language))
    whole = f"**{escaped(words.WHOLE.in_(language))}**"
    rows.append(_row(whole, score.tally, score.top, language))
    return table(tuple(each.in_(language) for each in headings), "lrrrl", rows)


def _row(name: str, tally: Tally, top: int, language: Language) -> tuple[str, ...]:
    return (
        name,
        words.mean_text(tally.mean, top),
        escaped(words.interval_text(tally, top)),
        words.mean_text(tally.expected_mean, top),
        escaped(words.counts_text(tally).in_(language)),
    )
