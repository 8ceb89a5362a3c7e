"""What plans promise: the day by which each level will be reached (SPEC §3.4)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from convergence_cli.model.day import last_day
from convergence_cli.model.workspace import Plan, PlanEntry
from convergence_cli.profiling.truth import Truth
from convergence_cli.reviewing.change import Change, ChangeKind
from convergence_cli.reviewing.state import Footing, State


def plan_changes(
    before: Plan | None, after: Plan | None, states: Mapping[str, State], product: str
) -> Iterator[Change]:
    """Yield what is promised later, or not any more, and what is promised sooner.

    Only of criteria that still have the levels in question before them: what was reached, or is
    not asked any more, needs no plan.
    """
    ones = {} if before is None else before.entries
    others = {} if after is None else after.entries
    if ones == others:
        return
    for state in states.values():
        for criterion, footing in state.footings.items():
            was, now = ones.get(criterion), others.get(criterion)
            if was != now and footing.applies is Truth.YES:
                found = _changed(was, now, _levels_ahead(footing, state.top))
                if found is not None:
                    yield replace(
                        found,
                        product=product,
                        questionnaire=state.questionnaire,
                        criterion=criterion,
                    )


def _levels_ahead(footing: Footing, top: int) -> range:
    if footing.level is not None and footing.counts is None:
        return range(0)
    return range((footing.counts or 0) + 1, top + 1)


def _changed(was: PlanEntry | None, now: PlanEntry | None, levels: range) -> Change | None:
    """Return whether any level comes later, or else sooner, with its dates in both plans."""
    sooner: Change | None = None
    # The target first: its date is what a reader looks for.
    for level in reversed(levels):
        one, other = _promised(was, level), _promised(now, level)
        if one is not None and (other is None or last_day(other) > last_day(one)):
            return Change(ChangeKind.PLAN_DELAYED, before=one, after=other)
        is_sooner = other is not None and (one is None or last_day(other) < last_day(one))
        if is_sooner and sooner is None:
            sooner = Change(ChangeKind.PLAN_ADVANCED, before=one, after=other)
    return sooner


def _promised(entry: PlanEntry | None, level: int) -> str | None:
    """Return the first date at which a plan has reached a level; none where it never does."""
    if entry is None:
        return None
    dates = [each.by for each in entry.steps if each.level >= level]
    if entry.by is not None:
        dates.append(entry.by)
    return min(dates, key=last_day, default=None)
