"""Charts of a workbook, in the hues of the tool's other radars."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from textwrap import wrap
from typing import Literal

from openpyxl.chart import BarChart, LineChart, RadarChart
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.axis import ChartLines, NumericAxis
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RichTextProperties,
)

from convergence_cli.exchanging.form import Summary
from convergence_cli.language import Language, Text
from convergence_cli.rendering import words, workbook_words
from convergence_cli.rendering.radar_chart import FEWEST_SPOKES
from convergence_cli.rendering.screen import on_one_line
from convergence_cli.rendering.workbook_lists import Lists, means
from convergence_cli.rendering.workbook_looks import FAINT, FONT, INK

Means = tuple[Fraction | None, ...]
_POINT = 12_700
_LONGEST_NAME, _LONGEST_LINE = 32, 24
_UPRIGHT = -5_400_000
_FEW_NAMES = 8
_GAP, _FEW_GAP = 60, 300
"""Between the columns of two names, in hundredths of a column's width."""


class Drawn(StrEnum):
    """A series of a chart, in drawing order: the last one on top."""

    TARGET = "target"
    EXPECTED = "expected"
    PROJECTED = "projected"
    CURRENT = "current"


@dataclass(frozen=True)
class _Pen:
    colour: str
    points: float
    dash: Literal["solid", "dash", "sysDot"]
    symbol: Literal["none", "circle", "diamond"]


_PENS: dict[Drawn, _Pen] = {
    Drawn.TARGET: _Pen("8A94A6", 1.5, "solid", "none"),
    Drawn.EXPECTED: _Pen("C2570C", 2, "dash", "none"),
    Drawn.PROJECTED: _Pen("8B3FB5", 2, "sysDot", "diamond"),
    Drawn.CURRENT: _Pen("15803D", 2.5, "solid", "circle"),
}
_MARKS: dict[Drawn, int] = {Drawn.TARGET: 20, Drawn.EXPECTED: 11}
"""Sizes, so that both are seen where they are equal."""
LABELS: dict[Drawn, Text] = {
    Drawn.TARGET: words.TARGET,
    Drawn.EXPECTED: words.EXPECTED,
    Drawn.PROJECTED: workbook_words.PROJECTED,
    Drawn.CURRENT: words.CURRENT,
}


@dataclass(frozen=True)
class Figures:
    """What a chart draws: a mean of each series for each name."""

    names: tuple[str, ...]
    top: int
    series: dict[Drawn, Means]
    """In drawing order."""


def radar_figures(summary: Summary) -> Figures:
    """Return what the radar of a questionnaire draws; its projection only where there is one."""
    spokes, target = summary.spokes, Fraction(summary.target)
    projected = tuple(each.projected for each in spokes)
    return _figures(
        (_wrapped(each.name) for each in spokes),
        summary.target,
        {
            Drawn.TARGET: tuple(target for _ in spokes),
            Drawn.EXPECTED: tuple(each.expected for each in spokes),
            Drawn.PROJECTED: projected,
            Drawn.CURRENT: tuple(each.current for each in spokes),
        },
    )


def comparison_figures(summaries: Sequence[Summary]) -> Figures:
    """Return what the chart of one questionnaire of several products draws."""
    return _figures(
        (_short(each.subject) for each in summaries),
        max(each.target for each in summaries),
        {
            Drawn.TARGET: tuple(Fraction(each.target) for each in summaries),
            Drawn.EXPECTED: tuple(each.expected for each in summaries),
            Drawn.PROJECTED: tuple(each.projected for each in summaries),
            Drawn.CURRENT: tuple(each.mean for each in summaries),
        },
    )


def _figures(names: Iterator[str], top: int, series: dict[Drawn, Means]) -> Figures:
    if not any(each is not None for each in series[Drawn.PROJECTED]):
        del series[Drawn.PROJECTED]
    return Figures(tuple(names), top, series)


def radar(figures: Figures, lists: Lists, language: Language) -> ChartBase:
    """Return the radar of one questionnaire; fewer than three axes are drawn as bars."""
    if len(figures.names) < FEWEST_SPOKES:
        return _bars(figures, lists, language)
    chart = RadarChart(radarStyle="marker")
    for each in figures.series:
        chart.series.append(_line(each, figures, lists, language))
    _scale(chart.y_axis, figures.top)
    chart.y_axis.majorGridlines = _grid_lines()
    chart.x_axis.majorGridlines, chart.x_axis.delete = _grid_lines(), False
    chart.x_axis.txPr = _written(9, INK)
    return _finished(chart)


def comparison(figures: Figures, lists: Lists, language: Language) -> ChartBase:
    """Return the means of several products: columns, under lines for what is wanted of them."""
    columns, lines = BarChart(), LineChart()
    columns.type, columns.overlap = "col", 0
    columns.gapWidth = _FEW_GAP if len(figures.names) <= _FEW_NAMES else _GAP
    for each in (Drawn.CURRENT, Drawn.PROJECTED):
        if each in figures.series:
            columns.series.append(_column(each, figures, lists, language))
    for each in _MARKS:
        lines.series.append(_mark(each, figures, lists, language))
    _scale(columns.y_axis, figures.top)
    columns.y_axis.majorGridlines = _grid_lines()
    columns.x_axis.delete = False
    columns.x_axis.txPr = _written(9, INK, _UPRIGHT if len(figures.names) > _FEW_NAMES else None)
    columns += lines
    return _finished(columns)


def _bars(figures: Figures, lists: Lists, language: Language) -> ChartBase:
    chart = BarChart()
    chart.type, chart.gapWidth, chart.overlap = "bar", _GAP, 0
    for each in figures.series:
        chart.series.append(_column(each, figures, lists, language))
    _scale(chart.y_axis, figures.top)
    chart.y_axis.majorGridlines = _grid_lines()
    chart.x_axis.delete = False
    chart.x_axis.txPr = _written(9, INK)
    # The first axis of the definition stands on top, as in the table.
    chart.x_axis.scaling.orientation = "maxMin"
    return _finished(chart)


def _line(drawn: Drawn, figures: Figures, lists: Lists, language: Language) -> Series:
    series, pen = _series(drawn, figures, lists, language), _PENS[drawn]
    series.spPr = GraphicalProperties(ln=_stroke(pen))
    marker = GraphicalProperties(solidFill=pen.colour, ln=LineProperties(solidFill=pen.colour))
    series.marker = Marker(pen.symbol, None if pen.symbol == "none" else 6, marker)
    series.smooth = False
    return series


def _mark(drawn: Drawn, figures: Figures, lists: Lists, language: Language) -> Series:
    """Return a stroke over each name: nothing leads from one product to the next."""
    series = _line(drawn, figures, lists, language)
    series.spPr = GraphicalProperties(ln=LineProperties(noFill=True))
    is_roomy = len(figures.names) <= _FEW_NAMES
    size = _MARKS[drawn] * 2 if is_roomy else _MARKS[drawn]
    ink = LineProperties(solidFill=_PENS[drawn].colour)
    painted = GraphicalProperties(solidFill=_PENS[drawn].colour, ln=ink)
    series.marker = Marker("dash", size, painted)
    return series


def _column(drawn: Drawn, figures: Figures, lists: Lists, language: Language) -> Series:
    series, pen = _series(drawn, figures, lists, language), _PENS[drawn]
    series.spPr = GraphicalProperties(solidFill=pen.colour)
    series.invertIfNegative = False
    return series


def _series(drawn: Drawn, figures: Figures, lists: Lists, language: Language) -> Series:
    """Return a series that refers to its figures, and holds them for who only previews a file."""
    names, values = figures.names, means(figures.series[drawn], figures.top)
    number = list(Drawn).index(drawn)
    series = Series(idx=number, order=number)
    series.tx = SeriesLabel(v=LABELS[drawn].in_(language))
    known = [NumVal(n, v=str(each)) for n, each in enumerate(values) if each is not None]
    shown = [StrVal(n, v=each) for n, each in enumerate(names)]
    series.val = NumDataSource(
        NumRef(lists.address(values), NumData("0.00", len(values), pt=known))
    )
    series.cat = AxDataSource(strRef=StrRef(lists.address(names), StrData(len(names), shown)))
    return series


def _scale(axis: NumericAxis, top: int) -> None:
    axis.scaling.min, axis.scaling.max, axis.majorUnit = 0, top, 1
    axis.number_format, axis.delete = "0", False
    axis.txPr = _written(8, FAINT)


def _finished(chart: ChartBase) -> ChartBase:
    chart.legend = Legend()
    chart.legend.position, chart.legend.txPr = "b", _written(9, INK)
    # An axis without a mean leaves the line open: no surface is suggested.
    chart.display_blanks = "gap"
    chart.visible_cells_only = False
    chart.roundedCorners = False
    chart.graphical_properties = GraphicalProperties(
        solidFill="FFFFFF", ln=LineProperties(solidFill="D5DBE5")
    )
    return chart


def _stroke(pen: _Pen) -> LineProperties:
    return LineProperties(w=int(pen.points * _POINT), solidFill=pen.colour, prstDash=pen.dash)


def _grid_lines() -> ChartLines:
    return ChartLines(GraphicalProperties(ln=LineProperties(solidFill="E3E7EE")))


def _written(points: int, colour: str, turned: int | None = None) -> RichText:
    look = CharacterProperties(
        latin=Font(typeface=FONT), sz=points * 100, b=False, solidFill=colour
    )
    return RichText(
        RichTextProperties(rot=turned, vert=None if turned is None else "horz"),
        p=[Paragraph(ParagraphProperties(defRPr=look), endParaRPr=look)],
    )


def _wrapped(name: str) -> str:
    """Return a name on two lines at most, so that the radar keeps its room."""
    lines = wrap(on_one_line(name), _LONGEST_LINE, max_lines=2, placeholder="…")
    return "\n".join(lines)


def _short(name: str) -> str:
    shown = on_one_line(name)
    return shown if len(shown) <= _LONGEST_NAME else shown[: _LONGEST_NAME - 1].rstrip() + "…"
