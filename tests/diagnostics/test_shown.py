"""A user's own words in a message stay on their line, and short."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convergence_cli.diagnostics import Place, Rule, Severity, shapeless_replaced, shown
from convergence_cli.language import Text

RULE = Rule(
    "CV999",
    "some-rule",
    Severity.ERROR,
    Text(en="'{value}' is wrong", fr="« {value} » est faux"),
    Text(en="write {wanted}", fr="écrivez {wanted}"),
)
LONGEST = 80
SHAPELESS = "\0\t\n\r\x1b\x7f\x85\u061c\u200b\u200e\u200f\u2028\u2029\u202e\u2066\u2069\ufeff\ufffe"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("medicab", "medicab", id="a word"),
        pytest.param("é 😀 診", "é 😀 診", id="any script"),
        pytest.param("a\nb\tc", "a\\u000ab\\u0009c", id="line breaks and tabs"),
        pytest.param("\x1b[31m", "\\u001b[31m", id="an ANSI escape"),
        pytest.param("a\u202eb\u200bc", "a\\u202eb\\u200bc", id="marks of direction, no width"),
        pytest.param("\ud83d", "\\ud83d", id="half a character"),
        pytest.param("=1+1 [/red] <b> {x}", "=1+1 [/red] <b> {x}", id="what others would run"),
        pytest.param("x" * 80, "x" * 80, id="just short enough"),
        pytest.param("x" * 81, "x" * 79 + "…", id="one too many"),
        pytest.param("\n" * 20, "\\u000a" * 13 + "\\…", id="long once it is written out"),
        pytest.param(12, "12", id="a number"),
        pytest.param(1.5, "1.5", id="a fraction"),
        pytest.param(True, "True", id="a truth"),
        pytest.param(["a"], "['a']", id="a list"),
        pytest.param(10**300, "1" + "0" * 78 + "…", id="a long number"),
        pytest.param(16**5000, "0x1" + "0" * 76 + "…", id="a number that Python will not write"),
    ],
)
def test_values_are_shown_on_one_short_line(value: object, text: str) -> None:
    """Control characters are written out, and what is longer than 80 is cut."""
    assert shown(value) == text


@given(text=st.text(alphabet=st.characters() | st.sampled_from(SHAPELESS), max_size=200))
@settings(max_examples=300, deadline=None)
def test_no_text_can_forge_a_line(text: str) -> None:
    """Whatever a text holds, what is shown of it has no shapeless character and is short."""
    result = shown(text)

    assert len(result) <= LONGEST
    assert len(result.splitlines()) <= 1
    assert set(result).isdisjoint(SHAPELESS)
    assert shown(result) == result


@given(text=st.text(alphabet=st.characters() | st.sampled_from(SHAPELESS), max_size=200))
@settings(max_examples=300, deadline=None)
def test_an_excerpt_keeps_every_column(text: str) -> None:
    """A line is shown with one character for each of its own, so that carets stand right."""
    result = shapeless_replaced(text)

    assert len(result) == len(text)
    assert set(result).isdisjoint(SHAPELESS)
    assert shapeless_replaced(result) == result


def test_a_tab_is_shown_as_a_space() -> None:
    """A tab in an excerpt is one space; other characters without a shape are a question mark."""
    assert shapeless_replaced("a\tb\x1bc") == "a b�c"


def test_a_long_text_costs_no_more_than_a_short_one() -> None:
    """Of a text as long as a file only the start is looked at."""
    assert shown("\n" * (1 << 20)) == shown("\n" * 100)


def test_a_message_holds_the_users_words_made_fit() -> None:
    """Values are filled into messages and hints of both languages, made fit to be shown."""
    found = RULE.at(Place("a.yaml"), value="x\n{wanted}", wanted="y" * 100)

    assert found.message == Text(
        en="'x\\u000a{wanted}' is wrong", fr="« x\\u000a{wanted} » est faux"
    )
    assert found.hint == Text(en="write " + "y" * 79 + "…", fr="écrivez " + "y" * 79 + "…")


def test_words_of_the_program_are_never_cut() -> None:
    """A value in both languages comes from the program: it is filled in whole."""
    words = Text(en="a\n" + "b" * 100, fr="c" * 100)

    found = RULE.at(Place("a.yaml"), value=words, wanted="")

    assert found.message.en == "'a\\u000a" + "b" * 100 + "' is wrong"
    assert found.message.fr == "« " + "c" * 100 + " » est faux"


def test_a_hint_of_the_place_goes_before_that_of_the_rule() -> None:
    """Where it is known what to do, that is said instead of what the rule says in general."""
    hint = Text(en="do this", fr="faites ceci")

    assert RULE.at(Place("a.yaml"), hint=hint, value="v").hint == hint


def test_only_errors_are_errors() -> None:
    """Warnings and notes stop no verdict."""
    for severity in Severity:
        rule = Rule("CV998", "another", severity, Text(en="", fr=""))
        assert rule.at(Place("a.yaml")).is_error is (severity is Severity.ERROR)
