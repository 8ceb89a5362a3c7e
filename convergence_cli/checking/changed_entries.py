"""What a commit changed, entry by entry: an answer, a plan entry, a member, a key."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from convergence_cli.diagnostics import Route
from convergence_cli.model.commit import ChangedFile, Data

_OF_ENTRIES = ("answers", "company", "plan", "profile")
"""The keys whose value is a mapping of entries that are changed one by one."""
_WHOLE: Route = ()
_ENCODER = json.JSONEncoder(sort_keys=True)


def changed_entries(file: ChangedFile) -> tuple[Route, ...]:
    """Return the entries that a commit left otherwise than each parent held them.

    None where only comments, order or layout differ. A merge that takes each entry from one of its
    parents changes none.
    """
    if file.unread:
        return (_WHOLE,)
    after = _entries(file.after)
    befores = [_entries(each) for each in file.before] or [{}]
    routes = dict.fromkeys(route for entries in (*befores, after) for route in entries)
    return tuple(
        route
        for route in routes
        if all(entries.get(route) != after.get(route) for entries in befores)
    )


def renamed_products(files: Iterable[ChangedFile]) -> dict[str, str]:
    """Return the new id of each product whose folder got another name, by the old one.

    A product that went and one that came are the same where some file says the same in both: its
    answers, its plan, or all of its declaration but the id.
    """
    each = tuple(files)
    gone = _products(each, lambda file: file.is_deleted, lambda file: _first(file.before))
    come = _products(each, lambda file: not any(file.before), lambda file: file.after)
    pairs = ((len(gone[old] & come[new]), old, new) for old in gone for new in come)
    found: dict[str, str] = {}
    for shared, old, new in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if shared and old not in found and new not in found.values():
            found[old] = new
    return found


def followed(files: Iterable[ChangedFile], renamed: Mapping[str, str]) -> tuple[ChangedFile, ...]:
    """Return the files as if each renamed folder had always had its new name."""
    kept: dict[str, ChangedFile] = {}
    # Those that are left come last: each finds what it was before.
    for file in sorted(files, key=lambda each: not each.is_deleted):
        old = product_of(file.path) or ""
        path = file.path
        if file.is_deleted and old in renamed:
            path = f"products/{renamed[old]}/{path.split('/', 2)[2]}"
        before = kept[path].before if path in kept else file.before
        kept[path] = replace(file, path=path, before=before)
    return tuple(sorted(kept.values(), key=lambda each: each.path))


def product_of(path: str) -> str | None:
    """Return the product that a file belongs to; None for one of the company."""
    folder, _, rest = path.partition("/")
    return rest.partition("/")[0] if folder == "products" and rest else None


def _products(
    files: Iterable[ChangedFile],
    is_meant: Callable[[ChangedFile], bool],
    data_of: Callable[[ChangedFile], Data | None],
) -> dict[str, set[tuple[str, str]]]:
    """Return what each product says whose declaration is meant, file by file."""
    meant = [each for each in files if is_meant(each)]
    declared = {product_of(each.path) for each in meant if each.path.endswith("/product.yaml")}
    found: dict[str, set[tuple[str, str]]] = {}
    for file in meant:
        product, data = product_of(file.path), data_of(file)
        if product is not None and product in declared and data is not None:
            said = {key: value for key, value in data.items() if key != "id"}
            contents = found.setdefault(product, set())
            contents.add((file.path.split("/", 2)[2], _canonical(said)))
    return found


def _first(before: tuple[Data | None, ...]) -> Data | None:
    return before[0] if before else None


def _entries(data: Data | None) -> dict[Route, str]:
    """Return what a file says, by entry: as texts that keep types apart, and no order of keys."""
    return {route: _canonical(value) for route, value in _routes(data or {})}


def _routes(data: Data) -> Iterator[tuple[Route, Any]]:
    for key, value in data.items():
        if key == "members":
            yield from _members(value)
        elif key in _OF_ENTRIES and isinstance(value, Mapping):
            yield from (((key, below), entry) for below, entry in value.items())
        else:
            yield (key,), value


def _members(members: Iterable[Any]) -> Iterator[tuple[Route, Any]]:
    seen: Counter[str] = Counter()
    for member in members:
        id_ = member["id"]
        # An id that stands twice is two entries: the second one is no secret.
        yield ("members", id_, seen[id_]), member
        seen[id_] += 1


def _canonical(value: Any) -> str:
    return _ENCODER.encode(value)
