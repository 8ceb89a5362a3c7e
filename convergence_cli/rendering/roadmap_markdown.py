"""Roadmaps as Markdown: a table for each quarter, fit for one comment or a page."""

from collections.abc import Iterator, Sequence

from convergence_cli.language import Language, Text
from convergence_cli.planning.proposal import Unplanned
from convergence_cli.planning.roadmap import Milestone, Roadmap, Unplannable
from convergence_cli.rendering import roadmap_words as said
from convergence_cli.rendering import words
from convergence_cli.rendering.markdown_text import escaped, table
from convergence_cli.rendering.roadmap_result import RoadmapResult
from convergence_cli.rendering.score_result import undetermined_questionnaires

_PROMISED = (words.CRITERION, words.LEVEL, words.TARGET, said.WHO)
_UNPLANNABLE = (words.CRITERION, words.LEVEL, said.REASON)
_UNPLANNED = (words.CRITERION, words.LEVEL, said.WHY_URGENT)


def roadmap_markdown(result: RoadmapResult, language: Language) -> str:
    """Return the plan of every subject as Markdown."""
    blocks = [block for each in result.roadmaps for block in _roadmap(each, result, language)]
    if any(each.quarters or each.unplanned or each.overdue for each in result.roadmaps):
        blocks.append(f"{escaped(words.ORIGINS.in_(language))}\n")
    return "\n".join(blocks)


def _roadmap(roadmap: Roadmap, result: RoadmapResult, language: Language) -> Iterator[str]:
    name = words.subject_heading(roadmap.subject, result.workspace.company.name, language)
    as_of = words.AS_OF.fill(day=result.day).in_(language)
    yield f"### {escaped(f'{name} · {as_of}')}\n"
    yield f"{escaped(said.counts_text(roadmap, language))}\n"
    yield from _promised(said.OVERDUE.in_(language), roadmap.overdue, result.day, language)
    for quarter in roadmap.quarters:
        title = said.quarter_title(quarter.name, language)
        yield from _promised(title, quarter.milestones, result.day, language)
    cannot = [_unplannable(each, language) for each in roadmap.cannot_be_planned]
    yield from _part(said.CANNOT_BE_PLANNED.in_(language), _UNPLANNABLE, cannot, language)
    unplanned = [_unplanned(each, roadmap, language) for each in roadmap.unplanned]
    yield from _part(said.UNPLANNED.in_(language), _UNPLANNED, unplanned, language)
    yield from _notes(roadmap, language)


def _promised(
    title: str, milestones: Sequence[Milestone], day: str, language: Language
) -> Iterator[str]:
    rows = [_milestone(each, day, language) for each in milestones]
    yield from _part(title, _PROMISED, rows, language)


def _part(
    title: str, header: tuple[Text, ...], rows: list[tuple[str, ...]], language: Language
) -> Iterator[str]:
    if rows:
        yield f"**{escaped(title)}** ({len(rows)})\n"
        yield table(tuple(each.in_(language) for each in header), "l" * len(header), rows)


def _notes(roadmap: Roadmap, language: Language) -> Iterator[str]:
    if roadmap.unanswered:
        label = f"{said.UNANSWERED.in_(language)} ({len(roadmap.unanswered)})"
        listed = words.labelled(label, said.criterion_ids(roadmap.unanswered), language)
        yield f"{escaped(listed)}\n"
    for id_, missing in undetermined_questionnaires(roadmap.subject).items():
        note = words.UNDETERMINED_QUESTIONNAIRE.fill(
            questionnaire=id_, questions=words.joined(missing)
        )
        yield f"{escaped(note.in_(language))}\n"


def _milestone(each: Milestone, day: str, language: Language) -> tuple[str, ...]:
    details = " · ".join(said.milestone_details(each, day, language))
    return (
        escaped(words.criterion_title(each.criterion, language)),
        said.levels_text(each.before, each.promise.level),
        said.kind_text(each, language),
        escaped(details),
    )


def _unplannable(each: Unplannable, language: Language) -> tuple[str, ...]:
    title = words.criterion_title(each.criterion, language)
    return escaped(title), str(each.level), escaped(each.entry.comment)


def _unplanned(each: Unplanned, roadmap: Roadmap, language: Language) -> tuple[str, ...]:
    title = said.unplanned_title(each, roadmap.subject.id, language)
    levels = said.levels_text(each.gap.level, each.gap.target)
    return escaped(title), levels, escaped(" · ".join(said.urgency(each, language)))
