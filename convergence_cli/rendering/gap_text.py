"""Gaps in a terminal and in Markdown: the three states apart, worst first."""

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text as RichText

from convergence_cli.language import Language, Text
from convergence_cli.model.questionnaire import Criterion
from convergence_cli.rendering import markdown_text, words
from convergence_cli.rendering.gap_result import GapResult, SubjectGap
from convergence_cli.rendering.score_result import refusal_text, undetermined_questionnaires
from convergence_cli.rendering.screen import Screen
from convergence_cli.scoring.gap import Gap, GapState, QuestionnaireGap

_UNANSWERED = Text(en="Unanswered", fr="Sans réponse")
_UNDETERMINED = Text(
    en="Undetermined, until the profile is answered",
    fr="Indéterminés, tant que le profil est sans réponse",
)
_STYLES: dict[GapState, str] = {
    GapState.UNDER_EXPECTED: "red",
    GapState.UNDER_TARGET: "yellow",
    GapState.AT_TARGET: "green",
}
_MARKS: dict[GapState, str] = {
    GapState.UNDER_EXPECTED: "✗",
    GapState.UNDER_TARGET: "○",
    GapState.AT_TARGET: "●",
}


def gap_text(result: GapResult, language: Language, screen: Screen) -> str:
    """Return the gaps of every subject: what is under expected, under target, at target."""
    blocks = []
    for subject in result.subjects:
        blocks.append(f"{_heading(subject, result, language)}\n{_notes(subject, language)}")
        for each in subject.questionnaires:
            blocks.append(_questionnaire(each, language, screen))
    if any(each.questionnaires for each in result.subjects):
        blocks.append(f"{words.ORIGINS.in_(language)}\n")
    blocks += [f"✗ {refusal_text(each).in_(language)}\n" for each in result.refusals]
    return "\n".join(blocks)


def gap_markdown(result: GapResult, language: Language) -> str:
    """Return the gaps as Markdown, what is at target folded away."""
    blocks = []
    for refusal in result.refusals:
        blocks.append(f"- ❌ {markdown_text.escaped(refusal_text(refusal).in_(language))}\n")
    for subject in result.subjects:
        blocks.append(f"### {markdown_text.escaped(_heading(subject, result, language))}\n")
        notes = _notes(subject, language)
        if notes:
            blocks.append(f"{markdown_text.escaped(notes.strip())}\n")
        for each in subject.questionnaires:
            blocks.append(f"**{markdown_text.escaped(_title(each, language))}**\n")
            blocks += _markdown_states(each, language)
    if any(each.questionnaires for each in result.subjects):
        blocks.append(f"{markdown_text.escaped(words.ORIGINS.in_(language))}\n")
    return "\n".join(blocks)


def _heading(subject: SubjectGap, result: GapResult, language: Language) -> str:
    return words.subject_heading(subject.subject, result.workspace.company.name, language)


def _title(gap: QuestionnaireGap, language: Language) -> str:
    counts = words.joined(
        f"{words.GAP_WORDS[state].in_(language)} {len(gap.gaps_that(state))}" for state in GapState
    )
    return f"{words.definition_title(gap.standing.questionnaire, language)} · {counts}"


def _notes(subject: SubjectGap, language: Language) -> str:
    return "".join(
        words.UNDETERMINED_QUESTIONNAIRE.fill(
            questionnaire=id_, questions=words.joined(missing)
        ).in_(language)
        + "\n"
        for id_, missing in undetermined_questionnaires(subject.subject).items()
    )


def _questionnaire(gap: QuestionnaireGap, language: Language, screen: Screen) -> str:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("", no_wrap=True)
    table.add_column(words.CRITERION.in_(language), overflow="fold")
    for heading in (words.LEVEL, words.EXPECTED, words.TARGET, words.GAP):
        table.add_column(heading.in_(language), justify="right", no_wrap=True)
    for state in GapState:
        for each in _worst_first(gap.gaps_that(state)):
            table.add_row(
                RichText(_MARKS[state], style=_STYLES[state]),
                RichText(_name(each, gap, language)),
                str(each.level),
                str(each.expected),
                str(each.target),
                f"-{each.gap}" if each.gap else "0",
            )
    parts = [_title(gap, language) + "\n", screen.drawn(table) if gap.gaps else ""]
    parts += [_listed(label, criteria, language) for label, criteria in _rest(gap)]
    return "".join(parts)


def _markdown_states(gap: QuestionnaireGap, language: Language) -> list[str]:
    header = (words.CRITERION, words.LEVEL, words.EXPECTED, words.TARGET)
    blocks = []
    for state in GapState:
        gaps = _worst_first(gap.gaps_that(state))
        if not gaps:
            continue
        rows = [
            (
                markdown_text.escaped(_name(each, gap, language)),
                str(each.level),
                str(each.expected),
                str(each.target),
            )
            for each in gaps
        ]
        table = markdown_text.table(tuple(each.in_(language) for each in header), "lrrr", rows)
        label = f"{words.GAP_WORDS[state].in_(language)} ({len(gaps)})"
        if state is GapState.AT_TARGET:
            blocks.append(f"<details><summary>{label}</summary>\n\n{table}\n</details>\n")
        else:
            blocks.append(f"{label}\n\n{table}")
    for text, criteria in _rest(gap):
        if criteria:
            listed = _listed(text, criteria, language)
            blocks.append(f"{markdown_text.escaped(listed.strip())}\n")
    return blocks


def _rest(gap: QuestionnaireGap) -> tuple[tuple[Text, tuple[Criterion, ...]], ...]:
    return ((_UNANSWERED, gap.unanswered), (_UNDETERMINED, gap.undetermined))


def _listed(label: Text, criteria: Iterable[Criterion], language: Language) -> str:
    ids = [criterion.id for criterion in criteria]
    if not ids:
        return ""
    counted = f"{label.in_(language)} ({len(ids)})"
    return f"{words.labelled(counted, words.joined(ids), language)}\n"


def _worst_first(gaps: Iterable[Gap]) -> list[Gap]:
    # A stable sort: criteria with the same gaps stay in the order of the questionnaire.
    return sorted(gaps, key=lambda each: (-each.expected_gap, -each.gap))


def _name(each: Gap, gap: QuestionnaireGap, language: Language) -> str:
    name = words.criterion_title(each.criterion, language)
    return words.with_origin(name, each.held.holder, gap.standing.holder, language)
