"""Moments of a workspace's history, and how many of them are looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never


@dataclass(frozen=True)
class Moment:
    """A commit as a point in time."""

    commit: str
    day: str
    """The committer's, as ISO: the day on which the commit was made as it is."""
    subject: str
    """The first line of its message, as somebody wrote it."""
    tag: str | None = None
    """The tag by which it was found."""


class Every(StrEnum):
    """How often a history has a point: at most one, the last, in each of these."""

    COMMIT = "commit"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def thinned(moments: Iterable[Moment], every: Every) -> tuple[Moment, ...]:
    """Return the last moment of each period, in the order given."""
    last: dict[object, Moment] = {}
    for moment in moments:
        period = _period(moment, every)
        last.pop(period, None)
        last[period] = moment
    return tuple(last.values())


def between(moments: Iterable[Moment], since: str | None, until: str | None) -> tuple[Moment, ...]:
    """Return the moments of some days, both included; left out, there is no bound."""
    return tuple(
        each
        for each in moments
        if (since is None or since <= each.day) and (until is None or each.day <= until)
    )


def _period(moment: Moment, every: Every) -> object:
    day = moment.day
    match every:
        case Every.COMMIT:
            return moment.commit
        case Every.DAY:
            return day
        case Every.WEEK:
            # From Monday to Sunday; the first days of January may be of the last week before.
            return date.fromisoformat(day).isocalendar()[:2]
        case Every.MONTH:
            return day[:7]
        case Every.QUARTER:
            return day[:4], (int(day[5:7]) - 1) // 3
        case Every.YEAR:
            return day[:4]
        case _:
            assert_never(every)
