"""Days of the calendar: text everywhere, so that no reader turns them into something else."""

import re
from datetime import date, timedelta
from functools import lru_cache

_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_LAST_OF_QUARTER = {"1": "03-31", "2": "06-30", "3": "09-30", "4": "12-31"}
_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@lru_cache(maxsize=4096)
def is_day(text: str) -> bool:
    """Return whether a text is a day of the calendar written as 2026-11-21.

    Days so written compare as text in the order of the calendar.
    """
    if not _FORM.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def last_day(by: str) -> str:
    """Return the ISO day by which a date of a plan is kept: of a quarter, its last one."""
    found = _QUARTER.fullmatch(by)
    return by if found is None else f"{found[1]}-{_LAST_OF_QUARTER[found[2]]}"


def days_after(day: str, n: int) -> str:
    """Return the ISO day that comes some days after another; the calendar's last one at most."""
    try:
        return (date.fromisoformat(day) + timedelta(days=n)).isoformat()
    except OverflowError:
        return date.max.isoformat()


def quarter_of(day: str) -> str:
    """Return the quarter in which an ISO day lies, as 2027-Q2."""
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


def quarters_from(day: str, n: int) -> tuple[str, ...]:
    """Return the quarter of an ISO day and those that follow, some in all."""
    year, quarter = int(day[:4]), int(quarter_of(day)[-1]) - 1
    return tuple(f"{year + each // 4:04}-Q{each % 4 + 1}" for each in range(quarter, quarter + n))
