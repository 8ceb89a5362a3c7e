"""Changes of the members themselves, against the rights of those who made them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from convergence_cli.checking.authorship import Author
from convergence_cli.checking.case import SETTINGS
from convergence_cli.diagnostics import Diagnostic, Place, audit_rules
from convergence_cli.diagnostics.wording import named
from convergence_cli.language import Text
from convergence_cli.model.commit import Contribution
from convergence_cli.model.rights import Right, member_by_email, member_by_id
from convergence_cli.model.workspace import Member

_PLACE = Place(SETTINGS, ("members",))
_THE_EMAIL = Text(en="email", fr="l'adresse")
_THE_ID = Text(en="id", fr="l'identifiant")


@dataclass(frozen=True)
class MembersChange:
    """A commit that changed some members, and who made it."""

    contribution: Contribution
    author: Author
    ids: Collection[str]
    """Those of the members that it left otherwise than each parent held them."""
    renamed: Mapping[str, str]
    """The products that it gave another id, which changes nobody's list of products."""

    @property
    def before(self) -> tuple[Member, ...]:
        """The members before."""
        return self.contribution.members_before

    @property
    def after(self) -> tuple[Member, ...]:
        """The members after."""
        return self.contribution.members_after


def audit_members(change: MembersChange) -> Iterator[Diagnostic]:
    """Yield what a change of members does that its author had no right to do."""
    name = change.author.name
    if not change.author.may(Right.MANAGE_MEMBERS):
        rule = audit_rules.MEMBERS_CHANGED_WITHOUT_RIGHT
        yield rule.at(_PLACE, author=name, members=named(change.ids))
    own = _own_changes(change)
    if own:
        yield audit_rules.OWN_RIGHTS_CHANGED.at(_PLACE, author=name, what=named(own))
    yield from _taken_over(change)
    yield from _removed_managers(change)


def _own_changes(change: MembersChange) -> list[str]:
    """Return what the author may do since, and might not before, or the other way round."""
    before = change.author.member
    after = member_by_email(change.after, change.author.email)
    if before is not None:
        after = member_by_id(change.after, before.id) or after
    if after is None or after.id not in change.ids:
        return []
    products = set() if before is None else _products(before, change.renamed)
    rights = () if before is None else before.rights
    changed = {
        "products": products != _products(after, {}),
        "rights": set(rights) != set(after.rights),
    }
    return [key for key, is_changed in changed.items() if is_changed]


def _products(member: Member, renamed: Mapping[str, str]) -> set[str]:
    products = ("*",) if member.products == "all" else member.products
    return {renamed.get(each, each) for each in products}


def _taken_over(change: MembersChange) -> Iterator[Diagnostic]:
    rule, name = audit_rules.IDENTITY_TAKEN_OVER, change.author.name
    for before in change.before:
        for heir in _heirs(before, change):
            yield rule.at(_PLACE, author=name, what=_THE_EMAIL, before=before.id, after=heir.id)
        after = member_by_id(change.after, before.id)
        if after is not None and after.id in change.ids and _is_another(before, after, change):
            yield rule.at(_PLACE, author=name, what=_THE_ID, before=before.email, after=after.email)


def _heirs(before: Member, change: MembersChange) -> Iterator[Member]:
    """Yield the members who got the email of another one."""
    email = before.email.casefold()
    for after in change.after:
        former = member_by_id(change.before, after.id)
        had_it = former is not None and former.email.casefold() == email
        if after.email.casefold() == email and after.id != before.id and not had_it:
            yield after


def _is_another(before: Member, after: Member, change: MembersChange) -> bool:
    """Whether an id went to another person: to its author, or with the name and the email."""
    author = change.author.email.casefold()
    emails = before.email.casefold(), after.email.casefold()
    is_author = author == emails[1] and author != emails[0]
    return emails[0] != emails[1] and (is_author or before.name != after.name)


def _removed_managers(change: MembersChange) -> Iterator[Diagnostic]:
    managers = change.contribution.managers_after
    for member in change.before:
        products = [id_ for id_, manager in managers.items() if manager == member.id]
        is_removed = member.id in change.ids and member_by_id(change.after, member.id) is None
        if is_removed and products:
            yield audit_rules.MANAGER_REMOVED.at(
                _PLACE, author=change.author.name, member=member.id, products=named(products)
            )
