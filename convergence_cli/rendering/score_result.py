"""What `score` renders: scores of products and of the company, and what was refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from convergence_cli.language import Text
from convergence_cli.model.workspace import Workspace
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering.review_result import Compared
from convergence_cli.rendering.words import (
    FALLS_SHORT,
    FALLS_SHORT_WHOLLY,
    UNDER_MINIMUM,
    joined,
    mean_text,
    trimmed,
)
from convergence_cli.scoring.gate import Refusal, UnderMinimum
from convergence_cli.scoring.score import SubjectScore
from convergence_cli.scoring.standing import Judge, Subject


@dataclass(frozen=True)
class ScoreResult:
    """Everything that a reader of scores is told."""

    workspace: Workspace
    day: str
    products: Sequence[SubjectScore]
    company: SubjectScore | None
    """None where products were named: then only they are shown."""
    refusals: Sequence[Refusal]
    judge: Judge
    compared: Compared | None = None
    """What changed since another state, where one was named."""

    @property
    def subjects(self) -> tuple[SubjectScore, ...]:
        """The products, then the company."""
        return (*self.products, *(() if self.company is None else (self.company,)))

    @property
    def fails(self) -> bool:
        """Whether the gate refuses something, or something got worse."""
        return bool(self.refusals or (self.compared is not None and self.compared.regressions))


def undetermined_questionnaires(subject: Subject) -> dict[str, tuple[str, ...]]:
    """Return the questionnaires that may apply, and the questions that would decide it."""
    return {
        standing.questionnaire.id: subject.profile.missing(standing.questionnaire.applies_when)
        for standing in subject.standings_that(Truth.UNDETERMINED)
    }


def refusal_text(refusal: Refusal) -> Text:
    """Return why a product, or the company, is refused, in one sentence."""
    subject = refusal.subject.id or "company"
    if isinstance(refusal, UnderMinimum):
        return UNDER_MINIMUM.fill(
            subject=subject,
            questionnaire=refusal.questionnaire.id,
            mean=mean_text(refusal.mean, refusal.questionnaire.scale.top),
            minimum=trimmed(refusal.minimum),
        )
    if not refusal.criteria:
        return FALLS_SHORT_WHOLLY.fill(
            subject=subject,
            questionnaire=refusal.questionnaire.id,
            shortfall=refusal.shortfall.value,
        )
    return FALLS_SHORT.fill(
        subject=subject,
        questionnaire=refusal.questionnaire.id,
        shortfall=refusal.shortfall.value,
        criteria=joined(refusal.criteria),
    )
