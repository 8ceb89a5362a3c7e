"""Members, as edits of convergence.yaml, and of the files that name who is in charge."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from convergence_cli.model.edit import Edit, Put, Remove, edits_between
from convergence_cli.model.workspace import Member, Plan, Workspace

_SETTINGS = ("format", "company", "language", "members", "gate")
_KEYS = ("id", "name", "email", "role", "rights", "products")

Wish = Mapping[str, Any]
"""Keys of a member and their values, as a file holds them."""


@dataclass(frozen=True)
class Duty:
    """A file that names a member as the one in charge."""

    product: str | None
    """None for the company."""
    path: str
    is_manager: bool = False
    """Whether it is the manager of the product."""
    criteria: tuple[str, ...] = ()
    """The plan entries that are theirs."""


def addition(settings: Wish, member: Wish) -> tuple[Edit, ...]:
    """Return what adds a member to what convergence.yaml says, as the last one."""
    members = [*(settings.get("members") or ()), dict(member)]
    if not settings.get("members"):
        return (Put(("members",), members, _SETTINGS),)
    return edits_between(settings["members"], members, ("members",))


def change(settings: Wish, index: int, wish: Wish) -> tuple[Edit, ...]:
    """Return what gives a member other values; what they have already is left alone."""
    member = settings["members"][index]
    return edits_between(member, {**member, **wish}, ("members", index), _KEYS)


def removal(index: int) -> tuple[Edit, ...]:
    """Return what removes a member."""
    return (Remove(("members", index)),)


def duties_of(
    member: str, workspace: Workspace, products: Collection[str] | None = None
) -> tuple[Duty, ...]:
    """Return what a member is in charge of, archived products included; or of some products."""
    company = _owned(member, None, workspace.company.plan)
    found = [*company] if products is None else []
    for id_, product in workspace.products.items():
        if products is None or id_ in products:
            if product.manager == member:
                found.append(Duty(id_, product.path, is_manager=True))
            found += _owned(member, id_, product.plan)
    return tuple(found)


def handed_over(duty: Duty, to: str) -> tuple[Edit, ...]:
    """Return what puts another member in charge, in the file of a duty."""
    if duty.is_manager:
        return (Put(("manager",), to),)
    return tuple(Put(("plan", criterion, "owner"), to) for criterion in duty.criteria)


def as_member(wish: Wish) -> Member:
    """Return the member that a file would then declare."""
    products = wish.get("products", ())
    return Member(
        wish["id"],
        wish["name"],
        wish["email"],
        wish["role"],
        tuple(wish.get("rights", ())),
        "all" if products == "all" else tuple(products),
    )


def _owned(member: str, product: str | None, plan: Plan | None) -> Iterator[Duty]:
    if plan is None:
        return
    criteria = tuple(id_ for id_, entry in plan.entries.items() if entry.owner == member)
    if criteria:
        yield Duty(product, plan.path, criteria=criteria)
