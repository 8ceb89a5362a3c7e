"""Answers as data: which of them a record holds, and which it leaves out."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.model.workspace import Plan, PlanEntry, SheetStatus, Workspace
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Standing, Subject


@dataclass(frozen=True)
class Part:
    """What a record holds of a product, or of the company."""

    subject: Subject
    standings: tuple[Standing, ...]
    """The questionnaires in it: those that apply, or that have a file of answers."""
    drafts: tuple[Standing, ...]
    """Those that are left out, since nobody validated them."""

    def plan(self, workspace: Workspace) -> dict[str, PlanEntry]:
        """Return the plan; where questionnaires were named, the entries of their criteria."""
        return entries_about(self.subject.plan, workspace.questionnaires.values())


@dataclass(frozen=True)
class Record:
    """The declarations, answers and plans that are exported, and what is not among them."""

    workspace: Workspace
    """With the questionnaires that were asked for alone."""
    day: str
    questionnaires: tuple[str, ...] | None
    """The only ones that were asked for; none for all."""
    products: tuple[Part, ...]
    company: Part | None
    """None where products were named."""
    archived: tuple[str, ...]
    """Ids of products that are left out, since they are archived."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The products, then the company."""
        return (*self.products, *(() if self.company is None else (self.company,)))

    @property
    def drafts(self) -> tuple[Standing, ...]:
        """The questionnaires that are left out, since nobody validated them."""
        return tuple(each for part in self.parts for each in part.drafts)


def part_of(subject: Subject, statuses: Collection[SheetStatus]) -> Part:
    """Return what a record holds of a subject: its questionnaires of some statuses."""
    held: dict[bool, list[Standing]] = {True: [], False: []}
    for each in _asked_or_answered(subject):
        held[each.status in statuses].append(each)
    return Part(subject, tuple(held[True]), tuple(held[False]))


def archived_among(workspace: Workspace, parts: Sequence[Part]) -> tuple[str, ...]:
    """Return the ids of archived products that are not among some parts."""
    there = {each.subject.id for each in parts}
    return tuple(
        id_ for id_, each in workspace.products.items() if each.is_archived and id_ not in there
    )


def entries_about(
    plan: Plan | None, questionnaires: Iterable[Questionnaire]
) -> dict[str, PlanEntry]:
    """Return the entries of a plan for criteria that some questionnaires have, or had."""
    entries = {} if plan is None else plan.entries
    known = tuple(questionnaires)
    return {
        id_: entry
        for id_, entry in entries.items()
        if any(id_ in each.criterion_by_id or id_ in each.retired for each in known)
    }


def criteria_of(standing: Standing) -> tuple[str, ...]:
    """Return the ids of the criteria that apply or are answered, in the questionnaire's order."""
    applies, own = standing.applicability.criteria, standing.own
    asked = [id_ for id_, truth in applies.items() if truth is Truth.YES or id_ in own]
    return (*asked, *(id_ for id_ in own if id_ not in applies))


def _asked_or_answered(subject: Subject) -> Iterator[Standing]:
    for each in subject.standings.values():
        if each.sheet is not None or each.applicability.applies is Truth.YES:
            yield each
