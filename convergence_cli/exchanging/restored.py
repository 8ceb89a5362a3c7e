"""A record that comes back, and the workspace that it makes of the one that is here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TypeVar

from convergence_cli.exchanging.record import entries_about
from convergence_cli.model.questionnaire import Scope
from convergence_cli.model.workspace import (
    AnswerSheet,
    Company,
    Plan,
    PlanEntry,
    Product,
    SheetStatus,
    Workspace,
)

Thing = TypeVar("Thing")
Owner = TypeVar("Owner", Product, Company)


class Absent(Enum):
    """What becomes of what is here and not in the record."""

    STAYS = auto()
    GOES = auto()


@dataclass(frozen=True)
class Restored:
    """What a record says, as far as files hold it."""

    products: Mapping[str, Product]
    """By id: their own declarations, answers and plans."""
    company: Company | None
    """None where the record says nothing of it."""
    questionnaires: frozenset[str] | None
    """The only ones that the record is about; none for all."""
    drafts_left_out: frozenset[tuple[str, str]]
    """Holder and questionnaire of answers of which the record says nothing."""

    @property
    def owners(self) -> tuple[tuple[str, Product | Company], ...]:
        """Everybody that the record is about, by id; the company has the empty text."""
        company = () if self.company is None else (("", self.company),)
        return (*self.products.items(), *company)

    def is_about(self, holder: str, questionnaire: str) -> bool:
        """Return whether answers that the record does not have were not there to be recorded."""
        is_asked = self.questionnaires is None or questionnaire in self.questionnaires
        return is_asked and (holder, questionnaire) not in self.drafts_left_out


@dataclass(frozen=True)
class Staying:
    """How much is here and not in the record."""

    answers: int = 0
    entries: int = 0
    """Of plans."""
    values: int = 0
    """Of profiles."""
    files: int = 0

    @property
    def is_something(self) -> bool:
        """Whether anything is."""
        return self != Staying()

    def __add__(self, other: "Staying") -> "Staying":
        return Staying(
            self.answers + other.answers,
            self.entries + other.entries,
            self.values + other.values,
            self.files + other.files,
        )


@dataclass(frozen=True)
class Misfit:
    """Answers of a record that belong to no definition here."""

    holder: str
    questionnaire: str
    version: str
    here: str | None
    """The version of the definition here; none where there is none of that scope."""


def misfits(workspace: Workspace, restored: Restored) -> tuple[Misfit, ...]:
    """Return the answers of a record to what is not asked here, or not in that version."""
    versions = {
        scope: {each.id: each.version for each in workspace.questionnaires_of(scope)}
        for scope in Scope
    }
    return tuple(
        Misfit(holder, id_, sheet.version, here)
        for holder, owner in restored.owners
        for id_, sheet in owner.sheets.items()
        if (here := versions[Scope.PRODUCT if holder else Scope.COMPANY].get(id_)) != sheet.version
    )


def taken_in(workspace: Workspace, restored: Restored, absent: Absent) -> Workspace:
    """Return the workspace as a record makes it; seals stay as they are here."""
    merging = _Merging(workspace, restored, absent)
    products = dict(workspace.products)
    for id_, there in restored.products.items():
        products[id_] = _product(products.get(id_), there, merging)
    company = workspace.company
    if restored.company is not None:
        named = replace(company, name=restored.company.name, siren=restored.company.siren)
        company = merging.answered("", named, company, restored.company)
    return replace(workspace, company=company, products=dict(sorted(products.items())))


def staying(workspace: Workspace, restored: Restored) -> Staying:
    """Return how much of what a record is about is here and not in it."""
    kept = taken_in(workspace, restored, Absent.STAYS)
    pruned = taken_in(workspace, restored, Absent.GOES)
    pairs = [(kept.products[id_], pruned.products[id_]) for id_ in restored.products]
    both: list[tuple[Product | Company, Product | Company]] = [*pairs]
    if restored.company is not None:
        both.append((kept.company, pruned.company))
    return sum((_between(more, less) for more, less in both), Staying())


def rooted(workspace: Workspace) -> Workspace:
    """Return a workspace without the products that extend one which is not there.

    A record may bring back what they extend; until then, nobody can say what counts for them.
    """
    products = dict(workspace.products)
    while True:
        kept = {
            id_: each
            for id_, each in products.items()
            if each.extends is None or each.extends in products
        }
        if len(kept) == len(products):
            return replace(workspace, products=kept)
        products = kept


@dataclass(frozen=True)
class _Merging:
    workspace: Workspace
    restored: Restored
    absent: Absent

    def answered(
        self, holder: str, owner: Owner, here: Product | Company, there: Product | Company
    ) -> Owner:
        """Return an owner with the profile, the answers and the plan of both sides."""
        return replace(
            owner,
            profile=self._both(here.profile, there.profile),
            sheets=dict(sorted(self._sheets(holder, here, there))),
            plan=self._plan(holder, here.plan, there.plan),
        )

    def _both(self, here: Mapping[str, Thing], there: Mapping[str, Thing]) -> dict[str, Thing]:
        return {**here, **there} if self.absent is Absent.STAYS else {**there}

    def _sheets(
        self, holder: str, here: Product | Company, there: Product | Company
    ) -> Iterator[tuple[str, AnswerSheet]]:
        for id_, sheet in here.sheets.items():
            is_kept = self.absent is Absent.STAYS or not self.restored.is_about(holder, id_)
            if id_ in there.sheets:
                answers = self._both(sheet.answers, there.sheets[id_].answers)
                yield id_, replace(sheet, answers=answers)
            elif is_kept:
                yield id_, sheet
        for id_, sheet in there.sheets.items():
            if id_ not in here.sheets:
                yield id_, replace(sheet, status=SheetStatus.DRAFT, seal=None)

    def _plan(self, holder: str, here: Plan | None, there: Plan | None) -> Plan | None:
        path = f"products/{holder}/plan.yaml" if holder else "company/plan.yaml"
        kept = self._kept_entries(here)
        coming = {} if there is None else there.entries
        is_whole = self.restored.questionnaires is None
        if here is None:
            is_there = there is not None and (is_whole or bool(coming))
            return Plan(coming, path) if is_there else None
        if there is None and is_whole and self.absent is Absent.GOES:
            return None
        # As the record has them: that is the order in which somebody planned.
        rest = {id_: each for id_, each in kept.items() if id_ not in coming}
        return Plan({**coming, **rest}, here.path)

    def _kept_entries(self, here: Plan | None) -> Mapping[str, PlanEntry]:
        entries = {} if here is None else here.entries
        if self.absent is Absent.STAYS:
            return entries
        wanted, known = self.restored.questionnaires, self.workspace.questionnaires.values()
        about = entries_about(here, (each for each in known if wanted is None or each.id in wanted))
        return {id_: each for id_, each in entries.items() if id_ not in about}


def _product(here: Product | None, there: Product, merging: _Merging) -> Product:
    if here is None:
        return merging.answered(there.id, there, replace(there, sheets={}, plan=None), there)
    declared = replace(there, path=here.path)
    return merging.answered(there.id, declared, here, there)


def _between(more: Product | Company, less: Product | Company) -> Staying:
    """Return how much one side holds that the other one does not."""
    answers = sum(len(each.answers) for each in more.sheets.values())
    answers -= sum(len(each.answers) for each in less.sheets.values())
    plans = [0 if each.plan is None else len(each.plan.entries) for each in (more, less)]
    files = [len(each.sheets) + (each.plan is not None) for each in (more, less)]
    return Staying(
        answers,
        plans[0] - plans[1],
        len(more.profile) - len(less.profile),
        files[0] - files[1],
    )
