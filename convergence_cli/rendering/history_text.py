"""A history in a terminal: for each questionnaire a drawing of few lines, and a table of all."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as RichText

from convergence_cli.language import Language, Text
from convergence_cli.rendering import words
from convergence_cli.rendering.history_result import Chart, HistoryResult, Line, Point
from convergence_cli.rendering.history_words import EACH_TAG, EVERY_WORDS, reason_text
from convergence_cli.rendering.line_plot import COLOURS, MOST_LINES, Plot, glyph, plotted
from convergence_cli.rendering.screen import Screen, on_one_line
from convergence_cli.scoring.numbers import rounded
from convergence_cli.scoring.score import QuestionnaireScore

_HASH = 7
_WIDE = 80
_FEWEST = 2
"""Points of a line that goes somewhere."""
_LONGEST_TREND = 20
_STEPS = "▁▂▃▄▅▆▇█"

_HEADING = Text(
    en="{ref} ({commit}) from {first} to {last}: {n} points, {every}",
    fr="{ref} ({commit}) du {first} au {last} : {n} points, {every}",
)
_ONE_POINT = Text(
    en="{ref} ({commit}) on {first}: one point, {every}",
    fr="{ref} ({commit}) le {first} : un point, {every}",
)
_AS_THEN = Text(
    en="Each point under the definitions of its commit.",
    fr="Chaque point selon les définitions de son commit.",
)
_RESTATED = Text(
    en="Old answers under the definitions of {ref} ({commit}).",
    fr="Anciennes réponses selon les définitions de {ref} ({commit}).",
)
_VERSIONS = Text(en="Definition: {versions}", fr="Définition : {versions}")
_SINCE = Text(en="{version} since {day}", fr="{version} depuis le {day}")
_PRODUCT = Text(en="Product", fr="Produit")
_FIRST = Text(en="First", fr="Premier")
_LAST = Text(en="Last", fr="Dernier")
_CHANGE = Text(en="Change", fr="Variation")
_POINTS = Text(en="Points", fr="Points")
_TREND = Text(en="Trend", fr="Évolution")
_TOO_MANY = Text(
    en="{n} lines, too many to draw: name at most {most} products to see them drawn.",
    fr="{n} lignes, trop pour un dessin : nommez au plus {most} produits pour les voir dessinées.",
)
_WITHOUT_VALUE = Text(en="Points without a value ({n}):", fr="Points sans valeur ({n}) :")
_ONE = Text(en="{day} {commit}: {reason}", fr="{day} {commit} : {reason}")
_SEVERAL = Text(
    en="{day} {commit} to {last_day} {last} ({n} points): {reason}",
    fr="{day} {commit} à {last_day} {last} ({n} points) : {reason}",
)


def history_text(result: HistoryResult, language: Language, screen: Screen) -> str:
    """Return every questionnaire over time, then the points that have no value."""
    blocks = [screen.drawn(RichText(_heading(result, language)))]
    blocks += [_chart(each, result.points, language, screen) for each in result.charts]
    if result.unread:
        title = _WITHOUT_VALUE.fill(n=len(result.unread)).in_(language)
        lines = (Padding(RichText(each), (0, 0, 0, 2)) for each in _unread(result.unread, language))
        blocks.append(screen.drawn(Group(title, *lines)))
    return "\n".join(blocks)


def _heading(result: HistoryResult, language: Language) -> str:
    points, commit = result.points, result.head[:_HASH]
    every = EACH_TAG if result.every is None else EVERY_WORDS[result.every]
    ref = on_one_line(result.ref)
    heading = (_HEADING if len(points) > 1 else _ONE_POINT).fill(
        ref=ref,
        commit=commit,
        first=points[0].moment.day,
        last=points[-1].moment.day,
        n=len(points),
        every=every,
    )
    basis = _RESTATED.fill(ref=ref, commit=commit) if result.is_restated else _AS_THEN
    return f"{heading.in_(language)}\n{basis.in_(language)}"


def _chart(chart: Chart, points: Sequence[Point], language: Language, screen: Screen) -> str:
    title = words.definition_title(chart.questionnaire, language)
    parts = [screen.drawn(RichText(title, style="bold"))]
    drawing = _drawing(chart, points, screen)
    if drawing is not None:
        parts += [drawing, screen.drawn(_table(chart, points, language, screen))]
    else:
        parts.append(screen.drawn(_trends(chart, language, screen)))
    if len(chart.lines) > MOST_LINES:
        too_many = _TOO_MANY.fill(n=len(chart.lines), most=MOST_LINES)
        parts.append(screen.drawn(RichText(too_many.in_(language))))
    if len(chart.versions) > 1:
        parts.append(screen.drawn(RichText(_versions(chart, points, language))))
    return "".join(parts)


def _drawing(chart: Chart, points: Sequence[Point], screen: Screen) -> str | None:
    """Return the lines drawn; none where they are too many, or no line goes anywhere."""
    goes_somewhere = any(len(line.valued) >= _FEWEST for line in chart.lines)
    if len(chart.lines) > MOST_LINES or not goes_somewhere:
        return None
    return plotted(
        Plot(
            [each.moment.day for each in points],
            [each.moment.tag or each.moment.commit[:_HASH] for each in points],
            chart.top,
            [[_height(score) for score in line.scores] for line in chart.lines],
        ),
        screen,
    )


def _height(score: QuestionnaireScore | None) -> float | None:
    mean = None if score is None else score.tally.mean
    return None if mean is None else float(mean)


def _table(chart: Chart, points: Sequence[Point], language: Language, screen: Screen) -> Table:
    table = _columns((_PRODUCT, _FIRST, _LAST, _CHANGE, _POINTS), language)
    for index, line in enumerate(chart.lines):
        name = RichText()
        name.append(f"{glyph(index, screen)} ", style=_RICH_COLOURS[COLOURS[index]])
        name.append(_name(line, language))
        first, last = _ends(line, points, screen)
        table.add_row(name, *map(RichText, (first, last, _change(line), _count(line, points))))
    return table


def _trends(chart: Chart, language: Language, screen: Screen) -> Table:
    table = _columns((_PRODUCT, _TREND, _FIRST, _LAST, _CHANGE, _POINTS), language)
    for line in chart.lines:
        means = [_mean(each) for _, each in line.valued]
        ends = (means[0], means[-1]) if means else (words.NO_MEAN, words.NO_MEAN)
        cells = (_name(line, language), _trend(line, screen), *ends)
        table.add_row(*map(RichText, (*cells, _change(line), str(len(line.valued)))))
    return table


def _columns(titles: Sequence[Text], language: Language) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for title in titles:
        is_text = title in (_PRODUCT, _TREND)
        table.add_column(
            title.in_(language),
            justify="left" if is_text else "right",
            overflow="fold",
            no_wrap=title is not _PRODUCT,
        )
    return table


def _name(line: Line, language: Language) -> str:
    return f"{line.name} ({line.subject or words.COMPANY.in_(language)})"


def _ends(line: Line, points: Sequence[Point], screen: Screen) -> tuple[str, str]:
    """Return the first and the last mean, an interval where one is open.

    A line that starts late, or ends early, says when, if there is room.
    """
    if not line.valued:
        return words.NO_MEAN, words.NO_MEAN
    (first, then), (last, now) = line.valued[0], line.valued[-1]
    has_room = screen.width >= _WIDE
    start = f"{points[first].moment.day} " if first > 0 and has_room else ""
    end = f"{points[last].moment.day} " if last < len(points) - 1 and has_room else ""
    return start + _mean(
        then
    ), f"{end}{_mean(now)} {words.interval_text(now.tally, now.top)}".rstrip()


def _mean(score: QuestionnaireScore) -> str:
    return words.mean_text(score.tally.mean, score.top)


def _change(line: Line) -> str:
    means = [each.tally.mean for _, each in line.valued if each.tally.mean is not None]
    if len(means) < _FEWEST:
        return words.NO_MEAN
    change, top = means[-1] - means[0], line.valued[-1][1].top
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return f"{sign}{rounded(abs(change), top)}"


def _count(line: Line, points: Sequence[Point]) -> str:
    n = len(line.valued)
    return str(n) if n == len(points) else f"{n}/{len(points)}"


def _trend(line: Line, screen: Screen) -> str:
    """Return a line as one row of signs: the last value of each part of the time, or a blank."""
    n = min(len(line.scores), _LONGEST_TREND)
    signs = []
    for part in range(n):
        start, end = (len(line.scores) * each // n for each in (part, part + 1))
        valued = [each for index, each in line.valued if start <= index < end]
        signs.append(_sign(valued[-1], screen) if valued else " ")
    return "".join(signs)


def _sign(score: QuestionnaireScore, screen: Screen) -> str:
    mean = score.tally.mean or Fraction(0)
    if not screen.has_unicode:
        # The level that is reached in full.
        return str(int(mean))
    return _STEPS[min(len(_STEPS) - 1, int(mean * len(_STEPS) / score.top))]


def _versions(chart: Chart, points: Sequence[Point], language: Language) -> str:
    (first, _), *others = chart.versions
    told = [on_one_line(first)] + [
        _SINCE.fill(version=on_one_line(version), day=points[index].moment.day).in_(language)
        for version, index in others
    ]
    return _VERSIONS.fill(versions=words.joined(told)).in_(language)


def _unread(points: Sequence[Point], language: Language) -> Iterator[str]:
    """Yield why points have no value: neighbours of the same reason on one line."""
    for reason, same in groupby(points, key=lambda each: reason_text(each).in_(language)):
        group = list(same)
        first, last = group[0].moment, group[-1].moment
        kind = _ONE if len(group) == 1 else _SEVERAL
        yield kind.fill(
            day=first.day,
            commit=first.commit[:_HASH],
            last_day=last.day,
            last=last.commit[:_HASH],
            n=len(group),
            reason=on_one_line(reason),
        ).in_(language)


_RICH_COLOURS = {
    "green": "green",
    "magenta": "magenta",
    "orange": "yellow",
    "blue": "blue",
    "cyan": "cyan",
    "yellow": "bright_yellow",
}
