"""Intended changes of a file, as values: what its data becomes, and nothing about its text."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Route = tuple[str | int, ...]


@dataclass(frozen=True)
class RenameKey:
    """An entry gets another key, and keeps its place and its value."""

    route: Route
    key: str


@dataclass(frozen=True)
class SetText:
    """An entry that is a text becomes another one."""

    route: Route
    text: str


@dataclass(frozen=True)
class AddText:
    """A mapping gets a new entry right after one that it has."""

    after: Route
    key: str
    text: str


@dataclass(frozen=True)
class AddList:
    """A mapping gets a list of texts as a new entry right before one that it has."""

    before: Route
    key: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class ExtendList:
    """A list of texts that holds something gets more of them at its end."""

    route: Route
    texts: tuple[str, ...]


Edit = RenameKey | SetText | AddText | AddList | ExtendList


def edited(data: Any, edits: Iterable[Edit]) -> Any:
    """Return data with edits made; every route is that of the data as given."""
    whole = deepcopy(data)
    renamings: list[RenameKey] = []
    for edit in edits:
        match edit:
            case RenameKey():
                # Last, deepest first: a route holds good until its keys are renamed.
                renamings.append(edit)
            case SetText(route, text):
                _at(whole, route[:-1])[route[-1]] = text
            case AddText(after, key, text):
                _insert(_at(whole, after[:-1]), after[-1], {after[-1]: ..., key: text})
            case AddList(before, key, texts):
                _insert(_at(whole, before[:-1]), before[-1], {key: [*texts], before[-1]: ...})
            case ExtendList(route, texts):
                _at(whole, route).extend(texts)
    for renaming in sorted(renamings, key=lambda each: -len(each.route)):
        was = renaming.route[-1]
        _insert(_at(whole, renaming.route[:-1]), was, {renaming.key: ...})
    return whole


def _at(data: Any, route: Route) -> Any:
    for step in route:
        data = data[step]
    return data


def _insert(mapping: dict[str, Any], at: str | int, entries: Mapping[str | int, Any]) -> None:
    """Put entries in the place of one; `...` stands for its value."""
    items = list(mapping.items())
    mapping.clear()
    for key, value in items:
        if key == at:
            for new, each in entries.items():
                mapping[str(new)] = value if each is ... else each
        else:
            mapping[key] = value
