"""What forbids a change of members (SPEC §3.6): a courtesy, since the audit judges commits."""

from collections.abc import Iterator
from dataclasses import dataclass

from convergence_cli.diagnostics.wording import named
from convergence_cli.language import Text
from convergence_cli.model.rights import Right, holds, may, those_with
from convergence_cli.model.workspace import Member, Workspace
from convergence_cli.revising.membership import Duty, duties_of

_NOT_ENTITLED = Text(
    en="'{member}' may not manage members: the right 'manage_members' is missing",
    fr="« {member} » ne peut pas gérer les membres : le droit « manage_members » lui manque",
)
_WHO_MAY = Text(en="those who may: {members}", fr="qui le peut : {members}")
_NOBODY_MAY = Text(
    en="nobody may: write 'rights: [manage_members]' for one of them into convergence.yaml, "
    "and let somebody else read the change",
    fr="personne ne le peut : écrivez « rights: [manage_members] » pour l'un d'eux dans "
    "convergence.yaml, et faites relire ce changement par quelqu'un d'autre",
)
_FOUNDER = Text(
    en="the first member must be able to manage members, or nobody could add the second",
    fr="le premier membre doit pouvoir gérer les membres, sinon personne n'ajouterait le deuxième",
)
_GIVE_RIGHTS = Text(
    en="give --rights manage_members, or --rights validate,manage_members",
    fr="donnez --rights manage_members, ou --rights validate,manage_members",
)
_OWN = Text(
    en="nobody changes their own rights or products, and '{member}' is who does this",
    fr="personne ne change ses propres droits ni ses produits, et c'est « {member} » qui agit",
)
_LET_ANOTHER = Text(
    en="let another member do it: {members}", fr="qu'un autre membre le fasse : {members}"
)
_ADD_ANOTHER = Text(
    en="no other member may: give somebody else the right 'manage_members' first",
    fr="aucun autre membre ne le peut : donnez d'abord à quelqu'un le droit « manage_members »",
)
_ANOTHER_PERSON = Text(
    en="another name and another email at once make another person of '{member}'",
    fr="un autre nom et une autre adresse à la fois font de « {member} » une autre personne",
)
_ONE_BY_ONE = Text(
    en="change one, commit, then the other; for another person: convergence member add",
    fr="changez l'un, validez par un commit, puis l'autre ; pour une autre personne : "
    "convergence member add",
)
_LAST = Text(
    en="'{member}' is the last one who may manage members",
    fr="« {member} » est le dernier membre à pouvoir gérer les membres",
)
_GIVE_ANOTHER = Text(
    en="give somebody else the right first: convergence member change ID --rights manage_members",
    fr="donnez d'abord le droit à quelqu'un : convergence member change ID --rights manage_members",
)
_IN_CHARGE = Text(
    en="'{member}' is still in charge of: {duties}",
    fr="« {member} » est encore responsable de : {duties}",
)
_HAND_OVER = Text(
    en="hand it over first: convergence member hand-over {member} --to MEMBER",
    fr="confiez-le d'abord à quelqu'un : convergence member hand-over {member} --to MEMBRE",
)
_NOT_THEIRS = Text(
    en="'{member}' may not hand over what is not theirs: {subjects}",
    fr="« {member} » ne peut pas confier ce qui n'est pas de son périmètre : {subjects}",
)
_COMPANY = "company"


@dataclass(frozen=True)
class MemberChange:
    """A change of one member, and who makes it."""

    workspace: Workspace
    actor: Member | None
    """None where there is no member yet."""
    before: Member | None
    """None for a member who is added."""
    after: Member | None
    """None for one who is removed."""


@dataclass(frozen=True)
class Refusal:
    """Why something may not be done, and what may."""

    message: Text
    hint: Text


def refusal_of(change: MemberChange) -> Refusal | None:
    """Return the first rule that forbids a change of members; None where it may be made."""
    return next(_refusals(change), None)


def refusal_of_hand_over(
    actor: Member, duties: tuple[Duty, ...], workspace: Workspace
) -> Refusal | None:
    """Return what forbids somebody to hand over duties: a file is changed by those it belongs to.

    So does the audit judge the commit that follows.
    """
    foreign = [each.product for each in duties if not holds(actor, each.product)]
    if not foreign:
        return None
    entitled = [
        each.id for each in workspace.members if all(holds(each, duty.product) for duty in duties)
    ]
    subjects = named(dict.fromkeys(each or _COMPANY for each in foreign))
    message = _NOT_THEIRS.fill(member=actor.id, subjects=subjects)
    return Refusal(message, _WHO_MAY.fill(members=named(entitled)))


def duties_named(duties: tuple[Duty, ...]) -> str:
    """Return duties as a list that fits in a message."""
    return named(_duty_names(duties))


def _refusals(change: MemberChange) -> Iterator[Refusal]:
    if not change.workspace.members:
        if not may(change.after, Right.MANAGE_MEMBERS):
            yield Refusal(_FOUNDER, _GIVE_RIGHTS)
        return
    yield from _of_actor(change)
    yield from _of_identity(change)
    yield from _of_last_manager(change)
    yield from _of_duties(change)


def _of_actor(change: MemberChange) -> Iterator[Refusal]:
    actor, members = change.actor, change.workspace.members
    name = "" if actor is None else actor.id
    managers = [each.id for each in those_with(members, Right.MANAGE_MEMBERS)]
    if not may(actor, Right.MANAGE_MEMBERS):
        hint = _WHO_MAY.fill(members=named(managers)) if managers else _NOBODY_MAY
        yield Refusal(_NOT_ENTITLED.fill(member=name), hint)
    before, after = change.before, change.after
    if before is not None and after is not None and before == actor and _may_other(before, after):
        others = [each for each in managers if each != before.id]
        hint = _LET_ANOTHER.fill(members=named(others)) if others else _ADD_ANOTHER
        yield Refusal(_OWN.fill(member=name), hint)


def _may_other(before: Member, after: Member) -> bool:
    """Whether a member may do other things than before."""
    has_others = set(before.rights) != set(after.rights)
    return has_others or _products(before) != _products(after)


def _products(member: Member) -> frozenset[str] | None:
    return None if member.products == "all" else frozenset(member.products)


def _of_identity(change: MemberChange) -> Iterator[Refusal]:
    before, after = change.before, change.after
    if before is None or after is None:
        return
    is_same_email = before.email.casefold() == after.email.casefold()
    if not is_same_email and before.name != after.name:
        yield Refusal(_ANOTHER_PERSON.fill(member=before.id), _ONE_BY_ONE)


def _of_last_manager(change: MemberChange) -> Iterator[Refusal]:
    before, after = change.before, change.after
    managers = those_with(change.workspace.members, Right.MANAGE_MEMBERS)
    if managers == (before,) and not may(after, Right.MANAGE_MEMBERS):
        yield Refusal(_LAST.fill(member=managers[0].id), _GIVE_ANOTHER)


def _of_duties(change: MemberChange) -> Iterator[Refusal]:
    if change.before is None or change.after is not None:
        return
    member = change.before.id
    duties = duties_of(member, change.workspace)
    if duties:
        yield Refusal(
            _IN_CHARGE.fill(member=member, duties=duties_named(duties)),
            _HAND_OVER.fill(member=member),
        )


def _duty_names(duties: tuple[Duty, ...]) -> Iterator[str]:
    for each in duties:
        subject = each.product or _COMPANY
        if each.is_manager:
            yield subject
        else:
            yield from (f"{subject}/{criterion}" for criterion in each.criteria)
