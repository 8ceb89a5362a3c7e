"""What counts as a change of data, whatever the data."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.checking.changed_entries import (
    changed_entries,
    followed,
    product_of,
    renamed_products,
)
from convergence_cli.model.commit import ChangedFile

names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=3)
scalars = st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["a", "1", "true"])
values: st.SearchStrategy[Any] = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(names, inner, max_size=2)
)
entries = st.dictionaries(names, values, max_size=4)
files = st.fixed_dictionaries({"format": st.just(1), "answers": entries}, optional={"seal": values})


def shuffled(data: Any) -> Any:
    """Return data that says the same, with every mapping the other way round."""
    if isinstance(data, dict):
        return {key: shuffled(data[key]) for key in reversed(data)}
    return [shuffled(each) for each in data] if isinstance(data, list) else data


def same(one: Any, other: Any) -> bool:
    """Return whether two values are the same, types included: an oracle of its own."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def changed(*before: Any, after: Any) -> set[tuple[str | int, ...]]:
    """Return the entries that a commit changed."""
    return set(changed_entries(ChangedFile("company/plan.yaml", before, after)))


@given(files)
def test_order_is_no_change(data: Any) -> None:
    """A file whose keys stand in another order says what it said."""
    assert changed(data, after=shuffled(data)) == set()


@given(files, files)
def test_an_entry_is_changed_where_its_value_is_another(before: Any, after: Any) -> None:
    """Exactly the answers and keys whose value differs are named, types included."""
    ids = before["answers"].keys() | after["answers"].keys()
    missing = object()
    wanted = {
        ("answers", id_)
        for id_ in ids
        if not same(before["answers"].get(id_, missing), after["answers"].get(id_, missing))
    }

    found = changed(before, after=after)

    assert {each for each in found if each[0] == "answers"} == wanted
    assert (("seal",) in found) == (
        not same(before.get("seal", missing), after.get("seal", missing))
        and not ("seal" not in before and "seal" not in after)
    )


@given(files, files, files)
def test_a_merge_changes_what_is_like_none_of_its_parents(one: Any, other: Any, new: Any) -> None:
    """What a merge changes it changes against each parent, and against the one it took nothing."""
    assert changed(one, other, after=new) == changed(one, after=new) & changed(other, after=new)
    assert changed(one, other, after=one) == set()


def declared(id_: str, name: str) -> dict[str, Any]:
    return {"format": 1, "id": id_, "name": name}


def test_a_product_is_found_under_its_new_name() -> None:
    """Of several that went and came, each is followed by what it says, and one stays deleted."""
    sheet = {"format": 1, "answers": {"A": 1}}
    moved = (
        ChangedFile("products/a/product.yaml", (declared("a", "A"),), None),
        ChangedFile("products/b/product.yaml", (declared("b", "B"),), None),
        ChangedFile("products/b/answers/q.yaml", (sheet,), None),
        ChangedFile("products/c/product.yaml", (declared("c", "C"),), None),
        ChangedFile("products/x/product.yaml", (None,), declared("x", "A")),
        ChangedFile("products/y/product.yaml", (None,), declared("y", "New")),
        ChangedFile("products/y/answers/q.yaml", (None,), sheet),
    )

    renamed = renamed_products(moved)
    after = {each.path: each for each in followed(moved, renamed)}

    assert renamed == {"a": "x", "b": "y"}
    assert set(after) == {
        "products/c/product.yaml",
        "products/x/product.yaml",
        "products/y/product.yaml",
        "products/y/answers/q.yaml",
    }
    assert changed_entries(after["products/y/answers/q.yaml"]) == ()
    assert changed_entries(after["products/x/product.yaml"]) == (("id",),)
    assert set(changed_entries(after["products/y/product.yaml"])) == {("id",), ("name",)}


def test_a_file_belongs_to_a_product_or_to_the_company() -> None:
    """What stands in a product's folder, or in its place, is the product's."""
    assert product_of("products/a/plan.yaml") == product_of("products/a") == "a"
    assert product_of("company/plan.yaml") is product_of("convergence.yaml") is None
