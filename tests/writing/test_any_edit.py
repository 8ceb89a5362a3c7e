"""Edits over texts drawn at random: what is intended happens, and nothing else does."""

from collections.abc import Iterator
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from convergence_cli.model.edit import (
    Append,
    Edit,
    Put,
    Remove,
    Rename,
    Route,
    edited,
    edits_between,
)
from convergence_cli.writing.edits import NotEditable, edited_text
from tests.writing.documents import KEYS, documents, values
from tests.writing.test_edits import read

UNSEEN = "NEW"


def routes(data: Any, route: Route = ()) -> Iterator[Route]:
    """Yield the route of each entry and item, the whole apart."""
    parts: Any = ()
    if isinstance(data, dict):
        parts = data.items()
    elif isinstance(data, list):
        parts = enumerate(data)
    for step, value in parts:
        yield (*route, step)
        yield from routes(value, (*route, step))


def at(data: Any, route: Route) -> Any:
    """Return what a route leads to."""
    for step in route:
        data = data[step]
    return data


@st.composite
def edits(draw: st.DrawFn, data: Any) -> Edit:
    """Draw an edit of some data."""
    route = draw(st.sampled_from(list(routes(data))))
    value = at(data, route)
    choices: list[Edit] = [Put(route, draw(values())), Remove(route)]
    if isinstance(value, dict) or value is None:
        key, order = draw(st.sampled_from(KEYS)), draw(st.permutations(KEYS))
        choices += [Put((*route, key), draw(values()), order)] * 2
    if isinstance(value, list) or value is None:
        choices.append(Append(route, draw(values(1))))
    if isinstance(route[-1], str):
        choices.append(Rename(route, UNSEEN))
    return draw(st.sampled_from(choices))


def is_the_last_of_the_file(edit: Edit, data: Any) -> bool:
    """Return whether an edit leaves a file without any entry: that is no edit of a file."""
    return isinstance(edit, Remove) and len(edit.route) == 1 and len(data) == 1


@given(st.data())
def test_every_edit_that_makes_sense_is_made(draw: st.DataObject) -> None:
    """A text reads as its data with the edit made, wherever the comments and brackets stand.

    One thing is left to a person: an entry that goes from between brackets beside a comment.
    """
    document = draw.draw(documents())
    edit = draw.draw(edits(document.data))
    assume(not is_the_last_of_the_file(edit, document.data))
    result = edited_text(document.text, (edit,), read)

    if isinstance(result, NotEditable):
        assert isinstance(edit, Remove)
        assert "# part" in document.text
    else:
        assert read(result).data == edited(document.data, (edit,))


@given(st.data())
def test_what_is_the_same_leaves_every_byte(draw: st.DataObject) -> None:
    """An edit that changes nothing changes no byte: the smallest edits are none."""
    document = draw.draw(documents())
    found = edits_between(document.data, read(document.text).data, ())

    assert edited_text(document.text, found, read) == document.text


@given(st.data())
def test_what_is_added_and_removed_leaves_every_byte(draw: st.DataObject) -> None:
    """An entry that comes and goes again leaves the text as it was, byte for byte."""
    document = draw.draw(documents())
    mappings = [
        each
        for each in [(), *routes(document.data)]
        if isinstance(at(document.data, each), dict) and at(document.data, each)
    ]
    parent = draw.draw(st.sampled_from(mappings))
    order = draw.draw(st.permutations([*KEYS, UNSEEN]))
    added = edited_text(document.text, (Put((*parent, UNSEEN), draw.draw(values()), order),), read)

    assert isinstance(added, str)
    assert edited_text(added, (Remove((*parent, UNSEEN)),), read) == document.text


@given(st.data())
def test_what_is_renamed_and_back_leaves_every_byte(draw: st.DataObject) -> None:
    """A key that gets another name and its old one again is written as it was."""
    document = draw.draw(documents())
    named = [each for each in routes(document.data) if each[-1] in ("A-1", "B.2", "C", "d")]
    assume(named)
    route = draw.draw(st.sampled_from(named))
    renamed = edited_text(document.text, (Rename(route, UNSEEN),), read)

    assert isinstance(renamed, str)
    back = (Rename((*route[:-1], UNSEEN), str(route[-1])),)
    assert edited_text(renamed, back, read) == document.text


@given(st.data())
def test_a_level_that_changes_and_back_leaves_every_byte(draw: st.DataObject) -> None:
    """A number or a plain word that becomes another, and itself again, is written as it was."""
    document = draw.draw(documents())
    plain = [
        each for each in routes(document.data) if at(document.data, each) in (0, 3, -1, "na", "x")
    ]
    assume(plain)
    route = draw.draw(st.sampled_from(plain))
    was = at(document.data, route)
    assume(type(was) is not bool)
    other = 2 if isinstance(was, int) else "y"
    changed = edited_text(document.text, (Put(route, other),), read)

    assert isinstance(changed, str)
    assume(not is_block_of_text(document.text, route))
    assert edited_text(changed, (Put(route, was),), read) == document.text


def is_block_of_text(text: str, route: Route) -> bool:
    """Return whether a value is written below its key, behind a sign: it comes back on its line."""
    span = read(text).places[route].value
    return text.splitlines()[span.line - 1][span.column - 1] in "|>"


@given(st.data())
def test_every_other_entry_stays(draw: st.DataObject) -> None:
    """What stands before and behind the lines of one entry is there, byte for byte."""
    document = draw.draw(documents())
    edit = draw.draw(edits(document.data))
    result = edited_text(document.text, (edit,), read)
    assume(isinstance(result, str))
    keys = [*document.data]
    at_key = keys.index(str(edit.route[0]))
    front, behind = keys[:at_key], keys[at_key + 1 :]

    if front:
        assert str(result).startswith(
            document.text[: start_of(document.text, keys[at_key - 1]) + 1]
        )
    if behind:
        assert str(result).endswith(document.text[start_of(document.text, behind[0]) :])


def start_of(text: str, key: str) -> int:
    """Return where the key of an entry of the top begins."""
    span = read(text).places[(key,)].key
    assert span is not None
    return sum(map(len, text.splitlines(keepends=True)[: span.line - 1])) + span.column - 1
