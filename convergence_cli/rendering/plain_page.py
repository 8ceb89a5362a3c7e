"""Pages as lines of plain text: ten thousand of them in no time, since nothing is drawn."""

from textwrap import wrap
from typing import assert_never

from convergence_cli.rendering.page import Heading, Item, Line, Lines, Term
from convergence_cli.rendering.screen import Screen, on_one_line

_STEP = "  "


def plain_page(lines: Lines, screen: Screen) -> str:
    """Return lines wrapped to the screen, headings in bold, what belongs to others below them."""
    return "".join(_drawn(each, screen) for each in lines).lstrip("\n")


def _drawn(line: Line, screen: Screen) -> str:
    match line:
        case Heading(text):
            bold = f"\x1b[1m{text}\x1b[0m" if screen.has_colour else text
            return f"{bold}\n"
        case Item(text):
            return _wrapped(text, _STEP, screen)
        case Term(text):
            inner = text.lstrip(" ")
            return _wrapped(inner, " " * (len(text) - len(inner)), screen)
        case str(text):
            return _wrapped(text, "", screen)
        case _:
            assert_never(line)


def _wrapped(text: str, indent: str, screen: Screen) -> str:
    lines = wrap(
        on_one_line(text),
        screen.width,
        initial_indent=indent,
        subsequent_indent=indent + _STEP,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "".join(f"{each}\n" for each in lines or [""])
