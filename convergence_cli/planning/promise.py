"""What an entry of a plan promises: the day by which each level will be reached (SPEC §3.4)."""

from typing import NamedTuple

from convergence_cli.model.day import last_day
from convergence_cli.model.workspace import PlanEntry


class Promise(NamedTuple):
    """A level that will be reached by a quarter or a day."""

    level: int
    by: str

    @property
    def day(self) -> str:
        """The ISO day by which it is kept: of a quarter, its last one."""
        return last_day(self.by)


def promises(entry: PlanEntry, target: int) -> tuple[Promise, ...]:
    """Return what an entry promises, in the order of its days, the higher level first."""
    found = [Promise(each.level, each.by) for each in entry.steps]
    if entry.by is not None:
        found.append(Promise(target, entry.by))
    return tuple(sorted(found, key=lambda each: (each.day, -each.level)))


def promised_on(entry: PlanEntry, target: int, day: str) -> int | None:
    """Return the highest level that an entry promises by an ISO day; none where there is none."""
    kept = [each.level for each in promises(entry, target) if each.day <= day]
    return max(kept, default=None)
