"""What rests on a product: its editions, and the options that need it."""

from collections.abc import Mapping
from dataclasses import dataclass

from convergence_cli.model.workspace import Product


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
