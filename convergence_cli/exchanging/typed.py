"""What a cell of a spreadsheet may hold: text, a number, a day, and what is no value."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from convergence_cli.language import Text


class Formula(NamedTuple):
    """A cell that computes: a form takes values, so it is refused."""

    text: str


class Broken(NamedTuple):
    """A cell that shows an error, such as #REF!."""

    text: str


Typed = str | bool | int | float | date | Formula | Broken | None
"""A time of day is no day: a reader of files gives it as text."""


@dataclass(frozen=True)
class Refused:
    """What was typed is nothing that may stand there."""

    wanted: Text
    """What is accepted."""


def plain_text(typed: Typed) -> str | None:
    """Return what was typed as text, whatever the spreadsheet took it for; none if it is no value.

    Line ends are those of files, and the blanks around the whole are gone.
    """
    match typed:
        case None:
            return ""
        case Formula() | Broken():
            return None
        case bool():
            return "true" if typed else "false"
        case str():
            return typed.replace("\r\n", "\n").replace("\r", "\n").strip()
        case float():
            return str(int(typed)) if typed.is_integer() else repr(typed)
        case int():
            return str(typed)
        case date():
            return typed.isoformat()
