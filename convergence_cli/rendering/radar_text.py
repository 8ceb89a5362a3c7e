"""A radar for a terminal: the drawing, its legend, and the means that it is drawn from."""

from rich.table import Table
from rich.text import Text as RichText

from convergence_cli.language import Language
from convergence_cli.rendering import words
from convergence_cli.rendering.radar_chart import FEWEST_SPOKES, RadarChart, Series, Spoke
from convergence_cli.rendering.radar_plot import glyphs, plotted
from convergence_cli.rendering.score_text import questionnaire_notes
from convergence_cli.rendering.screen import Screen

_RICH_COLOURS: dict[Series, str] = {
    Series.TARGET: "bright_black",
    Series.EXPECTED: "dark_orange",
    Series.COMPARED: "magenta",
    Series.CURRENT: "green",
    Series.PROJECTED: "dodger_blue2",
}


def radar_text(chart: RadarChart, language: Language, screen: Screen) -> str:
    """Return one radar; fewer than three axes are drawn as bars."""
    heading = f"{chart.subject} · {chart.heading.in_(language)}\n"
    notes = "".join(f"{note}\n" for note in questionnaire_notes(chart.score, language))
    parts = [heading, drawing(chart, language, screen), _means(chart, language, screen)]
    return "\n".join(parts + ([notes] if notes else []))


def drawing(chart: RadarChart, language: Language, screen: Screen) -> str:
    """Return the lines of a radar, or its bars, and their legend."""
    drawn = None if len(chart.spokes) < FEWEST_SPOKES else plotted(chart, screen)
    if drawn is None:
        drawn = _bars(chart, screen)
    return f"{drawn}\n{_legend(chart, language, screen)}"


def _legend(chart: RadarChart, language: Language, screen: Screen) -> str:
    signs = glyphs(screen)
    legend = RichText()
    for series in reversed(chart.series):
        legend.append(f"{signs[series]} ", style=_RICH_COLOURS[series])
        legend.append(f"{chart.label(series, language)}   ")
    return screen.drawn(legend)


def _means(chart: RadarChart, language: Language, screen: Screen) -> str:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(words.AXIS.in_(language), overflow="fold")
    columns = tuple(reversed(chart.series))
    for series in columns:
        table.add_column(RichText(chart.label(series, language)), justify="right")
    table.add_column(words.ANSWERS.in_(language), no_wrap=True)
    for spoke in chart.spokes:
        means = (words.mean_text(spoke.values[series], chart.top) for series in columns)
        name = RichText(words.item_title(spoke.id, spoke.title, language))
        answers = _answers(spoke, chart)
        table.add_row(name, *(RichText(mean) for mean in means), RichText(answers))
    return screen.drawn(table)


def _answers(spoke: Spoke, chart: RadarChart) -> str:
    """Return what a mean rests on: what is unanswered leaves it open, and is never hidden."""
    tally = spoke.tally
    if tally is None or not tally.applicable:
        return ""
    counted = tally.answered + tally.unanswered
    return f"{tally.answered}/{counted} {words.interval_text(tally, chart.top)}".rstrip()


def _bars(chart: RadarChart, screen: Screen) -> str:
    """Draw one bar for each axis and series: the target is the full length."""
    signs = glyphs(screen)
    length = max(10, min(screen.width, 76) - 30)
    bars = RichText()
    for spoke in chart.spokes:
        for series in reversed(chart.series):
            value = spoke.values[series]
            label = spoke.id if series is chart.foremost else ""
            bars.append(f"{label[:12]:<12} ")
            n_cells = 0 if value is None else int(value * length / chart.top)
            bars.append(signs[series] * n_cells, style=_RICH_COLOURS[series])
            bars.append(f" {words.mean_text(value, chart.top)}\n")
    return screen.drawn(bars)
