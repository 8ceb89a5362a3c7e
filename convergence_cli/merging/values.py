"""Three-way merge of data: entry by entry, whatever the text looks like."""

import json
from collections.abc import Collection, Mapping
from enum import Enum
from typing import Any, Final

Data = Any
"""Mappings with text keys, lists, and scalars, as a file gives them."""
Route = tuple[str, ...]
"""A key of the file, or the key of what holds entries and that of an entry."""


class Side(Enum):
    """Whose a state is: what both started from, and what each made of it."""

    BASE = "base"
    OURS = "ours"
    THEIRS = "theirs"


class _Mark(Enum):
    ABSENT = "absent"
    CLASH = "clash"


ABSENT: Final = _Mark.ABSENT
"""The value of an entry that is not there."""
CLASH: Final = _Mark.CLASH
"""What comes of two sides that made different things of one entry."""


def is_same(one: Data, other: Data) -> bool:
    """Return whether two values say the same: the order of keys says nothing."""
    if one is ABSENT or other is ABSENT:
        return one is other
    # As JSON: to Python, true is 1 and 2 is 2.0; to a file they are not.
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def chosen(base: Data, ours: Data, theirs: Data) -> Data:
    """Return what the side that changed a value made of it, or CLASH."""
    if is_same(ours, theirs) or is_same(theirs, base):
        return ours
    return theirs if is_same(ours, base) else CLASH


def entries_of(data: Mapping[str, Data], holder: str) -> dict[Route, Data]:
    """Return the keys of a file and the entries below one of them, which is no value of its own."""
    found: dict[Route, Data] = {(key,): value for key, value in data.items() if key != holder}
    found |= {(holder, key): value for key, value in (data.get(holder) or {}).items()}
    return found


def merged_entries(
    sides: Mapping[Side, Mapping[Route, Data]], conflicts: Collection[Route], by: Side
) -> dict[Route, Data]:
    """Return what is to be there once each conflict is decided as one side has it.

    Holds CLASH where two sides clash and that is no conflict: a merge that nobody may accept.
    """
    every = dict.fromkeys(route for side in sides.values() for route in side)
    result: dict[Route, Data] = {}
    for route in every:
        values = [sides[side].get(route, ABSENT) for side in Side]
        value = sides[by].get(route, ABSENT) if route in conflicts else chosen(*values)
        if value is not ABSENT:
            result[route] = value
    return result
