"""From routes to characters: once, after everything was judged."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from convergence_cli.diagnostics import Diagnostic, Part, Place, Related, Route, Span
from convergence_cli.loading.source import Opened, Source, open_source

if TYPE_CHECKING:
    from convergence_cli.loading.composed import Spans

Index = Mapping[Route, "Spans"]
Opener = Callable[[str], Opened]

_KEPT = 16


def located(diagnostic: Diagnostic, source: Source, index: Index) -> Diagnostic:
    """Return a diagnostic with the span of its place; one that has a span stays as it is."""
    return replace(diagnostic, place=located_place(diagnostic.place, source, index))


def located_place(place: Place, source: Source, index: Index) -> Place:
    """Return a place with its span; an unknown route climbs to its nearest known ancestor."""
    if place.span is not None:
        return place
    route, part = place.route, place.part
    while route and route not in index:
        route, part = route[:-1], Part.KEY
    spans = index.get(route)
    if spans is None or (not route and part is Part.KEY):
        return source.located(place, Span(1, 1, 1, 1))
    whole = spans.key if part is Part.KEY and spans.key else spans.value
    return source.located(place, _on_one_line(whole, source))


def locate_all(root: Path, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics of a workspace with spans; each file is read again once at most."""
    return locate_in(lambda path: open_source(root, path), diagnostics)


def locate_in(open_: Opener, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics with spans, in files that are opened wherever they are."""
    files = _Files(open_)
    return tuple(files.locate(each) for each in diagnostics)


def located_places(open_: Opener, places: Iterable[Place]) -> tuple[Place, ...]:
    """Return places with spans, in files that are opened wherever they are."""
    files = _Files(open_)
    return tuple(files.place(each) for each in places)


class _Files:
    """The texts and indexes of the files that diagnostics speak of."""

    def __init__(self, open_: Opener) -> None:
        self._open = open_
        self._read: dict[str, tuple[Source, Index]] = {}

    def locate(self, diagnostic: Diagnostic) -> Diagnostic:
        """Return a diagnostic with its spans."""
        related = tuple(
            Related(self.place(each.place), each.message) for each in diagnostic.related
        )
        return replace(diagnostic, place=self.place(diagnostic.place), related=related)

    def place(self, place: Place) -> Place:
        """Return a place with its span; one without a route is a whole file, and has none."""
        if place.span is not None or not place.route:
            return place
        read = self._read.pop(place.path, None) or self._reread(place.path)
        # The latest last, and few of them: an index takes much more memory than its file.
        self._read[place.path] = read
        if len(self._read) > _KEPT:
            del self._read[next(iter(self._read))]
        return located_place(place, *read)

    def _reread(self, path: str) -> tuple[Source, Index]:
        from convergence_cli.loading.composed import compose

        source = self._open(path).source or Source(path, "")
        return source, compose(source).index


def _on_one_line(span: Span, source: Source) -> Span:
    if span.line == span.end_line:
        return span
    return Span(span.line, span.column, span.line, len(source.lines[span.line - 1]) + 1)
