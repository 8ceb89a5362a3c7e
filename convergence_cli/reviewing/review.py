"""Two states of a workspace, compared criterion by criterion (SPEC §3.5)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from convergence_cli.model.workspace import Workspace
from convergence_cli.reviewing.before import Before
from convergence_cli.reviewing.change import Bearing, Change, ChangeKind
from convergence_cli.reviewing.definitions import Redefinition
from convergence_cli.reviewing.gates import gate_changes
from convergence_cli.reviewing.movement import Movement
from convergence_cli.reviewing.products import added, deleted, moved
from convergence_cli.reviewing.subjects import SubjectReview, review_of
from convergence_cli.scoring.standing import Judge

_KINDS = tuple(ChangeKind)


@dataclass(frozen=True)
class Review:
    """Everything that changed between two states."""

    before: Workspace
    after: Workspace
    changes: tuple[Change, ...]
    """By product, the company after them, the definitions last; of one product the worst first."""
    movements: tuple[Movement, ...]
    """Of active products and of the company, where a mean or its bounds moved."""
    redefinitions: tuple[Redefinition, ...]

    def regressions(self, failing: Collection[Bearing]) -> tuple[Change, ...]:
        """Return the changes of some bearings: `USUAL`, or `STRICT`."""
        return tuple(each for each in self.changes if each.bearing in failing)


def review(
    before: Before, judge: Judge, day: str, products: Collection[str] | None = None
) -> Review:
    """Return what changed until the workspace of a judge, as of an ISO day.

    Where products are named, of those alone.
    """
    after = judge.workspace
    found = [*_reviews(before, judge, day, products)]
    changes = [change for each in found for change in _worst_first(each)]
    changes += gate_changes(before.workspace, after)
    changes += [each.change for each in before.redefinitions]
    return Review(
        before.workspace,
        after,
        tuple(changes),
        tuple(movement for each in found for movement in each.movements),
        before.redefinitions,
    )


def _reviews(
    before: Before, judge: Judge, day: str, products: Collection[str] | None
) -> Iterator[SubjectReview]:
    ones, others = before.workspace.products, judge.workspace.products
    for id_ in sorted({*ones, *others} if products is None else {*products}):
        if id_ not in ones:
            # A saved score says nothing of archived products, unless it was asked to.
            if not (before.recorded and others[id_].is_archived):
                yield SubjectReview((added(others[id_]),))
        elif id_ not in others:
            yield SubjectReview((deleted(ones[id_], ones, others),))
        elif not before.shares(id_, others):
            past, product = before.product(id_, day), judge.product(id_)
            found = review_of(past, product, day)
            yield found.with_changes(*moved(ones[id_], others[id_]))
    if products is None:
        yield review_of(before.company(day), judge.company(), day)


def _worst_first(found: SubjectReview) -> list[Change]:
    return sorted(found.changes, key=lambda each: _KINDS.index(each.kind))
