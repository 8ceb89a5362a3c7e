"""One product, or the company, in two states."""

from dataclasses import dataclass, replace

from convergence_cli.profiling.truth import Truth
from convergence_cli.reviewing.answers import answer_changes
from convergence_cli.reviewing.before import Past
from convergence_cli.reviewing.change import Change
from convergence_cli.reviewing.movement import Movement, Step, steps_of
from convergence_cli.reviewing.profiles import ProfileChanges
from convergence_cli.reviewing.promises import plan_changes
from convergence_cli.reviewing.seals import seal_changes
from convergence_cli.reviewing.state import State, states_of
from convergence_cli.scoring.standing import Subject


@dataclass(frozen=True)
class SubjectReview:
    """What changed for one product, or for the company."""

    changes: tuple[Change, ...]
    movements: tuple[Movement, ...] = ()

    def with_changes(self, *changes: Change) -> "SubjectReview":
        """Return the review with other changes in front."""
        return replace(self, changes=(*changes, *self.changes))


@dataclass(frozen=True)
class Path:
    """One questionnaire on its way: as it was, under the new definitions, as it is."""

    before: State | None
    under: State | None
    after: State | None


def review_of(past: Past, after: Subject, day: str) -> SubjectReview:
    """Return what changed until after, as of an ISO day."""
    now = states_of(after, day)
    changes: list[Change] = []
    movements: list[Movement] = []
    profiles = ProfileChanges(past.subject, after)
    for id_ in sorted({*past.was, *past.under, *now}):
        path = Path(past.was.get(id_), past.under.get(id_), now.get(id_))
        standing = after.standings.get(id_)
        found: list[Change] = []
        if standing is not None:
            found += profiles.of(standing.questionnaire)
        if path.under is not None and path.after is not None:
            found += answer_changes(path.under, path.after, after.id)
        steps = steps_of(path.before, path.under, path.after, found)
        if _has_moved(path, steps) and _counts(after):
            movements.append(Movement(after.id, id_, path.before, path.after, steps))
        changes += found
        if standing is not None and path.after is not None:
            changes += seal_changes(path.before, past, standing, found)
    changes += plan_changes(past.subject.plan, after.plan, now, after.id)
    return SubjectReview(tuple(changes), tuple(movements))


def _has_moved(path: Path, steps: tuple[Step, ...]) -> bool:
    return bool(steps) or _bounds(path.before) != _bounds(path.after)


def _bounds(state: State | None) -> tuple[object, ...] | None:
    if state is None or state.applies is not Truth.YES:
        return None
    tally = state.tally
    return tally.mean, tally.lowest, tally.highest(state.top)


def _counts(subject: Subject) -> bool:
    """Whether a subject is in any mean: archived products are in none."""
    return subject.product is None or not subject.product.is_archived
