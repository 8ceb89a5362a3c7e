"""Quarters and days as people type them in a spreadsheet."""

import re
from datetime import date

from convergence_cli.exchanging.typed import Refused, Typed, plain_text
from convergence_cli.language import Language, Text
from convergence_cli.model.day import is_day

_YEAR_FIRST = re.compile(r"(\d{4})[\s/.-]*[QT][\s.-]*([1-4])", re.IGNORECASE)
_QUARTER_FIRST = re.compile(r"[QT][\s.-]*([1-4])[\s/.-]*(\d{4})", re.IGNORECASE)
_WRITTEN = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?")
_MONTHS = 12

A_DAY = Text(
    en="a day such as 2027-06-30 or 30/06/2027", fr="un jour comme 2027-06-30 ou 30/06/2027"
)
A_QUARTER_OR_DAY = Text(
    en="a quarter such as 2027-Q2, or a day such as 2027-06-30 or 30/06/2027",
    fr="un trimestre comme 2027-Q2 ou T2 2027, ou un jour comme 2027-06-30 ou 30/06/2027",
)


def read_by(typed: Typed, language: Language) -> str | Refused:
    """Return the quarter or the ISO day that was typed; empty for an empty cell."""
    text = plain_text(typed)
    if text is None:
        return Refused(A_QUARTER_OR_DAY)
    year_first, quarter_first = _YEAR_FIRST.fullmatch(text), _QUARTER_FIRST.fullmatch(text)
    if year_first is not None:
        return f"{year_first[1]}-Q{year_first[2]}"
    if quarter_first is not None:
        return f"{quarter_first[2]}-Q{quarter_first[1]}"
    day = read_day(typed, language)
    return Refused(A_QUARTER_OR_DAY) if isinstance(day, Refused) else day


def read_day(typed: Typed, language: Language) -> str | Refused:
    """Return the ISO day that was typed; empty for an empty cell.

    Days written with slashes begin with the day; where an English reader may have begun with the
    month, and both are possible, neither is guessed.
    """
    text = plain_text(typed)
    if text is None:
        return Refused(A_DAY)
    text = _MIDNIGHT.sub("", text)
    if not text or is_day(text):
        return text
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return Refused(A_DAY)
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if language is Language.EN and found[2] == "/" and first != second and first <= _MONTHS:
        return Refused(A_DAY)
    try:
        return date(year, second, first).isoformat()
    except ValueError:
        return Refused(A_DAY)
