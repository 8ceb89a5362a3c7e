"""What plans have come to, computed a second time from the words of the files, naively."""

from collections.abc import Iterator
from typing import Any

from tests import oracle
from tests.planning.plans import Planned, kept_on
from tests.written import Data, Files


def criteria_asked(files: Files, subject: str) -> Iterator[tuple[Data, str, Any]]:
    """Yield the definition and id of each criterion that applies, and its answer, or None."""
    for definition in oracle.definitions_for(files, subject):
        standing = oracle.standings(files, subject)[definition["id"]]
        for id_, truth in standing["criteria"].items():
            if standing["applies"] == truth == "yes":
                yield definition, id_, standing["held"].get(id_, (None,))[0]


def promised(entry: Data, top: int) -> list[tuple[int, str]]:
    """Return each level that an entry promises, with its date as it is written."""
    steps = [(step["level"], step["by"]) for step in entry.get("steps", [])]
    return [*steps, (top, entry["by"])] if entry.get("by") else steps


def still_due(planned: Planned, subject: str) -> set[tuple[Any, ...]]:
    """Return what is promised and not reached: day, date, criterion, level, and level in force."""
    entries = planned.plans.get(subject, {})
    return {
        (kept_on(by), by, id_, due, level)
        for definition, id_, level in criteria_asked(planned.files, subject)
        if id_ in entries and level != "na"
        for due, by in promised(entries[id_], oracle.top_of(definition))
        if level is None or level < due
    }


def states(planned: Planned, subject: str, day: str) -> dict[str, dict[str, str]]:
    """Return, by questionnaire that applies, the state of each criterion that has one."""
    files, entries = planned.files, planned.plans.get(subject, {})
    late = {id_ for on, _, id_, _, _ in still_due(planned, subject) if on < day}
    found: dict[str, dict[str, str]] = {
        id_: {}
        for id_, each in oracle.standings(files, subject).items()
        if each["applies"] == "yes"
    }
    for definition, id_, level in criteria_asked(files, subject):
        top, entry = oracle.top_of(definition), entries.get(id_)
        if id_ in late:
            state = "overdue"
        elif level in (None, "na") or (level == top and entry is None):
            continue
        elif level == top:
            state = "done"
        elif entry is not None and entry.get("target_not_applicable"):
            state = "cannot-be-planned"
        else:
            state = "on-track" if entry is not None and entry.get("by") else "unplanned"
        found[definition["id"]][id_] = state
    return found
