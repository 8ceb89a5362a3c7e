"""Where each value of a product's profile comes from, and whether it is read at all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from convergence_cli.model.condition import Value
from convergence_cli.model.questionnaire import Question, Scope
from convergence_cli.model.workspace import Product, Workspace
from convergence_cli.profiling.engine import Profile
from convergence_cli.profiling.inheritance import Given, given_values
from convergence_cli.profiling.truth import Truth


class Origin(StrEnum):
    """Where the value of a preliminary question comes from; its value is the word of JSON."""

    OWN = "own"
    INHERITED = "inherited"
    UNANSWERED = "unanswered"
    NOT_ASKED = "not-asked"
    """The question does not apply: what is stored for it is not read."""


@dataclass(frozen=True)
class ProfileValue:
    """One preliminary question, and what a product has for it."""

    question: Question
    applies: Truth
    stored: Value | None
    """What the product or one that it extends gives, read or not."""
    given_by: str | None
    """The id of the product that gives it; none where nothing is stored."""
    origin: Origin

    @property
    def read(self) -> Value | None:
        """The value that conditions see."""
        return None if self.origin is Origin.NOT_ASKED else self.stored


def profile_values(
    product: Product, profile: Profile, workspace: Workspace
) -> tuple[ProfileValue, ...]:
    """Return what a product has for each preliminary question, in their order."""
    preliminary = workspace.preliminaries.get(Scope.PRODUCT)
    if preliminary is None:
        return ()
    given = given_values(product, workspace.products)
    return tuple(
        _value(each, product.id, profile, given.get(each.id)) for each in preliminary.questions
    )


def inherited_values(values: Iterable[ProfileValue]) -> dict[str, int]:
    """Return how many values each other product gives, by id, the most first."""
    givers = Counter(
        each.given_by
        for each in values
        if each.origin is Origin.INHERITED and each.given_by is not None
    )
    return dict(sorted(givers.items(), key=lambda giver: (-giver[1], giver[0])))


def _value(question: Question, product: str, profile: Profile, given: Given | None) -> ProfileValue:
    applies = profile.states[question.id].applies
    if applies is Truth.NO:
        origin = Origin.NOT_ASKED
    elif given is None:
        origin = Origin.UNANSWERED
    else:
        origin = Origin.OWN if given.product == product else Origin.INHERITED
    if given is None:
        return ProfileValue(question, applies, None, None, origin)
    return ProfileValue(question, applies, given.value, given.product, origin)
