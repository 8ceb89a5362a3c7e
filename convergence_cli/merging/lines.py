"""Three-way merge of a few lines, such as the comments above an entry."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

Lines = tuple[str, ...]


class _Stretch(NamedTuple):
    base: Lines
    ours: Lines
    theirs: Lines


def merged_lines(base: Lines, ours: Lines, theirs: Lines) -> Lines | None:
    """Return lines with what both sides changed; None where both changed the same ones."""
    result: Lines = ()
    for stretch in _stretches(base, ours, theirs):
        made = _one_of(*stretch)
        if made is None:
            return None
        result += tuple(made)
    return result


def merged_comments(base: Lines, ours: Lines, theirs: Lines) -> Lines | None:
    """Return the same, and what both sides added in one place one after the other."""
    result: Lines = ()
    for stretch in _stretches(base, ours, theirs):
        made = _one_of(*stretch)
        if made is None and any(line.strip() for line in stretch.base):
            return None
        result += stretch.ours + stretch.theirs if made is None else tuple(made)
    return result


def remarks(lines: Sequence[str]) -> frozenset[str]:
    """Return what may be comments among some lines: everything from a hash on."""
    return frozenset(line[line.index("#") :].strip() for line in lines if "#" in line)


def _one_of(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> Sequence[str] | None:
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    if not 1 < len(base) == len(ours) == len(theirs):
        return None
    # As many lines as there were: each is the same line, changed by one side or by none.
    made = [_one_of(*([line] for line in lines)) for lines in zip(base, ours, theirs, strict=True)]
    return tuple(line for each in made for line in each or ()) if None not in made else None


def _stretches(base: Lines, ours: Lines, theirs: Lines) -> Iterator[_Stretch]:
    """Yield the lines in stretches between those that all three have."""
    if _one_of(base, ours, theirs) is not None:
        yield _Stretch(base, ours, theirs)
        return
    in_ours, in_theirs = _partners(base, ours), _partners(base, theirs)
    at = at_ours = at_theirs = 0
    for line in range(len(base) + 1):
        is_end = line == len(base)
        if not is_end and not (line in in_ours and line in in_theirs):
            continue
        until_ours = len(ours) if is_end else in_ours[line]
        until_theirs = len(theirs) if is_end else in_theirs[line]
        yield _Stretch(base[at:line], ours[at_ours:until_ours], theirs[at_theirs:until_theirs])
        if not is_end:
            yield _Stretch(*([(base[line],)] * 3))
        at, at_ours, at_theirs = line + 1, until_ours + 1, until_theirs + 1


def _partners(base: Lines, side: Lines) -> dict[int, int]:
    """Return by number of a line of the base the number of the same line of a side."""
    matcher = SequenceMatcher(None, base, side, autojunk=False)
    return {
        start + step: partner + step
        for start, partner, length in matcher.get_matching_blocks()
        for step in range(length)
    }
