"""Roadmaps in a terminal: quarter by quarter, what is late first, what has no date last."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

from convergence_cli.language import Language
from convergence_cli.planning.proposal import Unplanned
from convergence_cli.planning.roadmap import Milestone, Roadmap, Unplannable
from convergence_cli.rendering import roadmap_words as said
from convergence_cli.rendering import words
from convergence_cli.rendering.roadmap_result import RoadmapResult
from convergence_cli.rendering.score_result import undetermined_questionnaires
from convergence_cli.rendering.screen import Screen, on_one_line

_BOLD, _LATE, _DIM = "1", "1;31", "2"
_WIDE = 100
_INDENT = "  "


def roadmap_text(result: RoadmapResult, language: Language, screen: Screen) -> str:
    """Return the plan of every subject."""
    blocks = [_Page(result.day, language, screen).of(each, result) for each in result.roadmaps]
    if any(each.quarters or each.unplanned or each.overdue for each in result.roadmaps):
        blocks.append(_wrapped(words.ORIGINS.in_(language), "", screen.width))
    if any(each.entry is None for one in result.roadmaps for each in one.unplanned):
        blocks.append(_wrapped(said.NEXT_INIT.in_(language), "", screen.width))
    return "\n".join(blocks)


class _Page:
    def __init__(self, day: str, language: Language, screen: Screen) -> None:
        self._day, self._language, self._screen = day, language, screen

    def of(self, roadmap: Roadmap, result: RoadmapResult) -> str:
        """Return the roadmap of one product, or of the company."""
        name = words.subject_heading(roadmap.subject, result.workspace.company.name, self._language)
        as_of = words.AS_OF.fill(day=self._day).in_(self._language)
        lines = [
            *(
                self._styled(each, _BOLD)
                for each in _lines(f"{name} · {as_of}", self._screen.width)
            ),
            _wrapped(said.counts_text(roadmap, self._language), "", self._screen.width),
            *self._parts(roadmap),
            *self._notes(roadmap),
        ]
        return "".join(lines)

    def _parts(self, roadmap: Roadmap) -> Iterator[str]:
        language = self._language
        if roadmap.overdue:
            rows = [self._milestone(each) for each in roadmap.overdue]
            yield from self._part(said.OVERDUE.in_(language), rows, _LATE)
        for quarter in roadmap.quarters:
            rows = [self._milestone(each) for each in quarter.milestones]
            yield from self._part(said.quarter_title(quarter.name, language), rows)
        if roadmap.cannot_be_planned:
            rows = [self._unplannable(each) for each in roadmap.cannot_be_planned]
            yield from self._part(said.CANNOT_BE_PLANNED.in_(language), rows)
        if roadmap.unplanned:
            rows = [self._unplanned(each, roadmap) for each in roadmap.unplanned]
            yield from self._part(said.UNPLANNED.in_(language), rows)

    def _part(self, title: str, rows: Sequence[str], style: str = _BOLD) -> Iterator[str]:
        yield "\n"
        yield self._styled(f"{title} ({len(rows)})", style)
        yield from rows

    def _notes(self, roadmap: Roadmap) -> Iterator[str]:
        width = self._screen.width
        if roadmap.unanswered:
            label = f"{said.UNANSWERED.in_(self._language)} ({len(roadmap.unanswered)})"
            ids = said.criterion_ids(roadmap.unanswered)
            yield "\n" + _wrapped(words.labelled(label, ids, self._language), "", width)
        for id_, missing in undetermined_questionnaires(roadmap.subject).items():
            note = words.UNDETERMINED_QUESTIONNAIRE.fill(
                questionnaire=id_, questions=words.joined(missing)
            )
            yield "\n" + _wrapped(note.in_(self._language), "", width)

    def _milestone(self, each: Milestone) -> str:
        head = said.levels_text(each.before, each.promise.level)
        kind = said.kind_text(each, self._language)
        title = words.criterion_title(each.criterion, self._language)
        details = said.milestone_details(each, self._day, self._language)
        return self._row(f"{head}  {kind:<6}", title, " · ".join(details))

    def _unplannable(self, each: Unplannable) -> str:
        title = words.criterion_title(each.criterion, self._language)
        return self._row(str(each.level), title, on_one_line(each.entry.comment))

    def _unplanned(self, each: Unplanned, roadmap: Roadmap) -> str:
        title = said.unplanned_title(each, roadmap.subject.id, self._language)
        urgency = " · ".join(said.urgency(each, self._language))
        return self._row(said.levels_text(each.gap.level, each.gap.target), title, urgency)

    def _row(self, head: str, title: str, details: str) -> str:
        """Return a row: what is told of a criterion stands beside its title, or below."""
        margin = " " * (len(_INDENT) + len(head) + 2)
        room = self._screen.width - len(margin)
        is_wide = self._screen.width >= _WIDE
        half = room // 2
        left = _lines(title, room - half - 2 if is_wide else room)
        right = _lines(details, half if is_wide else room)
        if is_wide:
            width = room - half - 2
            pairs = zip_longest(left, right, fillvalue="")
            lines = [f"{one:<{width}}  {self._dim(other)}".rstrip() for one, other in pairs]
        else:
            lines = [*left, *(self._dim(each) for each in right)]
        first, *rest = lines or [""]
        told = [f"{_INDENT}{head}  {first}", *(f"{margin}{each}" for each in rest)]
        return "".join(f"{each.rstrip()}\n" for each in told)

    def _styled(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m\n" if self._screen.has_colour else f"{text}\n"

    def _dim(self, text: str) -> str:
        return f"\x1b[{_DIM}m{text}\x1b[0m" if text and self._screen.has_colour else text


def _lines(text: str, width: int) -> list[str]:
    return wrap(text, width, break_long_words=False, break_on_hyphens=False)


def _wrapped(text: str, indent: str, width: int) -> str:
    lines = wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "".join(f"{each}\n" for each in lines)
