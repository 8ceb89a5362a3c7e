"""What a radar shows: one spoke for each axis, a few series over each other."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from convergence_cli.language import Language, Text
from convergence_cli.rendering import words
from convergence_cli.rendering.json_document import (
    Json,
    definitions,
    document,
    exact_text,
    rounded_number,
)
from convergence_cli.rendering.tally_json import counts_json
from convergence_cli.scoring.score import QuestionnaireScore, Tally

FEWEST_SPOKES = 3
"""Below, a polygon has no surface: bars are drawn instead."""


class Series(StrEnum):
    """A polygon of the radar, in the order in which they are drawn: the last one on top."""

    TARGET = "target"
    EXPECTED = "expected"
    COMPARED = "compared"
    CURRENT = "current"
    PROJECTED = "projected"


@dataclass(frozen=True)
class Spoke:
    """One axis: its name and a value for each series; None where there is no mean."""

    id: str
    title: Text
    values: dict[Series, Fraction | None]
    tally: Tally | None = None
    """What the current mean is counted from; none where only the compared product has the axis."""


@dataclass(frozen=True)
class RadarChart:
    """One questionnaire of one product, or of the company."""

    subject: str
    """What the product, or the company, is called."""
    heading: Text
    score: QuestionnaireScore
    spokes: tuple[Spoke, ...]
    compared: str | None = None
    """The id of the product that it is compared with."""
    projected: str | None = None
    """The day to which its plan is projected, over the means of today."""

    @property
    def top(self) -> int:
        """The outermost level."""
        return self.score.top

    @property
    def series(self) -> tuple[Series, ...]:
        """The series that are drawn, in drawing order."""
        left_out = {
            *((Series.COMPARED,) if self.compared is None else ()),
            *((Series.PROJECTED,) if self.projected is None else ()),
        }
        return tuple(each for each in Series if each not in left_out)

    @property
    def foremost(self) -> Series:
        """What is drawn on top: the means that the chart is about."""
        return self.series[-1]

    def label(self, series: Series, language: Language) -> str:
        """Return what a series is called in a legend."""
        if series is Series.COMPARED:
            return self.compared or ""
        if series is Series.PROJECTED:
            return words.PLANNED_FOR.fill(day=self.projected).in_(language)
        return _LABELS[series].in_(language)


_LABELS: dict[Series, Text] = {
    Series.CURRENT: words.CURRENT,
    Series.EXPECTED: words.EXPECTED,
    Series.TARGET: words.TARGET,
}


def radar_chart(
    subject: str,
    score: QuestionnaireScore,
    compared: QuestionnaireScore | None = None,
    compared_id: str | None = None,
) -> RadarChart:
    """Return the chart of one score; a compared product adds its own axes where it has more."""
    shown = {each.axis.id for each in score.axes}
    tallies = {each.axis.id: each.tally for each in (*score.axes, *score.dropped)}
    others = {} if compared is None else {each.axis.id: each.tally for each in compared.axes}
    spokes = [
        Spoke(
            axis.id,
            axis.title,
            _values(tallies.get(axis.id), others.get(axis.id), score.top),
            tallies.get(axis.id),
        )
        for axis in score.standing.questionnaire.axes
        if axis.id in shown or axis.id in others
    ]
    return RadarChart(subject, _heading(score), score, tuple(spokes), compared_id)


def projected_chart(
    subject: str, today: QuestionnaireScore, projected: QuestionnaireScore, day: str
) -> RadarChart:
    """Return the chart of a score at a later day, over that of today; expected levels are then's.

    Both have the same axes: a plan changes levels, and nothing of what applies.
    """
    now = {each.axis.id: each.tally for each in today.axes}
    spokes = [
        Spoke(
            each.axis.id,
            each.axis.title,
            {
                **_values(each.tally, None, today.top),
                Series.CURRENT: now[each.axis.id].mean,
                Series.PROJECTED: each.tally.mean,
            },
            each.tally,
        )
        for each in projected.axes
    ]
    return RadarChart(subject, _heading(today), today, tuple(spokes), projected=day)


def radar_json(charts: list[tuple[str, RadarChart]], day: str) -> str:
    """Return charts as JSON, each with the id of its product; null stands for the company."""
    questionnaires = [chart.score.standing.questionnaire for _, chart in charts]
    return document(
        as_of=day,
        definitions=definitions(questionnaires),
        radars=[_chart_json(id_, chart) for id_, chart in charts],
    )


def _chart_json(id_: str, chart: RadarChart) -> Json:
    return {
        "product": id_ or None,
        "questionnaire": chart.score.standing.questionnaire.id,
        "compared_with": chart.compared,
        "inherited_from": chart.score.standing.inherited_from,
        "dropped_axes": [each.axis.id for each in chart.score.dropped],
        "axes": [_spoke_json(spoke, chart) for spoke in chart.spokes],
    }


def _spoke_json(spoke: Spoke, chart: RadarChart) -> Json:
    tally = Tally() if spoke.tally is None else spoke.tally
    return {
        "id": spoke.id,
        "lowest": exact_text(tally.lowest),
        "highest": exact_text(tally.highest(chart.top)),
        "counts": counts_json(tally),
        "series": {
            series.value: {
                "mean": exact_text(spoke.values[series]),
                "mean_rounded": rounded_number(spoke.values[series], chart.top),
            }
            for series in chart.series
        },
    }


def _heading(score: QuestionnaireScore) -> Text:
    return Text(
        en=words.questionnaire_heading(score, Language.EN),
        fr=words.questionnaire_heading(score, Language.FR),
    )


def _values(tally: Tally | None, other: Tally | None, top: int) -> dict[Series, Fraction | None]:
    return {
        Series.TARGET: Fraction(top),
        Series.EXPECTED: None if tally is None else tally.expected_mean,
        Series.COMPARED: None if other is None else other.mean,
        Series.CURRENT: None if tally is None else tally.mean,
    }
