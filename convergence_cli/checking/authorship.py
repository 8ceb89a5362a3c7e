"""Who made a commit, as those who were members before it know them."""

from dataclasses import dataclass

from convergence_cli.model import rights
from convergence_cli.model.commit import Contribution
from convergence_cli.model.rights import Right, member_by_email
from convergence_cli.model.workspace import Member


@dataclass(frozen=True)
class Author:
    """The author of a commit, who need not be a member."""

    email: str
    member: Member | None

    @property
    def name(self) -> str:
        """What a reader knows them by: an id, or else an email."""
        return self.email if self.member is None else self.member.id

    def may(self, right: Right) -> bool:
        """Return whether they had a right."""
        return rights.may(self.member, right)

    def holds(self, product: str | None) -> bool:
        """Return whether a product was theirs to change; None stands for the company."""
        return rights.holds(self.member, product)


def author_of(contribution: Contribution) -> Author:
    """Return the author of a commit: the member before it whose email they gave, in any case."""
    email = contribution.commit.email
    return Author(email, member_by_email(contribution.members_before, email))
