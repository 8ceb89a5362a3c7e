"""How cells of a workbook look: named styles, made once and shared by all cells."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import (
    Alignment,
    Border,
    Font,
    NamedStyle,
    PatternFill,
    Protection,
    Side,
)

from convergence_cli.model.questionnaire import Colour

FONT = "Arial"
"""One that every spreadsheet has, or one of the same widths."""
INK, FAINT, NAVY, PAPER = "1F2937", "5B6474", "1F3A5F", "FFFFFF"
LINE, INPUT_FILL = "D5DBE5", "FFF9DB"
_USUAL_POINTS = 10
TEXT_FORMAT, MEAN_FORMAT, COUNT_FORMAT = "@", "0.00", "0"


class Look(StrEnum):
    """A way for a cell to look; the value is the name of its style."""

    TITLE = "Convergence title"
    NOTE = "Convergence note"
    HEADING = "Convergence heading"
    HEADER = "Convergence header"
    LABEL = "Convergence label"
    VALUE = "Convergence value"
    NAME = "Convergence name"
    """What the line of a table is about."""
    WORD = "Convergence word"
    COUNT = "Convergence count"
    MEAN = "Convergence mean"
    TEXT = "Convergence text"
    """What the tool says in a grid: locked, and at the top of its tall row."""
    SHORT = "Convergence short"
    """The same, in the middle."""
    INPUT = "Convergence input"
    """What is filled in: unlocked, and text whatever is typed."""
    CHOICE = "Convergence choice"
    """The same, with a drop-down."""
    KEY = "Convergence key"
    """What nobody sees."""
    RED = "Convergence red"
    ORANGE = "Convergence orange"
    YELLOW = "Convergence yellow"
    GREEN = "Convergence green"
    BLUE = "Convergence blue"
    PURPLE = "Convergence purple"
    GREY = "Convergence grey"
    BLACK = "Convergence black"


_WRAPPED = Alignment("left", "top", wrap_text=True)
_WRAPPED_CENTRE_LEFT = Alignment("left", "center", wrap_text=True)
_CENTRE_LEFT = Alignment("left", "center")
_MIDDLE = Alignment("center", "top", wrap_text=True)
_CENTRED = Alignment("center", "center", wrap_text=True)

COLOURED: Mapping[Colour, Look] = {each: Look[each.name] for each in Colour}
"""The look of a locked cell that says a level, by the colour of the level."""
FILLS: Mapping[Colour, tuple[str, str]] = {
    Colour.RED: ("F9C9C4", "7F1D1D"),
    Colour.ORANGE: ("FCD9B0", "7C2D12"),
    Colour.YELLOW: ("FDF0A6", "5C4700"),
    Colour.GREEN: ("C6E9CC", "14532D"),
    Colour.BLUE: ("C9DDF8", "1E3A8A"),
    Colour.PURPLE: ("E2D2F4", "4C1D95"),
    Colour.GREY: ("DDE1E7", "374151"),
    Colour.BLACK: ("374151", "FFFFFF"),
}
"""The paper and the ink of each colour of a scale; a word stands beside it everywhere."""


def add_looks(book: Workbook) -> None:
    """Give a workbook its styles; the widths of columns are counted in the usual one."""
    # The first font is that of the usual style, in which columns are measured.
    fonts: Any = vars(book)["_fonts"]
    fonts[0] = Font(FONT, _USUAL_POINTS, family=2)
    for style in _styles():
        book.add_named_style(style)


def filled(colour: str) -> PatternFill:
    """Return a plain background."""
    return PatternFill("solid", fgColor=colour, bgColor=colour)


def _styles() -> Iterator[NamedStyle]:
    yield _style(Look.TITLE, _font(20, NAVY, bold=True), _CENTRE_LEFT)
    yield _style(Look.NOTE, _font(9, FAINT, italic=True), _WRAPPED_CENTRE_LEFT)
    yield _style(Look.HEADING, _font(13, NAVY, bold=True), _CENTRE_LEFT)
    yield _filled(Look.HEADER, _font(9, PAPER, bold=True), _CENTRED, NAVY)
    yield _boxed(Look.LABEL, _font(9, FAINT, bold=True), _WRAPPED)
    yield _boxed(Look.VALUE, _font(9), _WRAPPED)
    yield _boxed(Look.NAME, _font(9), _WRAPPED_CENTRE_LEFT)
    yield _boxed(Look.WORD, _font(9), _CENTRED)
    yield _boxed(Look.COUNT, _font(9), _CENTRED, COUNT_FORMAT)
    yield _boxed(Look.MEAN, _font(9), _CENTRED, MEAN_FORMAT)
    yield _boxed(Look.TEXT, _font(9), _WRAPPED)
    yield _boxed(Look.SHORT, _font(9), _MIDDLE)
    yield from (_open(Look.INPUT, _WRAPPED), _open(Look.CHOICE, _MIDDLE))
    yield _style(Look.KEY, _font(8, FAINT), Alignment())
    for colour, (paper, ink) in FILLS.items():
        yield _filled(COLOURED[colour], _font(9, ink), _MIDDLE, paper)


def _open(look: Look, alignment: Alignment) -> NamedStyle:
    style = _filled(look, _font(9), alignment, INPUT_FILL)
    style.number_format = TEXT_FORMAT
    style.protection = Protection(locked=False)
    return style


def _filled(look: Look, font: Font, alignment: Alignment, paper: str) -> NamedStyle:
    style = _boxed(look, font, alignment)
    style.fill = filled(paper)
    return style


def _boxed(look: Look, font: Font, alignment: Alignment, format_: str = "General") -> NamedStyle:
    style = _style(look, font, alignment)
    line = Side("thin", color=LINE)
    style.border = Border(left=line, right=line, top=line, bottom=line)
    style.number_format = format_
    return style


def _style(look: Look, font: Font, alignment: Alignment) -> NamedStyle:
    return NamedStyle(look.value, font=font, alignment=alignment)


def _font(points: int, colour: str = INK, *, bold: bool = False, italic: bool = False) -> Font:
    return Font(FONT, points, bold=bold, italic=italic, color=colour)
