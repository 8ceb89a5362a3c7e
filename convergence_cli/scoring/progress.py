"""What remains to do, for each questionnaire of a product or of the company."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from convergence_cli.model.workspace import Seal, SheetStatus
from convergence_cli.profiling.engine import Profile
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.score import Tally, questionnaire_score
from convergence_cli.scoring.standing import Standing, Subject

Missing = tuple[str, ...]
"""Ids of preliminary questions that wait for an answer."""


class SheetState(StrEnum):
    """How far the answers of one questionnaire have come; its value is the word of JSON."""

    NO_FILE = "no-file"
    DRAFT = "draft"
    SEAL_BROKEN = "seal-broken"
    """Validated once; what was validated has changed since, so it counts as a draft."""
    VALIDATED = "validated"


@dataclass(frozen=True)
class QuestionnaireProgress:
    """One questionnaire that applies, and what of it remains to do."""

    standing: Standing
    profile: Profile
    tally: Tally
    """The very counts of the score."""

    @property
    def state(self) -> SheetState:
        """How far the answers have come."""
        sheet = self.standing.sheet
        if sheet is None:
            return SheetState.NO_FILE
        if self.standing.status is SheetStatus.VALIDATED:
            return SheetState.VALIDATED
        was_validated = sheet.status is SheetStatus.VALIDATED and sheet.seal is not None
        return SheetState.SEAL_BROKEN if was_validated else SheetState.DRAFT

    @property
    def seal(self) -> Seal | None:
        """Who validated it and when, where the seal is in force or was broken."""
        has_one = self.state in (SheetState.VALIDATED, SheetState.SEAL_BROKEN)
        return self.standing.sheet.seal if has_one and self.standing.sheet is not None else None

    @cached_property
    def unanswered(self) -> tuple[str, ...]:
        """The criteria that apply and have no answer, in the order of the questionnaire."""
        held = self.standing.held
        return tuple(
            id_ for id_ in self.standing.applicability.ids_that(Truth.YES) if id_ not in held
        )

    @cached_property
    def undetermined(self) -> Mapping[str, Missing]:
        """The criteria that may apply, each with the questions that would decide it."""
        if not self.tally.undetermined:
            return {}
        criteria = self.standing.applicability.criteria_that(Truth.UNDETERMINED)
        return {each.id: self.profile.missing(each.applies_when) for each in criteria}

    @property
    def obsolete(self) -> tuple[str, ...]:
        """The criteria answered here that are asked no more, in the file's order."""
        return self.standing.obsolete

    @cached_property
    def to_review(self) -> tuple[str, ...]:
        """The own answers in force that were not read against a new definition, in file order."""
        sheet = self.standing.sheet
        if sheet is None:
            return ()
        applies = self.standing.applicability.criteria
        return tuple(
            id_
            for id_ in sheet.documented
            if sheet.answers[id_].review is not None and applies.get(id_) is Truth.YES
        )


@dataclass(frozen=True)
class SubjectProgress:
    """What remains to do for one product, or for the company."""

    subject: Subject
    questionnaires: tuple[QuestionnaireProgress, ...]
    """Those that apply, by id."""

    @property
    def undetermined(self) -> Mapping[str, Missing]:
        """The questionnaires that may apply, each with the questions that would decide it."""
        profile = self.subject.profile
        return {
            each.questionnaire.id: profile.missing(each.questionnaire.applies_when)
            for each in self.subject.standings_that(Truth.UNDETERMINED)
        }

    @property
    def obsolete_files(self) -> tuple[Standing, ...]:
        """The questionnaires that do not apply and have an answers file."""
        outside = self.subject.standings_that(Truth.NO)
        return tuple(each for each in outside if each.sheet is not None)


def progress_of(subject: Subject, day: str) -> SubjectProgress:
    """Return what remains to do for a product, or for the company, as of an ISO day."""
    return SubjectProgress(subject, tuple(_questionnaires(subject, day)))


def _questionnaires(subject: Subject, day: str) -> Iterator[QuestionnaireProgress]:
    for standing in subject.standings_that(Truth.YES):
        tally = questionnaire_score(standing, day).tally
        yield QuestionnaireProgress(standing, subject.profile, tally)
