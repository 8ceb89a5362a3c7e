"""Kinds of change between two versions of a definition, and the class that they make of it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import assert_never


class ChangeKind(StrEnum):
    """What a change does to a criterion, to a preliminary question, or to the whole."""

    WORDING = "wording"
    """Nothing that an answer means."""
    ADDED = "added"
    EXPECTED = "expected"
    CONDITION = "condition"
    STRENGTH = "strength"
    MOVED = "moved"
    """To another axis."""
    REWORDED = "reworded"
    """Words of a level text or of a statement: the meaning may have changed."""
    RENAMED = "renamed"
    MERGED = "merged"
    """Several criteria became one."""
    SPLIT = "split"
    """One criterion became several."""
    REMOVED = "removed"
    RESCALED = "rescaled"
    RECAST = "recast"
    """Another kind of questionnaire, or another scope."""
    RETYPED = "retyped"
    """A preliminary question takes another type of answer."""
    OPTION_ADDED = "option-added"
    OPTION_REMOVED = "option-removed"


class Release(StrEnum):
    """The class of a new version, by the worst that it does to answers."""

    PATCH = "patch"
    """Every answer means what it meant, and counts as it counted."""
    MINOR = "minor"
    """Every answer means what it meant; what is asked, or expected, is not the same."""
    MAJOR = "major"
    """Some answers have to be read again, follow another id, or count no more."""


_ORDER = tuple(Release)


def class_of(kind: ChangeKind) -> Release:
    """Return the class of a version that makes one change."""
    match kind:
        case ChangeKind.WORDING:
            return Release.PATCH
        case (
            ChangeKind.ADDED
            | ChangeKind.EXPECTED
            | ChangeKind.CONDITION
            | ChangeKind.STRENGTH
            | ChangeKind.MOVED
            | ChangeKind.OPTION_ADDED
        ):
            return Release.MINOR
        case (
            ChangeKind.REWORDED
            | ChangeKind.RENAMED
            | ChangeKind.MERGED
            | ChangeKind.SPLIT
            | ChangeKind.REMOVED
            | ChangeKind.RESCALED
            | ChangeKind.RECAST
            | ChangeKind.RETYPED
            | ChangeKind.OPTION_REMOVED
        ):
            return Release.MAJOR
        case _:
            assert_never(kind)


def release_of(kinds: Iterable[ChangeKind]) -> Release | None:
    """Return the class of a version that makes these changes; none where it makes none."""
    classes = [class_of(kind) for kind in kinds]
    return max(classes, key=_ORDER.index) if classes else None
