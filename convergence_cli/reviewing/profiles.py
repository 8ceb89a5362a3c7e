"""What left and what joined the profile of a product, and the preliminary answers that did it."""

from collections.abc import Iterator

from convergence_cli.model.condition import Value
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.model.workspace import Level
from convergence_cli.profiling.causes import Causes
from convergence_cli.profiling.engine import Profile
from convergence_cli.profiling.truth import Truth
from convergence_cli.reviewing.change import AnsweredOtherwise, Cause, Change, ChangeKind
from convergence_cli.scoring.standing import Standing, Subject

_DEGREES = (Truth.NO, Truth.UNDETERMINED, Truth.YES)


class ProfileChanges:
    """Says what two profiles under the same definitions apply differently."""

    def __init__(self, before: Subject, after: Subject) -> None:
        self._before = before
        self._after = after
        self._causes = Causes(before.profile, after.profile)

    def of(self, questionnaire: Questionnaire) -> Iterator[Change]:
        """Yield a change for each criterion of a questionnaire that left or joined."""
        before = self._before.standings[questionnaire.id]
        after = self._after.standings[questionnaire.id]
        applied, applies = before.applicability.criteria, after.applicability.criteria
        for criterion in questionnaire.criteria:
            was, now = applied[criterion.id], applies[criterion.id]
            if was is now:
                continue
            # What nobody knows any more has left; what may apply from now on has joined.
            is_gone = _DEGREES.index(now) < _DEGREES.index(was)
            kind = ChangeKind.LEFT_PROFILE if is_gone else ChangeKind.JOINED_PROFILE
            yield Change(
                kind,
                self._after.id,
                questionnaire.id,
                criterion.id,
                _shown(before, criterion.id),
                _shown(after, criterion.id),
                Cause.PROFILE,
                self._because(questionnaire, criterion.id),
            )

    def _because(
        self, questionnaire: Questionnaire, criterion: str
    ) -> tuple[AnsweredOtherwise, ...]:
        condition = questionnaire.criterion_by_id[criterion].applies_when
        return tuple(
            AnsweredOtherwise(
                id_, _read(self._before.profile, id_), _read(self._after.profile, id_)
            )
            for id_ in self._causes.of(questionnaire.applies_when, condition)
        )


def _shown(standing: Standing, criterion: str) -> Level | str | None:
    """Return the level of a criterion that applies, or that nobody knows whether it does."""
    if standing.applicability.criteria[criterion] is Truth.UNDETERMINED:
        return Truth.UNDETERMINED.value
    held = standing.held.get(criterion)
    return None if held is None else held.answer.level


def _read(profile: Profile, question: str) -> Value | None:
    """Return the answer that conditions see."""
    state = profile.states[question]
    return state.value if state.applies is Truth.YES else None
