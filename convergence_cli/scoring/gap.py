"""How far each answer is from the target and from what is expected (SPEC §3.3, F005)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from convergence_cli.model.questionnaire import Criterion
from convergence_cli.model.workspace import NotApplicable
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Held, Standing


class GapState(StrEnum):
    """The three states of an answer, never confused."""

    UNDER_EXPECTED = "under-expected"
    UNDER_TARGET = "under-target"
    """At or above what is expected, under the target: the duty to plan remains."""
    AT_TARGET = "at-target"


@dataclass(frozen=True)
class Gap:
    """One answered criterion against its target."""

    criterion: Criterion
    held: Held
    level: int
    expected: int
    target: int

    @property
    def gap(self) -> int:
        """How many levels are missing to the target."""
        return self.target - self.level

    @property
    def expected_gap(self) -> int:
        """How many levels are missing to what is expected; 0 where none is."""
        return max(0, self.expected - self.level)

    @property
    def state(self) -> GapState:
        """Where the answer stands."""
        if self.level == self.target:
            return GapState.AT_TARGET
        return GapState.UNDER_EXPECTED if self.expected_gap else GapState.UNDER_TARGET


@dataclass(frozen=True)
class QuestionnaireGap:
    """The gaps of one questionnaire, and what could not be judged."""

    standing: Standing
    gaps: tuple[Gap, ...]
    """Every answer with a level, in the order of the questionnaire."""
    unanswered: tuple[Criterion, ...]
    undetermined: tuple[Criterion, ...]

    def gaps_that(self, state: GapState) -> tuple[Gap, ...]:
        """Return the answers in one state."""
        return tuple(gap for gap in self.gaps if gap.state is state)


def questionnaire_gap(standing: Standing, day: str) -> QuestionnaireGap:
    """Return the gaps of one questionnaire as of an ISO day."""
    applicability = standing.applicability
    return QuestionnaireGap(
        standing,
        tuple(_gaps(standing, day)),
        tuple(
            criterion
            for criterion in applicability.criteria_that(Truth.YES)
            if criterion.id not in standing.held
        ),
        applicability.criteria_that(Truth.UNDETERMINED),
    )


def _gaps(standing: Standing, day: str) -> Iterator[Gap]:
    target = standing.questionnaire.scale.top
    for criterion in standing.applicability.criteria_that(Truth.YES):
        held = standing.held.get(criterion.id)
        if held is not None and not isinstance(held.answer.level, NotApplicable):
            level = held.answer.level
            yield Gap(criterion, held, level, criterion.expected_on(day), target)
