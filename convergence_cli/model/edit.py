"""Intended changes of a file, as values: what its data becomes, and nothing about its text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Route = tuple[str | int, ...]
Data = Any
"""Mappings with text keys, lists, and scalars, as a file gives them."""


@dataclass(frozen=True)
class Put:
    """An entry becomes a value; a mapping that lacks the entry gets it, an item must be there."""

    route: Route
    value: Data
    order: Sequence[str] = ()
    """Keys in the order in which a new entry takes its place among those that are there."""
    above: Sequence[str] = ()
    """Lines of comment above a new entry, without their sign; an empty one is a blank line.

    Comments are no data: between brackets, where none can stand, they are left out.
    """


@dataclass(frozen=True)
class Remove:
    """An entry, or an item of a list, goes; what held it stays, empty if need be."""

    route: Route


@dataclass(frozen=True)
class Rename:
    """An entry gets another key, and keeps its place and its value."""

    route: Route
    key: str


@dataclass(frozen=True)
class Append:
    """A list gets an item at its end."""

    route: Route
    value: Data


Edit = Put | Remove | Rename | Append


def edited(data: Data, edits: Iterable[Edit]) -> Data:
    """Return data with edits made; every route is that of the data as given.

    A route that leads nowhere raises KeyError, IndexError or TypeError.
    """
    whole = deepcopy(data)
    shifting: list[Remove | Rename] = []
    for edit in edits:
        match edit:
            case Put(route, value):
                _put(whole, route, value)
            case Append(route, value):
                _container(whole, route, list).append(deepcopy(value))
            case Remove() | Rename():
                # Last, from the end: a route holds good until something before it goes.
                shifting.append(edit)
    for each in sorted(shifting, key=_from_the_end, reverse=True):
        _shift(_at(whole, each.route[:-1]), each)
    return whole


def edits_between(
    old: Data, new: Data, route: Route, order: Sequence[str] = ()
) -> tuple[Edit, ...]:
    """Return the smallest edits that make one value of an entry another, key by key.

    A mapping that keeps no key is written anew: without its lines, nothing says where others go.
    """
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        if route and old and new and not old.keys() & new.keys():
            return (Put(route, new, order),)
        return tuple(_between_mappings(old, new, route, order))
    if isinstance(old, list) and isinstance(new, list) and old and new[: len(old)] == old:
        return tuple(Append(route, each) for each in new[len(old) :])
    return () if _is_same(old, new) else (Put(route, new, order),)


def after(key: str, keys: Sequence[str], order: Sequence[str]) -> str | None:
    """Return the entry behind which a new one stands; none where it stands in front of all.

    What stands in no order stands behind everything.
    """
    if not keys:
        return None
    if key in order:
        place = order.index(key)
        before = [each for each in keys if each in order[:place]]
        if before:
            return before[-1]
        behind = [each for each in keys if each in order[place:]]
        if behind:
            at = keys.index(behind[0])
            return keys[at - 1] if at else None
    return keys[-1]


def _between_mappings(
    old: Mapping[str, Data], new: Mapping[str, Data], route: Route, order: Sequence[str]
) -> Iterator[Edit]:
    keys = tuple(order) or tuple(new)
    for key in old:
        if key not in new:
            yield Remove((*route, key))
    for key, value in new.items():
        if key in old:
            yield from edits_between(old[key], value, (*route, key))
        else:
            yield Put((*route, key), value, keys)


def _is_same(old: Data, new: Data) -> bool:
    # To Python, true is 1 and 2 is 2.0; to a file they are not.
    return type(old) is type(new) and bool(old == new)


def _at(data: Data, route: Route) -> Data:
    for step in route:
        data = data[step]
    return data


def _container(whole: Data, route: Route, kind: type[dict[str, Data]] | type[list[Data]]) -> Data:
    """Return what holds entries or items; what is empty (null) becomes one that holds none."""
    found = _at(whole, route)
    if found is None:
        found = kind()
        _at(whole, route[:-1])[route[-1]] = found
    return found


def _put(whole: Data, route: Route, value: Data) -> None:
    parent = _container(whole, route[:-1], dict)
    key = route[-1]
    if isinstance(parent, dict) and not isinstance(key, str):
        raise TypeError(route)
    parent[key] = deepcopy(value)


def _shift(parent: Data, edit: Remove | Rename) -> None:
    key = edit.route[-1]
    if isinstance(edit, Remove):
        del parent[key]
        return
    if key not in parent or edit.key in parent:
        raise KeyError(edit.route)
    entries = [(edit.key if each == key else each, value) for each, value in parent.items()]
    parent.clear()
    parent.update(entries)


def _from_the_end(edit: Remove | Rename) -> tuple[int, tuple[tuple[int, str], ...]]:
    steps = tuple((each, "") if isinstance(each, int) else (0, each) for each in edit.route)
    return len(edit.route), steps
