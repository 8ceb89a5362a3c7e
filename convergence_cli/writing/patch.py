"""A stretch of a text that another text takes the place of."""

from collections.abc import Iterable
from dataclasses import dataclass

LINE_END = r"(?:\r\n|\r|\n)"
"""A line end, as a part of a pattern."""


@dataclass(frozen=True)
class Patch:
    """What stands from one offset to another, and what is to stand there."""

    start: int
    end: int
    text: str


def patched(text: str, patches: Iterable[Patch]) -> str:
    """Return a text with patches put on; none overlaps another."""
    # From the end, so that each place holds good; what is added at one place keeps its order.
    numbered = enumerate(dict.fromkeys(patches))
    for _, patch in sorted(numbered, key=_from_the_front, reverse=True):
        text = text[: patch.start] + patch.text + text[patch.end :]
    return text


def lines_gone(text: str, first: int, last: int) -> Patch:
    """Return what takes whole lines out, from where one begins to where another begins."""
    is_last = last == len(text) and not text.endswith(("\n", "\r"))
    if is_last and first:
        # The line before becomes the last, and ends as this one did.
        return Patch(len(text[:first].removesuffix("\n").removesuffix("\r")), last, "")
    return Patch(first, last, "")


def _from_the_front(numbered: tuple[int, Patch]) -> tuple[int, bool, int]:
    number, patch = numbered
    # What goes from a place goes before something is added there.
    return patch.start, patch.end > patch.start, number
