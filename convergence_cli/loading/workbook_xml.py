"""Elements of a part of a workbook, one after the other: no tree of a whole part is built.

Names are local: the same format has two sets of namespaces, the usual one and the strict one.
"""

from collections.abc import Iterator, Mapping
from typing import IO
from xml.etree.ElementTree import Element, iterparse


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def starts(part: IO[bytes]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield each element with its attributes, by their local names."""
    for element in _passing(part, ""):
        yield local(element.tag), {local(name): value for name, value in element.attrib.items()}


def wholes(part: IO[bytes], name: str) -> Iterator[Element]:
    """Yield each element of a name, with all that is in it."""
    return _passing(part, name)


def _passing(part: IO[bytes], name: str) -> Iterator[Element]:
    """Yield elements of a name once they ended, or all as they start; forget those that passed."""
    path: list[Element] = []
    within = 0
    # Entities were refused before: the guard has read the same bytes with the same parser.
    for event, element in iterparse(part, ("start", "end")):  # noqa: S314
        is_wanted = local(element.tag) == name
        if event == "start":
            path.append(element)
            within += is_wanted
            if not name:
                yield element
            continue
        path.pop()
        within -= is_wanted
        if is_wanted and not within:
            yield element
        if path and not within:
            path[-1].remove(element)
