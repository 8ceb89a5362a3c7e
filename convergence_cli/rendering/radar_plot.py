"""The radar as characters: with the lines, all that knows plotext (release 6)."""

from collections.abc import Iterator
from math import cos, pi, sin
from typing import Any

from convergence_cli.rendering.radar_chart import RadarChart, Series
from convergence_cli.rendering.screen import Screen

Point = tuple[float, float]

_WIDEST = 76
_MARGIN = 1.22  # room around the outermost level, for the names of the axes
_NAMES_AT = 1.12

GLYPHS: dict[Series, str] = {
    Series.TARGET: "·",
    Series.EXPECTED: "○",
    Series.COMPARED: "◆",
    Series.CURRENT: "●",
    Series.PROJECTED: "▲",
}
ASCII_GLYPHS: dict[Series, str] = {
    Series.TARGET: ".",
    Series.EXPECTED: "o",
    Series.COMPARED: "#",
    Series.CURRENT: "*",
    Series.PROJECTED: "^",
}
COLOURS: dict[Series, str] = {
    Series.TARGET: "gray",
    Series.EXPECTED: "orange",
    Series.COMPARED: "magenta",
    Series.CURRENT: "green",
    Series.PROJECTED: "blue",
}


def plotted(chart: RadarChart, screen: Screen) -> str | None:
    """Return the radar drawn in characters; None where plotext cannot be loaded."""
    try:
        import plotext
    except ImportError:
        # Its drawing kernel is compiled; without it the bars say the same.
        return None
    pen = _Pen(plotext, chart, screen)
    pen.spokes()
    for series in chart.series:
        pen.polygon(series)
    pen.names()
    lines = pen.drawn().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines if plotext.uncolorize(line).strip())


def glyphs(screen: Screen) -> dict[Series, str]:
    """Return the sign of each series on a screen."""
    return GLYPHS if screen.has_unicode else ASCII_GLYPHS


class _Pen:
    """Draws on plotext's one figure, which is cleared first."""

    def __init__(self, plotext: Any, chart: RadarChart, screen: Screen) -> None:
        self._plotext, self._chart, self._screen = plotext, chart, screen
        self._figure = plotext.figure
        self._count = len(chart.spokes)
        width = min(screen.width, _WIDEST)
        height = width // 2
        figure = self._figure
        figure.clear()
        figure.theme("colorless")
        figure.plot_size(width, height)
        figure.axes(False)
        figure.legend(False)
        for axis in ("x", "y"):
            for side in (0, 1):
                figure.ruler(axis, side).ticks([], [])
        reach = chart.top * _MARGIN
        # A cell is twice as high as wide, so the same reach both ways makes a round figure.
        figure.ruler("x").lim(-reach * width / (2 * height), reach * width / (2 * height))
        figure.ruler("y").lim(-reach, reach)

    def spokes(self) -> None:
        """Draw the axes from the centre to the target."""
        sign = "·" if self._screen.has_unicode else "."
        for index in range(self._count):
            self._line([(0, 0), self._at(index, self._chart.top)], sign, "gray")

    def polygon(self, series: Series) -> None:
        """Draw a series; where an axis has no mean the line is left open."""
        colour = COLOURS[series]
        sign = glyphs(self._screen)[series]
        is_fine = self._screen.has_unicode and (self._screen.has_colour or series is Series.TARGET)
        for start, end in self._sides(series):
            self._line([start, end], "braille" if is_fine else sign, colour)
        if series is not Series.TARGET:
            for point in self._points(series):
                if point is not None:
                    self._line([point], sign, colour)

    def names(self) -> None:
        """Write the id of each axis at its end."""
        figure = self._figure
        for index, spoke in enumerate(self._chart.spokes):
            x, y = self._at(index, self._chart.top * _NAMES_AT)
            shift = len(spoke.id) * self._chart.top * _MARGIN / self._figure.size()[0]
            figure.draw(figure.text(x - shift, y, spoke.id))

    def drawn(self) -> str:
        """Return the figure as text."""
        text = str(self._figure.build().string())
        return text if self._screen.has_colour else str(self._plotext.uncolorize(text))

    def _points(self, series: Series) -> list[Point | None]:
        values = [spoke.values[series] for spoke in self._chart.spokes]
        return [
            None if value is None else self._at(index, float(value))
            for index, value in enumerate(values)
        ]

    def _sides(self, series: Series) -> Iterator[tuple[Point, Point]]:
        points = self._points(series)
        for start, end in zip(points, points[1:] + points[:1], strict=True):
            if start is not None and end is not None:
                yield start, end

    def _at(self, index: int, value: float) -> Point:
        angle = pi / 2 - 2 * pi * index / self._count
        return value * cos(angle), value * sin(angle)

    def _line(self, points: list[Point], sign: str, colour: str) -> None:
        pixel = colour if self._screen.has_colour else None
        marker = self._plotext.marker(sign, pixel=pixel) if pixel else sign
        signal = self._figure.signal([x for x, _ in points], [y for _, y in points], marker=marker)
        if len(points) > 1:
            signal.lines(True)
        self._figure.draw(signal)
