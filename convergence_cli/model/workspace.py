"""What a vendor declares: the company, its products, and their answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from convergence_cli.language import Language
from convergence_cli.model.condition import Value
from convergence_cli.model.questionnaire import Definition, Preliminary, Questionnaire, Scope

if TYPE_CHECKING:
    # Rules speak of what a workspace declares: to Python, this one reads the other.
    from convergence_cli.model.rules import RuleSet


class NotApplicable(Enum):
    """The one value of an answer that is no level."""

    NA = "na"

    # An enum hashes its name, in Python; levels are compared by the hundred thousand.
    __hash__ = object.__hash__


NA: Literal[NotApplicable.NA] = NotApplicable.NA
Level = int | NotApplicable


def level_text(level: Level) -> str:
    """Return a level as a file writes it: a number, or na."""
    return level.value if isinstance(level, NotApplicable) else str(level)


class ProductKind(StrEnum):
    """Whether a product is sold on its own (socle) or needs another."""

    BASE = "base"
    OPTION = "option"


class ProductStatus(StrEnum):
    """Products are archived, never deleted (F011)."""

    ACTIVE = "active"
    ARCHIVED = "archived"


class Deployment(StrEnum):
    """How far a product is deployed; a mere project is out of scope (F012)."""

    PRODUCTION = "production"
    EXPERIMENT = "experiment"
    IMMINENT = "imminent"
    PROJECT = "project"


class Device(StrEnum):
    """What a product runs on, for the portal's nomenclature (F012)."""

    MOBILE = "mobile"
    WEBSITE = "website"
    DESKTOP = "desktop"


class SheetStatus(StrEnum):
    """The state of one questionnaire of one product (F013)."""

    DRAFT = "draft"
    VALIDATED = "validated"


class Shortfall(StrEnum):
    """What a gate, or the caller, can ask to fail on besides a minimum."""

    UNDER_EXPECTED = "under-expected"
    UNDER_TARGET = "under-target"
    UNANSWERED = "unanswered"
    UNDETERMINED = "undetermined"
    DRAFT = "draft"
    """A questionnaire that nobody validated, or whose seal is broken."""
    OVERDUE = "overdue"
    """A day of the convergence plan has passed, and its level is not reached."""


class Evidence(NamedTuple):
    """What proves an answer: an address, or a file of the repository."""

    title: str
    url: str | None = None
    path: str | None = None
    issued_on: str | None = None
    expires_on: str | None = None


class Answer(NamedTuple):
    """The answer to one criterion; a tuple, since a workspace holds a hundred thousand of them."""

    level: Level
    comment: str = ""
    evidence: tuple[Evidence, ...] = ()
    approved_by: str | None = None
    until: str | None = None
    """For `na`: the ISO day after which the question is open again."""
    review: str | None = None
    """The version whose change of meaning the answer was not read against yet; it counts."""


BARE = ((), None, None, None)
"""What an answer holds beside its level and its comment, where it holds nothing."""


@dataclass(frozen=True)
class Seal:
    """Who validated a questionnaire, when, and over which content."""

    by: str
    on: str
    digest: str


@dataclass(frozen=True)
class AnswerSheet:
    """One answers file: one questionnaire of one product, or of the company."""

    questionnaire: str
    version: str
    status: SheetStatus
    answers: Mapping[str, Answer]
    """By criterion id."""
    seal: Seal | None = None
    path: str = ""

    @cached_property
    def documented(self) -> tuple[str, ...]:
        """The criteria whose answer says more than a level and a comment, in the file's order."""
        return tuple(
            [
                id_
                for id_, answer in self.answers.items()
                if answer.evidence
                or answer.approved_by is not None
                or answer.until is not None
                or answer.review is not None
            ]
        )


@dataclass(frozen=True)
class Certification:
    """A certificate that a product holds."""

    title: str
    reference: str | None = None
    issued_on: str | None = None
    expires_on: str | None = None


class PlanStep(NamedTuple):
    """A level to be reached on the way."""

    level: int
    by: str


class PlanEntry(NamedTuple):
    """When a criterion reaches its target, or why it cannot be planned; a tuple, as answers are."""

    by: str | None = None
    steps: tuple[PlanStep, ...] = ()
    owner: str | None = None
    effort: str | None = None
    ticket: str | None = None
    target_not_applicable: bool = False
    comment: str = ""


@dataclass(frozen=True)
class Plan:
    """A convergence plan: entries by criterion id."""

    entries: Mapping[str, PlanEntry]
    path: str


@dataclass(frozen=True)
class Product:
    """The declaration and the profile of one product, as its own files give them."""

    id: str
    name: str
    kind: ProductKind = ProductKind.BASE
    status: ProductStatus = ProductStatus.ACTIVE
    deployment: Deployment = Deployment.PRODUCTION
    versions: tuple[str, ...] = ()
    profile: Mapping[str, Value | None] = field(default_factory=dict)
    sheets: Mapping[str, AnswerSheet] = field(default_factory=dict)
    """By questionnaire id."""
    plan: Plan | None = None
    os: str | None = None
    device: Device | None = None
    requires: tuple[str, ...] = ()
    extends: str | None = None
    archived_on: str | None = None
    archived_because: str | None = None
    description: str | None = None
    purpose: str | None = None
    certifications: tuple[Certification, ...] = ()
    manager: str | None = None
    path: str = ""

    @property
    def is_archived(self) -> bool:
        """Whether it stays out of every mean and table unless asked for."""
        return self.status is ProductStatus.ARCHIVED


@dataclass(frozen=True)
class Member:
    """A person of the company with a role and rights."""

    id: str
    name: str
    email: str
    role: str
    rights: tuple[str, ...] = ()
    products: tuple[str, ...] | Literal["all"] = ()


@dataclass(frozen=True)
class Gate:
    """What `score` and `check` fail on without being told."""

    minimum: Mapping[str, Fraction] = field(default_factory=dict)
    """The lowest mean allowed, by questionnaire id."""
    fail_on: tuple[Shortfall, ...] = ()


@dataclass(frozen=True)
class Company:
    """The vendor, and what it answers once for all products."""

    name: str
    siren: str | None = None
    profile: Mapping[str, Value | None] = field(default_factory=dict)
    sheets: Mapping[str, AnswerSheet] = field(default_factory=dict)
    plan: Plan | None = None


@dataclass(frozen=True)
class Workspace:
    """Everything that the files of a workspace say."""

    company: Company
    language: Language = Language.FR
    members: tuple[Member, ...] = ()
    gate: Gate = field(default_factory=Gate)
    preliminaries: Mapping[Scope, Preliminary] = field(default_factory=dict)
    questionnaires: Mapping[str, Questionnaire] = field(default_factory=dict)
    """By id, in the order of their ids."""
    products: Mapping[str, Product] = field(default_factory=dict)
    """By id, in the order of their ids."""
    rule_sets: Mapping[str, "RuleSet"] = field(default_factory=dict)
    """By id, in the order of their ids."""

    @cached_property
    def definitions(self) -> Mapping[str, Definition]:
        """Every definition that has answers, the preliminary ones first, by id."""
        preliminaries = {each.id: each for each in self.preliminaries.values()}
        return {**preliminaries, **self.questionnaires}

    @cached_property
    def questionnaire_by_criterion(self) -> Mapping[str, Questionnaire]:
        """The questionnaire of each criterion, by the criterion's id."""
        questionnaires = self.questionnaires.values()
        return {id_: each for each in questionnaires for id_ in each.criterion_by_id}

    def questionnaires_of(self, scope: Scope) -> tuple[Questionnaire, ...]:
        """Return the questionnaires that a product, or the company, may have to answer."""
        return tuple(each for each in self.questionnaires.values() if each.scope is scope)
