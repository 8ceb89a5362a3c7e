"""Which answers count for a product: its own, and those it inherits, where they apply."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from convergence_cli.model.condition import Value
from convergence_cli.model.questionnaire import Questionnaire, Scope
from convergence_cli.model.workspace import (
    Answer,
    AnswerSheet,
    Company,
    Plan,
    Product,
    Seal,
    SheetStatus,
    Workspace,
)
from convergence_cli.profiling.engine import Applicability, Engine, Profile
from convergence_cli.profiling.inheritance import given_values, lineage
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.seal import digest_of, status_of


class Held(NamedTuple):
    """An answer in force, and the product that gives it; a tuple, since there are so many."""

    answer: Answer
    holder: str
    """A product's id; the empty text for the company."""


@dataclass(frozen=True)
class Standing:
    """One questionnaire of one product, or of the company: what applies and what is answered."""

    applicability: Applicability
    holder: str
    """The product's id; the empty text for the company."""
    sheet: AnswerSheet | None
    """The holder's own answers."""
    inherited: Mapping[str, Held]
    """The answers in force for the product that the holder extends, by criterion id."""

    @property
    def questionnaire(self) -> Questionnaire:
        """The definition."""
        return self.applicability.questionnaire

    @property
    def seal(self) -> Seal | None:
        """The seal on the holder's own answers, whether it holds or not."""
        return None if self.sheet is None else self.sheet.seal

    @cached_property
    def status(self) -> SheetStatus:
        """The state of the answers: validated only under a seal that holds (SPEC §3.6)."""
        if self.sheet is None or self.sheet.seal is None:
            return SheetStatus.DRAFT
        return status_of(self.sheet, self.digest)

    @property
    def digest(self) -> str:
        """What a seal of today would cover, inherited answers included."""
        applies, yes = self.applicability.criteria, Truth.YES
        inherited = ((id_, each.answer) for id_, each in self.inherited.items())
        answers = {id_: each for id_, each in inherited if applies[id_] is yes}
        answers |= {id_: each for id_, each in self.own.items() if applies.get(id_) is yes}
        return digest_of(self.questionnaire, self.applicability.ids_that(yes), answers)

    @property
    def own(self) -> Mapping[str, Answer]:
        """What the holder answers itself, in force or not, by criterion id."""
        return {} if self.sheet is None else self.sheet.answers

    # Where each answer comes from is made when it is asked for: not every command asks.
    @cached_property
    def held(self) -> Mapping[str, Held]:
        """The answers in force, by criterion id."""
        applies, yes, holder = self.applicability.criteria, Truth.YES, self.holder
        held = {id_: each for id_, each in self.inherited.items() if applies[id_] is yes}
        for id_, answer in self.own.items():
            if applies.get(id_) is yes:
                held[id_] = Held(answer, holder)
        return held

    @property
    def inherited_from(self) -> dict[str, int]:
        """How many of the answers in force each other product gives, by id, the most first."""
        givers = Counter(each.holder for each in self.held.values() if each.holder != self.holder)
        return dict(sorted(givers.items(), key=lambda giver: (-giver[1], giver[0])))

    @property
    def obsolete(self) -> tuple[str, ...]:
        """Ids answered here that are no longer asked, in the file's order.

        The profile has left their criteria out, or the definition has them no more.
        """
        applies, no = self.applicability.criteria, Truth.NO
        return tuple([id_ for id_ in self.own if applies.get(id_, no) is no])


@dataclass(frozen=True)
class Subject:
    """A product, or the company, with everything that is asked of it."""

    id: str
    """The product's id; the empty text for the company."""
    product: Product | None
    profile: Profile
    standings: Mapping[str, Standing]
    """By questionnaire id: every questionnaire of the scope, whether it applies or not."""
    plan: Plan | None = None

    def standings_that(self, truth: Truth) -> tuple[Standing, ...]:
        """Return the questionnaires of one truth, in the order of their ids."""
        return tuple(
            each for each in self.standings.values() if each.applicability.applies is truth
        )


Engines = Mapping[Scope, Engine]


def engines_of(workspace: Workspace) -> Engines:
    """Return what decides what applies under the definitions of a workspace."""
    return {
        scope: Engine(workspace.preliminaries.get(scope), workspace.questionnaires_of(scope))
        for scope in Scope
    }


class Judge:
    """Says what counts for each product of a workspace; the workspace must have no error."""

    def __init__(self, workspace: Workspace, engines: Engines | None = None) -> None:
        """`engines` are those of the workspace's definitions, where they were made before."""
        self.workspace = workspace
        self._engines = engines_of(workspace) if engines is None else engines
        self._subjects: dict[str, Subject] = {}

    def company(self) -> Subject:
        """Return what is asked of the company as a whole."""
        company = self.workspace.company
        profile = self._engines[Scope.COMPANY].profile(company.profile)
        return _subject(company, profile, None)

    def product(self, id_: str) -> Subject:
        """Return what is asked of one product; the products it extends are judged first."""
        products = self.workspace.products
        base: Subject | None = None
        for product in reversed(lineage(products[id_], products)):
            if product.id not in self._subjects:
                self._subjects[product.id] = self._judged(product, base)
            base = self._subjects[product.id]
        return self._subjects[id_]

    def products(self) -> tuple[Subject, ...]:
        """Return what is asked of every product, archived ones included, by id."""
        return tuple(self.product(id_) for id_ in self.workspace.products)

    def _judged(self, product: Product, base: Subject | None) -> Subject:
        values: Mapping[str, Value | None] = product.profile
        if product.extends is not None:
            given = given_values(product, self.workspace.products)
            values = {question: each.value for question, each in given.items()}
        profile = self._engines[Scope.PRODUCT].profile(values)
        return _subject(product, profile, base)


def _subject(owner: Product | Company, profile: Profile, base: Subject | None) -> Subject:
    product = owner if isinstance(owner, Product) else None
    id_ = "" if product is None else product.id
    standings = {
        questionnaire: Standing(
            applicability,
            id_,
            owner.sheets.get(questionnaire),
            {} if base is None else base.standings[questionnaire].held,
        )
        for questionnaire, applicability in profile.applicabilities.items()
    }
    return Subject(id_, product, profile, standings, owner.plan)
