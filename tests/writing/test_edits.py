"""Edits touch only the lines concerned, and a text that cannot be edited safely is left alone."""

from difflib import ndiff

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.loading.composed import compose
from convergence_cli.loading.source import Source
from convergence_cli.model.edit import Append, Edit, Put, Remove, Rename, edited
from convergence_cli.writing.edits import NotEditable, edited_text
from convergence_cli.writing.layout import Laid

MIGRATION = (
    Put(("version",), "2027.1"),
    Rename(("answers", "OLD"), "NEW"),
    Put(("answers", "OLD", "review"), "2027.1", ("level", "review", "comment")),
)


def read(text: str) -> Laid:
    """Read a text as the program does."""
    composed = compose(Source("some.yaml", text))
    return Laid(None if composed.diagnostics else composed.data, composed.index)


def lines_changed(before: str, after: str) -> list[str]:
    """Return the lines that came or went, line ends included."""
    difference = ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True))
    return [line for line in difference if line[0] in "+-"]


BLOCK = """\
# before everything
format: 1
version: '2026.1'   # as the definition says
answers:            # by criterion

  # in front of one
  OLD:              # the key's own
    # in front of the level
    level: 2        # the level's own
    # behind the level

    comment: >-
      Two lines,
      folded
  # between two
  OTHER: {level: 1}
# after everything
"""
FLOW = """\
version: "2026.1"
answers: {
  "OLD": {level: 2, # its own
          comment: "x, {y}"}, OTHER: {level: na, comment: No}
}
"""


def test_block_style_keeps_every_other_line() -> None:
    """Comments in odd places, quotes and blank lines stay; three lines say what was intended."""
    assert lines_changed(BLOCK, str(edited_text(BLOCK, MIGRATION, read))) == [
        "- version: '2026.1'   # as the definition says\n",
        "+ version: '2027.1'   # as the definition says\n",
        "-   OLD:              # the key's own\n",
        "+   NEW:              # the key's own\n",
        '+     review: "2027.1"\n',
    ]


def test_flow_style_is_edited_between_its_brackets() -> None:
    """A mapping on one line stays on it, with its comment and its quotes."""
    assert edited_text(FLOW, MIGRATION, read) == (
        'version: "2027.1"\n'
        "answers: {\n"
        '  "NEW": {level: 2, review: "2027.1", # its own\n'
        '          comment: "x, {y}"}, OTHER: {level: na, comment: No}\n'
        "}\n"
    )


@pytest.mark.parametrize("text", [BLOCK, FLOW])
def test_line_ends_stay(text: str) -> None:
    """A file of Windows stays one: no line end is mixed in."""
    with_crlf = text.replace("\n", "\r\n")
    result = edited_text(with_crlf, MIGRATION, read)

    assert isinstance(result, str)
    assert result == str(edited_text(text, MIGRATION, read)).replace("\n", "\r\n")


@pytest.mark.parametrize(
    "text",
    [
        "version: v1\nanswers:\n  OLD:\n    level: 2",
        "version: >-\n  2026.1\n# note\nanswers:\n  OLD:\n    comment: x\n    level: 2\n",
        'version: v1\nanswers: {"OLD":{"level":2,"comment":"x"}}\n',
        "version: v1\nanswers:\n  ? OLD\n  : level: 2\n",
        '{version: v1, answers: {OLD: {comment: "a\n  b",\n  level: na,}}}\n',
        "version: v1\nanswers:\n\n    OLD:\n\n      level:\n        2\n      comment: é\n",
    ],
)
def test_unusual_layouts_mean_what_was_intended(text: str) -> None:
    """However a file is laid out, the result reads as the old data with the edits made."""
    result = edited_text(text, MIGRATION, read)

    assert isinstance(result, str)
    assert read(result).data == edited(read(text).data, MIGRATION)
    assert list(read(result).data["answers"]) == ["NEW"]


def test_ids_that_look_like_numbers_are_quoted() -> None:
    """A key that YAML would read as a number or a truth value stays a text."""
    text = "answers:\n  OLD: {level: 2}\n"

    for key in ("12", "1.5", "true", "2026-01-01", "A.1"):
        result = edited_text(text, (Rename(("answers", "OLD"), key),), read)
        assert isinstance(result, str)
        assert read(result).data == {"answers": {key: {"level": 2}}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\n# why\naxes: []\n", 'a: 1\nremoved: [X, "1"]\n# why\naxes: []\n'),
        ("{a: 1, axes: []}\n", '{a: 1, removed: [X, "1"], axes: []}\n'),
    ],
)
def test_a_list_is_added_in_front_of_an_entry(text: str, expected: str) -> None:
    """The new entry has a line of its own, or stands between the brackets."""
    assert (
        edited_text(text, (Put(("removed",), ["X", "1"], ("removed", "axes")),), read) == expected
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("removed: [A] # old\naxes: 1\n", "removed: [A, X] # old\naxes: 1\n"),
        (
            "removed:\n  - A # one\n  - B # two\n# end\naxes: 1\n",
            "removed:\n  - A # one\n  - B # two\n  - X\n# end\naxes: 1\n",
        ),
        ("removed:\n- A\naxes: 1", "removed:\n- A\n- X\naxes: 1"),
    ],
)
def test_a_list_gets_more_items(text: str, expected: str) -> None:
    """New items are written as the others are."""
    assert edited_text(text, (Append(("removed",), "X"),), read) == expected


@pytest.mark.parametrize(
    "edit",
    [
        Rename(("answers", "MISSING"), "NEW"),
        Rename(("answers", "OLD"), "OTHER"),
        Put(("answers", "MISSING", "level"), 1),
        Put(("answers", "OLD", "level", "deeper"), 1),
        Append(("answers", "OLD", "level"), 1),
        Remove(("answers", "MISSING")),
    ],
)
def test_what_cannot_be_meant_is_an_error_value(edit: Edit) -> None:
    """An entry that is not there, or would be there twice: the caller gets no text at all."""
    text = "answers:\n  OLD: {level: 2, comment: x}\n  OTHER: {level: 1}\n"

    assert edited_text(text, (edit,), read) == NotEditable((edit,))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_comment_above_the_first_entry_stays_with_it(newline: str) -> None:
    """What comes in front of an entry comes in front of the comment on it, too."""
    lines = ["# a file", "format: 1", "answers:", "", "  # about B", "  # and more", "  B: 1", ""]
    result = edited_text(newline.join(lines), (Put(("answers", "A"), 2, ("A", "B")),), read)

    assert result == newline.join([*lines[:4], "  A: 2", *lines[4:]])


def test_several_entries_fill_one_empty_pair_of_brackets() -> None:
    order = ("A", "B", "C")
    edits = [Put(("plan", each), {"by": None}, order) for each in ("C", "A")]

    assert edited_text("{format: 1, plan: {}}\n", edits, read) == (
        "{format: 1, plan: {A: {by: null}, C: {by: null}}}\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plan:\n  A: {by: x}   # one\n", "plan:\n  B:\n    by: later\n"),
        ("plan:\n  A:\n    by: x\n", "plan:\n  B:\n    by: later\n"),
        ("plan: {A: {by: x}}\n", "plan: {B: {by: later}}\n"),
        ('{"plan": {"A": {"by": "x"}}}\n', '{"plan": {B: {by: later}}}\n'),
    ],
)
def test_all_that_is_there_can_go_as_something_else_comes(text: str, expected: str) -> None:
    edits = (Remove(("plan", "A")), Put(("plan", "B"), {"by": "later"}, ("A", "B")))

    assert edited_text(text, edits, read) == expected


def test_no_edits_leave_a_text_alone() -> None:
    """Nothing to do is nothing done, whatever the text is."""
    assert edited_text("no: [yaml", (), read) == "no: [yaml"


COMMENTS = st.sampled_from(["", "  # note", " # a: {b}"])
NEWLINES = st.sampled_from(["\n", "\r\n"])
INDENTS = st.sampled_from(["  ", "    ", " "])
KEYS = st.sampled_from(["OLD", '"OLD"', "'OLD'"])
STYLES = st.sampled_from(
    [
        "{key}:{c}\n{i}{i}level: 2{c}\n{i}{i}comment: 'a # b'{c}",
        "{key}:{c}\n{c}\n{i}{i}comment: é{c}\n{i}{i}level: 2{c}",
        "{key}: {{level: 2}}{c}",
        '{key}: {{ level: 2 , comment: "a: }}" }}{c}',
        "{key}: {{level: 2,{c}\n{i}{i}comment: x}}{c}",
    ]
)


@given(st.data())
def test_every_untouched_line_stays_byte_for_byte(data: st.DataObject) -> None:
    """Over layouts drawn at random: what is not the edit is there, in order, unchanged."""
    newline, indent = data.draw(NEWLINES), data.draw(INDENTS)
    entry = data.draw(STYLES).format(key=data.draw(KEYS), c=data.draw(COMMENTS), i=indent)
    lines = [
        f"version: v1{data.draw(COMMENTS)}",
        f"answers:{data.draw(COMMENTS)}",
        data.draw(COMMENTS),
        f"{indent}{entry}",
        data.draw(COMMENTS),
        f"{indent}OTHER: {{level: 1}}{data.draw(COMMENTS)}",
    ]
    text = newline.join("\n".join(lines).split("\n")) + data.draw(st.sampled_from(["", newline]))
    result = edited_text(text, MIGRATION, read)

    assert isinstance(result, str)
    assert read(result).data == edited(read(text).data, MIGRATION)
    undone = result.replace('"2027.1"', "v1", 1).replace("NEW", "OLD", 1)
    added = 'review: "2027.1"'
    line = f"{indent}{indent}{added}{newline}"
    undone = undone.replace(line, "", 1) if line in undone else undone.replace(f", {added}", "", 1)
    assert undone == text
