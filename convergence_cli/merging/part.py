"""One entry, three times: what it becomes, or a conflict."""

from collections.abc import Callable
from dataclasses import dataclass

from convergence_cli.merging.lines import Lines, merged_comments, merged_lines, remarks
from convergence_cli.merging.sheet import Part
from convergence_cli.merging.values import ABSENT, CLASH, Data, Route, Side, chosen, is_same

ReadAlone = Callable[[Lines], Data]
"""What the lines of an entry say by themselves; ABSENT where they are no entry."""


@dataclass(frozen=True)
class Conflict:
    """What both sides made of the same lines, and what those were."""

    route: Route
    base: Lines
    ours: Lines
    theirs: Lines

    def of(self, side: Side) -> Lines:
        """Return the lines of one side."""
        return {Side.BASE: self.base, Side.OURS: self.ours, Side.THEIRS: self.theirs}[side]


Piece = Lines | Conflict
_NOTHING = Part((), (), ABSENT)


def merged_part(
    route: Route, base: Part | None, ours: Part | None, theirs: Part | None, read: ReadAlone
) -> list[Piece]:
    """Return the lines of an entry that one side changed, or both in different places of it."""
    if ours is None or theirs is None:
        return _of_one_side(route, base, ours, theirs)
    start = base or _NOTHING
    above = merged_comments(start.above, ours.above, theirs.above)
    pieces: list[Piece] = [above or ()]
    if above is None:
        pieces = [Conflict(route, start.above, ours.above, theirs.above)]
    own = _merged_own(start, ours, theirs, read)
    if own is None:
        return [*pieces, Conflict(route, start.own, ours.own, theirs.own)]
    return [*pieces, own]


def _of_one_side(
    route: Route, base: Part | None, ours: Part | None, theirs: Part | None
) -> list[Piece]:
    """Return what comes of an entry that one side does not have."""
    there = ours or theirs
    if there is None:
        return []
    if base is None or (base.value is ABSENT and there.value is not ABSENT):
        return [there.lines]
    # Removed here, and there the same as it was: it goes, unless somebody remarked on it.
    is_as_it_was = is_same(there.value, base.value)
    if is_as_it_was and remarks(there.lines) <= remarks(base.lines):
        return []
    return [Conflict(route, base.lines, (ours or _NOTHING).lines, (theirs or _NOTHING).lines)]


def _merged_own(base: Part, ours: Part, theirs: Part, read: ReadAlone) -> Lines | None:
    value = chosen(base.value, ours.value, theirs.value)
    if value is CLASH:
        return None
    if theirs.own in (ours.own, base.own):
        return ours.own
    if ours.own == base.own:
        return theirs.own
    merged = merged_lines(base.own, ours.own, theirs.own)
    if merged is not None and is_same(read(merged), value):
        return merged
    return _standing(base, ours, theirs, value)


def _standing(base: Part, ours: Part, theirs: Part, value: Data) -> Lines | None:
    """Return the side that says what is to be said, where no remark of the other is lost."""
    for stands, goes in ((ours, theirs), (theirs, ours)):
        is_offer = goes.value is ABSENT and value is not ABSENT
        is_kept = is_offer or remarks(goes.own) - remarks(base.own) <= remarks(stands.own)
        if is_same(stands.value, value) and is_kept:
            return stands.own
    return None
