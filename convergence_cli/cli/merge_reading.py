"""One state of a file to merge: its bytes as text, and where its entries stand in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from convergence_cli.loading.composed import compose
from convergence_cli.loading.source import Source, source_of
from convergence_cli.merging.sheet import Form, Mark, Marked
from convergence_cli.merging.values import Data
from convergence_cli.model.edit import Route
from convergence_cli.writing.layout import Laid, Layout
from convergence_cli.writing.offers import Offer, all_offers_in

HOLDERS = ("answers", "plan")
"""The keys that hold entries: of an answers file, and of a plan."""
_MARK = "\ufeff"
_UNDECIDED = re.compile(
    rb"^<{7,}(?: .*)?\r?\n(?s:.*?)^\|{7,}(?: .*)?\r?\n(?P<base>(?s:.*?))"
    rb"^={7,}\r?\n(?s:.*?)^>{7,}(?: [^\n]*)?(?:\n|\Z)",
    re.MULTILINE,
)
_NEWLINE = re.compile("\r\n|\r|\n")


@dataclass(frozen=True)
class State:
    """A file that was read as data."""

    text: str
    """Without its byte-order mark."""
    mark: str
    data: dict[str, Data]
    laid: Laid


def laid(text: str) -> Laid:
    """Return a text as data with the place of each entry; an empty one says nothing."""
    composed = compose(Source("", text))
    data = {} if composed.data is None else composed.data
    return Laid(None if composed.diagnostics else data, composed.index)


def data_of(text: str) -> Data:
    """Return what a text says; None where it is none of these files."""
    return laid(text).data


def state_of(content: bytes) -> State | None:
    """Return a file as data; None for what nobody can read as a mapping."""
    source = source_of("", content).source
    if source is None:
        return None
    found = laid(source.text)
    if not isinstance(found.data, dict):
        return None
    mark = _MARK if content.startswith(_MARK.encode()) else ""
    return State(source.text, mark, found.data, found)


def base_of(content: bytes) -> State | None:
    """Return what both sides started from.

    Where branches crossed, git made it by a merge of its own, and left the conflicts in: each is
    then what that merge started from.
    """
    return state_of(content) or state_of(_UNDECIDED.sub(rb"\g<base>", content))


def holder_of(states: list[State]) -> str:
    """Return the key that holds the entries of a file."""
    return next((key for key in HOLDERS if any(key in each.data for each in states)), HOLDERS[0])


def marked(state: State, holder: str) -> Marked | None:
    """Return where everything stands; None for a layout that is not made of whole lines."""
    newlines = set(_NEWLINE.findall(state.text))
    if len(newlines) > 1:
        return None
    try:
        return _Marking(state, holder).marked()
    except (KeyError, IndexError):
        # An entry that is written in a way for which no place was found.
        return None


class _Marking:
    def __init__(self, state: State, holder: str) -> None:
        self._state = state
        self._holder = holder
        self._layout = Layout(state.text, state.laid.places)
        breaks = [each.end() for each in _NEWLINE.finditer(state.text)]
        self._line_of = {start: number for number, start in enumerate([0, *breaks])}

    def marked(self) -> Marked | None:
        """Return the marks of the whole text."""
        layout, state = self._layout, self._state
        held = state.data.get(self._holder)
        if not isinstance(held, dict | None) or not self._is_in_lines(held):
            return None
        keys = [self._key(route) for route in layout.parts(())]
        entries = [self._entry(route) for route in layout.parts((self._holder,))]
        is_ended = state.text.endswith(("\n", "\r"))
        lines = _NEWLINE.split(state.text)
        return Marked(
            Form(layout.newline, is_ended or not state.text, state.mark),
            tuple(lines[:-1] if is_ended or not state.text else lines),
            state.data,
            keys,
            self._holder,
            held == {},
            entries,
            [*self._offers(entries)],
        )

    def _is_in_lines(self, held: dict[str, Data] | None) -> bool:
        is_flow = bool(self._state.data) and self._layout.opening(()) == "{"
        return not is_flow and not (held and self._layout.opening((self._holder,)) == "{")

    def _key(self, route: Route) -> Mark:
        key, start, end, indent = self._entry(route)
        holds = key == self._holder and self._layout.parts(route)
        return Mark(key, start, start + 1 if holds else end, indent)

    def _entry(self, route: Route) -> Mark:
        layout = self._layout
        start, value = layout.start(route), layout.value(route)
        last = self._line_of[layout.line_start(max(value.end - 1, value.start))]
        first = self._line_of[layout.line_start(start)]
        return Mark(str(route[-1]), first, last + 1, layout.column(start))

    def _offers(self, entries: list[Mark]) -> Iterator[Mark]:
        """Yield the comments that offer an entry which is not there, each once."""
        known = {each.key for each in entries}
        indent = next((each.indent for each in entries), None)
        for offer in self._among_entries():
            first = self._line_of[offer.start]
            if offer.id in known or (indent is not None and len(offer.indent) != indent):
                continue
            known.add(offer.id)
            indent = len(offer.indent)
            yield Mark(offer.id, first, first + len(offer.lines), indent)

    def _among_entries(self) -> Iterator[Offer]:
        route = (self._holder,)
        if self._holder not in self._state.data:
            return
        top, bottom = self._layout.behind_colon(route), self._layout.region_end(route)
        for offer in all_offers_in(self._state.text, lambda _: self._state.laid):
            if top <= offer.start < bottom:
                yield offer
