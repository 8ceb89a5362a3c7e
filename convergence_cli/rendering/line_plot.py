"""Lines over time as characters: with the radar, all that knows plotext (release 6)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil
from typing import Any

from convergence_cli.rendering.screen import Screen

MOST_LINES = 6
"""More in one drawing, and nobody can tell them apart."""
GLYPHS = "●○◆◇■□"
ASCII_GLYPHS = "*o#x+@"
COLOURS = ("green", "magenta", "orange", "blue", "cyan", "yellow")

_WIDEST = 100
_HEIGHT = 16
_OF_A_TICK = 18
"""Columns for a day under the axis, and room around it."""
_MARGIN = 6
"""Columns beside the first and the last point: half of such a day."""
_STRIDE = 8
"""Columns from a sign of a line to the next one."""
_AXES = str.maketrans("┤├┴┬┼─│└┘┌┐", "+++++-|++++")

Point = tuple[float, float]


@dataclass(frozen=True)
class Plot:
    """Some lines over the same points in time."""

    days: Sequence[str]
    names: Sequence[str]
    """What each point is called where all are of one day."""
    top: int
    lines: Sequence[Sequence[float | None]]
    """At most as many as there are signs: one value for each point; none leaves a gap."""


def glyph(index: int, screen: Screen) -> str:
    """Return the sign of a line, which tells it from the others without colour."""
    return (GLYPHS if screen.has_unicode else ASCII_GLYPHS)[index]


def plotted(plot: Plot, screen: Screen) -> str | None:
    """Return the lines drawn in characters; None where plotext cannot be loaded."""
    try:
        import plotext
    except ImportError:
        # Its drawing kernel is compiled; without it the table says the same.
        return None
    pen = _Pen(plotext, plot, screen)
    for index in range(len(plot.lines)):
        pen.line(index)
    for index in range(len(plot.lines)):
        pen.signs(index)
    return pen.drawn()


class _Pen:
    """Draws on plotext's one figure, which is cleared first."""

    def __init__(self, plotext: Any, plot: Plot, screen: Screen) -> None:
        self._plotext, self._plot, self._screen = plotext, plot, screen
        self._figure = plotext.figure
        self._width = min(screen.width, _WIDEST)
        figure = self._figure
        figure.clear()
        figure.theme("colorless")
        figure.plot_size(self._width, _HEIGHT)
        figure.legend(False)
        figure.axes(False, axis=[0, 1], side=[1])
        levels = range(plot.top + 1)
        figure.ruler("y").lim(0, plot.top)
        figure.ruler("y").ticks(list(levels), [str(each) for each in levels])
        self._at = list(self._positions())
        first, last = self._at[0], max(self._at[-1], self._at[0] + 1)
        self._column = (last - first) / (self._width - 3 - 2 * _MARGIN)
        margin = self._column * _MARGIN
        figure.ruler("x").lim(first - margin, last + margin)
        figure.ruler("x").ticks(*self._ticks())

    def line(self, index: int) -> None:
        """Draw one line; where it has no value it is left open."""
        colour = COLOURS[index]
        for start, end in self._sides(index):
            self._draw([start, end], "braille" if self._screen.has_unicode else ".", colour)

    def signs(self, index: int) -> None:
        """Put the sign of a line on it; each line has columns of its own for that.

        So lines that run over each other are all there to be seen.
        """
        sign, colour = glyph(index, self._screen), COLOURS[index]
        for point in self._marked(index):
            self._draw([point], sign, colour)

    def drawn(self) -> str:
        """Return the figure as text."""
        text = str(self._figure.build().string())
        if not self._screen.has_colour:
            text = str(self._plotext.uncolorize(text))
        if not self._screen.has_unicode:
            text = text.translate(_AXES)
        return "".join(f"{line.rstrip()}\n" for line in text.splitlines())

    def _positions(self) -> Iterator[int]:
        """Yield where each point stands: by its day, or one after the other within one day."""
        if self._is_one_day:
            yield from range(len(self._plot.days))
            return
        latest = 0
        for day in self._plot.days:
            # Clocks may be wrong: no point stands before the one that it comes after.
            latest = max(latest, date.fromisoformat(day).toordinal())
            yield latest

    @property
    def _is_one_day(self) -> bool:
        return len(set(self._plot.days)) == 1

    def _ticks(self) -> tuple[list[int], list[str]]:
        first, last = self._at[0], self._at[-1]
        n = max(1, min(self._width // _OF_A_TICK, last - first))
        places = [first + (last - first) * step // n for step in range(n + 1)]
        if self._is_one_day:
            return [first, last], [self._plot.names[0], self._plot.names[-1]]
        return places, [date.fromordinal(each).isoformat() for each in places]

    def _points(self, index: int) -> list[Point | None]:
        values = self._plot.lines[index]
        return [
            None if value is None else (at, value)
            for at, value in zip(self._at, values, strict=True)
        ]

    def _sides(self, index: int) -> Iterator[tuple[Point, Point]]:
        points = self._points(index)
        for start, end in pairwise(points):
            if start is not None and end is not None:
                yield start, end

    def _marked(self, index: int) -> Iterator[Point]:
        """Yield where the sign of a line stands: along its sides, and at points without any."""
        points = self._points(index)
        for before, point, after in zip([None, *points], points, [*points[1:], None], strict=False):
            if point is not None and before is None and after is None:
                yield point
        step = self._column * _STRIDE
        shift = self._at[0] + step * index / len(self._plot.lines)
        for (x, y), (end, height) in self._sides(index):
            n = ceil((x - shift) / step)
            while (at := shift + n * step) < end:
                yield at, y + (height - y) * (at - x) / (end - x)
                n += 1

    def _draw(self, points: list[Point], sign: str, colour: str) -> None:
        marker = self._plotext.marker(sign, pixel=colour) if self._screen.has_colour else sign
        signal = self._figure.signal([x for x, _ in points], [y for _, y in points], marker=marker)
        if len(points) > 1:
            signal.lines(True)
        self._figure.draw(signal)
