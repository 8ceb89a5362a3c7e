"""Who may do what: the rights of members, and whose a product is (SPEC §3.6)."""

from collections.abc import Iterable
from enum import Enum, StrEnum, auto

from convergence_cli.model.workspace import Member


class Right(StrEnum):
    """What a member may do beyond answering."""

    VALIDATE = "validate"
    MANAGE_MEMBERS = "manage_members"


class Role(StrEnum):
    """What a member is in the company; it gives no right."""

    MANAGER = "manager"
    CONTRIBUTOR = "contributor"


class Lack(Enum):
    """Why a member may not validate."""

    RIGHT = auto()
    """The right itself is missing."""
    SUBJECT = auto()
    """The product, or the company, is not theirs."""


def may(member: Member | None, right: Right) -> bool:
    """Return whether somebody has a right; who is no member has none."""
    return member is not None and right in member.rights


def holds(member: Member | None, product: str | None) -> bool:
    """Return whether a product is somebody's to change; None stands for the company."""
    if member is None:
        return False
    return member.products == "all" or (product is not None and product in member.products)


def lack_of(member: Member | None, product: str | None) -> Lack | None:
    """Return why somebody may not validate what a product, or the company, answers."""
    if not may(member, Right.VALIDATE):
        return Lack.RIGHT
    return None if holds(member, product) else Lack.SUBJECT


def validators(members: Iterable[Member], product: str | None) -> tuple[Member, ...]:
    """Return those who may validate what a product, or the company, answers."""
    return tuple(each for each in members if lack_of(each, product) is None)


def those_with(members: Iterable[Member], right: Right) -> tuple[Member, ...]:
    """Return the members who have a right."""
    return tuple(each for each in members if may(each, right))


def member_by_email(members: Iterable[Member], email: str) -> Member | None:
    """Return the first member who goes by an email, in any case."""
    wanted = email.casefold()
    return next((each for each in members if each.email.casefold() == wanted), None)


def member_by_id(members: Iterable[Member], id_: str) -> Member | None:
    """Return the first member of an id."""
    return next((each for each in members if each.id == id_), None)
