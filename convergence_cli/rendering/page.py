"""Pages for a reader: lines that are drawn on a terminal, or written as Markdown."""

from collections.abc import Iterator
from dataclasses import dataclass

from convergence_cli.rendering.markdown_text import escaped
from convergence_cli.rendering.screen import Screen, visible


@dataclass(frozen=True)
class Heading:
    """A line that stands above others."""

    text: str
    depth: int = 4
    """In Markdown: 1 for the title of the page."""


@dataclass(frozen=True)
class Item:
    """A line of a list."""

    text: str
    style: str = ""
    """How it is coloured on a terminal; nothing is told by that alone."""


@dataclass(frozen=True)
class Term:
    """A line of a condition, indented below what it is a part of."""

    text: str


Line = str | Heading | Item | Term
Lines = Iterator[Line]
BLANK = ""


def headed(title: str, depth: int = 4) -> Lines:
    """Yield a heading, apart from what stands above it."""
    yield BLANK
    yield Heading(title, depth)


def page_text(lines: Lines, screen: Screen) -> str:
    """Return lines wrapped to the screen, headings in bold, items indented."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text as RichText

    parts: list[Padding | RichText] = []
    for line in lines:
        match line:
            case Heading(text):
                parts.append(RichText(text, style="bold"))
            case Item(text, style):
                parts.append(Padding(RichText(text, style=style), (0, 0, 0, 2)))
            case Term(text) | str(text):
                parts.append(RichText(visible(text.rstrip().replace("\r\n", "\n"))))
    return screen.drawn(Group(*parts))


def page_markdown(lines: Lines) -> str:
    """Return lines as Markdown, in which every sign of a text is itself."""
    blocks: list[str] = []
    is_listed = False
    for line in lines:
        was_listed, is_listed = is_listed, isinstance(line, Item | Term)
        match line:
            case Heading(text, depth):
                blocks.append(f"\n{'#' * depth} {escaped(text)}\n")
            case Item(text):
                blocks.append(f"{'' if was_listed else _GAP}- {escaped(text)}\n")
            case Term(text):
                indent = text[: len(text) - len(text.lstrip(" "))]
                blocks.append(f"{'' if was_listed else _GAP}{indent[2:]}- {escaped(text)}\n")
            case str():
                blocks += [f"\n{escaped(each)}\n" for each in line.splitlines() if each.strip()]
    return "".join(blocks).lstrip("\n")


_GAP = "\n"
