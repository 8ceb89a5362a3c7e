"""What a screen cannot show is shown by its nearest look, and no text takes the screen over."""

import os
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.table import Table
from rich.text import Text as RichText

from convergence_cli.rendering.screen import Screen, on_one_line, plain, visible


@pytest.mark.parametrize(
    ("rich", "poor"),
    [
        ("Télésanté : à l'œuvre", "Telesante : a l'oeuvre"),
        ("« 1.50 » — [0.00 – 3.00]", '" 1.50 " - [0.00 - 3.00]'),
        ("a · b … c → d", "a | b ... c -> d"),
        ("● ○ ✓ ✗ ?", "* o + - ?"),
        ("█░", "#."),
        ("≥ 1 ≤ 2 − 3", ">= 1 <= 2 - 3"),
        ("“x” ‘y’ z’", "\"x\" 'y' z'"),
        ("12 € et 3 %", "12 EUR et 3 %"),
        ("Æsir, cæcum", "AEsir, caecum"),
        ("porte\N{NON-BREAKING HYPHEN}voix", "porte-voix"),
        ("診療 👩", "?? ?"),
    ],
)
def test_plain_characters(rich: str, poor: str) -> None:
    """Without Unicode, letters lose their accents and signs become what looks like them."""
    assert plain(rich) == poor


@given(st.text())
def test_plain_is_ascii(text: str) -> None:
    """Any text has plain characters, as many lines as before, and stays what it is in ASCII."""
    assert plain(text).isascii()
    assert plain(plain(text)) == plain(text)
    assert not text.isascii() or plain(text) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\ntwo", "one two"),
        ("one\r\n\r\n   two", "one two"),
        ("a\tb", "a b"),
        ("\x1b[31mred", "\ufffd[31mred"),
        ("\u202eabc", "\ufffdabc"),
        ("a\u2028b\x85c", "a\ufffdb\ufffdc"),
        ("[red]=1+1 | `x` é 診", "[red]=1+1 | `x` é 診"),
    ],
)
def test_a_text_on_one_line(text: str, line: str) -> None:
    """A name stays on its line, with a sign for each character that has no shape."""
    assert on_one_line(text) == line


@given(st.text())
def test_no_text_leaves_its_line(text: str) -> None:
    """On one line there is no line break of any kind, and no control character."""
    line = on_one_line(text)

    assert line.splitlines() in ([], [line])
    assert not [each for each in line if ord(each) < 32 or 127 <= ord(each) < 160]


@given(st.text())
def test_lines_stay_lines(text: str) -> None:
    """In a text of several lines only the characters without a shape change."""
    shown = visible(text)

    assert len(shown) == len(text)
    assert shown.count("\n") == text.count("\n")
    assert visible(shown) == shown


def test_a_long_blank_is_read_in_no_time() -> None:
    """A name of a million blanks and line breaks costs no more than its length."""
    assert on_one_line(" " * 500_000 + "\n" + " " * 500_000 + "x") == " " * 500_001 + "x"


@pytest.mark.parametrize("width", [60, 80, 132])
@pytest.mark.parametrize(
    "env",
    [{}, {"COLUMNS": "20"}, {"TERM": "dumb"}, {"FORCE_COLOR": "1"}, {"NO_COLOR": "1"}],
    ids=str,
)
def test_a_screen_is_what_it_says(width: int, env: dict[str, str]) -> None:
    """What is drawn depends on the screen alone, never on the environment."""
    table = Table(box=None, expand=True)
    table.add_column("x", style="red")
    table.add_row(RichText("word " * 100))
    with mock.patch.dict(os.environ, env):
        plain_lines = Screen(width).drawn(table).splitlines()
        coloured = Screen(width, has_colour=True).drawn(table)

    assert max(len(line) for line in plain_lines) in range(width - 6, width + 1)
    assert "\x1b" not in "".join(plain_lines)
    assert "\x1b[31m" in coloured
    assert len(coloured.splitlines()) == len(plain_lines)


def test_markup_is_text() -> None:
    """Text between brackets is no markup, in a plain string neither."""
    assert Screen().drawn("[red]x[/] [/red] :smile:") == "[red]x[/] [/red] :smile:\n"
