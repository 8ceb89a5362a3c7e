"""Who made a commit, as those who were members before it know them."""

from dataclasses import dataclass

from convergence_cli.model.commit import Contribution
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

    def may(self, right: str) -> bool:
        """Return whether they had a right."""
        return self.member is not None and right in self.member.rights

    def holds(self, product: str | None) -> bool:
        """Return whether a product was theirs to change; None stands for the company."""
        if self.member is None:
            return False
        products = self.member.products
        return products == "all" or (product is not None and product in products)


def author_of(contribution: Contribution) -> Author:
    """Return the author of a commit: the member before it whose email they gave, in any case."""
    email = contribution.commit.email
    return Author(email, member_by_email(contribution.members_before, email))


def member_by_email(members: tuple[Member, ...], email: str) -> Member | None:
    """Return the first member who goes by an email, in any case."""
    wanted = email.casefold()
    return next((each for each in members if each.email.casefold() == wanted), None)


def member_by_id(members: tuple[Member, ...], id_: str) -> Member | None:
    """Return the first member of an id."""
    return next((each for each in members if each.id == id_), None)
