"""What definitions say of where they come from, read as plain data, and the page of sources."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from convergence_cli.loading.composed import compose
from convergence_cli.loading.shipped import questionnaires_folder
from convergence_cli.loading.source import Source
from tests.handbook import DOCS, Page

SOURCES = DOCS / "reference" / "sources.md"
PROVENANCE = DOCS / "reference" / "provenance"
_CONTEXT = "Facts that nothing rests on"
_TOOL = "Facts behind the tool itself"


@dataclass(frozen=True)
class Document:
    """A document that a definition was drawn from."""

    key: str
    title: str
    date: str | None


@dataclass(frozen=True)
class Item:
    """A criterion, a preliminary question or a rule, with what it rests on."""

    id: str
    title: str
    is_published: bool
    code: str | None
    sources: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Definition:
    """A file of definitions, as far as it tells where it comes from."""

    id: str
    documents: tuple[Document, ...]
    items: tuple[Item, ...]

    @property
    def facts(self) -> dict[str, list[str]]:
        """The items that rest on each fact."""
        found: dict[str, list[str]] = {}
        for item in self.items:
            for fact in item.facts:
                found.setdefault(fact, []).append(item.id)
        return dict(sorted(found.items()))


@cache
def shipped() -> dict[str, Definition]:
    """Return every definition that travels with the program, the rules included."""
    files = sorted(questionnaires_folder().glob("*.yaml"))
    found = [
        _definition(compose(Source(each.name, each.read_text("utf-8"))).data) for each in files
    ]
    return {each.id: each for each in found}


def _definition(data: Any) -> Definition:
    documents = [
        Document(each["id"], each["title"], each.get("date")) for each in data.get("sources", ())
    ]
    return Definition(data["id"], tuple(documents), tuple(map(_item, _items(data))))


def _items(data: Any) -> Iterator[Any]:
    yield from data.get("rules", ())
    for axis in data.get("axes", ()):
        yield from axis["criteria"]
    for section in data.get("sections", ()):
        yield from section["questions"]


def _item(data: Any) -> Item:
    code = data.get("published_code")
    sources = [data["source"]] if "source" in data else []
    if code is not None:
        sources.append(code["source"])
    return Item(
        id=data["id"],
        title=data.get("title", {}).get("en", ""),
        is_published=data.get("status") == "published",
        code=None if code is None else code["code"],
        sources=tuple(sources),
        facts=tuple(data.get("facts", ())),
    )


# The page of sources


@dataclass(frozen=True)
class Fact:
    """A row of a table of facts."""

    id: str
    theme: str
    sources: tuple[str, ...]
    confidence: str


@cache
def facts() -> dict[str, Fact]:
    """Return the facts of the page of sources, by id."""
    found = {}
    for theme, section in _sections().items():
        for id_, _, sources, confidence in _rows(section, r"F\d{3}", 4):
            keys = () if sources == "none" else tuple(sources.split(", "))
            found[id_] = Fact(id_, theme, keys, confidence)
    return found


@cache
def sources() -> dict[str, str]:
    """Return the date of each document of the page of sources, by key."""
    return {key: date for key, _, date, _ in _rows(_sections()["Sources"], r"[A-Z]\d+", 4)}


@cache
def tool_facts() -> tuple[str, ...]:
    """Return the facts that the tool itself rests on."""
    return tuple(id_ for id_, _ in _rows(_sections()[_TOOL], r"F\d{3}", 2))


@cache
def context_facts() -> tuple[str, ...]:
    """Return the facts that are known, and on which nothing rests."""
    return tuple(re.findall(r"F\d{3}", _sections()[_CONTEXT]))


def _sections() -> dict[str, str]:
    parts = re.split(r"^## (.*)\n", Page(SOURCES).text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _rows(section: str, id_pattern: str, n_cells: int) -> Iterator[tuple[str, ...]]:
    for line in section.splitlines():
        cells = tuple(each.strip() for each in line.strip("|").split("|"))
        if re.fullmatch(id_pattern, cells[0]) and len(cells) == n_cells:
            yield cells


# The generated parts of the pages of provenance


def published(id_: str) -> str:
    """Return the table of a definition's published items."""
    rows = [
        (f"`{each.id}`", each.title, _code(each.code), ", ".join(map(_key, each.sources)))
        for each in shipped()[id_].items
        if each.is_published
    ]
    return _table(("Item", "What it is about", "Published code", "Source"), rows)


def documents(id_: str) -> str:
    """Return the table of the documents that a definition was drawn from."""
    rows = [(_key(each.key), each.title, each.date or "") for each in shipped()[id_].documents]
    return _table(("Key", "Title", "Date"), rows)


def grounds(id_: str) -> str:
    """Return the table of the facts that a definition rests on, and of what rests on each."""
    rows = [
        (_fact(fact), facts()[fact].confidence, ", ".join(f"`{each}`" for each in items))
        for fact, items in shipped()[id_].facts.items()
    ]
    return _table(("Fact", "Confidence", "What rests on it"), rows)


def enforced(id_: str) -> str:
    """Return the table of the facts that a file of rules enforces, each with its rules."""
    rows = [
        (f"[{fact}](sources.md#{_anchor(fact)})", ", ".join(f"`{each}`" for each in rules))
        for fact, rules in sorted(shipped()[id_].facts.items())
    ]
    return _table(("Fact", "Rules that enforce it, each with its tests"), rows)


def _table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    if not rows:
        return "\nNone.\n\n"
    lines = [header, ("---",) * len(header), *rows]
    return "\n" + "".join(f"| {' | '.join(cells)} |\n" for cells in lines) + "\n"


PARTS: dict[str, Callable[[str], str]] = {
    "published": published,
    "documents": documents,
    "facts": grounds,
    "enforced": enforced,
}
"""The generated parts of pages, by kind; each is made from a definition's id."""


def _code(code: str | None) -> str:
    return "none known" if code is None else f"`{code}`"


def _key(key: str) -> str:
    return f"[{key}](../sources.md#sources)"


def _fact(fact: str) -> str:
    return f"[{fact}](../sources.md#{_anchor(fact)})"


def _anchor(fact: str) -> str:
    return re.sub(r"[^\w\- ]", "", facts()[fact].theme.lower()).replace(" ", "-")
