"""Which profile values an edition takes over from the product that it extends."""

from collections.abc import Mapping
from typing import Any

import pytest

from convergence_cli.model.workspace import Product
from convergence_cli.profiling.inheritance import Given, given_values, lineage
from tests.building import stored


def products(**profiles: Mapping[str, Any]) -> dict[str, Product]:
    """Return products each of which extends the one before it."""
    found: dict[str, Product] = {}
    for id_, profile in profiles.items():
        extends = next(reversed(found), None)
        found[id_] = Product(id_, id_, profile=stored(profile), extends=extends)
    return found


def values_of(id_: str, all_products: Mapping[str, Product]) -> dict[str, tuple[Any, str]]:
    """Return what a product gives or inherits, and who gives it."""
    given = given_values(all_products[id_], all_products)
    return {question: (each.value, each.product) for question, each in given.items()}


def test_a_product_on_its_own_gives_its_own_values() -> None:
    """A product that extends none has the values of its own file."""
    alone = products(base={"a": True})

    assert given_values(alone["base"], alone) == {"a": Given(True, "base")}  # noqa: FBT003
    assert lineage(alone["base"], alone) == (alone["base"],)


def test_an_edition_inherits_what_it_does_not_give() -> None:
    """An edition takes over each value that it does not give itself, and only those."""
    line = products(base={"a": True, "b": "x"}, ios={"b": "y", "c": 1})

    assert values_of("ios", line) == {"a": (True, "base"), "b": ("y", "ios"), "c": (1, "ios")}
    assert values_of("base", line) == {"a": (True, "base"), "b": ("x", "base")}


def test_the_nearest_product_of_a_line_gives_the_value() -> None:
    """Along a line of editions, the nearest one that gives a value is the one that counts."""
    line = products(base={"a": 1, "b": 1, "c": 1}, ios={"a": 2, "b": 2}, ipad={"a": 3})

    assert values_of("ipad", line) == {"a": (3, "ipad"), "b": (2, "ios"), "c": (1, "base")}
    assert [each.id for each in lineage(line["ipad"], line)] == ["ipad", "ios", "base"]


@pytest.mark.parametrize("blank", [None, ""], ids=["null", "an empty text"])
def test_a_blank_value_is_not_given(blank: str | None) -> None:
    """Null and an empty text give nothing, so the value of the extended product stands."""
    line = products(base={"a": True}, ios={"a": blank})

    assert values_of("ios", line) == {"a": (True, "base")}


@pytest.mark.parametrize("value", [False, 0, [], "na"], ids=repr)
def test_a_negative_value_is_given(value: object) -> None:
    """False, 0, none of the choices and na are given, and stand before what is inherited."""
    line = products(base={"a": True}, ios={"a": value})

    assert values_of("ios", line) == {"a": (() if value == [] else value, "ios")}


def test_a_long_line_of_editions_is_followed_to_its_end() -> None:
    """A line of 1,000 editions inherits from its first product."""
    line = products(p0={"a": True}, **{f"p{index}": {} for index in range(1, 1_000)})

    assert values_of("p999", line) == {"a": (True, "p0")}
