"""The movement of a mean, divided exactly among its causes (docs/explanation/comparing.md)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from convergence_cli.reviewing.change import AnsweredOtherwise, Cause, Change, ChangeKind
from convergence_cli.reviewing.state import State

_OF_EVIDENCE = (ChangeKind.EVIDENCE_REMOVED, ChangeKind.EVIDENCE_ADDED)
_CAUSES = tuple(Cause)
_KINDS = tuple(ChangeKind)


@dataclass(frozen=True)
class Step:
    """One part of a movement: criteria that changed for one cause, and what that does."""

    cause: Cause
    kind: ChangeKind
    because: tuple[AnsweredOtherwise, ...]
    criteria: tuple[str, ...]
    before: Fraction | None
    """The mean before this part; none where nothing counts."""
    after: Fraction | None

    @property
    def effect(self) -> Fraction | None:
        """What the part adds to the mean; none where there is no mean before it, or after."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True)
class Movement:
    """One questionnaire of one product, or of the company, before and after."""

    product: str
    questionnaire: str
    before: State | None
    """None where it did not apply, or nobody knew."""
    after: State | None
    steps: tuple[Step, ...]
    """In the order of causes; their effects add up to the movement of the mean."""

    @property
    def top(self) -> int:
        """The target of the newer scale; of the older one where nothing applies any more."""
        return next((each.top for each in (self.after, self.before) if each is not None), 0)


class _Moved(NamedTuple):
    """A criterion that counts otherwise, and why."""

    criterion: str
    cause: Cause
    kind: ChangeKind
    because: tuple[AnsweredOtherwise, ...]
    before: int | None
    after: int | None

    @property
    def order(self) -> tuple[int, int, str]:
        questions = " ".join(each.question for each in self.because)
        return (_CAUSES.index(self.cause), _KINDS.index(self.kind), questions)


def steps_of(
    before: State | None, under: State | None, after: State | None, changes: Iterable[Change]
) -> tuple[Step, ...]:
    """Return the parts of a movement: from before, under the new definitions, to after.

    `changes` are those of this questionnaire between the latter two.
    """
    why = {each.criterion: each for each in changes if each.kind not in _OF_EVIDENCE}
    moved = [*_by_definition(before, under), *_by_change(under, after, why)]
    moved.sort(key=lambda each: each.order)
    return tuple(_steps(moved, _counting(before)))


def _by_definition(before: State | None, under: State | None) -> Iterator[_Moved]:
    if before is not under:
        kind = ChangeKind.DEFINITION_CHANGED
        for id_, was, now in _counted_otherwise(before, under):
            yield _Moved(id_, Cause.DEFINITION, kind, (), was, now)


def _by_change(
    under: State | None, after: State | None, why: Mapping[str, Change]
) -> Iterator[_Moved]:
    for id_, was, now in _counted_otherwise(under, after):
        change = why[id_]
        cause = Cause.ANSWER if change.cause is None else change.cause
        yield _Moved(id_, cause, change.kind, change.because, was, now)


def _counted_otherwise(
    one: State | None, other: State | None
) -> Iterator[tuple[str, int | None, int | None]]:
    was, now = _counting(one), _counting(other)
    for id_ in (*was, *(each for each in now if each not in was)):
        if was.get(id_) != now.get(id_):
            yield id_, was.get(id_), now.get(id_)


def _counting(state: State | None) -> dict[str, int]:
    """Return the levels that a mean is made of, by criterion."""
    if state is None:
        return {}
    counts = ((id_, each.counts) for id_, each in state.footings.items())
    return {id_: level for id_, level in counts if level is not None}


def _steps(moved: Iterable[_Moved], start: Mapping[str, int]) -> Iterator[Step]:
    levels, answered = sum(start.values()), len(start)
    for (cause, kind, because), some in groupby(moved, lambda each: each[1:4]):
        group = tuple(some)
        before = _mean(levels, answered)
        for each in group:
            levels += (each.after or 0) - (each.before or 0)
            answered += (each.after is not None) - (each.before is not None)
        criteria = tuple(each.criterion for each in group)
        yield Step(cause, kind, because, criteria, before, _mean(levels, answered))


def _mean(levels: int, answered: int) -> Fraction | None:
    return Fraction(levels, answered) if answered else None
