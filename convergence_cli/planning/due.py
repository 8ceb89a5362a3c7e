"""What a plan still has to keep: each level that it promises and that is not reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from convergence_cli.model.workspace import NA, PlanEntry
from convergence_cli.planning.promise import promises
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Standing, Subject


class DueKind(StrEnum):
    """What falls due of a plan; its value is the word of JSON."""

    STEP = "step"
    TARGET = "target"


@dataclass(frozen=True)
class Due:
    """A level that a plan promises by a day, and that is not reached yet."""

    on: str
    """The last ISO day on which the promise is kept."""
    by: str
    """The quarter or the day, as the plan says it."""
    kind: DueKind
    holder: str
    """Whose plan it is: a product's id, or the empty text for the company."""
    questionnaire: str
    criterion: str
    level: int
    """The one that is promised."""
    found: int | None
    """The one in force; none without an answer."""
    entry: PlanEntry

    def is_past(self, day: str) -> bool:
        """Return whether it is overdue on an ISO day."""
        return self.on < day


def due(subject: Subject) -> tuple[Due, ...]:
    """Return what the plan of a product, or of the company, has still to keep, in date order.

    An answer `na` is due nothing; a criterion without an answer has reached no level.
    """
    found = (each for one in subject.standings_that(Truth.YES) for each in _due(one, subject))
    return tuple(sorted(found, key=lambda each: (each.on, each.questionnaire)))


def _due(standing: Standing, subject: Subject) -> Iterator[Due]:
    entries = {} if subject.plan is None else subject.plan.entries
    target = standing.questionnaire.scale.top
    for id_ in standing.applicability.ids_that(Truth.YES) if entries else ():
        held, entry = standing.held.get(id_), entries.get(id_)
        level = None if held is None else held.answer.level
        if entry is None or level is NA:
            continue
        for promise in promises(entry, target):
            if level is None or promise.level > level:
                yield Due(
                    promise.day,
                    promise.by,
                    DueKind.TARGET if promise.level >= target else DueKind.STEP,
                    subject.id,
                    standing.questionnaire.id,
                    id_,
                    promise.level,
                    level,
                    entry,
                )
