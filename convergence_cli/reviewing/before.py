"""The older of two states: as it was, and under the definitions of the newer one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from convergence_cli.model.workspace import Product, Workspace
from convergence_cli.profiling.inheritance import lineage
from convergence_cli.reviewing.definitions import Redefinition, redefinitions
from convergence_cli.reviewing.following import renamed_criteria, under_definitions
from convergence_cli.reviewing.state import States, states_of
from convergence_cli.scoring.standing import Judge, Subject


@dataclass(frozen=True)
class Past:
    """One product, or the company, before."""

    subject: Subject
    """Under the new definitions."""
    was: States
    under: States
    """Under the new definitions; the very same object where these are the old ones."""
    redefinitions: tuple[Redefinition, ...] = ()


@dataclass(frozen=True)
class Before:
    """The older state of a workspace."""

    workspace: Workspace
    under: Workspace
    """Its profiles and answers under the definitions of the newer state."""
    redefinitions: tuple[Redefinition, ...] = ()
    recorded: Mapping[str, States] = field(default_factory=dict)
    """By product, the empty text for the company: what was said of it then, where that is all
    that is known.
    """
    new_ids: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By questionnaire: the ids that criteria have in the newer definitions, where they have not
    the one that they had.
    """

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.workspace)

    @cached_property
    def _judge_under(self) -> Judge:
        return self._judge if self.under is self.workspace else Judge(self.under)

    def shares(self, product: str, others: Mapping[str, Product]) -> bool:
        """Return whether a product, and all that it rests on, is the very same in both states."""
        if self.redefinitions or self.recorded:
            return False
        line = lineage(self.workspace.products[product], self.workspace.products)
        return all(each is others.get(each.id) for each in line)

    def product(self, id_: str, day: str) -> Past:
        """Return a product as it was, as of an ISO day."""
        return self._past(self._judge_under.product(id_), day)

    def company(self, day: str) -> Past:
        """Return the company as it was, as of an ISO day."""
        return self._past(self._judge_under.company(), day)

    def _past(self, subject: Subject, day: str) -> Past:
        under = states_of(subject, day)
        was = under
        if subject.id in self.recorded:
            was = self.recorded[subject.id]
        elif self.under is not self.workspace:
            judge = self._judge
            was = states_of(judge.product(subject.id) if subject.id else judge.company(), day)
            was = {id_: each.known_as(self.new_ids.get(id_, {})) for id_, each in was.items()}
        return Past(subject, was, under, self.redefinitions)


def before_of(workspace: Workspace, after: Workspace) -> Before:
    """Return a state that was read whole, to be compared with a newer one."""
    found = redefinitions(workspace, after)
    if not found:
        return Before(workspace, workspace)
    new_ids = renamed_criteria(workspace, after)
    return Before(workspace, under_definitions(workspace, after), found, new_ids=new_ids)
