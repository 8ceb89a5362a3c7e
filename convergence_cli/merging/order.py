"""The order of merged entries: that of the side that sorted them, with the other's new ones."""

from collections.abc import Collection, Sequence


def merged_order(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], kept: Collection[str]
) -> list[str]:
    """Return the keys that are kept, each new one behind the neighbour that it follows.

    The order is ours, unless only theirs was changed.
    """
    is_sorted_by_ours = _common(ours, base) != _common(base, ours)
    is_sorted_by_theirs = _common(theirs, base) != _common(base, theirs)
    if is_sorted_by_theirs and not is_sorted_by_ours:
        ours, theirs = theirs, ours
    result = [key for key in ours if key in kept]
    known = frozenset(theirs)
    above: str | None = None
    for key in theirs:
        if key not in kept:
            continue
        if key not in result:
            result.insert(_place(result, above, known), key)
        above = key
    return result


def _common(keys: Sequence[str], others: Sequence[str]) -> list[str]:
    return [key for key in keys if key in others]


def _place(result: Sequence[str], above: str | None, known: Collection[str]) -> int:
    """Return where a new key goes: behind a neighbour and what the first side put there."""
    place = 0 if above is None else result.index(above) + 1
    while place < len(result) and result[place] not in known:
        place += 1
    return place
