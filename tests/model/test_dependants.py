"""What rests on a product: editions, options, and what rests on these in turn."""

from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.model.dependants import dependants_of, left_without_base, resting_on
from convergence_cli.model.workspace import Product, ProductKind, ProductStatus


def family(*products: Product) -> dict[str, Product]:
    """Return products by id, in the order of their ids."""
    return {each.id: each for each in sorted(products, key=lambda each: each.id)}


def option(id_: str, *requires: str) -> Product:
    """Return an option."""
    return Product(id_, id_, kind=ProductKind.OPTION, requires=requires)


def ids(products: tuple[Product, ...]) -> list[str]:
    """Return the ids of products."""
    return [each.id for each in products]


MED = Product("med", "Med")
EDI = Product("edi", "Edi", extends="med")
SUB = Product("sub", "Sub", extends="edi")
GONE = Product("gone", "Gone", extends="med", status=ProductStatus.ARCHIVED)


def test_dependants_are_those_that_name_a_product() -> None:
    """Editions and options are told apart, archived ones included, and nothing farther away."""
    products = family(MED, EDI, SUB, GONE, option("opt", "med"))

    found = dependants_of("med", products)

    assert ids(found.editions) == ["edi", "gone"]
    assert ids(found.options) == ["opt"]
    assert dependants_of("sub", products) == dependants_of("none", products)


def test_what_rests_on_a_product_rests_on_it_through_others_too() -> None:
    """Active products are followed to the end; an archived one is no support of anything."""
    behind = Product("behind", "Behind", extends="gone")
    products = family(MED, EDI, SUB, GONE, behind, option("opt", "sub"), option("other", "lone"))

    assert ids(resting_on("med", products)) == ["edi", "opt", "sub"]
    assert resting_on("opt", products) == ()


def test_an_option_with_another_base_is_not_left_without_one() -> None:
    """Only those whose every other requirement is an option would be left without a base."""
    products = family(
        MED,
        EDI,
        option("alone", "med"),
        option("both", "med", "edi"),
        option("opts", "med", "both"),
    )

    assert ids(left_without_base("med", products)) == ["alone", "opts"]
    assert left_without_base("edi", products) == ()


NAMES = [f"p{index}" for index in range(6)]


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=12))
def test_resting_is_following_names_backwards(pairs: list[tuple[str, str]]) -> None:
    """What rests on a product is what a reader finds by following names until none is new."""
    products = family(
        *(
            Product(id_, id_, requires=tuple(to for from_, to in pairs if from_ == id_))
            for id_ in NAMES
        )
    )

    reached = {"p0"}
    while True:
        more = reached | {from_ for from_, to in pairs if to in reached}
        if more == reached:
            break
        reached = more

    assert set(ids(resting_on("p0", products))) == reached - {"p0"}
