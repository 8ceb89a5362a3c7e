"""The first sheet: who it is about, every figure in tables, and the radars."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from math import ceil

from convergence_cli.exchanging.form import Form, Summary
from convergence_cli.language import Text
from convergence_cli.rendering import words, workbook_page, workbook_words
from convergence_cli.rendering.screen import on_one_line, visible
from convergence_cli.rendering.workbook_canvas import ROW_HEIGHT, Canvas
from convergence_cli.rendering.workbook_charts import (
    comparison,
    comparison_figures,
    radar,
    radar_figures,
)
from convergence_cli.rendering.workbook_figures import (
    axis_cells,
    axis_titles,
    notes,
    questionnaire_cells,
    questionnaire_titles,
)
from convergence_cli.rendering.workbook_lists import Lists
from convergence_cli.rendering.workbook_looks import NAVY, Look
from convergence_cli.rendering.workbook_page import Page
from convergence_cli.rendering.workbook_rows import Painted, Rows, height_of, lines_of

MOST_RADARS = 24
"""Above, none is drawn: nobody looks at each, and a workbook opens slowly."""
MOST_COMPARED = 60
_TOGETHER = 6
"""How many lines of a long table stand with its heading at least."""
_SUBJECT_WIDTH, _NAME_WIDTH = 30.0, 44.0
_FIGURE_WIDTHS = (11.0, 11.0, 11.0, 13.0, 15.0, 12.0, 11.0, 12.0, 14.0, 14.0)
_AXIS_COLUMNS = 5
_RADAR_HEIGHT, _COMPARISON_ROWS = 240.0, 18
_FILL = 1.2
"""How many letters stand where a column has room for one digit, words not being cut."""
_TITLE_HEIGHT, _HEADING_HEIGHT, _HEADER_HEIGHT = 30.0, 24.0, 32.0


def paint_summary(rows: Rows, form: Form, lists: Lists, page: Page) -> None:
    """Paint the summary of a form."""
    sheet = rows.sheet
    has_subjects = len({each.subject for each in form.summaries}) > 1
    names = (_SUBJECT_WIDTH, _NAME_WIDTH) if has_subjects else (_NAME_WIDTH,)
    wide = (*names, *_FIGURE_WIDTHS)
    sheet.sheet_properties.tabColor = NAVY
    sheet.sheet_view.showGridLines = False
    workbook_page.set_up(sheet, page)
    workbook_page.widths(sheet, wide)
    painting = _Painting(Canvas(rows, wide), form, lists, wide, has_subjects)
    painting.head()
    painting.questionnaires()
    painting.comparisons()
    painting.axes()
    workbook_page.printed(sheet, len(wide), painting.canvas.written)


def _title(summary: Summary) -> str:
    return summary.title


@dataclass(frozen=True)
class _Painting:
    canvas: Canvas
    form: Form
    lists: Lists
    wide: tuple[float, ...]
    has_subjects: bool
    """Whether it is about more than one product; then each line names its own."""

    def head(self) -> None:
        """Say who it is about, and when."""
        form, canvas = self.form, self.canvas
        canvas.line([(on_one_line(form.title), Look.TITLE)], _TITLE_HEIGHT)
        self._note(self._said(workbook_words.SELF_ASSESSMENT, company=form.company, day=form.day))
        canvas.line()
        for label, value in form.identity:
            height = self._height(visible(value), 2)
            canvas.spread([(label, Look.LABEL), (visible(value), Look.VALUE)], height)
        canvas.line()

    def questionnaires(self) -> None:
        """Write the table of every questionnaire."""
        form, canvas = self.form, self.canvas
        if not form.summaries:
            canvas.line([(self._said(workbook_words.NOTHING), Look.NOTE)])
            return
        canvas.line([(self._said(workbook_words.FIGURES), Look.HEADING)], _HEADING_HEIGHT)
        canvas.line([*self._subject_title(), *questionnaire_titles(form)], _HEADER_HEIGHT)
        for summary in form.summaries:
            cells = [*self._subject(summary), *questionnaire_cells(summary, form)]
            canvas.line(cells, self._tallest(cells))
        for note in notes(form):
            self._note(note)

    def comparisons(self) -> None:
        """Draw a chart for each questionnaire of several products."""
        for title, group in groupby(sorted(self.form.summaries, key=_title), key=_title):
            summaries = tuple(group)
            if len(summaries) > 1:
                self._comparison(title, summaries)

    def _comparison(self, title: str, summaries: tuple[Summary, ...]) -> None:
        canvas, drawn = self.canvas, summaries[:MOST_COMPARED]
        canvas.room((_COMPARISON_ROWS + 1) * ROW_HEIGHT + _HEADING_HEIGHT)
        heading = self._said(workbook_words.MEANS_OF, title=on_one_line(title))
        canvas.line([(heading, Look.HEADING)], _HEADING_HEIGHT)
        if len(drawn) < len(summaries):
            sizes = {"n": len(drawn), "of": len(summaries)}
            self._note(self._said(workbook_words.CUT_PRODUCTS, **sizes))
        chart = comparison(comparison_figures(drawn), self.lists, self.form.language)
        canvas.chart(chart, (1, len(self.wide)), _COMPARISON_ROWS)
        for _ in range(_COMPARISON_ROWS):
            canvas.line()

    def axes(self) -> None:
        """Write the axes of each questionnaire, with its radar unless they are too many."""
        drawn = [each for each in self.form.summaries if each.spokes]
        if len(drawn) <= MOST_RADARS:
            for summary in drawn:
                self._radar(summary)
            return
        for title, group in groupby(sorted(drawn, key=_title), key=_title):
            self._axes_of_all(title, tuple(group))

    def _radar(self, summary: Summary) -> None:
        form, canvas = self.form, self.canvas
        lines = [(self._axis_titles(), _HEADER_HEIGHT), *self._axis_lines(summary)]
        missing = _RADAR_HEIGHT - sum(height for _, height in lines)
        lines += [((), ROW_HEIGHT)] * ceil(missing / ROW_HEIGHT)
        canvas.room(sum(height for _, height in lines) + _HEADING_HEIGHT)
        heading = f"{on_one_line(summary.subject)} · {on_one_line(summary.title)}"
        canvas.line([(heading, Look.HEADING)], _HEADING_HEIGHT)
        chart = radar(radar_figures(summary), self.lists, form.language)
        reached = accumulate(height for _, height in lines)
        n_rows = 1 + sum(each < _RADAR_HEIGHT for each in reached)
        canvas.chart(chart, (self.first_beside, len(self.wide)), n_rows)
        for cells, height in lines:
            canvas.line(cells, height)

    def _axes_of_all(self, title: str, summaries: Sequence[Summary]) -> None:
        """Write one table for all products: hundreds of radars are no picture of anything."""
        canvas = self.canvas
        canvas.room(_HEADING_HEIGHT + _HEADER_HEIGHT + ROW_HEIGHT * _TOGETHER)
        heading = self._said(workbook_words.AXES_OF, title=on_one_line(title))
        canvas.line([(heading, Look.HEADING)], _HEADING_HEIGHT)
        self._note(self._said(workbook_words.NO_RADARS, n=MOST_RADARS))
        canvas.line(self._axis_titles(), _HEADER_HEIGHT)
        for summary in summaries:
            for cells, height in self._axis_lines(summary):
                canvas.line(cells, height)

    def _axis_titles(self) -> Sequence[Painted]:
        return (*self._subject_title(), *axis_titles(self.form))

    def _axis_lines(self, summary: Summary) -> Iterator[tuple[Sequence[Painted], float]]:
        for spoke in summary.spokes:
            cells = (*self._subject(summary), *axis_cells(spoke, summary.target))
            yield cells, self._tallest(cells)
        if summary.dropped:
            told = words.DROPPED.fill(axes=words.joined(summary.dropped)).in_(self.form.language)
            note = (*self._subject(summary), (visible(told), Look.NOTE))
            yield note, self._tallest(note)

    @property
    def first_beside(self) -> int:
        """The first column beside a table of axes; one is left to breathe in."""
        return len(self._subject_title()) + _AXIS_COLUMNS + 1

    def _subject_title(self) -> tuple[Painted, ...]:
        title = self._said(workbook_words.SUBJECT)
        return ((title, Look.HEADER),) if self.has_subjects else ()

    def _subject(self, summary: Summary) -> tuple[Painted, ...]:
        return ((on_one_line(summary.subject), Look.NAME),) if self.has_subjects else ()

    def _note(self, text: str) -> None:
        self.canvas.spread([(text, Look.NOTE)], self._height(text, 1))

    def _height(self, text: str, first: int) -> float:
        """Return the height of a text that reaches from a column to the last one."""
        return max(ROW_HEIGHT, height_of(lines_of(text, sum(self.wide[first - 1 :]) * _FILL)))

    def _tallest(self, cells: Sequence[Painted]) -> float:
        texts = ((str(value), width) for (value, _), width in zip(cells, self.wide, strict=False))
        lines = (lines_of(text, width * _FILL) for text, width in texts)
        return max(ROW_HEIGHT, height_of(max(lines)))

    def _said(self, text: Text, **values: object) -> str:
        return text.fill(**values).in_(self.form.language)
