"""A radar as a picture: one self-contained SVG, readable on light and dark pages."""

from math import cos, pi, sin
from xml.sax.saxutils import escape, quoteattr

from convergence_cli.diagnostics import shapeless_replaced
from convergence_cli.language import Language
from convergence_cli.rendering import words
from convergence_cli.rendering.radar_chart import FEWEST_SPOKES, RadarChart, Series, Spoke
from convergence_cli.rendering.screen import on_one_line

_WIDTH, _RADIUS, _TOP = 860.0, 190.0, 100.0
_CENTRE_X, _CENTRE_Y = _WIDTH / 2, _TOP + 30 + _RADIUS
_ROW = 26
_LONGEST_NAME = 36
_NAMES_AT = 1.1
_LINE = 16
_STYLES: dict[Series, str] = {
    Series.TARGET: "fill:none;stroke:#8a94a6;stroke-width:1.5",
    Series.EXPECTED: "fill:none;stroke:#c2570c;stroke-width:2;stroke-dasharray:6 4",
    Series.COMPARED: "fill:none;stroke:#8b3fb5;stroke-width:2;stroke-dasharray:2 3",
    Series.CURRENT: "fill:#15803d;fill-opacity:.18;stroke:#15803d;stroke-width:2.5",
    Series.PROJECTED: "fill:#1d4ed8;fill-opacity:.12;stroke:#1d4ed8;stroke-width:2.5;"
    "stroke-dasharray:14 4 3 4",
}


def radar_svg(chart: RadarChart, language: Language) -> str:
    """Return one radar as SVG; fewer than three axes are drawn as bars."""
    drawing = _polygons(chart) if len(chart.spokes) >= FEWEST_SPOKES else _bars(chart)
    height = _CENTRE_Y + _RADIUS + 60 + _ROW
    title = f"{chart.subject} · {chart.heading.in_(language)}"
    means = "; ".join(_spoken(spoke, chart, language) for spoke in chart.spokes)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:.0f} {height:.0f}" '
        f'width="{_WIDTH:.0f}" height="{height:.0f}" role="img" aria-label={_attribute(title)} '
        'font-family="system-ui, Segoe UI, Helvetica, Arial, sans-serif">',
        f"<desc>{_text(means)}</desc>",
        f'<rect width="{_WIDTH:.0f}" height="{height:.0f}" fill="#ffffff"/>',
        _label(_WIDTH / 2, 36, chart.subject, "middle", 'font-size="20" font-weight="600"'),
        _label(_WIDTH / 2, 60, chart.heading.in_(language), "middle", 'fill="#5b6474"'),
        *_inherited(chart, language),
        *drawing,
        *_names(chart, language),
        *_legend(chart, language, height - _ROW),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _inherited(chart: RadarChart, language: Language) -> list[str]:
    """Return the line that says whose answers the means rest on; none where all are its own."""
    told = words.joined(
        words.INHERITED_ANSWERS.fill(product=product, n=n).in_(language)
        for product, n in chart.score.standing.inherited_from.items()
    )
    style = 'font-size="12" fill="#5b6474"'
    return [_label(_WIDTH / 2, 80, told, "middle", style)] if told else []


def _polygons(chart: RadarChart) -> list[str]:
    parts = []
    for level in range(1, chart.top + 1):
        corners = " ".join(_point(index, level, chart) for index in range(len(chart.spokes)))
        parts.append(f'<polygon points="{corners}" fill="none" stroke="#e3e7ee"/>')
        x, y = _at(0, level, chart)
        parts.append(_label(x + 6, y + 4, str(level), "start", 'font-size="11" fill="#8a94a6"'))
    for index in range(len(chart.spokes)):
        x, y = _at(index, chart.top, chart)
        parts.append(
            f'<line x1="{_CENTRE_X}" y1="{_CENTRE_Y}" x2="{x:.1f}" y2="{y:.1f}" stroke="#e3e7ee"/>'
        )
    for series in chart.series:
        parts += _series(series, chart)
    return parts


def _series(series: Series, chart: RadarChart) -> list[str]:
    values = [spoke.values[series] for spoke in chart.spokes]
    style = _STYLES[series]
    known = [(index, float(value)) for index, value in enumerate(values) if value is not None]
    if len(known) == len(values):
        corners = " ".join(_point(index, value, chart) for index, value in known)
        parts = [f'<polygon points="{corners}" style="{style}"/>']
    else:
        # An axis without a mean leaves the line open: no surface is suggested.
        parts = [
            f'<polyline points="{_point(start, float(first), chart)} '
            f'{_point(end, float(second), chart)}" style="{style};fill:none"/>'
            for start, first in enumerate(values)
            for end in [(start + 1) % len(values)]
            for second in [values[end]]
            if first is not None and second is not None
        ]
    if series is not Series.TARGET:
        for index, value in known:
            x, y = _at(index, value, chart)
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" style="{style}"/>')
    return parts


def _bars(chart: RadarChart) -> list[str]:
    parts = []
    left, length = 120.0, _WIDTH - 240.0
    y = _CENTRE_Y - _RADIUS
    for spoke in chart.spokes:
        for series in reversed(chart.series):
            value = spoke.values[series]
            if value is not None:
                width = length * float(value) / chart.top
                size = f'width="{width:.1f}" height="22"'
                parts.append(f'<rect x="{left}" y="{y:.0f}" {size} style="{_STYLES[series]}"/>')
            y += 30
        y += 30
    return parts


def _names(chart: RadarChart, language: Language) -> list[str]:
    names = []
    n_series = len(chart.series)
    for index, spoke in enumerate(chart.spokes):
        mean = words.mean_text(spoke.values[chart.foremost], chart.top)
        title = on_one_line(spoke.title.in_(language))
        shown = title if len(title) <= _LONGEST_NAME else title[: _LONGEST_NAME - 1] + "…"
        if len(chart.spokes) < FEWEST_SPOKES:
            y = _CENTRE_Y - _RADIUS + index * (30 * n_series + 30) - 8
            names.append(_label(120, y, f"{shown} · {mean}", "start", 'font-size="13"'))
            continue
        x, y = _at(index, chart.top * _NAMES_AT, chart)
        if index == 0:
            # The name stands above its spoke, and has two lines.
            y -= _LINE
        anchor = (
            "middle" if abs(x - _CENTRE_X) < _RADIUS / 8 else "start" if x > _CENTRE_X else "end"
        )
        names.append(_label(x, y, shown, anchor, 'font-size="13" font-weight="600"'))
        names.append(
            _label(x, y + _LINE, f"{spoke.id} · {mean}", anchor, 'font-size="12" fill="#5b6474"')
        )
    return names


def _legend(chart: RadarChart, language: Language, y: float) -> list[str]:
    parts = []
    step = _WIDTH / (len(chart.series) + 1)
    for position, series in enumerate(reversed(chart.series)):
        x = step * (position + 0.6)
        parts.append(
            f'<rect x="{x:.0f}" y="{y - 10:.0f}" width="26" height="10" style="{_STYLES[series]}"/>'
        )
        parts.append(_label(x + 34, y, chart.label(series, language), "start", 'font-size="13"'))
    return parts


def _spoken(spoke: Spoke, chart: RadarChart, language: Language) -> str:
    means = words.joined(
        f"{chart.label(series, language)} {words.mean_text(spoke.values[series], chart.top)}"
        for series in reversed(chart.series)
    )
    return words.labelled(words.item_title(spoke.id, spoke.title, language), means, language)


def _at(index: int, value: float, chart: RadarChart) -> tuple[float, float]:
    angle = 2 * pi * index / len(chart.spokes) - pi / 2
    radius = _RADIUS * value / chart.top
    return _CENTRE_X + radius * cos(angle), _CENTRE_Y + radius * sin(angle)


def _point(index: int, value: float, chart: RadarChart) -> str:
    x, y = _at(index, value, chart)
    return f"{x:.1f},{y:.1f}"


def _label(x: float, y: float, text: str, anchor: str, attributes: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {attributes}>{_text(text)}</text>'


def _text(text: str) -> str:
    return escape(shapeless_replaced(text))


def _attribute(text: str) -> str:
    return quoteattr(shapeless_replaced(text))
