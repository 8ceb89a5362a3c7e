"""Elements of a part of a workbook, one after the other: no tree of a whole part is built.

Names are local: the same format has two sets of namespaces, the usual one and the strict one.
"""

from collections.abc import Iterator, Mapping
from typing import IO, Literal
from xml.etree.ElementTree import Element, iterparse

_START: Literal["start"] = "start"


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def starts(part: IO[bytes]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield each element with its attributes, by their local names."""
    path: list[Element] = []
    for event, element in _events(part):
        if event == _START:
            path.append(element)
            yield local(element.tag), {local(key): text for key, text in element.attrib.items()}
        else:
            _forget(path.pop(), path)


def wholes(part: IO[bytes], name: str) -> Iterator[Element]:
    """Yield each element of a name, with all that is in it."""
    path: list[Element] = []
    within = 0
    name = f"}}{name}"
    for event, element in _events(part):
        if element.tag.endswith(name):
            within += 1 if event == _START else -1
            if not within:
                yield element
                _forget(element, path)
        elif within:
            continue
        elif event == _START:
            path.append(element)
        else:
            _forget(path.pop(), path)


def _events(part: IO[bytes]) -> Iterator[tuple[str, Element]]:
    # Entities were refused before: the guard has read the same bytes with the same parser.
    return iterparse(part, (_START, "end"))  # noqa: S314


def _forget(element: Element, path: list[Element]) -> None:
    """Take an element that has passed out of the one that it stands in."""
    if path:
        path[-1].remove(element)
