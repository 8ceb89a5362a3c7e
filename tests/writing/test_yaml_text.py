"""What the tool writes as YAML is read back as the very same value, by every reader of YAML 1.2."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from convergence_cli.loading.composed import compose
from convergence_cli.loading.source import Source, open_source
from convergence_cli.writing.atomic import write_whole
from convergence_cli.writing.yaml_text import comment, flow, modeline, scalar, text_scalar

# Words and signs that a reader of YAML takes for more than text.
AMBIGUOUS = (
    *("true", "True", "FALSE", "yes", "No", "on", "OFF", "y", "N", "null", "~", "Null"),
    *("1", "-1", "+1", "01", "1_000", "0x1F", "0o7", "0b1", "1e3", ".5", "1.", ".inf", "-.INF"),
    *(".nan", "2026-01-01", "12:30:00", "=", "<<", "---", "...", "", " ", " x", "x ", "a b"),
    *("a: b", "a:", ":a", "a #b", "#a", "- a", "-", "? a", "&a", "*a", "!a", "!!str", "%YAML"),
    *("@a", "`a", "|", ">", "|-", "'a'", '"a"', "a'b", 'a"b', "a\\b", "[a]", "{a}", "a, b", ","),
    *("a\nb", "a\r\nb", "a\tb", "\ta", "a\x00b", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ufeff"),
    *("\ufffe", "\uffff", "é", "œuvre", "Ω", "𝕏", "👩‍⚕️", "\u202e", "a\u00a0b", "NaN", "Infinity"),
)
VALUES = st.one_of(
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
    st.sampled_from(AMBIGUOUS),
)
TEXTS = st.one_of(st.text(), st.sampled_from(AMBIGUOUS))
MANY = settings(max_examples=300)


def read(text: str) -> Any:
    """Return what the tool's own reader, which knows each place, takes from a YAML text."""
    composed = compose(Source("x.yaml", text))
    assert composed.diagnostics == ()
    return composed.data


def read_by_others(text: str) -> Any:
    """Return what an editor's reader of YAML 1.2 takes from a text."""
    return YAML(typ="safe", pure=True).load(text)


@pytest.mark.parametrize("text", AMBIGUOUS)
@pytest.mark.parametrize("written", [scalar, text_scalar])
def test_text_that_looks_like_more_stays_text(text: str, written: Callable[[str], str]) -> None:
    """Text that YAML could take for a number, a day, a sign or nothing is read back as text."""
    assert read(f"key: {written(text)}\n") == {"key": text}
    assert read_by_others(f"key: {written(text)}\n") == {"key": text}


@MANY
@given(value=VALUES)
def test_every_value_is_read_back(*, value: bool | float | str) -> None:
    """Any truth, number or text is written on one line, and read back as itself."""
    written = scalar(value)

    found = read(f"key: {written}\n")["key"]

    assert "\n" not in written
    assert (found, type(found)) == (value, type(value))


@MANY
@given(TEXTS)
def test_every_text_in_quotes_is_read_back(text: str) -> None:
    """Versions and numbers that are names are always in quotes, and read back as text."""
    written = text_scalar(text)

    assert written.startswith('"')
    assert read(f"key: {written}\n") == {"key": text}


@MANY
@given(st.lists(VALUES, max_size=5))
def test_every_list_is_read_back(values: list[bool | float | str]) -> None:
    """A list on one line has as many items as it was made of, whatever commas are in them."""
    assert read(f"key: {flow(values)}\n") == {"key": values}


@MANY
@given(TEXTS.filter(lambda text: len(text) <= 64))
def test_every_text_can_be_a_key(text: str) -> None:
    """An id may look like a number or a truth: as a key it stays text."""
    assert read(f"{scalar(text)}: 1\n") == {text: 1}


@pytest.mark.parametrize("number", [16**990, -(16**990), 10**299, 2**1000, 2**1000 - 1])
def test_long_whole_numbers_are_read_back(number: int) -> None:
    """A whole number of hundreds of digits is written so that it reads back."""
    assert read(f"key: {scalar(number)}\n") == {"key": number}


@MANY
@given(TEXTS)
def test_a_comment_stays_a_comment(text: str) -> None:
    """Whatever a comment says, it ends with its line and adds nothing to the file."""
    assert read(f"key: 1 # {comment(text)}\nother: 2\n") == {"key": 1, "other": 2}


@MANY
@given(text=TEXTS)
def test_every_character_may_stand_in_a_file(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """What is written is never refused for its characters: those that YAML forbids are escaped."""
    folder = tmp_path_factory.getbasetemp()
    write_whole(folder / "x.yaml", f"key: {scalar(text)}\n")

    opened = open_source(folder, "x.yaml")

    assert opened.diagnostics == ()
    assert opened.source is not None
    assert read(opened.source.text) == {"key": text}


def test_plain_words_stay_plain() -> None:
    """What needs no quotes gets none: files are written for people."""
    plain = ["medicab", "Exemple Santé", "Poste de travail (Windows)", "l'outil", "a/b-c+d"]

    assert [scalar(each) for each in plain] == plain


def test_an_editor_finds_the_schema() -> None:
    """The modeline is the comment that editors look for."""
    assert modeline("../x.schema.json") == "# yaml-language-server: $schema=../x.schema.json\n"
