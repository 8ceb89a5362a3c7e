"""Where things stand: lines and columns of keys, values and items, to the character."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from convergence_cli.diagnostics import Part, Place, Related, Route, Span, reference_rules
from convergence_cli.language import Text
from convergence_cli.loading.composed import compose
from convergence_cli.loading.locating import locate_all, located_place
from convergence_cli.loading.source import Source
from tests.loading.strange import documents

LINE = "a: {b: [c, 'd e'], \"f\": 12} # g"


def spans_of(text: str, *route: str | int) -> tuple[Span | None, Span]:
    """Return where the key and the value of an entry stand."""
    composed = compose(Source("a.yaml", text))
    assert composed.diagnostics == ()
    spans = composed.index[route]
    return spans.key, spans.value


@pytest.mark.parametrize(
    ("text", "route", "key", "value"),
    [
        pytest.param("a: bc\n", ("a",), (1, 1, 1, 2), (1, 4, 1, 6), id="a plain value"),
        pytest.param(
            "ab : c\n", ("ab",), (1, 1, 1, 3), (1, 6, 1, 7), id="a space before the colon"
        ),
        pytest.param('"a b": c\n', ("a b",), (1, 1, 1, 6), (1, 8, 1, 9), id="a quoted key"),
        pytest.param("a: 'b c' # d\n", ("a",), (1, 1, 1, 2), (1, 4, 1, 9), id="a quoted value"),
        pytest.param('a: "b\\n\\"c"\n', ("a",), (1, 1, 1, 2), (1, 4, 1, 12), id="escapes"),
        pytest.param("a:\n  b: c\n", ("a", "b"), (2, 3, 2, 4), (2, 6, 2, 7), id="a nested value"),
        pytest.param("a:\n  b: c\n", ("a",), (1, 1, 1, 2), (2, 3, 3, 1), id="a mapping of lines"),
        pytest.param("a:\n  - b\n  - cd\n", ("a", 1), None, (3, 5, 3, 7), id="an item"),
        pytest.param(
            "a:\n- b\n- cd\n", ("a", 1), None, (3, 3, 3, 5), id="an item without indentation"
        ),
        pytest.param(
            "a:\n  - b: c\n", ("a", 0), None, (2, 5, 3, 1), id="an item that is a mapping"
        ),
        pytest.param("a:\n  - b: c\n", ("a", 0, "b"), (2, 5, 2, 6), (2, 8, 2, 9), id="in an item"),
        pytest.param("a: {b: c, d: e}\n", ("a",), (1, 1, 1, 2), (1, 4, 1, 16), id="braces"),
        pytest.param(
            "a: {b: c, d: e}\n", ("a", "d"), (1, 11, 1, 12), (1, 14, 1, 15), id="in braces"
        ),
        pytest.param(
            "a: {b, c}\n", ("a", "c"), (1, 8, 1, 9), (1, 8, 1, 9), id="no value in braces"
        ),
        pytest.param("a: [b, [c]]\n", ("a", 1, 0), None, (1, 9, 1, 10), id="brackets in brackets"),
        pytest.param(
            "a: [b: c]\n", ("a", 0, "b"), (1, 5, 1, 6), (1, 8, 1, 9), id="a pair in brackets"
        ),
        pytest.param("a: []\n", ("a",), (1, 1, 1, 2), (1, 4, 1, 6), id="nothing in brackets"),
        pytest.param('a: ""\n', ("a",), (1, 1, 1, 2), (1, 4, 1, 6), id="nothing in quotes"),
        pytest.param("a:\nb: c\n", ("a",), (1, 1, 1, 2), (1, 1, 1, 2), id="no value at all"),
        pytest.param("a:\n", ("a",), (1, 1, 1, 2), (1, 1, 1, 2), id="no value at the end"),
        pytest.param("a: # b\n", ("a",), (1, 1, 1, 2), (1, 1, 1, 2), id="a comment for a value"),
        pytest.param("a: ~\n", ("a",), (1, 1, 1, 2), (1, 4, 1, 5), id="a tilde"),
        pytest.param(
            "a: b\n  c\nd: e\n", ("a",), (1, 1, 1, 2), (1, 4, 2, 4), id="two lines of words"
        ),
        pytest.param("a: 'b\n  c'\nd: e\n", ("a",), (1, 1, 1, 2), (1, 4, 2, 5), id="quoted lines"),
        pytest.param("a: |\n  b\n\nc: d\n", ("a",), (1, 1, 1, 2), (1, 4, 4, 1), id="a block"),
        pytest.param("a: >-\n  b\n  c\n", ("a",), (1, 1, 1, 2), (1, 4, 4, 1), id="a folded block"),
        pytest.param(
            "😀é: {ü: 診}\n", ("😀é", "ü"), (1, 6, 1, 7), (1, 9, 1, 10), id="wide characters"
        ),
        pytest.param('"👩‍⚕️": a\n', ("👩‍⚕️",), (1, 1, 1, 7), (1, 9, 1, 10), id="joined characters"),
        pytest.param(
            "e\u0301a: b\n", ("e\u0301a",), (1, 1, 1, 4), (1, 6, 1, 7), id="an accent of its own"
        ),
        pytest.param("a: ['\t', b]\n", ("a", 1), None, (1, 10, 1, 11), id="after a tab"),
        pytest.param("a: b\r\nc: d\r\n", ("c",), (2, 1, 2, 2), (2, 4, 2, 5), id="after CRLF"),
        pytest.param("a: b\rc: d\r", ("c",), (2, 1, 2, 2), (2, 4, 2, 5), id="after CR"),
        pytest.param(
            "a: b\n\n\n# c\nd: e\n", ("d",), (5, 1, 5, 2), (5, 4, 5, 5), id="after blank lines"
        ),
        pytest.param("---\na: b\n", ("a",), (2, 1, 2, 2), (2, 4, 2, 5), id="after the start"),
        pytest.param(
            "levels: {0: a}\n", ("levels", "0"), (1, 10, 1, 11), (1, 13, 1, 14), id="a level"
        ),
        pytest.param("a: b\n", (), None, (1, 1, 2, 1), id="the whole file"),
    ],
)
def test_keys_and_values_stand_where_they_stand(
    text: str,
    route: Route,
    key: tuple[int, int, int, int] | None,
    value: tuple[int, int, int, int],
) -> None:
    """Spans count from 1, in code points, end exclusive; no value stands where its key does."""
    assert spans_of(text, *route) == (None if key is None else Span(*key), Span(*value))


@given(text=documents())
@settings(max_examples=150, deadline=None, suppress_health_check=[*HealthCheck])
def test_every_span_lies_in_the_file(text: str) -> None:
    """Whatever the text, what is found in it stands in it, and a key covers its own name."""
    source = Source("a.yaml", text)
    composed = compose(source)

    for route, spans in composed.index.items():
        for span in filter(None, (spans.key, spans.value)):
            assert 1 <= span.line <= span.end_line <= len(source.lines)
            assert (span.line, span.column) <= (span.end_line, span.end_column)
            assert span.column <= len(source.lines[span.line - 1]) + 1
        if spans.key is not None and spans.key.line == spans.key.end_line:
            line = source.lines[spans.key.line - 1]
            written = line[spans.key.column - 1 : spans.key.end_column - 1]
            is_escaped = "\\" in written or "''" in written
            assert route[-1] in (written, written[1:-1]) or is_escaped
    for each in composed.diagnostics:
        assert each.place.span is not None
        assert each.place.span.line <= len(source.lines)


def test_the_first_of_two_equal_keys_is_the_one_that_counts() -> None:
    """A key that is given twice stands where it stands first, and names that place."""
    composed = compose(Source("a.yaml", "a: 1\nb: 2\na: 3\na: 4\n"))

    assert composed.data == {"a": 1, "b": 2}
    assert composed.index[("a",)].value == Span(1, 4, 1, 5)
    assert [each.place.span for each in composed.diagnostics] == [
        Span(3, 1, 3, 2),
        Span(4, 1, 4, 2),
    ]
    for each in composed.diagnostics:
        assert [related.place.span for related in each.related] == [Span(1, 1, 1, 2)]
        assert [related.place.excerpt for related in each.related] == ["a: 1"]


def located(text: str, route: Route, part: Part = Part.VALUE) -> Place:
    """Return a place of a file with its span."""
    source = Source("a.yaml", text)
    return located_place(Place("a.yaml", route, part), source, compose(source).index)


@pytest.mark.parametrize(
    ("route", "part", "marked"),
    [
        pytest.param(("a", "b", 1), Part.VALUE, "'d e'", id="an item"),
        pytest.param(("a", "b", 1), Part.KEY, "'d e'", id="an item has no key"),
        pytest.param(("a", "f"), Part.VALUE, "12", id="a value"),
        pytest.param(("a", "f"), Part.KEY, '"f"', id="a key"),
        pytest.param(("a", "b"), Part.VALUE, "[c, 'd e']", id="a list"),
        pytest.param(("a", "z"), Part.VALUE, "a", id="what is missing: the key of its parent"),
        pytest.param(("a", "b", 7, "x", 0), Part.VALUE, "b", id="the nearest that is there"),
        pytest.param(("a", "f", "x"), Part.KEY, '"f"', id="below a value"),
        pytest.param((), Part.VALUE, LINE, id="the whole file"),
        pytest.param((), Part.KEY, "", id="the file has no key"),
        pytest.param(("z", "y"), Part.VALUE, "", id="nothing of it is there"),
    ],
)
def test_a_place_is_found_or_its_nearest_ancestor_is(route: Route, part: Part, marked: str) -> None:
    """A route leads to its characters; an unknown one to the key of what would hold it."""
    place = located(LINE, route, part)

    assert place.span is not None
    assert place.span.line == place.span.end_line == 1
    assert LINE[place.span.column - 1 : place.span.end_column - 1] == marked
    assert (place.route, place.part) == (route, part)


def test_a_value_of_many_lines_is_marked_on_its_first() -> None:
    """A value that runs over lines is marked to the end of its first line."""
    assert located("a: |\n  b\nc: d\n", ("a",)).span == Span(1, 4, 1, 5)
    assert located("a:\n  b: c\n  d: e\n", ("a",)).span == Span(2, 3, 2, 7)


def test_the_excerpt_is_the_line_as_a_terminal_can_show_it() -> None:
    """The line of a place keeps its length; what has no shape is replaced."""
    place = located("a: '\t\u202e\u200b'\nb: c\n", ("a",))

    assert place.excerpt == "a: ' ��'"


def test_a_place_with_a_span_is_left_alone() -> None:
    """What is located is not located again."""
    place = Place("a.yaml", ("a",), span=Span(7, 7, 7, 8), excerpt="kept")

    assert located_place(place, Source("a.yaml", "a: b\n"), {}) is place


def test_related_places_are_located_too(tmp_path: Path) -> None:
    """A diagnostic and what it points to may stand in different files."""
    (tmp_path / "a.yaml").write_text("x:\n  y: z\n")
    (tmp_path / "b.yaml").write_text("# b\nu: [v, w]\n")
    words = Text(en="first", fr="d'abord")
    related = [Related(Place("b.yaml", ("u", 1)), words)]
    found = reference_rules.DUPLICATE_ID.at(Place("a.yaml", ("x", "y")), related=related, id="z")

    (place,) = locate_all(tmp_path, [found])

    assert place.place.span == Span(2, 6, 2, 7)
    assert place.place.excerpt == "  y: z"
    assert [each.place.span for each in place.related] == [Span(2, 8, 2, 9)]


def test_a_file_as_a_whole_is_not_read_again(tmp_path: Path) -> None:
    """A diagnostic about a file, and not about something in it, keeps its bare path."""
    found = reference_rules.UNREAD_FILE.at(Place("a.yml"))

    assert locate_all(tmp_path, [found]) == (found,)


def test_a_file_that_vanished_is_pointed_at_by_its_start(tmp_path: Path) -> None:
    """What was found in a file that is gone since points at the start of it."""
    found = reference_rules.UNKNOWN_PRODUCT.at(Place("a.yaml", ("x",)), product="p", products="")

    (located_one,) = locate_all(tmp_path, [found])

    assert located_one.place.span == Span(1, 1, 1, 1)
    assert located_one.place.excerpt == ""


def test_more_files_than_are_kept_are_all_located(tmp_path: Path) -> None:
    """Files are forgotten one by one while diagnostics are located, which changes no place."""
    found = []
    for number in (*range(40), *range(40)):
        (tmp_path / f"{number}.yaml").write_text("\n" * number + "x: y\n")
        found.append(reference_rules.UNREAD_FILE.at(Place(f"{number}.yaml", ("x",))))

    lines = [each.place.span.line for each in locate_all(tmp_path, found) if each.place.span]

    assert lines == [*range(1, 41), *range(1, 41)]
