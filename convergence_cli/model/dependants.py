"""What rests on a product: its editions, and the options that need it."""

from collections.abc import Mapping
from dataclasses import dataclass

from convergence_cli.model.workspace import Product, ProductKind


@dataclass(frozen=True)
class Dependants:
    """The products that name another one, archived ones included, by id."""

    editions: tuple[Product, ...]
    """Those that extend it: they inherit its values and answers."""
    options: tuple[Product, ...]
    """Those that require it."""


def dependants_of(id_: str, products: Mapping[str, Product]) -> Dependants:
    """Return the products that name this one themselves; not those that rest on these in turn."""
    return Dependants(
        tuple(each for each in products.values() if each.extends == id_),
        tuple(each for each in products.values() if id_ in each.requires),
    )


def resting_on(id_: str, products: Mapping[str, Product]) -> tuple[Product, ...]:
    """Return every active product that extends or requires this one, or one that does; by id."""
    found = {id_}
    waiting = [id_]
    while waiting:
        named = dependants_of(waiting.pop(), products)
        for each in (*named.editions, *named.options):
            if not each.is_archived and each.id not in found:
                found.add(each.id)
                waiting.append(each.id)
    return tuple(each for each in products.values() if each.id in found - {id_})


def left_without_base(id_: str, products: Mapping[str, Product]) -> tuple[Product, ...]:
    """Return the products that would require options alone if this one were an option."""
    return tuple(
        each
        for each in dependants_of(id_, products).options
        if not any(
            products[other].kind is ProductKind.BASE for other in each.requires if other != id_
        )
    )
