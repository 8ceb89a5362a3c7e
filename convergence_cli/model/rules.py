"""Consistency rules: what some answers imply of others, as data (SPEC §3.7)."""

from dataclasses import dataclass
from enum import StrEnum

from convergence_cli.language import Text
from convergence_cli.model.condition import Condition
from convergence_cli.model.questionnaire import Option, Question, QuestionType, Scope
from convergence_cli.model.workspace import Deployment, Device, ProductKind, ProductStatus


class Weight(StrEnum):
    """What it means that a rule does not hold."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class AtLeast:
    """A criterion has this level or a higher one; `na` contradicts, no answer does not."""

    criterion: str
    level: int


@dataclass(frozen=True)
class IsNotApplicable:
    """A criterion is answered `na`, or stands outside the profile."""

    criterion: str


@dataclass(frozen=True)
class HasLevel:
    """A criterion is not answered `na`; any level will do."""

    criterion: str


@dataclass(frozen=True)
class ProfileHolds:
    """A condition on the profile is not false."""

    condition: Condition


@dataclass(frozen=True)
class CertificateInForce:
    """A certification whose title holds one of some words is there, and not expired."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class CertificateTerm:
    """No certification whose title holds one of some words runs for longer than some years."""

    name: str
    words: tuple[str, ...]
    max_years: int


OfCriterion = AtLeast | IsNotApplicable | HasLevel
OfCertificate = CertificateInForce | CertificateTerm
Requirement = OfCriterion | ProfileHolds | OfCertificate


@dataclass(frozen=True)
class ConsistencyRule:
    """What a profile that fulfils a condition implies."""

    id: str
    scope: Scope
    when: Condition
    requires: tuple[Requirement, ...]
    """All of them."""
    because: Text
    source: str
    weight: Weight
    facts: tuple[str, ...] = ()

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria that the rule speaks of, each once."""
        named = [each.criterion for each in self.requires if isinstance(each, OfCriterion)]
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, eq=False)
class RuleSet:
    """One file of rules."""

    id: str
    version: str
    title: Text
    rules: tuple[ConsistencyRule, ...]
    description: Text | None = None
    sources: tuple[str, ...] = ()
    path: str = ""


def _declared(key: str, values: type[StrEnum]) -> Question:
    options = tuple(Option(each, Text(en=each, fr=each)) for each in values)
    title = Text(en=f"{key} in product.yaml", fr=f"{key} dans product.yaml")
    return Question(f"product.{key}", QuestionType.CHOICE, title, options=options)


DECLARED_QUESTIONS: tuple[Question, ...] = (
    _declared("kind", ProductKind),
    _declared("status", ProductStatus),
    _declared("deployment", Deployment),
    _declared("device", Device),
)
"""The keys of product.yaml that a rule of product scope may ask for, as questions."""
