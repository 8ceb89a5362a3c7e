"""Levels as a form shows them and as people type them."""

import re

from convergence_cli.exchanging.typed import Refused, Typed, plain_text
from convergence_cli.language import Language, Text
from convergence_cli.model.questionnaire import Scale
from convergence_cli.model.workspace import NA, Level, level_text

NOT_APPLICABLE = Text(en="not applicable", fr="non applicable")
_BETWEEN = " · "
_NUMBER = re.compile(r"(\d{1,3})(?:[.,]0+)?")
_NA = ("na", "n/a", "n.a.", "so", "s.o.")
A_LEVEL = Text(en="a level of the scale: {levels}", fr="un niveau de l'échelle : {levels}")


def shown_level(level: Level, scale: Scale, language: Language) -> str:
    """Return a level with the word that says its colour, such as `2 · Yellow`."""
    if level is NA:
        return f"{level_text(NA)}{_BETWEEN}{NOT_APPLICABLE.in_(language)}"
    label = next((each.label for each in scale.levels if each.level == level), None)
    return str(level) if label is None else f"{level}{_BETWEEN}{label.in_(language)}"


def level_choices(scale: Scale, language: Language) -> tuple[str, ...]:
    """Return what a drop-down of levels offers, `na` last."""
    levels: tuple[Level, ...] = (*scale.values, NA)
    return tuple(shown_level(each, scale, language) for each in levels)


def read_level(typed: Typed, scale: Scale, language: Language) -> str | Refused:
    """Return a level as files write it; empty for an empty cell.

    A number, a word, or both as in the drop-down: where both are there, they must agree.
    """
    text = None if isinstance(typed, bool) else plain_text(typed)
    refused = Refused(A_LEVEL.fill(levels=", ".join(level_choices(scale, language))))
    if text is None:
        return refused
    number, _, word = (each.strip() for each in text.partition(_BETWEEN.strip()))
    found = {_named(each, scale) for each in (number, word) if each}
    if not found:
        return ""
    return found.pop() or refused if len(found) == 1 else refused


def _named(text: str, scale: Scale) -> str:
    """Return the level that a number or a word names; empty where it names none."""
    folded = text.casefold()
    if folded in (*_NA, *(each.casefold() for each in NOT_APPLICABLE)):
        return level_text(NA)
    number = _NUMBER.fullmatch(text)
    for each in scale.levels:
        if number is not None and int(number[1]) == each.level:
            return str(each.level)
        if folded in (word.casefold() for word in each.label):
            return str(each.level)
    return ""
