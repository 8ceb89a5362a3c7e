"""The figures of a summary as rows of cells: questionnaires, and their axes."""

from collections.abc import Iterator
from fractions import Fraction

from convergence_cli.exchanging.form import Form, Spoke, Summary
from convergence_cli.language import Text
from convergence_cli.rendering import words, workbook_words
from convergence_cli.rendering.screen import on_one_line, visible
from convergence_cli.rendering.workbook_looks import Look
from convergence_cli.rendering.workbook_rows import Painted
from convergence_cli.scoring.numbers import rounded

Cells = tuple[Painted, ...]


def questionnaire_titles(form: Form) -> Cells:
    """Return the headers of the table of questionnaires."""
    titles = (
        workbook_words.QUESTIONNAIRE,
        words.MEAN,
        words.EXPECTED,
        words.TARGET,
        _projected(form),
        words.INTERVAL,
        workbook_words.STATUS,
        workbook_words.ANSWERED,
        workbook_words.UNANSWERED,
        workbook_words.NOT_APPLICABLE,
        workbook_words.UNDETERMINED,
    )
    return tuple((each.in_(form.language), Look.HEADER) for each in titles)


def questionnaire_cells(summary: Summary, form: Form) -> Cells:
    """Return the line of one questionnaire."""
    top = summary.target
    counts = (
        summary.answered,
        summary.unanswered,
        summary.not_applicable,
        summary.undetermined,
    )
    return (
        (on_one_line(f"{summary.title} {summary.version}"), Look.NAME),
        *(mean_cell(each, top) for each in (summary.mean, summary.expected)),
        (top, Look.COUNT),
        mean_cell(summary.projected, top),
        (_interval(summary), Look.WORD),
        (words.STATUS_WORDS[summary.status].in_(form.language), Look.WORD),
        *((each, Look.COUNT) for each in counts),
    )


def axis_titles(form: Form) -> Cells:
    """Return the headers of a table of axes."""
    titles = (words.AXIS, words.CURRENT, words.EXPECTED, words.TARGET, _projected(form))
    return tuple((each.in_(form.language), Look.HEADER) for each in titles)


def axis_cells(spoke: Spoke, top: int) -> Cells:
    """Return the line of one axis."""
    return (
        (visible(spoke.name), Look.NAME),
        *(mean_cell(each, top) for each in (spoke.current, spoke.expected)),
        (top, Look.COUNT),
        mean_cell(spoke.projected, top),
    )


def mean_cell(value: Fraction | None, top: int) -> Painted:
    """Return a mean as a number, rounded as everywhere else; a dash where there is none."""
    if value is None:
        return words.NO_MEAN, Look.WORD
    return rounded(value, top), Look.MEAN


def notes(form: Form) -> Iterator[str]:
    """Yield what is to be known to read the figures."""
    yield workbook_words.MEANING.in_(form.language)
    if form.projected_on is not None:
        yield workbook_words.PROJECTION.fill(day=form.projected_on).in_(form.language)


def _projected(form: Form) -> Text:
    if form.projected_on is None:
        return workbook_words.PROJECTED
    return workbook_words.PROJECTED_ON.fill(day=form.projected_on)


def _interval(summary: Summary) -> str:
    bounds = (summary.lowest, summary.highest)
    if not summary.unanswered or summary.mean is None or None in bounds:
        return ""
    low, high = (rounded(each, summary.target) for each in bounds if each is not None)
    return f"[{low} – {high}]"
