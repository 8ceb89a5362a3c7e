"""Seals, as edits of an answers file; and what stands in the way of one (SPEC §3.6)."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import Enum, auto
from typing import assert_never

from convergence_cli.model.edit import Edit, Put, Remove, edits_between
from convergence_cli.model.workspace import AnswerSheet, Seal, SheetStatus
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Standing, Subject

_ORDER = ("format", "questionnaire", "version", "status", "seal", "answers")


class Obstacle(Enum):
    """Why a questionnaire cannot be validated."""

    NOT_ASKED = auto()
    """It does not apply."""
    NOT_KNOWN = auto()
    """Whether it applies waits for the profile."""
    UNANSWERED = auto()
    UNDETERMINED = auto()
    OBSOLETE = auto()
    TO_REVIEW = auto()
    """An answer in force that was not read since its criterion changed."""


@dataclass(frozen=True)
class Hindrance:
    """One obstacle to one seal."""

    standing: Standing
    obstacle: Obstacle
    holder: str
    """Whose answers are meant: a product's id; the empty text for the company."""
    ids: tuple[str, ...] = ()
    """The criteria meant."""
    questions: tuple[str, ...] = ()
    """The preliminary questions without an answer that leave it open."""


def hindrances(standing: Standing, subject: Subject) -> Iterator[Hindrance]:
    """Yield what stands in the way of a seal on a questionnaire, the rules of `check` apart."""
    match standing.applicability.applies:
        case Truth.NO:
            yield Hindrance(standing, Obstacle.NOT_ASKED, standing.holder)
        case Truth.UNDETERMINED:
            missing = subject.profile.missing(standing.questionnaire.applies_when)
            yield Hindrance(standing, Obstacle.NOT_KNOWN, standing.holder, questions=missing)
        case Truth.YES:
            yield from _open(standing, subject)
            if standing.obsolete:
                yield Hindrance(standing, Obstacle.OBSOLETE, standing.holder, standing.obsolete)
            yield from _to_review(standing)
        case _:
            assert_never(standing.applicability.applies)


def _open(standing: Standing, subject: Subject) -> Iterator[Hindrance]:
    applicability, held, holder = standing.applicability, standing.held, standing.holder
    unanswered = tuple(id_ for id_ in applicability.ids_that(Truth.YES) if id_ not in held)
    if unanswered:
        yield Hindrance(standing, Obstacle.UNANSWERED, holder, unanswered)
    waiting = applicability.criteria_that(Truth.UNDETERMINED)
    if waiting:
        ids = tuple(each.id for each in waiting)
        missing = subject.profile.missing(*(each.applies_when for each in waiting))
        yield Hindrance(standing, Obstacle.UNDETERMINED, holder, ids, missing)


def _to_review(standing: Standing) -> Iterator[Hindrance]:
    by_holder: dict[str, list[str]] = {}
    for id_, each in standing.held.items():
        if each.answer.review is not None:
            by_holder.setdefault(each.holder, []).append(id_)
    for holder, ids in by_holder.items():
        yield Hindrance(standing, Obstacle.TO_REVIEW, holder, tuple(ids))


def seal_edits(sheet: AnswerSheet, seal: Seal) -> tuple[Edit, ...]:
    """Return what makes answers validated under a seal; what says so already is left alone."""
    status = edits_between(sheet.status.value, SheetStatus.VALIDATED.value, ("status",))
    if sheet.seal is None:
        return (*status, Put(("seal",), asdict(seal), _ORDER))
    return (*status, *edits_between(asdict(sheet.seal), asdict(seal), ("seal",)))


def withdrawal_edits(sheet: AnswerSheet) -> tuple[Edit, ...]:
    """Return what makes answers a draft again, and takes their seal away."""
    status = edits_between(sheet.status.value, SheetStatus.DRAFT.value, ("status",))
    return status if sheet.seal is None else (*status, Remove(("seal",)))
