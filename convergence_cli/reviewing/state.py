"""How a questionnaire stands for a product in one state: what two states are compared by."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from convergence_cli.model.workspace import Evidence, Level, SheetStatus
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.score import Tally, questionnaire_score
from convergence_cli.scoring.standing import Standing, Subject


class Footing(NamedTuple):
    """How one criterion that applies, or may apply, stands."""

    applies: Truth
    level: Level | None = None
    """None where it is unanswered, or not known to apply."""
    evidence: tuple[Evidence, ...] = ()
    holder: str = ""
    """Who gives the answer: a product's id, or the empty text for the company."""
    comment: str = ""

    @property
    def counts(self) -> int | None:
        """What it adds to the sum of levels; None where no mean counts it."""
        return self.level if isinstance(self.level, int) else None


OUTSIDE = Footing(Truth.NO)
"""How a criterion stands that does not apply, or does not exist."""


@dataclass(frozen=True)
class State:
    """One questionnaire of one product, or of the company, in one state."""

    questionnaire: str
    version: str
    top: int
    applies: Truth
    status: SheetStatus
    footings: Mapping[str, Footing]
    """By criterion id, in the order of the definition; those that do not apply are left out."""
    tally: Tally
    axes: Mapping[str, Tally]
    """By the id of each axis that a radar shows."""

    def footing(self, criterion: str) -> Footing:
        """Return how a criterion stands."""
        return self.footings.get(criterion, OUTSIDE)

    def known_as(self, ids: Mapping[str, str]) -> "State":
        """Return the same with other ids of some criteria."""
        if self.footings.keys().isdisjoint(ids):
            return self
        return replace(self, footings={ids.get(id_, id_): f for id_, f in self.footings.items()})


States = Mapping[str, State]
"""By questionnaire id: those that apply, or may."""


def states_of(subject: Subject, day: str) -> States:
    """Return how a product, or the company, stands as of an ISO day."""
    return {
        id_: state_of(standing, day)
        for id_, standing in subject.standings.items()
        if standing.applicability.applies is not Truth.NO
    }


def state_of(standing: Standing, day: str) -> State:
    """Return how one questionnaire stands as of an ISO day."""
    score = questionnaire_score(standing, day)
    return State(
        standing.questionnaire.id,
        standing.questionnaire.version,
        score.top,
        standing.applicability.applies,
        standing.status,
        footings_of(standing),
        score.tally,
        {each.axis.id: each.tally for each in score.axes},
    )


def footings_of(standing: Standing) -> dict[str, Footing]:
    """Return how each criterion stands that applies, or may apply."""
    return {
        id_: _footing(id_, truth, standing)
        for id_, truth in standing.applicability.criteria.items()
        if truth is not Truth.NO
    }


def _footing(id_: str, truth: Truth, standing: Standing) -> Footing:
    held = standing.held.get(id_)
    if held is None:
        return Footing(truth)
    answer = held.answer
    return Footing(truth, answer.level, answer.evidence, held.holder, answer.comment)
