"""What changed in the answers of one questionnaire, between states that ask for the same."""

from collections.abc import Iterator

from convergence_cli.model.workspace import NA, Evidence
from convergence_cli.profiling.truth import Truth
from convergence_cli.reviewing.change import Cause, Change, ChangeKind
from convergence_cli.reviewing.state import Footing, State


def answer_changes(before: State, after: State, product: str) -> Iterator[Change]:
    """Yield the changes of answers, and of what proves them, in the order of the definition."""
    for criterion, footing in after.footings.items():
        was = before.footing(criterion)
        if was.applies is Truth.YES and footing.applies is Truth.YES and was != footing:
            yield from _criterion_changes(was, footing, product, after.questionnaire, criterion)


def _criterion_changes(
    was: Footing, now: Footing, product: str, questionnaire: str, criterion: str
) -> Iterator[Change]:
    kind = _kind(was, now)
    inherited = _is_given(was, product) and _is_given(now, product)
    giver = next((each.holder for each in (now, was) if _is_given(each, product)), "")
    at = (product, questionnaire, criterion)
    if kind is not None:
        cause = Cause.INHERITANCE if inherited else _own_cause(kind)
        reason = now.comment if kind is ChangeKind.BECAME_NA else ""
        yield Change(kind, *at, was.level, now.level, cause, giver=giver, comment=reason)
    if _are_alike(was, now):
        cause = Cause.INHERITANCE if inherited else Cause.ANSWER
        for each, pieces in _evidence_changes(was.evidence, now.evidence):
            yield Change(each, *at, was.level, now.level, cause, giver=giver, evidence=pieces)


def _kind(was: Footing, now: Footing) -> ChangeKind | None:
    """Return what happened to an answer; None where it has the level that it had."""
    if was.level == now.level:
        return None
    if was.level is None:
        return ChangeKind.ANSWER_ADDED
    if now.level is None:
        return ChangeKind.ANSWER_REMOVED
    if now.level is NA:
        return ChangeKind.BECAME_NA
    if was.level is NA:
        return ChangeKind.LEFT_NA
    return ChangeKind.LEVEL_LOWERED if now.level < was.level else ChangeKind.LEVEL_RAISED


def _own_cause(kind: ChangeKind) -> Cause:
    by_na = kind in (ChangeKind.BECAME_NA, ChangeKind.LEFT_NA)
    return Cause.NOT_APPLICABLE if by_na else Cause.ANSWER


def _is_given(footing: Footing, product: str) -> bool:
    """Whether another product gives the answer, or there is none of the product's own."""
    return footing.level is None or footing.holder != product


def _are_alike(was: Footing, now: Footing) -> bool:
    """Whether both are levels, or both `na`: else the proof went or came with its answer."""
    if was.level is None or now.level is None:
        return False
    return isinstance(was.level, int) is isinstance(now.level, int)


def _evidence_changes(
    before: tuple[Evidence, ...], after: tuple[Evidence, ...]
) -> Iterator[tuple[ChangeKind, tuple[Evidence, ...]]]:
    """Yield what proof is gone and what is new; a piece that was renewed is neither.

    A piece is the same where its address is, or else its title; and it is one piece only.
    """
    gone, new = sorted(before, key=_in_order), sorted(after, key=_in_order)
    for likeness in (_in_order, _address, _title):
        for each in tuple(gone):
            other = next((new_one for new_one in new if likeness(new_one) == likeness(each)), None)
            if other is not None and likeness(each) is not None:
                gone.remove(each)
                new.remove(other)
    if gone:
        yield ChangeKind.EVIDENCE_REMOVED, tuple(gone)
    if new:
        yield ChangeKind.EVIDENCE_ADDED, tuple(new)


def _in_order(evidence: Evidence) -> tuple[str, ...]:
    return tuple(each or "" for each in evidence)


def _address(evidence: Evidence) -> str | None:
    return evidence.url or evidence.path


def _title(evidence: Evidence) -> str:
    return evidence.title
