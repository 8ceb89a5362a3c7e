"""YAML text to plain data and an index of where everything stands: the explaining reader.

It refuses what these files do not use (SPEC §2): anchors, aliases, merge keys, tags, directives,
keys that are not text, a second document. It never recurses, and stops at a depth.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from convergence_cli.diagnostics import (
    Diagnostic,
    Related,
    Route,
    Rule,
    Span,
    text_rules,
)
from convergence_cli.language import Text
from convergence_cli.loading.conflicts import conflicts_of, leftovers_of
from convergence_cli.loading.scalars import Scalar, plain_value
from convergence_cli.loading.scanning import (
    MAX_DEPTH,
    Mark,
    NestedTooDeepError,
    StridingParser,
    StridingReader,
    StridingScanner,
)
from convergence_cli.loading.source import MAX_PROBLEMS, Data, Source
from convergence_cli.loading.stumbles import stumble_of

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Spans:
    """Where an entry stands: its key (the dash's item has none) and its value."""

    key: Span | None
    value: Span


@dataclass(frozen=True)
class Composed:
    """What the explaining reader found."""

    data: Data
    index: dict[Route, Spans]
    diagnostics: tuple[Diagnostic, ...]


# A file that was just explained is often located next.
@lru_cache(maxsize=4)
def compose(source: Source) -> Composed:
    """Read a text as YAML; data is None, and not to be used, where a diagnostic is an error."""
    conflicts = conflicts_of(source)
    if conflicts:
        # Whatever YAML makes of the markers, nobody decided what the file says.
        return Composed(None, {}, conflicts[: MAX_PROBLEMS + 1])
    composer = _Composer(source)
    try:
        for event in _events(source.text):
            if not composer.take(event):
                break
    except YAMLError as error:
        composer.report_syntax(error)
    return Composed(composer.root, composer.index, tuple(composer.diagnostics))


def _events(text: str) -> Iterator[Event]:
    yaml = YAML(typ="safe", pure=True)
    yaml.Reader, yaml.Scanner, yaml.Parser = StridingReader, StridingScanner, StridingParser
    yield from yaml.parse(text)


@dataclass(slots=True)
class _Frame:
    """A mapping or a list that is still open."""

    container: dict[str, Data] | list[Data]
    route: Route
    span: Span
    key: str = ""
    key_span: Span | None = None
    """Of the key that waits for its value; none where a key is next."""
    first_by_key: dict[str, Span] = field(default_factory=dict)


class _Composer:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._frames: list[_Frame] = []
        self._documents = 0
        self.root: Data = None
        self.index: dict[Route, Spans] = {}
        self.diagnostics: list[Diagnostic] = []

    def take(self, event: Event) -> bool:
        """Take one event; return whether to go on."""
        match event:
            case DocumentStartEvent():
                return self._start_document(event)
            case AliasEvent():
                self._report(text_rules.ANCHOR, event, name="*" + str(event.anchor))
                self._add(None, _span(event))
            case ScalarEvent():
                self._scalar(event)
            case MappingStartEvent() | SequenceStartEvent():
                return self._open(event)
            case MappingEndEvent() | SequenceEndEvent():
                self._close(event)
            case _:
                pass
        return len(self.diagnostics) <= MAX_PROBLEMS

    def report_syntax(self, error: YAMLError) -> None:
        """Report that the text is no YAML, where the reader stumbled."""
        stumble = stumble_of(error)
        place = self._source.place(_character(stumble.mark))
        if isinstance(error, NestedTooDeepError):
            found = text_rules.NESTED_TOO_DEEP.at(place, limit=MAX_DEPTH)
        else:
            words = Text(en="opened here", fr="ouvert ici")
            opened = [] if stumble.opened is None else [_character(stumble.opened)]
            related = [Related(self._source.place(span), words) for span in opened]
            found = text_rules.YAML_SYNTAX.at(place, related=related, problem=stumble.problem)
        self.diagnostics += leftovers_of(self._source) or [found]

    def _start_document(self, event: DocumentStartEvent) -> bool:
        self._documents += 1
        if self._documents > 1:
            self._report(text_rules.SEVERAL_DOCUMENTS, event)
            return False
        for number, line in enumerate(self._source.lines[: event.start_mark.line], start=1):
            if line.startswith("%"):
                place = self._source.place(Span(number, 1, number, len(line) + 1))
                self.diagnostics.append(text_rules.DIRECTIVE.at(place, directive=line))
        return True

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> bool:
        self._refuse_properties(event)
        if len(self._frames) >= MAX_DEPTH:
            self._report(text_rules.NESTED_TOO_DEEP, event, limit=MAX_DEPTH)
            return False
        if self._expects_key():
            self._report(text_rules.KEY_NOT_TEXT, event, key="[…] / {…}")
            return False
        container: dict[str, Data] | list[Data]
        container = {} if isinstance(event, MappingStartEvent) else []
        self._frames.append(_Frame(container, self._next_route(), _span(event)))
        return True

    def _close(self, event: MappingEndEvent | SequenceEndEvent) -> None:
        frame = self._frames.pop()
        end = _span(event)
        span = Span(frame.span.line, frame.span.column, end.end_line, end.end_column)
        self._add(frame.container, span)

    def _scalar(self, event: ScalarEvent) -> None:
        self._refuse_properties(event)
        span = _span(event)
        value = plain_value(event.value) if event.style is None else self._quoted_text(event)
        if self._expects_key():
            self._set_key(self._key_text(value, event), span)
        else:
            self._add(value, span)

    def _quoted_text(self, event: ScalarEvent) -> str:
        """Return a quoted text, in which two escapes may have written one character by halves."""
        text = str(event.value)
        if _HALF_CHARACTER.search(text) is None:
            return text
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
        half = _HALF_CHARACTER.search(text)
        if half is not None:
            character = f"U+{ord(half[0]):04X}"
            self._report(text_rules.CONTROL_CHARACTER, event, character=character)
        return text

    def _key_text(self, value: Scalar, event: ScalarEvent) -> str:
        if event.style is None and value == "<<":
            self._report(text_rules.MERGE_KEY, event)
        if isinstance(value, str):
            return value
        # Whole numbers name the levels of a scale; everywhere else a key is text (SPEC §2).
        under_levels = self._frames[-1].route[-1:] == ("levels",)
        if under_levels and isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        self._report(text_rules.KEY_NOT_TEXT, event, key=event.value or "null")
        return str(event.value)

    def _set_key(self, key: str, span: Span) -> None:
        frame = self._frames[-1]
        frame.key, frame.key_span = key, span
        first = frame.first_by_key.setdefault(key, span)
        if first is not span:
            words = Text(en="first given here", fr="donné d'abord ici")
            related = Related(self._source.place(first), words)
            place = self._source.place(span)
            self.diagnostics.append(text_rules.DUPLICATE_KEY.at(place, related=(related,), key=key))

    def _expects_key(self) -> bool:
        if not self._frames:
            return False
        frame = self._frames[-1]
        return isinstance(frame.container, dict) and frame.key_span is None

    def _next_route(self) -> Route:
        if not self._frames:
            return ()
        frame = self._frames[-1]
        is_list = isinstance(frame.container, list)
        return (*frame.route, len(frame.container) if is_list else frame.key)

    def _add(self, value: Data, span: Span) -> None:
        """Put a value where it belongs: at the top, in a list, or under the waiting key."""
        route = self._next_route()
        key_span = self._frames[-1].key_span if self._frames else None
        # An empty value has its span on the next line; its key is where a reader looks.
        self.index.setdefault(route, Spans(key_span, _visible(span) or key_span or span))
        if not self._frames:
            self.root = value
            return
        frame = self._frames[-1]
        if isinstance(frame.container, list):
            frame.container.append(value)
        else:
            frame.container.setdefault(frame.key, value)
            frame.key_span = None

    def _refuse_properties(self, event: NodeEvent) -> None:
        if event.anchor is not None:
            self._report(text_rules.ANCHOR, event, name="&" + str(event.anchor))
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._report(text_rules.TAG, event, tag=str(tag))

    def _report(self, rule: Rule, event: Event, **values: str | int) -> None:
        place = self._source.place(_first_line(_span(event), self._source))
        self.diagnostics.append(rule.at(place, hint=None, related=(), **values))


def _span(event: Event) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _character(mark: Mark | None) -> Span:
    if mark is None:
        return Span(1, 1, 1, 2)
    return Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)


def _visible(span: Span) -> Span | None:
    is_empty = (span.line, span.column) == (span.end_line, span.end_column)
    return None if is_empty else span


def _first_line(span: Span, source: Source) -> Span:
    if span.line == span.end_line:
        return span
    return Span(span.line, span.column, span.line, len(source.lines[span.line - 1]) + 1)
