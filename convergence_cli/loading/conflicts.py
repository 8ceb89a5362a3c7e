"""What git leaves in a file for a person to decide: lines between markers.

A marker stands at the very start of its line, where no line of a block of text can. Between quotes
or brackets YAML would read it as text, so it is looked for before anything is read.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from convergence_cli.diagnostics import Diagnostic, Related, Span, shown, text_rules
from convergence_cli.language import Text
from convergence_cli.loading.source import Source

_MARKER = re.compile(r"(?P<sign>[<|>])(?P=sign){6,}(?: (?P<label>.*))?|(?P<middle>={7,})")
_OURS, _BASE, _MIDDLE, _THEIRS = "<|=>"
_WHOLE = (_OURS + _MIDDLE + _THEIRS, _OURS + _BASE + _MIDDLE + _THEIRS)
"""The signs of the markers of a conflict, without and with what both sides started from."""

_DECIDE = Text(
    en="{ours} from {our_label}, {theirs} from {their_label}: keep what is right, "
    "and remove the marker lines {markers}",
    fr="{our_label} : {ours} ; {their_label} : {theirs} ; gardez ce qui est juste, "
    "et retirez les lignes de marque {markers}",
)
_ONE_LINE = Text(en="line {line} is", fr="ligne {line}")
_LINES = Text(en="lines {first} to {last} are", fr="lignes {first} à {last}")
_NO_LINE = Text(en="nothing is", fr="rien")
_ONE_SIDE = Text(en="one side", fr="un côté")
_OTHER_SIDE = Text(en="the other side", fr="l'autre côté")
_REST_IS_GONE = Text(
    en="the other markers of this conflict are gone: remove this line too, and read what stands "
    "around it",
    fr="les autres marques de ce conflit ont disparu : retirez aussi cette ligne, et relisez ce "
    "qui l'entoure",
)
_ENDS = Text(en="the conflict ends here", fr="le conflit se termine ici")


class _Marker(NamedTuple):
    sign: str
    line: int
    label: str


_Conflict = Sequence[_Marker]


def conflicts_of(source: Source) -> tuple[Diagnostic, ...]:
    """Return the conflicts in a file, each at its first marker."""
    found = (each for each in _conflicts(source.lines) if _signs(each) != _MIDDLE)
    return tuple(_reported(each, source) for each in found)


def leftovers_of(source: Source) -> tuple[Diagnostic, ...]:
    """Return the lines that are markers in a text which is no YAML, and may be text in another."""
    return tuple(_reported(each, source) for each in _conflicts(source.lines))


def _conflicts(lines: Sequence[str]) -> Iterator[_Conflict]:
    """Yield the markers that belong together."""
    together: list[_Marker] = []
    for marker in _markers(lines):
        if together and marker.sign == _OURS:
            yield together
            together = []
        together.append(marker)
        if marker.sign == _THEIRS or together[0].sign != _OURS:
            yield together
            together = []
    if together:
        yield together


def _markers(lines: Sequence[str]) -> Iterator[_Marker]:
    for number, line in enumerate(lines, start=1):
        # Most lines start with none of the signs: they are not even matched.
        found = _MARKER.fullmatch(line) if line[:1] in _WHOLE[1] else None
        if found is not None:
            yield _Marker(line[0], number, (found["label"] or "").strip())


def _signs(conflict: _Conflict) -> str:
    return "".join(marker.sign for marker in conflict)


def _reported(conflict: _Conflict, source: Source) -> Diagnostic:
    first, *_, last = (*conflict, conflict[-1])
    is_whole = _signs(conflict) in _WHOLE
    return text_rules.CONFLICT_MARKER.at(
        source.place(_span(first, source)),
        hint=_hint(conflict) if is_whole else _REST_IS_GONE,
        related=[Related(source.place(_span(last, source)), _ENDS)] if is_whole else (),
    )


def _hint(conflict: _Conflict) -> Text:
    """Return which lines are whose."""
    ours, *between, theirs = conflict
    return _DECIDE.fill(
        ours=_lines(ours.line + 1, between[0].line - 1),
        our_label=shown(ours.label) if ours.label else _ONE_SIDE,
        theirs=_lines(between[-1].line + 1, theirs.line - 1),
        their_label=shown(theirs.label) if theirs.label else _OTHER_SIDE,
        markers=", ".join(str(marker.line) for marker in conflict),
    )


def _lines(first: int, last: int) -> Text:
    if first > last:
        return _NO_LINE
    return _ONE_LINE.fill(line=first) if first == last else _LINES.fill(first=first, last=last)


def _span(marker: _Marker, source: Source) -> Span:
    return Span(marker.line, 1, marker.line, len(source.lines[marker.line - 1]) + 1)
