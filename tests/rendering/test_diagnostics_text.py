"""A diagnostic shows where it is: a line that can be searched, the excerpt, the hint."""

import pytest

from convergence_cli.diagnostics import Diagnostic, Place, Related, Rule, Severity, Span
from convergence_cli.language import Language, Text
from convergence_cli.loading.source import Source
from convergence_cli.rendering.diagnostics_text import diagnostics_text, location_text
from convergence_cli.rendering.screen import Screen

RULE = Rule("CV999", "some-rule", Severity.ERROR, Text(en="it is wrong", fr="c'est faux"))
HINT = Text(en="mend it", fr="corrigez")


def shown(
    line: str, column: int, end_column: int, *, end_line: int = 1, screen: Screen | None = None
) -> list[str]:
    """Return the lines of a diagnostic about some columns of the one line of a file."""
    span = Span(1, column, end_line, end_column)
    place = Source("a.yaml", line).located(Place("a.yaml"), span)
    text = diagnostics_text([RULE.at(place)], Language.EN, screen or Screen())
    return text.splitlines()


def marked(lines: list[str]) -> str:
    """Return the part of the excerpt that the carets stand under, cell by cell."""
    _, excerpt, carets = lines
    start, end = carets.index("^"), carets.rindex("^") + 1
    cells = [cell for each in excerpt for cell in (each, "")[: _width(each)]]
    return "".join(cells[start:end])


def _width(character: str) -> int:
    return 2 if character in "診療👩" else 0 if character == "\u0301" else 1


def test_the_whole_of_it() -> None:
    """The place, the rule, the message, the excerpt with carets, the hint and what is related."""
    place = Source("a.yaml", "x: 1\nkey: value\n").located(Place("a.yaml"), Span(2, 1, 2, 4))
    related = Related(Place("b.yaml"), Text(en="see there", fr="voyez là"))
    found = RULE.at(place, hint=HINT, related=[related])

    assert diagnostics_text([found], Language.EN, Screen()) == (
        "a.yaml:2:1: error CV999 some-rule: it is wrong\n"
        "    2 | key: value\n"
        "      | ^^^\n"
        "   hint: mend it\n"
        "   b.yaml: see there\n"
    )
    assert diagnostics_text([found], Language.FR, Screen()) == (
        "a.yaml:2:1: erreur CV999 some-rule: c'est faux\n"
        "    2 | key: value\n"
        "      | ^^^\n"
        "   conseil : corrigez\n"
        "   b.yaml: voyez là\n"
    )


def test_none_is_nothing() -> None:
    """Without diagnostics there is no text at all."""
    assert diagnostics_text([], Language.EN, Screen()) == ""


@pytest.mark.parametrize(
    ("line", "column", "end_column", "expected"),
    [
        ("key: value", 6, 11, "value"),
        ("key: value", 1, 1, "k"),
        ("clé: é", 6, 7, "é"),
        ("診療: x", 1, 3, "診療"),
        ("診療: x", 5, 6, "x"),
        ("a👩: x", 5, 6, "x"),
        ("e\u0301: x", 5, 6, "x"),
        ("\tkey: x", 2, 5, "key"),
        ("a\u202eb: x", 6, 7, "x"),
    ],
)
def test_carets_stand_under_what_is_meant(
    line: str, column: int, end_column: int, expected: str
) -> None:
    """Carets stand under the characters of a span, wide, combining and hidden ones before it."""
    assert marked(shown(line, column, end_column)) == expected


@pytest.mark.parametrize("column", [1, 50, 75, 100, 500, 981])
@pytest.mark.parametrize("width", [60, 80, 200])
def test_long_lines_are_cut_around_the_span(column: int, width: int) -> None:
    """Of a line longer than the screen, the part with the span is shown."""
    line = "".join(f"{number:04} " for number in range(0, 1000, 5))
    lines = shown(line, column, column + 4, screen=Screen(width))

    assert marked(lines) == line[column - 1 : column + 3]
    assert max(map(len, lines[1:])) <= width


def test_a_span_of_several_lines_marks_its_first() -> None:
    """What goes on below is marked to the end of its first line."""
    assert marked(shown("key: [a,", 6, 2, end_line=3)) == "[a,"


def test_the_end_of_a_line_can_be_marked() -> None:
    """A span after the last character has a caret of its own."""
    *_, carets = shown("key:", 5, 6)

    assert carets == "      |     ^"


def test_a_blank_line_is_not_shown() -> None:
    """Where there is nothing to see, no excerpt is shown."""
    assert shown("", 1, 1) == ["a.yaml:1:1: error CV999 some-rule: it is wrong"]


@pytest.mark.parametrize("severity", Severity)
def test_colour_stands_beside_a_word(severity: Severity) -> None:
    """A severity has a word and, where there is colour, a colour: never colour alone."""
    rule = Rule("CV999", "some-rule", severity, RULE.message)
    place = Source("a.yaml", "x").located(Place("a.yaml"), Span(1, 1, 1, 2))

    coloured = diagnostics_text([rule.at(place)], Language.EN, Screen(has_colour=True))

    assert f"m{severity.value}\x1b[0m CV999" in coloured
    assert "m^\x1b[0m" in coloured


def _at(place: Place) -> Diagnostic:
    return RULE.at(place)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place("a.yaml"), "a.yaml"),
        (Place("a.yaml", ("profile", "shares")), "a.yaml (profile → shares)"),
        (Place("a.yaml", ("versions", 0)), "a.yaml (versions → 0)"),
        (Place("a.yaml", ("x",), span=Span(3, 4, 3, 5)), "a.yaml:3:4"),
        (Place("a\x1b[31m\nb.yaml"), "a\ufffd[31m\ufffdb.yaml"),
        (Place("a.yaml", ("\x1b[31m",)), "a.yaml (\ufffd[31m)"),
    ],
)
def test_a_place_is_named_as_well_as_it_is_known(place: Place, expected: str) -> None:
    """A place is told by line and column, else by its keys, else by its file."""
    assert location_text(place) == expected
    assert diagnostics_text([_at(place)], Language.EN, Screen()).startswith(f"{expected}: error ")
