"""One change between two states of a workspace: its kind, what it bears on, and its cause."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple, assert_never

from convergence_cli.model.condition import Value
from convergence_cli.model.workspace import Evidence, Level


class ChangeKind(StrEnum):
    """What can change (SPEC §3.5); its value is the word of JSON, worst first."""

    PRODUCT_DELETED = "product-deleted"
    LEVEL_LOWERED = "level-lowered"
    ANSWER_REMOVED = "answer-removed"
    EVIDENCE_REMOVED = "evidence-removed"
    BECAME_NA = "became-na"
    LEFT_PROFILE = "left-profile"
    SEAL_BROKEN = "seal-broken"
    PLAN_DELAYED = "plan-delayed"
    PRODUCT_ARCHIVED = "product-archived"
    GATE_LOOSENED = "gate-loosened"
    """A minimum of convergence.yaml went down, or something is refused no more."""
    DEFINITION_CHANGED = "definition-changed"
    LEVEL_RAISED = "level-raised"
    ANSWER_ADDED = "answer-added"
    LEFT_NA = "left-na"
    JOINED_PROFILE = "joined-profile"
    EVIDENCE_ADDED = "evidence-added"
    SEAL_ADDED = "seal-added"
    PLAN_ADVANCED = "plan-advanced"
    PRODUCT_ADDED = "product-added"
    PRODUCT_RESTORED = "product-restored"
    """An archived product counts again."""


class Bearing(StrEnum):
    """What a change means for a product."""

    WORSE = "worse"
    """A regression."""
    DOUBTFUL = "doubtful"
    """It may be right; a regression for those who are strict."""
    APART = "apart"
    """The answers are the same: nobody made anything worse."""
    BETTER = "better"


class Cause(StrEnum):
    """What moves a mean, in the order in which a movement is divided."""

    DEFINITION = "definition"
    PROFILE = "profile"
    INHERITANCE = "inheritance"
    """What the product that this one extends gives."""
    NOT_APPLICABLE = "na"
    ANSWER = "answer"


class AnsweredOtherwise(NamedTuple):
    """A preliminary question and its answer in both states; none where it has none that counts."""

    question: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True)
class Change:
    """One change of a product, of the company, or of what they are judged by."""

    kind: ChangeKind
    product: str = ""
    """A product's id; the empty text for the company."""
    questionnaire: str = ""
    criterion: str = ""
    before: Level | Fraction | str | None = None
    """A level; of a plan its date, of a definition its version, of a gate its minimum or what it
    fails on; `undetermined` where nobody knew whether the criterion applies.
    """
    after: Level | Fraction | str | None = None
    cause: Cause | None = None
    because: tuple[AnsweredOtherwise, ...] = ()
    """For a profile: the preliminary answers that did it."""
    giver: str = ""
    """The product whose answer counts, or counted, where that is another one."""
    evidence: tuple[Evidence, ...] = ()
    """What was removed, or added."""
    comment: str = ""
    """Of an answer that became `na`: the reason that it gives."""
    successor: str = ""
    """Of a product that is gone: another one that looks like it."""

    @property
    def bearing(self) -> Bearing:
        """What the change means; a seal that only a definition broke says nothing of answers."""
        if self.kind is ChangeKind.SEAL_BROKEN and self.cause is Cause.DEFINITION:
            return Bearing.APART
        return bearing_of(self.kind)


def bearing_of(kind: ChangeKind) -> Bearing:
    """Return what changes of a kind mean (SPEC §3.5)."""
    match kind:
        case (
            ChangeKind.LEVEL_LOWERED
            | ChangeKind.ANSWER_REMOVED
            | ChangeKind.EVIDENCE_REMOVED
            | ChangeKind.PRODUCT_DELETED
        ):
            return Bearing.WORSE
        case (
            ChangeKind.BECAME_NA
            | ChangeKind.LEFT_PROFILE
            | ChangeKind.SEAL_BROKEN
            | ChangeKind.PLAN_DELAYED
            | ChangeKind.PRODUCT_ARCHIVED
            | ChangeKind.GATE_LOOSENED
        ):
            return Bearing.DOUBTFUL
        case ChangeKind.DEFINITION_CHANGED:
            return Bearing.APART
        case (
            ChangeKind.LEVEL_RAISED
            | ChangeKind.ANSWER_ADDED
            | ChangeKind.LEFT_NA
            | ChangeKind.JOINED_PROFILE
            | ChangeKind.EVIDENCE_ADDED
            | ChangeKind.SEAL_ADDED
            | ChangeKind.PLAN_ADVANCED
            | ChangeKind.PRODUCT_ADDED
            | ChangeKind.PRODUCT_RESTORED
        ):
            return Bearing.BETTER
        case _:
            assert_never(kind)


USUAL = frozenset({Bearing.WORSE})
"""What is a regression without being told."""
STRICT = frozenset({Bearing.WORSE, Bearing.DOUBTFUL})
"""What is a regression under --strict."""
