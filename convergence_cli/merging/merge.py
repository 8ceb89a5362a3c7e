"""Three states of a file become one: every entry and every comment, or a conflict that shows them.

What is written is read again: it must say what a merge of the data alone says, however its
conflicts are decided.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from convergence_cli.merging.lines import Lines, merged_comments
from convergence_cli.merging.merged import Merged
from convergence_cli.merging.order import merged_order
from convergence_cli.merging.part import Conflict, Piece, ReadAlone, merged_part
from convergence_cli.merging.sheet import Form, Marked, Part, Sheet, sheet_of
from convergence_cli.merging.values import (
    ABSENT,
    CLASH,
    Data,
    Route,
    Side,
    entries_of,
    is_same,
    merged_entries,
)

Read = Callable[[str], Data]
"""What a text says; None where it is no text of this kind."""
Parts = Mapping[str, Part]
_T = TypeVar("_T")


def merge(states: Mapping[Side, Marked], read: Read) -> Merged | None:
    """Return what three states become; None where no text was found that says just that."""
    sheets = [sheet_of(states[side]) for side in Side]
    merged = _Merging(sheets, read).merged()
    holder = states[Side.OURS].holder
    said = {side: entries_of(each.data, holder) for side, each in states.items()}
    return merged if _is_right(merged, said, holder, read) else None


def says(data: Data, wanted: Mapping[Route, Data], holder: str) -> bool:
    """Return whether data is what a merge was to become; a clash is nothing that data can be."""
    if not isinstance(data, dict) or not isinstance(data.get(holder) or {}, dict):
        return False
    found = entries_of(data, holder)
    return found.keys() == wanted.keys() and all(
        value is not CLASH and is_same(found[route], value) for route, value in wanted.items()
    )


def _is_right(
    merged: Merged, said: Mapping[Side, Mapping[Route, Data]], holder: str, read: Read
) -> bool:
    return all(
        says(read(merged.decided(by)), merged_entries(said, merged.conflicts, by), holder)
        for by in (Side.OURS, Side.THEIRS)
    )


class _Merging:
    def __init__(self, sheets: Sequence[Sheet], read: Read) -> None:
        indent = _of_whoever_changed(*(each.indent for each in sheets))
        self._sheets = [each.indented(indent) for each in sheets]
        self._holder = sheets[0].holder
        self._read = read

    def merged(self) -> Merged:
        """Return the pieces of the file, in order."""
        form = Form(*map(_of_whoever_changed, *(each.form for each in self._sheets)))
        return Merged(form, tuple(each for each in self._pieces() if each != ()))

    def _pieces(self) -> Iterator[Piece]:
        for key, pieces in self._merged_parts([each.keys for each in self._sheets], ()):
            if key == self._holder:
                yield from self._with_entries(pieces)
            else:
                yield from pieces
        yield _comments((), [each.end for each in self._sheets])

    def _with_entries(self, head: list[Piece]) -> Iterator[Piece]:
        route = (self._holder,)
        entries = _without_repeats(self._sheets)
        merged = [*self._merged_parts(entries, route)]
        yield from self._without_brackets(head) if merged else head
        for _, pieces in merged:
            yield from pieces
        yield _comments(route, [each.below for each in self._sheets])

    def _merged_parts(
        self, states: Sequence[Parts], route: Route
    ) -> Iterator[tuple[str, list[Piece]]]:
        base, ours, theirs = states
        made = {
            key: merged_part(
                (*route, key), base.get(key), ours.get(key), theirs.get(key), self._alone(key)
            )
            for key in {**ours, **theirs}
        }
        kept = frozenset(key for key, pieces in made.items() if pieces)
        for key in merged_order([*base], [*ours], [*theirs], kept):
            yield key, made[key]

    def _alone(self, key: str) -> ReadAlone:
        def value(lines: Lines) -> Data:
            data = self._read("\n".join(lines) + "\n")
            is_alone = isinstance(data, dict) and list(data) == [key]
            return data[key] if is_alone else ABSENT

        return value

    def _without_brackets(self, head: list[Piece]) -> Iterator[Piece]:
        """Yield the first line of what holds entries; `{}` goes where somebody took it away."""
        heads = [(each.keys.get(self._holder), each.is_held_in_brackets) for each in self._sheets]
        bracketed = [part.own for part, is_so in heads if part is not None and is_so]
        plain = [part.own for part, is_so in heads if part is not None and not is_so]
        for piece in head:
            yield plain[-1] if plain and piece in bracketed else piece


def _of_whoever_changed(base: _T, ours: _T, theirs: _T) -> _T:
    return theirs if ours == base else ours


def _comments(route: Route, states: Sequence[Lines]) -> Piece:
    base, ours, theirs = states
    merged = merged_comments(base, ours, theirs)
    return Conflict(route, base, ours, theirs) if merged is None else merged


def _without_repeats(sheets: Sequence[Sheet]) -> list[Parts]:
    """Return the entries; a comment above which both sides put a new one stands there once."""
    base, ours, theirs = (each.entries for each in sheets)
    there = {_said(part.above) for part in base.values()} | {_said(sheets[0].below)}
    taken = {_said(part.above) for key, part in ours.items() if key not in base} & there - {()}
    repeated = [
        key
        for key, part in theirs.items()
        if key not in base and key not in ours and _said(part.above) in taken
    ]
    bare = {key: replace(theirs[key], above=()) for key in repeated}
    return [base, ours, {**theirs, **bare}]


def _said(lines: Lines) -> Lines:
    return tuple(line.strip() for line in lines if line.strip())
