"""Merges of answers files drawn at random: no answer is lost, and none is made up."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convergence_cli.cli.merge_reading import data_of
from tests.merging.texts import HEAD, merged
from tests.writing.documents import documents

KEYS = ("A-1", "A-2", "A-3", "B-1", "B-2", "C-1")
SOME = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
_IN_LINES = re.compile(r"answers['\"]?:[ ]*(?:#.*)?\r?$", re.MULTILINE)
_HUNK = re.compile(
    r"^<{7} ours\n(?P<ours>.*?)^\|{7} base\n(?P<base>.*?)^={7}\n(?P<theirs>.*?)^>{7} theirs\n",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Entry:
    """An answer, or the comment that offers one."""

    key: str
    level: int | None
    """None where it is only offered."""
    layout: int = 0
    note: str = ""

    def lines(self, indent: str) -> list[str]:
        """Return the entry as it stands in a file."""
        note = [f"{indent}# {self.note}"] if self.note else []
        if self.level is None:
            offer = [f"# {self.key}:", "#   level:", '#   comment: ""']
            return ["", *note, *(f"{indent}{line}" for line in offer)]
        level, comment = f"level: {self.level}", f"said of {self.key}"
        written = (
            [f"{self.key}: {{{level}, comment: {comment}}}"],
            [f"{self.key}:", f"  {level}", f"  comment: {comment}"],
            [f"{self.key}:  # {self.key}", "    comment: |-", f"      {comment}", f"    {level}"],
        )
        return [*note, *(f"{indent}{line}" for line in written[self.layout])]


Entries = tuple[Entry, ...]


@dataclass(frozen=True)
class State:
    """A file."""

    entries: Entries
    status: str = "draft"
    newline: str = "\n"
    indent: str = "  "

    @property
    def text(self) -> str:
        """The file as text."""
        lines = [line for each in self.entries for line in each.lines(self.indent)]
        head = HEAD.replace("status: draft", f"status: {self.status}")
        return (head + "".join(f"{line}\n" for line in lines)).replace("\n", self.newline)

    @property
    def levels(self) -> dict[str, int]:
        """The answers."""
        return {each.key: each.level for each in self.entries if each.level is not None}


@st.composite
def states(draw: st.DrawFn) -> State:
    """Draw what both sides start from."""
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=5))
    levels = st.none() | st.integers(0, 3)
    return State(tuple(Entry(key, draw(levels), draw(st.integers(0, 2))) for key in sorted(keys)))


@st.composite
def changed(draw: st.DrawFn, state: State, name: str) -> State:
    """Draw what one side makes of a file."""
    entries = [*state.entries]
    for number in range(draw(st.integers(0, 3))):
        there = [each.key for each in entries]
        key = draw(st.sampled_from(KEYS))
        at = there.index(key) if key in there else draw(st.integers(0, len(entries)))
        new = Entry(key, draw(st.integers(0, 3)), draw(st.integers(0, 2)))
        match draw(st.sampled_from(("put", "put", "remove", "note", "layout", "sort"))):
            case "put":
                entries[at : at + (key in there)] = [new]
            case "remove" if key in there:
                del entries[at]
            case "note" if key in there:
                entries[at] = replace(entries[at], note=f"{name} {number}")
            case "layout" if key in there:
                entries[at] = replace(entries[at], layout=new.layout)
            case "sort":
                entries.reverse()
            case _:
                pass
    newline = draw(st.sampled_from(("\n", "\n", "\n", "\r\n")))
    indent = draw(st.sampled_from(("  ", "  ", "    ")))
    status = draw(st.sampled_from(("draft", "draft", "validated")))
    return State(tuple(entries), status, newline, indent)


@st.composite
def merges(draw: st.DrawFn) -> tuple[State, State, State]:
    """Draw a file and what two sides made of it."""
    base = draw(states())
    return base, draw(changed(base, "mine")), draw(changed(base, "yours"))


def expected(base: Any, ours: Any, theirs: Any) -> tuple[dict[str, Any], set[str]]:
    """Return the merge of three mappings by key, and the keys that both changed: the oracle."""
    result, clashes = {}, set()
    for key in {*base, *ours, *theirs}:
        was, mine, yours = (each.get(key) for each in (base, ours, theirs))
        if mine != was and yours not in (was, mine):
            clashes.add(key)
        else:
            result[key] = mine if mine != was else yours
    return {key: value for key, value in result.items() if value is not None}, clashes


def decided(text: str, side: str) -> str:
    """Return a text with each conflict decided as a person would, by deleting lines."""
    return _HUNK.sub(lambda found: found[side], text.replace("\r\n", "\n"))


def levels_in(text: str) -> dict[str, int]:
    """Return the answers of a text, which must be one."""
    data = data_of(text)
    assert data is not None, text
    return {key: answer["level"] for key, answer in (data["answers"] or {}).items()}


@SOME
@given(merges())
def test_a_merge_is_the_merge_of_the_data(
    tmp_path: Path, three: tuple[State, State, State]
) -> None:
    """Who changed an answer alone is followed; who both changed one are asked, and only they."""
    wanted, clashes = expected(*(each.levels for each in three))
    result = merged(tmp_path, *(each.text for each in three))

    assert {each.removeprefix("answers.") for each in result.conflicts} >= clashes
    for side, state in (("ours", three[1]), ("theirs", three[2])):
        found = levels_in(decided(result.text, side))
        asked = {each.removeprefix("answers.") for each in result.conflicts}
        assert {key: found[key] for key in found if key not in asked} == {
            key: wanted[key] for key in wanted if key not in asked
        }
        assert {key: found[key] for key in found if key in asked} == {
            key: state.levels[key] for key in state.levels if key in asked
        }


@SOME
@given(merges())
def test_nobody_is_asked_without_need(tmp_path: Path, three: tuple[State, State, State]) -> None:
    """A conflict is about an entry that both sides touched, each in its own way."""
    result = merged(tmp_path, *(each.text for each in three))

    for key in (each.removeprefix("answers.") for each in result.conflicts):
        was, mine, yours = ({e.key: e for e in each.entries}.get(key) for each in three)
        assert len({was, mine, yours}) == 3


@SOME
@given(merges())
def test_nothing_that_was_written_is_lost(
    tmp_path: Path, three: tuple[State, State, State]
) -> None:
    """Each comment of each side is in the file, unless its answer was removed without conflict."""
    _, ours, theirs = three
    result = merged(tmp_path, *(each.text for each in three))

    for mine, yours in ((ours, theirs), (theirs, ours)):
        for each in mine.entries:
            if each.note and (each.level is not None or each.key in {e.key for e in yours.entries}):
                is_offer = each.level is None and each.key in yours.levels
                assert is_offer or each.note in result.text, result.text
    assert not result.outcome.unreadable


@SOME
@given(merges())
def test_a_merge_is_the_same_from_both_sides(
    tmp_path: Path, three: tuple[State, State, State]
) -> None:
    """Whoever merges whom, the same answers come out, and the same conflicts."""
    base, ours, theirs = three
    here = merged(tmp_path, base.text, ours.text, theirs.text)
    there = merged(tmp_path, base.text, theirs.text, ours.text)

    assert sorted(here.conflicts) == sorted(there.conflicts)
    assert levels_in(decided(here.text, "ours")) == levels_in(decided(there.text, "theirs"))


@SOME
@given(st.data())
def test_what_one_side_did_alone_is_what_comes(tmp_path: Path, draw: st.DataObject) -> None:
    """Where the other side did nothing, the file is what the one made of it, byte for byte."""
    base = draw.draw(states())
    ours = draw.draw(changed(base, "mine"))

    assert merged(tmp_path, base.text, ours.text, base.text).text == ours.text
    assert merged(tmp_path, base.text, base.text, ours.text).text == ours.text


def said(levels: dict[str, int]) -> dict[str, Any]:
    """Return what an answers file of these levels says."""
    answers = {key: {"level": level, "comment": f"x {key}"} for key, level in levels.items()}
    return {"format": 1, "status": "draft", "answers": answers}


def laid_out(levels: dict[str, int]) -> st.SearchStrategy[str]:
    """Return texts that say some levels, most of them with a line or more for each answer."""
    texts = documents(st.just(said(levels))).map(lambda document: document.text)
    in_lines = texts.filter(_IN_LINES.search)
    return st.one_of(in_lines, in_lines, in_lines, texts) if levels else texts


@SOME
@given(st.data())
def test_no_layout_hides_an_answer(tmp_path: Path, draw: st.DataObject) -> None:
    """However each state is laid out, between brackets too, no answer is lost or made up."""
    keys = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 2), min_size=1, max_size=4)
    three = [draw.draw(keys) for _ in range(3)]
    texts = [draw.draw(laid_out(levels)) for levels in three]
    wanted, clashes = expected(*three)
    result = merged(tmp_path, *texts)

    assert result.outcome.has_conflicts or not clashes
    if not result.outcome.has_conflicts:
        assert levels_in(result.text) == wanted
        return
    if result.conflicts:
        asked = {each.removeprefix("answers.") for each in result.conflicts}
        assert asked >= clashes
        for side, levels in (("ours", three[1]), ("theirs", three[2])):
            kept = {key: level for key, level in wanted.items() if key not in asked}
            own = {key: level for key, level in levels.items() if key in asked}
            assert levels_in(decided(result.text, side)) == {**kept, **own}
    assert all(key in result.text for key in {*wanted, *clashes})
