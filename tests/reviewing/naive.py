"""What changed between two states, found a second time: criterion by criterion, naively.

Nothing of the program takes part but the words for what it found.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tests import oracle
from tests.reviewing.states import Pair, State, under_definitions
from tests.written import COMPANY, Data, Files

Found = tuple[str, str, str, str, Any, Any]
"""A kind, a product, a questionnaire, a criterion, before and after."""

_ORDER = ("no", "undetermined", "yes")


def changes(pair: Pair) -> list[Found]:
    """Return everything that changed, in any order."""
    before, after = pair.before.files, pair.after.files
    found: list[Found] = []
    for id_ in sorted({*before.products, *after.products}):
        if id_ not in after.products:
            found.append(("product-deleted", id_, "", "", before.products[id_]["status"], None))
        elif id_ not in before.products:
            found.append(("product-added", id_, "", "", None, after.products[id_]["status"]))
        else:
            found += _of_status(id_, before.products[id_]["status"], after.products[id_]["status"])
            found += _of_subject(pair, id_)
    found += _of_subject(pair, COMPANY)
    for id_ in sorted(before.questionnaires):
        if before.questionnaires[id_] != after.questionnaires[id_]:
            found.append(("definition-changed", "", id_, "", "2026.1", "2026.1"))
    return found


def _of_status(id_: str, was: str, now: str) -> Iterator[Found]:
    if was != now:
        kind = "product-archived" if now == "archived" else "product-restored"
        yield kind, id_, "", "", was, now


def _of_subject(pair: Pair, subject: str) -> Iterator[Found]:
    under, after = under_definitions(pair), pair.after.files
    for definition in oracle.definitions_for(after, subject):
        id_ = definition["id"]
        for criterion in oracle.criteria_of(definition):
            at = (subject, id_, criterion["id"])
            was = oracle.criterion_truth(under, subject, definition, criterion)
            now = oracle.criterion_truth(after, subject, definition, criterion)
            one = oracle.answer_in_force(under, subject, definition, criterion)
            other = oracle.answer_in_force(after, subject, definition, criterion)
            if was != now:
                yield _of_profile(at, was, now, one, other)
            elif now == "yes":
                yield from _of_answer(at, one, other)
                yield from _of_evidence(pair, at, one, other)
            if now == "yes":
                yield from _of_plan(pair, at, definition, other)
        yield from _of_seal(pair, subject, definition)


def _of_profile(at: tuple[str, str, str], was: str, now: str, one: Any, other: Any) -> Found:
    kind = "left-profile" if _ORDER.index(now) < _ORDER.index(was) else "joined-profile"
    return kind, *at, _shown(was, one), _shown(now, other)


def _shown(truth: str, held: Any) -> Any:
    if truth == "undetermined":
        return truth
    return None if held is None else held[0]


def _of_answer(at: tuple[str, str, str], one: Any, other: Any) -> Iterator[Found]:
    was, now = (None if each is None else each[0] for each in (one, other))
    if was == now:
        return
    if was is None:
        kind = "answer-added"
    elif now is None:
        kind = "answer-removed"
    elif now == "na":
        kind = "became-na"
    elif was == "na":
        kind = "left-na"
    else:
        kind = "level-lowered" if now < was else "level-raised"
    yield kind, *at, was, now


def _of_evidence(pair: Pair, at: tuple[str, str, str], one: Any, other: Any) -> Iterator[Found]:
    if one is None or other is None or (one[0] == "na") != (other[0] == "na"):
        return
    _, questionnaire, criterion = at
    proof = [
        state.evidence.get((held[1], questionnaire, criterion), frozenset())
        for state, held in ((pair.before, one), (pair.after, other))
    ]
    if proof[0] - proof[1]:
        yield "evidence-removed", *at, one[0], other[0]
    if proof[1] - proof[0]:
        yield "evidence-added", *at, one[0], other[0]


_LAST_DAYS: Mapping[str, str] = {"2027-Q1": "2027-03-31", "2027-Q2": "2027-06-30"}


def _of_plan(pair: Pair, at: tuple[str, str, str], definition: Data, held: Any) -> Iterator[Found]:
    subject, _, criterion = at
    if held is not None and held[0] == "na":
        return
    ahead = range((held[0] if held else 0) + 1, oracle.top_of(definition) + 1)
    promises = [
        [_promised(state, subject, criterion, level) for level in ahead]
        for state in (pair.before, pair.after)
    ]
    both = [pairs for pairs in zip(*promises, strict=True) if pairs[0] != pairs[1]]
    later = [each for each in both if each[1] > each[0]]
    found = later or both
    if found:
        was, now = found[-1]
        kind = "plan-delayed" if later else "plan-advanced"
        yield kind, *at, _or_none(was), _or_none(now)


def _promised(state: State, subject: str, criterion: str, level: int) -> str:
    """Return the day at which a level is reached; after all days where it never is."""
    entry = state.plans.get(subject, {}).get(criterion, {})
    days = [each["by"] for each in entry.get("steps", ()) if each["level"] >= level]
    days += [entry["by"]] if "by" in entry else []
    return min((_LAST_DAYS.get(each, each) for each in days), default="never")


def _or_none(day: str) -> str | None:
    return None if day == "never" else day


def last_day(by: str | None) -> str | None:
    """Return the day that a date of a plan stands for."""
    return None if by is None else _LAST_DAYS.get(by, by)


def _of_seal(pair: Pair, subject: str, definition: Data) -> Iterator[Found]:
    before, after = pair.before, pair.after
    if _applies(after.files, subject, definition) != "yes":
        return
    id_ = definition["id"]
    old = before.files.questionnaires[id_]
    had = before.seals.get((subject, id_)) == "fresh" and (
        _applies(before.files, subject, old) != "no"
    )
    match after.seals.get((subject, id_)):
        case "fresh":
            has = True
        case "kept":
            one, other = _sealed(before, subject, old), _sealed(after, subject, definition)
            has = before.seals.get((subject, id_)) is not None and one == other
        case _:
            has = False
    if had and not has:
        yield "seal-broken", subject, id_, "", None, None
    elif has and not had:
        yield "seal-added", subject, id_, "", None, None


def _applies(files: Files, subject: str, definition: Data) -> str:
    conditions = oracle.conditions_of(files, definition["scope"])
    profile = oracle.profile_values(files, subject)
    return oracle.truth(definition.get("applies_when"), conditions, profile)


def _sealed(state: State, subject: str, definition: Data) -> Any:
    """Return everything that a seal of a state covers."""
    criteria = oracle.criteria_of(definition)
    asked = [
        {key: each for key, each in criterion.items() if key != "applies_when"}
        for criterion in criteria
    ]
    truths = {
        each["id"]: oracle.criterion_truth(state.files, subject, definition, each)
        for each in criteria
    }
    held = {
        each["id"]: oracle.answer_in_force(state.files, subject, definition, each)
        for each in criteria
    }
    answers = {
        id_: (each[0], state.evidence.get((each[1], definition["id"], id_), frozenset()))
        for id_, each in held.items()
        if each is not None
    }
    applicable = {id_ for id_, truth in truths.items() if truth == "yes"}
    axes = [[axis["id"], [each["id"] for each in axis["criteria"]]] for axis in definition["axes"]]
    return definition.get("scale"), axes, asked, applicable, answers
