"""Promises of a convergence plan whose day has passed (SPEC §3.4)."""

from convergence_cli.model.day import last_day
from convergence_cli.model.workspace import NotApplicable, Plan, PlanEntry
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Standing


def overdue(standing: Standing, plan: Plan | None, day: str) -> tuple[str, ...]:
    """Return the ids of the criteria that should have reached a level before an ISO day, in order.

    An answer `na` is due nothing; one that is missing has reached no level.
    """
    entries = {} if plan is None else plan.entries
    return tuple(
        id_
        for id_ in standing.applicability.ids_that(Truth.YES)
        if id_ in entries and _is_overdue(standing, id_, entries[id_], day)
    )


def _is_overdue(standing: Standing, id_: str, entry: PlanEntry, day: str) -> bool:
    promised = [(each.level, each.by) for each in entry.steps]
    if entry.by is not None:
        promised.append((standing.questionnaire.scale.top, entry.by))
    # Most days are to come, whatever the level is.
    past = [due for due, by in promised if last_day(by) < day]
    if not past:
        return False
    held = standing.held.get(id_)
    level = -1 if held is None else held.answer.level
    return not isinstance(level, NotApplicable) and level < max(past)
