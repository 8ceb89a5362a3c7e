"""A comment as parts, of which the least needed are left out where there is no room for all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

from convergence_cli.language import Language, Text
from convergence_cli.rendering.markdown_text import escaped

Thing = TypeVar("Thing")

LIMIT = 64_000
"""In code points: GitHub takes 65,536, and a workflow writes a line of its own above ours."""

_NOTE = 1_500
"""Room for saying what was left out."""

_LEFT_OUT = Text(
    en="Left out, for want of room: {parts}. All of it: {command}",
    fr="Omis, faute de place : {parts}. Le tout : {command}",
)


class Weight(IntEnum):
    """How much a part is needed: the lightest is left out first, and the verdict never."""

    DETAILS = 0
    BETTER = 1
    RADAR = 2
    MEANS = 3
    EVIDENCE = 4
    DEFINITIONS = 5
    DOUBTFUL = 6
    REFUSED = 7
    VERDICT = 8


@dataclass(frozen=True)
class Part:
    """A stretch of a comment."""

    weight: Weight
    title: str
    """What it is called where it is left out."""
    text: str


def fitted(parts: Sequence[Part], command: str, language: Language, limit: int = LIMIT) -> str:
    """Return the parts that have room, in their order, and the names of the others.

    Parts of weight VERDICT must have room; `command` is Markdown, and says how to see everything.
    """
    kept = set(range(len(parts)))
    length = sum(len(each.text) + 1 for each in parts)
    if length > limit:
        # Of two that weigh the same, the latter goes first.
        for n in sorted(kept, key=lambda n: (parts[n].weight, -n)):
            if length > limit - _NOTE and parts[n].weight is not Weight.VERDICT:
                kept.remove(n)
                length -= len(parts[n].text) + 1
    blocks = [each.text for n, each in enumerate(parts) if n in kept]
    left_out = [each.title for n, each in enumerate(parts) if n not in kept]
    if left_out:
        titles = escaped(", ".join(dict.fromkeys(left_out)))
        blocks.append(f"_{_LEFT_OUT.fill(parts=titles, command=command).in_(language)}_\n")
    return "\n".join(blocks)


def within(
    things: Sequence[Thing], write: Callable[[Thing], str], room: int, most: int
) -> tuple[list[str], int]:
    """Return the first things that have room, written, some at most; and how many are left."""
    written: list[str] = []
    for each in things[:most]:
        text = write(each)
        room -= len(text)
        if room < 0:
            break
        written.append(text)
    return written, len(things) - len(written)
