"""Whether a seal was put on answers, or holds no more, and why."""

from collections.abc import Collection, Iterator, Mapping

from convergence_cli.model.workspace import Answer, SheetStatus
from convergence_cli.profiling.truth import Truth
from convergence_cli.reviewing.before import Past
from convergence_cli.reviewing.change import Cause, Change, ChangeKind
from convergence_cli.reviewing.state import State
from convergence_cli.scoring.standing import Standing


def seal_changes(
    before: State | None, past: Past, after: Standing, found: Collection[Change]
) -> Iterator[Change]:
    """Yield whether the answers to one questionnaire were validated, or are not any more.

    `found` are its other changes, from how it stood under the new definitions.
    """
    if after.applicability.applies is not Truth.YES:
        return
    had = before is not None and before.status is SheetStatus.VALIDATED
    has = after.status is SheetStatus.VALIDATED
    if had and not has:
        cause = _why_broken(past, after, found)
        yield Change(ChangeKind.SEAL_BROKEN, after.holder, after.questionnaire.id, cause=cause)
    elif has and not had:
        yield Change(ChangeKind.SEAL_ADDED, after.holder, after.questionnaire.id)


def _why_broken(past: Past, after: Standing, found: Collection[Change]) -> Cause:
    """Return what a seal broke by: the definition only where the answers are the very same."""
    under = past.subject.standings[after.questionnaire.id]
    is_unsound = past.redefinitions and under.status is not SheetStatus.VALIDATED
    if is_unsound and _sealed(under, under) == _sealed(after, under):
        return Cause.DEFINITION
    causes = {each.cause for each in found}
    if Cause.PROFILE in causes:
        return Cause.PROFILE
    return Cause.INHERITANCE if causes == {Cause.INHERITANCE} else Cause.ANSWER


def _sealed(standing: Standing, known: Standing) -> tuple[tuple[str, ...], Mapping[str, Answer]]:
    """Return what a seal covers; that an answer is to be read again is the definition's doing.

    Where no seal is known, neither are comments: a saved score holds none.
    """
    answers = {id_: each.answer._replace(review=None) for id_, each in standing.held.items()}
    if known.seal is None:
        answers = {id_: Answer(each.level, "", each.evidence) for id_, each in answers.items()}
    return standing.applicability.ids_that(Truth.YES), answers
