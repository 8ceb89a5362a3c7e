"""Reading in strides finds what ruamel.yaml finds, and refuses more gracefully."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from convergence_cli.loading import scanning
from convergence_cli.loading.composed import compose
from convergence_cli.loading.scanning import StridingParser, StridingReader, StridingScanner
from convergence_cli.loading.source import Source
from tests.loading.strange import documents, scalars, spoilt
from tests.loading.texts import BY_CONTRACT, untraced

# What the strides leave to the refusals of this project, and what never reaches them.
APART = set("!%&*\0\x7f\x1b\x85\u2028\ufeff")


def events(text: str, yaml: YAML) -> Iterator[tuple[Any, ...]]:
    """Yield everything that a reader says of a text; its last word is where it gave up, if so."""
    try:
        for event in yaml.parse(text):
            value, style = getattr(event, "value", None), getattr(event, "style", None)
            start, end = event.start_mark, event.end_mark
            places = (start.line, start.column, start.index, end.line, end.column, end.index)
            yield type(event).__name__, value, style, getattr(event, "flow_style", None), places
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        yield error.problem or error.context, mark.line, mark.column


def striding() -> YAML:
    """Return a reader that strides."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Reader, yaml.Scanner, yaml.Parser = StridingReader, StridingScanner, StridingParser
    return yaml


def are_read_alike(text: str) -> None:
    """Fail if the strides change anything."""
    if APART.isdisjoint(text) and "\\U" not in text:
        found = list(events(text, striding()))
        with untraced():
            expected = list(events(text, YAML(typ="safe", pure=True)))
        told = [problem for problem, *_ in (expected[-1], found[-1])]
        # ruamel.yaml names no place for this one.
        if told[1] == "more indented follow up line than first in a block scalar":
            expected, found = expected[:-1], found[:-1]
        assert found == expected


@given(text=documents())
@settings(max_examples=150, deadline=None, suppress_health_check=[*HealthCheck])
def test_odd_yaml_gives_the_same_events(text: str) -> None:
    """Any text gives the same events at the same places, and stumbles at the same place."""
    are_read_alike(text)


@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_spoilt_files_give_the_same_events(data: st.DataObject) -> None:
    """So do real files with a few characters changed."""
    text = data.draw(st.sampled_from(sorted(BY_CONTRACT.values())).flatmap(spoilt))

    are_read_alike(text)


@given(
    start=st.sampled_from(('"', "'", 'k: "', "k: '", "k: |\n", "- >\n", "k: ", "[", "{")),
    pieces=st.lists(
        st.sampled_from(
            (
                *("'", '"', "\\", "\\n", "\\x41", "\\u00e9", "\\ ", "\\\n", "\\_", "\\x4", "\n"),
                *("\r", "\r\n", " ", "  ", "a", "é", "\n  ", "\n     ", " #", "#", ": ", "- ", "]"),
            )
        ),
        max_size=10,
    ),
    end=st.sampled_from(('"', "'", "", "\n", '"\n', "'\n", "\r", "\r\n")),
)
@settings(max_examples=250, deadline=None)
def test_quotes_blocks_and_line_breaks_give_the_same_events(
    start: str, pieces: list[str], end: str
) -> None:
    """Quotes, escapes, blocks and all line breaks are read alike."""
    are_read_alike(start + "".join(pieces) + end)


@given(one=scalars(), other=scalars())
@settings(max_examples=100, deadline=None)
def test_odd_values_between_brackets_give_the_same_events(one: str, other: str) -> None:
    """Odd values between brackets, next to one another, are read alike."""
    are_read_alike(f"k: [{one}, {{a: {other}}}] # c\nl: {one}\n")


@pytest.mark.parametrize(
    ("text", "code", "shown", "column"),
    [
        pytest.param("k: !!str a\n", "CV012", "'!!str'", 4, id="a tag of YAML"),
        pytest.param("k: !a.b/c%20d [x]\n", "CV012", "'!a.b/c%20d'", 4, id="a tag with an escape"),
        pytest.param("k: !%25zz x\n", "CV012", "'!%25zz'", 4, id="an escape that is none"),
        pytest.param("k: !a!b x\n", "CV012", "'!a!b'", 4, id="a handle that is not declared"),
        pytest.param("k: !<tag:x,2000:y> x\n", "CV012", "'!<tag:x'", 4, id="a tag in full"),
        pytest.param("k: ! x\n", "CV012", "'!'", 4, id="the tag that says nothing"),
        pytest.param("k: &a.b x\n", "CV010", "'&a.b'", 4, id="an anchor"),
        pytest.param("k: *gras*\n", "CV010", "'*gras*'", 4, id="an alias that was meant as text"),
        pytest.param("%YAML 1.1\n---\nk: v\n", "CV018", "'%YAML 1.1'", 1, id="a version"),
        pytest.param("%TAG ! x\n---\nk: v\n", "CV018", "'%TAG ! x'", 1, id="a handle"),
        pytest.param("%WHAT\n---\nk: v\n", "CV018", "'%WHAT'", 1, id="a directive of no one"),
        pytest.param('k: "a\\U00110000"\n', "CV006", "no character", 8, id="no character"),
        pytest.param('k: "\\UFFFFFFFF"\n', "CV006", "no character", 7, id="far beyond characters"),
        pytest.param("k: & a\n", "CV006", "cannot start with '&'", 5, id="an anchor without name"),
        pytest.param("k: " + "[" * 50, "CV014", "40 levels", 44, id="brackets in brackets"),
        pytest.param("- " * 50, "CV014", "40 levels", 81, id="lists in lists"),
    ],
)
def test_what_these_files_do_not_use_is_named_as_it_is_written(
    text: str, code: str, shown: str, column: int
) -> None:
    """A tag, an anchor or a directive is told as it stands in the file, and where."""
    found = compose(Source("a.yaml", text)).diagnostics[0]

    assert found.rule.code == code
    assert shown in found.message.en
    assert found.place.span is not None
    assert (found.place.span.line, found.place.span.column) == (1, column)


def test_a_file_full_of_defects_is_not_read_to_its_end() -> None:
    """After a hundred defects of YAML the rest of the file is left unread."""
    composed = compose(Source("a.yaml", "k: &a v\n" * 150))

    assert len(composed.diagnostics) == 101


def test_no_group_repeats_possessively() -> None:
    """Python 3.11 before 3.11.5 reads too far where a group is possessive: none is used."""
    package = Path(scanning.__file__).parents[1]
    patterns = re.compile(r"\)(?:[*+?]|\{[0-9,]+\})\+")
    found = {
        file.name
        for file in package.rglob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if "re.compile" in line and patterns.search(line)
    }

    assert found == set()
    assert patterns.search("(?:a)*+")
