"""Diagnostics as compilers show them: a line that can be searched, the excerpt, the hint."""

import unicodedata
from collections.abc import Iterable, Iterator

from convergence_cli.diagnostics import Diagnostic, Place, Severity, Span, shapeless_replaced
from convergence_cli.language import Language, Text
from convergence_cli.rendering.screen import Screen

SEVERITY_WORDS: dict[Severity, Text] = {
    Severity.ERROR: Text(en="error", fr="erreur"),
    Severity.WARNING: Text(en="warning", fr="avertissement"),
    Severity.NOTE: Text(en="note", fr="note"),
}
_COLOURS: dict[Severity, str] = {
    Severity.ERROR: "1;31",
    Severity.WARNING: "1;33",
    Severity.NOTE: "1;36",
}
_HINT = Text(en="hint:", fr="conseil :")


def diagnostics_text(diagnostics: Iterable[Diagnostic], language: Language, screen: Screen) -> str:
    """Return diagnostics in the order given; the empty text for none."""
    return "".join(f"{line}\n" for each in diagnostics for line in _lines(each, language, screen))


def location_text(place: Place) -> str:
    """Return a place as path, line and column, 1-based; as path and keys where none is known."""
    path = shapeless_replaced(place.path)
    if place.span is not None:
        return f"{path}:{place.span.line}:{place.span.column}"
    if place.route:
        keys = " → ".join(shapeless_replaced(str(step)) for step in place.route)
        return f"{path} ({keys})"
    return path


def _lines(diagnostic: Diagnostic, language: Language, screen: Screen) -> Iterator[str]:
    rule, place = diagnostic.rule, diagnostic.place
    word = _painted(SEVERITY_WORDS[rule.severity].in_(language), _COLOURS[rule.severity], screen)
    message = diagnostic.message.in_(language)
    yield f"{location_text(place)}: {word} {rule.code} {rule.name}: {message}"
    if place.span is not None and place.excerpt.strip():
        yield from _excerpt(place.excerpt, place.span, _COLOURS[rule.severity], screen)
    if diagnostic.hint is not None:
        yield f"   {_HINT.in_(language)} {diagnostic.hint.in_(language)}"
    for related in diagnostic.related:
        yield f"   {location_text(related.place)}: {related.message.in_(language)}"


def _excerpt(line: str, span: Span, colour: str, screen: Screen) -> Iterator[str]:
    number = f"{span.line:>5}"
    room = max(20, screen.width - len(number) - 4)
    first = max(0, span.column - 1 - room // 2) if len(line) > room else 0
    shown = line[first : first + room]
    if first + room < len(line):
        shown = shown[:-1] + "…"
    start = span.column - 1 - first
    end = len(line) if span.end_line != span.line else span.end_column - 1
    marked = shown[start : max(end - first, start + 1)] or " "
    yield f"{number} | {shown}".rstrip()
    carets = _painted("^" * max(1, _cells(marked)), colour, screen)
    yield f"{' ' * len(number)} | {' ' * _cells(shown[:start])}{carets}"


def _cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in text
    )


def _painted(text: str, colour: str, screen: Screen) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if screen.has_colour else text
