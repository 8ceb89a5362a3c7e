"""What an edition takes over from the product that it extends (SPEC §1, product)."""

from collections.abc import Mapping
from dataclasses import dataclass

from convergence_cli.model.condition import Value
from convergence_cli.model.workspace import Product
from convergence_cli.profiling.engine import answer_of

Products = Mapping[str, Product]


@dataclass(frozen=True)
class Given:
    """A stored profile value and the product that gives it."""

    value: Value
    product: str


def lineage(product: Product, products: Products) -> tuple[Product, ...]:
    """Return the product, the one it extends, the one that extends, and so on.

    `extends` must have passed its checks: it names products, and runs in no loop.
    """
    line = [product]
    while line[-1].extends is not None:
        line.append(products[line[-1].extends])
    return tuple(line)


def given_values(product: Product, products: Products) -> dict[str, Given]:
    """Return each profile value that a product gives itself or inherits, by question id."""
    values: dict[str, Given] = {}
    for ancestor in reversed(lineage(product, products)):
        for question, stored in ancestor.profile.items():
            value = answer_of(stored)
            if value is not None:
                values[question] = Given(value, ancestor.id)
    return values
