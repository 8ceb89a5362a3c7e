"""Projections in a terminal: the scores of today and of the day, what moves them, the radar."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from textwrap import wrap

from rich.table import Table
from rich.text import Text as RichText

from convergence_cli.diagnostics.wording import named
from convergence_cli.language import Language, Text
from convergence_cli.planning.projection import Rise
from convergence_cli.rendering import words
from convergence_cli.rendering.projection_result import ProjectionResult, SubjectProjection
from convergence_cli.rendering.radar_chart import projected_chart
from convergence_cli.rendering.radar_text import drawing
from convergence_cli.rendering.roadmap_words import levels_text
from convergence_cli.rendering.score_result import undetermined_questionnaires
from convergence_cli.rendering.score_text import questionnaire_notes
from convergence_cli.rendering.screen import Screen
from convergence_cli.scoring.numbers import rounded
from convergence_cli.scoring.score import QuestionnaireScore, Tally

_FROM_TO = Text(en="from {day} to {at}", fr="du {day} au {at}")
_MOVES = Text(en="What moves ({n})", fr="Ce qui bouge ({n})")
_NOTHING_MOVES = Text(en="Nothing is promised here by then.", fr="Rien n'est promis ici d'ici là.")
_TODAY = Text(en="Today", fr="Aujourd'hui")
_CHANGE = Text(en="Change", fr="Évolution")
_BY = Text(en="by {by}", fr="échéance {by}")
_LATE = Text(en="overdue already", fr="déjà en retard")
_IN_THE_PLAN_OF = Text(en="in the plan of {product}", fr="au plan de {product}")
_OVERDUE = Text(
    en="Overdue already, and still counted: {n}", fr="Déjà en retard, et comptés quand même : {n}"
)
_LATER = Text(
    en="Promised for later ({n}): {criteria}", fr="Promis pour plus tard ({n}) : {criteria}"
)
_UNPLANNED = Text(
    en="Unplanned, so as today ({n}): {criteria}",
    fr="Non planifiés, donc comme aujourd'hui ({n}) : {criteria}",
)
_CANNOT = Text(
    en="Cannot be planned, so as today ({n}): {criteria}",
    fr="Ne peuvent être planifiés, donc comme aujourd'hui ({n}) : {criteria}",
)
_UNANSWERED = Text(
    en="Unanswered and not planned ({n}): {criteria}",
    fr="Sans réponse et non planifiés ({n}) : {criteria}",
)


def projection_text(result: ProjectionResult, language: Language, screen: Screen) -> str:
    """Return the projection of every subject."""
    page = _Page(result, language, screen)
    return "\n".join(block for each in result.subjects for block in page.of(each))


class _Page:
    def __init__(self, result: ProjectionResult, language: Language, screen: Screen) -> None:
        self._result, self._language, self._screen = result, language, screen

    def of(self, projection: SubjectProjection) -> Iterator[str]:
        """Yield the parts of one product, or of the company."""
        if not projection.pairs:
            return
        result, language = self._result, self._language
        subject = projection.current.subject
        name = words.subject_heading(subject, result.workspace.company.name, language)
        told = _FROM_TO.fill(day=result.day, at=result.at).in_(language)
        heading = self._wrapped(f"{name} · {told}").splitlines()
        yield "".join(
            (
                *(self._styled(each, "1") for each in heading),
                *map(self._wrapped, self._notes(projection)),
            )
        )
        for now, then in projection.pairs:
            rises = projection.rises[now.standing.questionnaire.id]
            yield self._questionnaire(now, then, rises, projection)

    def _notes(self, projection: SubjectProjection) -> Iterator[str]:
        language = self._language
        if projection.overdue:
            yield _OVERDUE.fill(n=projection.overdue).in_(language)
        for label, ids in (
            (_LATER, projection.later(self._result.at)),
            (_UNPLANNED, projection.unplanned),
            (_CANNOT, projection.cannot_be_planned),
            (_UNANSWERED, projection.unanswered),
        ):
            if ids:
                yield label.fill(n=len(ids), criteria=named(ids)).in_(language)
        for id_, missing in undetermined_questionnaires(projection.current.subject).items():
            yield words.UNDETERMINED_QUESTIONNAIRE.fill(
                questionnaire=id_, questions=words.joined(missing)
            ).in_(language)

    def _questionnaire(
        self,
        now: QuestionnaireScore,
        then: QuestionnaireScore,
        rises: Sequence[Rise],
        projection: SubjectProjection,
    ) -> str:
        language = self._language
        chart = projected_chart(self._result.name(projection), now, then, self._result.at)
        parts = [
            self._styled(chart.heading.in_(language), "3"),
            self._means(now, then),
            *map(self._wrapped, questionnaire_notes(now, language)),
        ]
        if not rises:
            return "".join((*parts, f"{_NOTHING_MOVES.in_(language)}\n"))
        parts += ["\n", f"{_MOVES.fill(n=len(rises)).in_(language)}\n"]
        parts += [self._rise(each, projection.current.subject.id) for each in rises]
        return "".join((*parts, "\n", drawing(chart, language, self._screen)))

    def _means(self, now: QuestionnaireScore, then: QuestionnaireScore) -> str:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        table.add_column(words.AXIS.in_(self._language), overflow="fold")
        for heading in (_TODAY.in_(self._language), self._result.at):
            table.add_column(heading, justify="right", no_wrap=True)
        for label in (_CHANGE, words.EXPECTED):
            table.add_column(label.in_(self._language), justify="right", no_wrap=True)
        table.add_column(words.ANSWERS.in_(self._language), overflow="fold")
        for one, other in zip(now.axes, then.axes, strict=True):
            name = words.item_title(one.axis.id, one.axis.title, self._language)
            table.add_row(*self._row(name, one.tally, other.tally, now.top))
        whole = words.WHOLE.in_(self._language)
        table.add_row(*self._row(whole, now.tally, then.tally, now.top), style="bold")
        return self._screen.drawn(table)

    def _row(self, name: str, now: Tally, then: Tally, top: int) -> list[RichText]:
        change = _change(now.mean, then.mean, top)
        return [
            RichText(name),
            RichText(words.mean_text(now.mean, top)),
            RichText(words.mean_text(then.mean, top)),
            RichText(change, style="green" if change.startswith("+") else ""),
            RichText(words.mean_text(then.expected_mean, top)),
            RichText(_answers(then, top)),
        ]

    def _rise(self, rise: Rise, holder: str) -> str:
        head = f"  {levels_text(rise.before, rise.after)}  "
        told = [
            words.criterion_title(rise.criterion, self._language),
            _BY.fill(by=rise.promise.by).in_(self._language),
        ]
        if rise.promiser != holder:
            told.append(_IN_THE_PLAN_OF.fill(product=rise.promiser).in_(self._language))
        if rise.is_overdue:
            told.append(_LATE.in_(self._language))
        return _lines(" · ".join(told), head, " " * len(head), self._screen)

    def _wrapped(self, text: str) -> str:
        return _lines(text, "", "  ", self._screen)

    def _styled(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m\n" if self._screen.has_colour else f"{text}\n"


def _change(now: Fraction | None, then: Fraction | None, top: int) -> str:
    """Return by how much a mean rises; nothing where it stays, or where there was none."""
    if now is None or then is None or now == then:
        return ""
    difference = then - now
    return f"{'+' if difference > 0 else '−'}{rounded(abs(difference), top)}"


def _answers(tally: Tally, top: int) -> str:
    """Return what the mean of then rests on: what is unanswered leaves it open."""
    counted = tally.answered + tally.unanswered
    return f"{tally.answered}/{counted} {words.interval_text(tally, top)}".rstrip()


def _lines(text: str, head: str, margin: str, screen: Screen) -> str:
    lines = wrap(
        text,
        screen.width,
        initial_indent=head,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "".join(f"{each}\n" for each in lines)
