"""The first sheet: who it is about, every figure in tables, and the radars."""

from dataclasses import dataclass
from itertools import groupby

from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.exchanging.form import Form, Spoke, Summary
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
from convergence_cli.rendering.workbook_rows import Painted, height_of, lines_of

MOST_RADARS = 24
"""Above, a workbook opens slowly and nobody looks at each."""
MOST_COMPARED = 60
_SUBJECT_WIDTH, _NAME_WIDTH = 30.0, 44.0
_FIGURE_WIDTHS = (11.0, 11.0, 11.0, 13.0, 15.0, 12.0, 11.0, 12.0, 13.0, 14.0)
_AXIS_COLUMNS = 5
_RADAR_ROWS, _COMPARISON_ROWS = 15, 18
_FILL = 1.2
"""How many letters stand where a column has room for one digit, words not being cut."""
_TITLE_HEIGHT, _HEADING_HEIGHT, _HEADER_HEIGHT = 30.0, 24.0, 32.0


def paint_summary(sheet: Worksheet, form: Form, lists: Lists, page: Page) -> None:
    """Paint the summary of a form."""
    has_subjects = len({each.subject for each in form.summaries}) > 1
    names = (_SUBJECT_WIDTH, _NAME_WIDTH) if has_subjects else (_NAME_WIDTH,)
    wide = (*names, *_FIGURE_WIDTHS)
    sheet.sheet_properties.tabColor = NAVY
    sheet.sheet_view.showGridLines = False
    workbook_page.set_up(sheet, page)
    workbook_page.widths(sheet, wide)
    painting = _Painting(Canvas(sheet, wide), form, lists, wide, has_subjects)
    painting.head()
    painting.questionnaires()
    painting.comparisons()
    painting.axes()
    workbook_page.printed(sheet, len(wide), painting.canvas.written)


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
        ordered = sorted(self.form.summaries, key=lambda each: each.title)
        for title, group in groupby(ordered, key=lambda each: each.title):
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
        """Write the table of axes of each questionnaire, the first ones with their radar."""
        drawn = [each for each in self.form.summaries if each.spokes]
        if len(drawn) > MOST_RADARS:
            sizes = {"n": MOST_RADARS, "of": len(drawn)}
            self._note(self._said(workbook_words.CUT_CHARTS, **sizes))
        for number, summary in enumerate(drawn):
            self._axes(summary, _RADAR_ROWS if number < MOST_RADARS else 0)

    def _axes(self, summary: Summary, n_rows: int) -> None:
        form, canvas = self.form, self.canvas
        heights = [self._tallest(self._axis(each, summary)) for each in summary.spokes]
        beside = n_rows * ROW_HEIGHT
        table = sum(heights) + _HEADER_HEIGHT
        canvas.room(max(table, beside) + _HEADING_HEIGHT)
        heading = f"{on_one_line(summary.subject)} · {on_one_line(summary.title)}"
        canvas.line([(heading, Look.HEADING)], _HEADING_HEIGHT)
        if n_rows:
            chart = radar(radar_figures(summary), self.lists, form.language)
            canvas.chart(chart, (self.first_beside, len(self.wide)), n_rows)
        canvas.line([*self._subject_title(), *axis_titles(form)], _HEADER_HEIGHT)
        for spoke, height in zip(summary.spokes, heights, strict=True):
            canvas.line(self._axis(spoke, summary), height)
        if summary.dropped:
            told = words.DROPPED.fill(axes=words.joined(summary.dropped)).in_(form.language)
            canvas.line([(told, Look.NOTE)])
        while table < beside:
            canvas.line()
            table += ROW_HEIGHT

    @property
    def first_beside(self) -> int:
        """The first column beside a table of axes; one is left to breathe in."""
        return len(self._subject_title()) + _AXIS_COLUMNS + 1

    def _axis(self, spoke: Spoke, summary: Summary) -> list[Painted]:
        return [*self._subject(summary), *axis_cells(spoke, summary.target)]

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

    def _tallest(self, cells: list[Painted]) -> float:
        texts = ((str(value), width) for (value, _), width in zip(cells, self.wide, strict=False))
        lines = (lines_of(text, width * _FILL) for text, width in texts)
        return max(ROW_HEIGHT, height_of(max(lines)))

    def _said(self, text: Text, **values: object) -> str:
        return text.fill(**values).in_(self.form.language)
