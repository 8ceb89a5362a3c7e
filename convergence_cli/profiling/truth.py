"""Three-valued logic: yes, no, and not known yet (Kleene)."""

from collections.abc import Iterable
from enum import StrEnum


class Truth(StrEnum):
    """Whether something applies; its value is the word used in every output."""

    YES = "yes"
    NO = "no"
    UNDETERMINED = "undetermined"


def known(value: bool) -> Truth:  # noqa: FBT001 - this function is what turns a bool into a Truth
    """Return the truth of a fact that is known."""
    return Truth.YES if value else Truth.NO


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return no if one is no, else undetermined if one is, else yes; yes for none."""
    seen = tuple(truths)
    if Truth.NO in seen:
        return Truth.NO
    return Truth.UNDETERMINED if Truth.UNDETERMINED in seen else Truth.YES


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return yes if one is yes, else undetermined if one is, else no; no for none."""
    seen = tuple(truths)
    if Truth.YES in seen:
        return Truth.YES
    return Truth.UNDETERMINED if Truth.UNDETERMINED in seen else Truth.NO


def negated(truth: Truth) -> Truth:
    """Return the opposite; what is not known stays so."""
    if truth is Truth.UNDETERMINED:
        return truth
    return Truth.NO if truth is Truth.YES else Truth.YES
