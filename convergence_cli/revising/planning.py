"""The edits of a plan that make one entry another."""

from collections.abc import Sequence
from typing import Any

from convergence_cli.model.edit import Edit, Put, Remove, Route, edits_between
from convergence_cli.model.workspace import PlanEntry

_KEYS = ("by", "steps", "target_not_applicable", "owner", "effort", "ticket", "comment")


def stored_entry(entry: PlanEntry) -> dict[str, Any]:
    """Return an entry as its file holds it; one that says nothing waits for its date."""
    written: dict[str, Any] = {
        "by": entry.by,
        "steps": [{"level": each.level, "by": each.by} for each in entry.steps],
        "target_not_applicable": entry.target_not_applicable,
        "owner": entry.owner,
        "effort": entry.effort,
        "ticket": entry.ticket,
        "comment": entry.comment,
    }
    return {key: value for key, value in written.items() if value} or {"by": None}


def entry_edits(
    criterion: str, before: PlanEntry | None, after: PlanEntry | None, order: Sequence[str]
) -> tuple[Edit, ...]:
    """Return the edits of a plan that make one entry another; none removes it.

    `order` are the criteria in the order of the definitions.
    """
    route: Route = ("plan", criterion)
    if before == after:
        return ()
    if after is None:
        return (Remove(route),)
    if before is None:
        return (Put(route, stored_entry(after), order),)
    return edits_between(stored_entry(before), stored_entry(after), route, _KEYS)
