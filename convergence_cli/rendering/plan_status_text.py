"""How plans are kept, in a terminal and in Markdown: a line of counts for each questionnaire."""

from collections.abc import Iterator, Mapping

from convergence_cli.language import Language, Text
from convergence_cli.planning.due import Due
from convergence_cli.planning.states import PlanState
from convergence_cli.rendering import words
from convergence_cli.rendering.markdown_text import escaped, table
from convergence_cli.rendering.page import Item, Lines, page_markdown
from convergence_cli.rendering.plain_page import plain_page
from convergence_cli.rendering.plan_status_result import PlanStatusResult, SubjectStatus
from convergence_cli.rendering.plan_words import STATE_WORDS, due_when, due_words
from convergence_cli.rendering.screen import Screen

_QUESTIONNAIRE = Text(en="Questionnaire", fr="Questionnaire")
_TOTAL = Text(en="Total", fr="Total")
_ALL = Text(en="All together", fr="Tous ensemble")
_OVERDUE = Text(en="Overdue:", fr="En retard :")
_NEXT = Text(en="Next due", fr="Prochaine échéance")
_NOTHING_DUE = Text(en="none", fr="aucune")
_NO_PLAN = Text(en="no plan.yaml yet", fr="pas encore de plan.yaml")
_ASIDE = Text(
    en="Not counted, since no level is known: unanswered {unanswered}, undetermined {undetermined}",
    fr="Non comptés, faute de niveau : sans réponse {unanswered}, indéterminés {undetermined}",
)
_UNDETERMINED = Text(
    en="Undetermined questionnaires: {ids}", fr="Questionnaires indéterminés : {ids}"
)
_NOTHING_ASKED = Text(
    en="nothing is asked of anyone yet", fr="rien n'est encore demandé à personne"
)
_STYLES: dict[PlanState, str] = {
    PlanState.DONE: "green",
    PlanState.ON_TRACK: "",
    PlanState.OVERDUE: "red",
    PlanState.UNPLANNED: "yellow",
    PlanState.CANNOT_BE_PLANNED: "",
}
_APART = 2
Row = tuple[str, Mapping[PlanState, int]]


def plan_status_text(result: PlanStatusResult, language: Language, screen: Screen) -> str:
    """Return how every plan is kept, for a terminal."""
    blocks = []
    for each in _asked(result):
        heading = _heading(each, result, language)
        bold = f"\x1b[1m{heading}\x1b[0m" if screen.has_colour else heading
        drawn = _drawn(_rows(each, language), language, screen)
        blocks.append(f"{bold}\n{drawn}{plain_page(_notes(each, language), screen)}")
    if len(blocks) > 1:
        rows = [(_ALL.in_(language), result.counts)]
        blocks.append(_drawn(rows, language, screen))
    return "\n".join(blocks) or _nothing(result, language)


def plan_status_markdown(result: PlanStatusResult, language: Language) -> str:
    """Return how every plan is kept as Markdown, fit for one comment."""
    blocks = []
    for each in _asked(result):
        blocks.append(f"### {escaped(_heading(each, result, language))}\n")
        blocks.append(_markdown_table(_rows(each, language), language))
        blocks.append(page_markdown(_notes(each, language)))
    if len(_asked(result)) > 1:
        blocks.append(_markdown_table([(_ALL.in_(language), result.counts)], language))
    return "\n".join(blocks) or _nothing(result, language)


def _nothing(result: PlanStatusResult, language: Language) -> str:
    return f"{_NOTHING_ASKED.in_(language)}\n" if result.subjects else ""


def _asked(result: PlanStatusResult) -> list[SubjectStatus]:
    return [each for each in result.subjects if each.plan.questionnaires or each.plan.undetermined]


def _heading(status: SubjectStatus, result: PlanStatusResult, language: Language) -> str:
    subject = status.plan.subject
    parts = [words.subject_heading(subject, result.workspace.company.name, language)]
    if subject.product is not None and subject.product.is_archived:
        parts.append(words.ARCHIVED.in_(language))
    if subject.plan is None:
        parts.append(_NO_PLAN.in_(language))
    return " · ".join(parts)


def _rows(status: SubjectStatus, language: Language) -> list[Row]:
    rows = [(each.standing.questionnaire.id, each.counts) for each in status.plan.questionnaires]
    return [*rows, (_TOTAL.in_(language), status.plan.counts)]


def _notes(status: SubjectStatus, language: Language) -> Lines:
    yield from _aside(status, language)
    overdue, upcoming = status.overdue, status.next
    if overdue:
        yield _OVERDUE.in_(language)
        yield from (Item(_due(each, language)) for each in overdue)
    found = _NOTHING_DUE.in_(language)
    if upcoming is not None:
        found = _due(upcoming, language)
    yield words.labelled(_NEXT, found, language)


def _due(due: Due, language: Language) -> str:
    return f"{due_when(due)} · {due_words(due, language)}"


def _aside(status: SubjectStatus, language: Language) -> Iterator[str]:
    unanswered = sum(len(each.unanswered) for each in status.plan.questionnaires)
    undetermined = sum(len(each.undetermined) for each in status.plan.questionnaires)
    if unanswered or undetermined:
        yield _ASIDE.fill(unanswered=unanswered, undetermined=undetermined).in_(language)
    if status.plan.undetermined:
        yield _UNDETERMINED.fill(ids=words.joined(status.plan.undetermined)).in_(language)


def _drawn(rows: list[Row], language: Language, screen: Screen) -> str:
    headings = [_QUESTIONNAIRE, *STATE_WORDS.values()]
    longest = max(len(name) for name, _ in rows)
    widths = [len(each.in_(language)) for each in headings]
    if max(longest, widths[0]) + sum(each + _APART for each in widths[1:]) > screen.width:
        return plain_page(_listed(rows, language), screen)
    return _table(rows, language, screen)


def _listed(rows: list[Row], language: Language) -> Lines:
    """Yield the counts as a line for each row, without those of nothing: for a narrow screen."""
    for name, counts in rows:
        found = [f"{STATE_WORDS[state].in_(language)} {n}" for state, n in counts.items() if n]
        yield Item(words.labelled(name, words.joined(found) or words.NO_MEAN, language))


def _table(rows: list[Row], language: Language, screen: Screen) -> str:
    from rich.table import Table
    from rich.text import Text as RichText

    found = Table(box=None, pad_edge=False, padding=(0, _APART, 0, 0), header_style="dim")
    found.add_column(_QUESTIONNAIRE.in_(language), overflow="fold")
    for state in PlanState:
        found.add_column(STATE_WORDS[state].in_(language), justify="right")
    for name, counts in rows:
        cells = (
            RichText(str(counts[state]), style=_STYLES[state] if counts[state] else "dim")
            for state in PlanState
        )
        found.add_row(RichText(name), *cells, style="bold" if (name, counts) == rows[-1] else "")
    return screen.drawn(found)


def _markdown_table(rows: list[Row], language: Language) -> str:
    header = (_QUESTIONNAIRE, *(STATE_WORDS[state] for state in PlanState))
    cells = [(escaped(name), *(str(counts[state]) for state in PlanState)) for name, counts in rows]
    return table(tuple(each.in_(language) for each in header), "lrrrrr", cells)
