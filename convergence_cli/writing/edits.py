"""Edits of a YAML text that touch only the lines concerned (SPEC §5).

The text is read with the place of every entry, patched there, and read again: it is returned only
where it then means exactly what was intended.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from convergence_cli.model.edit import Edit, Put, Remove, Rename, Route, edited
from convergence_cli.writing.layout import Laid
from convergence_cli.writing.patch import patched
from convergence_cli.writing.patches import Patches

Reader = Callable[[str], Laid]


@dataclass(frozen=True)
class NotEditable:
    """No text was found that means what was intended: the file is left to a person."""

    edits: tuple[Edit, ...]
    """Those that stood in the way."""


def edited_text(text: str, edits: Iterable[Edit], read: Reader) -> str | NotEditable:
    """Return a text with edits made, every other character as it was."""
    wanted = tuple(edits)
    if not wanted:
        return text
    result = _attempt(text, wanted, read)
    if isinstance(result, NotEditable):
        in_turn = _in_turn(text, wanted, read)
        result = result if in_turn is None else in_turn
    if isinstance(result, NotEditable) and len(wanted) > 1:
        alone = [each for each in wanted if isinstance(_attempt(text, (each,), read), NotEditable)]
        return NotEditable(tuple(alone) or wanted)
    return result


def _in_turn(text: str, wanted: tuple[Edit, ...], read: Reader) -> str | None:
    """Return a text with what goes taken out after what comes is there; None where that fails.

    Where all that is there goes, what comes has no neighbour until then.
    """
    going = tuple(each for each in wanted if isinstance(each, Remove))
    coming = tuple(each for each in wanted if not isinstance(each, Remove))
    if not going or not coming:
        return None
    between = _attempt(text, coming, read)
    result = between if isinstance(between, NotEditable) else _attempt(between, going, read)
    if isinstance(result, NotEditable):
        return None
    laid = read(text)
    return result if _means(read(result), edited(laid.data, wanted), laid, wanted) else None


def _attempt(text: str, wanted: tuple[Edit, ...], read: Reader) -> str | NotEditable:
    laid = read(text)
    try:
        intended = edited(laid.data, wanted)
        patches = list(Patches(text, laid).of(wanted))
    except (KeyError, IndexError, TypeError, AttributeError):
        # A route leads nowhere, or through something that is no mapping.
        return NotEditable(wanted)
    result = patched(text, patches)
    return result if _means(read(result), intended, laid, wanted) else NotEditable(wanted)


def _means(result: Laid, intended: Any, before: Laid, edits: Iterable[Edit]) -> bool:
    """Return whether a text reads as intended, and what was there stands in the same order."""
    # As JSON: 2 is not 2.0, and true is not 1.
    if json.dumps(result.data, sort_keys=True) != json.dumps(intended, sort_keys=True):
        return False
    renamed = {
        each.route: (*each.route[:-1], each.key) for each in edits if isinstance(each, Rename)
    }
    replaced = {each.route for each in edits if isinstance(each, Put)}
    was = [_renamed(each, renamed) for each in before.places if _is_kept(each, replaced)]
    now = frozenset(result.places)
    common = frozenset(was) & now
    return [each for each in was if each in common] == [
        each for each in result.places if each in common
    ]


def _renamed(route: Route, renamed: Mapping[Route, Route]) -> Route:
    for length in range(len(route), 0, -1):
        new = renamed.get(route[:length])
        if new is not None:
            route = (*new, *route[length:])
    return route


def _is_kept(route: Route, replaced: set[Route]) -> bool:
    # What goes from a list gives its place to the next; the order of items is part of the value.
    is_keyed = not any(isinstance(step, int) for step in route)
    return is_keyed and not any(route[:length] in replaced for length in range(len(route)))
