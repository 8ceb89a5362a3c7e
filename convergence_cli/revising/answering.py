"""What a reply makes of an answer, and the edits of its file that this needs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from convergence_cli.model.edit import Append, Edit, Put, Remove, Route, edits_between
from convergence_cli.model.workspace import NA, Answer, Evidence, Level, level_text

_KEYS = ("level", "comment", "evidence", "approved_by", "until", "review")
_KEPT = ("comment", "approved_by", "until")


@dataclass(frozen=True)
class Reply:
    """What a person says of a criterion; what is left out stays as it is."""

    level: Level
    comment: str | None = None
    """The empty text takes the comment away."""
    evidence: tuple[Evidence, ...] = ()
    """Comes to what is there; a piece at the same place is renewed."""
    approved_by: str | None = None
    until: str | None = None


def answered(earlier: Answer | None, reply: Reply) -> Answer:
    """Return what a reply makes of an answer; it was read again, so its mark goes.

    What belongs to `na` goes with it, its reason too, and an earlier comment is no reason.
    """
    before = earlier or Answer(reply.level)
    kept = before if (before.level is NA) == (reply.level is NA) else Answer(reply.level)
    return Answer(
        reply.level,
        kept.comment if reply.comment is None else reply.comment,
        with_evidence(before.evidence, reply.evidence),
        reply.approved_by or kept.approved_by,
        reply.until or kept.until,
    )


def with_evidence(earlier: Sequence[Evidence], added: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return evidence with more of it; where it stands tells one piece from another."""
    by_place = {(each.url, each.path): each for each in earlier}
    if len(by_place) < len(earlier):
        # One place named twice: nobody can say which of the two is renewed.
        return (*earlier, *(each for each in added if each not in earlier))
    return tuple({**by_place, **{(each.url, each.path): each for each in added}}.values())


def left_out(before: Answer | None, after: Answer | None) -> dict[str, str]:
    """Return what an answer said that it does not say any more, as text by key; levels apart.

    The mark that it is to be read again is no loss.
    """
    if before is None:
        return {}
    was, now = stored(before), {} if after is None else stored(after)
    gone = {key: value for key, value in was.items() if now.get(key) != value}
    said = {key: str(gone[key]) for key in _KEPT if key in gone}
    staying = () if after is None else after.evidence
    lost = [each.title for each in before.evidence if each not in staying]
    return {**said, "evidence": ", ".join(lost)} if lost else said


def stored(answer: Answer) -> dict[str, Any]:
    """Return an answer as its file holds it."""
    written: dict[str, Any] = {
        "level": level_text(answer.level) if answer.level is NA else answer.level,
        "comment": answer.comment,
        "evidence": [_stored_evidence(each) for each in answer.evidence],
        "approved_by": answer.approved_by,
        "until": answer.until,
        "review": answer.review,
    }
    return {key: value for key, value in written.items() if value not in ("", [], None)}


def answer_edits(
    criterion: str, before: Answer | None, after: Answer | None, order: Sequence[str]
) -> tuple[Edit, ...]:
    """Return the edits of an answers file that make one answer another; none removes it.

    `order` are the criteria in the order of the questionnaire.
    """
    route: Route = ("answers", criterion)
    if before == after:
        return ()
    if after is None:
        return (Remove(route),)
    if before is None:
        return (Put(route, stored(after), order),)
    was, now = stored(before), stored(after)
    if "evidence" not in was or "evidence" not in now:
        return edits_between(was, now, route, _KEYS)
    pieces = was.pop("evidence"), now.pop("evidence")
    return (
        *edits_between(was, now, route, _KEYS),
        *_evidence_edits(*pieces, (*route, "evidence")),
    )


def _evidence_edits(
    was: Sequence[Mapping[str, str]], now: Sequence[Mapping[str, str]], route: Route
) -> Iterator[Edit]:
    if [each for each in was if each in now] == list(now):
        yield from (Remove((*route, at)) for at, each in enumerate(was) if each not in now)
        return
    for at, each in enumerate(now):
        if at < len(was):
            yield from edits_between(was[at], each, (*route, at), Evidence._fields)
        else:
            yield Append(route, each)
    yield from (Remove((*route, at)) for at in range(len(now), len(was)))


def _stored_evidence(evidence: Evidence) -> dict[str, str]:
    return {key: value for key, value in evidence._asdict().items() if value is not None}
