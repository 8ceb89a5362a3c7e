"""What an unquoted value stands for is the same for both readers, and dates are text."""

import itertools
from collections.abc import Iterable
from typing import Any

import pytest
import yaml_rs
from hypothesis import given, settings
from hypothesis import strategies as st

from convergence_cli.loading.composed import compose
from convergence_cli.loading.scalars import plain_value
from convergence_cli.loading.source import Source
from tests.loading.strange import ODD_SCALARS
from tests.loading.texts import are_same

ALPHABETS = {
    "whole numbers and signs": ("+-_019", 5),
    "fractions and exponents": ("0_e.+-E", 4),
    "prefixes": ("0xXoObB_7f-", 4),
    "what is endless": ("-+.infNaA_", 4),
    "words": ("nulNULtre", 4),
}


def compiled_values(texts: Iterable[str]) -> list[object]:
    """Return what the compiled reader makes of plain scalars, one line for each."""
    lines = "".join(f"- {text}\n" for text in texts)
    data: Any = yaml_rs.loads(f"a:\n{lines}", parse_datetime=False)
    return list(data["a"])


@pytest.mark.parametrize("name", ALPHABETS)
def test_every_short_word_of_a_number_is_read_alike(name: str) -> None:
    """Every text of a few characters that looks like a number is the same for both readers."""
    alphabet, longest = ALPHABETS[name]
    texts = [
        "".join(letters)
        for length in range(1, longest + 1)
        for letters in itertools.product(alphabet, repeat=length)
    ]
    texts = [text for text in texts if text != "-" and not text.startswith("---")]

    values = compiled_values(texts)

    assert len(values) == len(texts)
    differing = [
        (text, value)
        for text, value in zip(texts, values, strict=True)
        if not are_same(value, plain_value(text))
    ]
    assert differing == []


@given(text=st.text(alphabet="+-._0123456789abcdefxoinEXOINFAN~tru", min_size=1, max_size=20))
@settings(max_examples=500, deadline=None)
def test_longer_words_are_read_alike(text: str) -> None:
    """Longer texts of the characters of numbers are the same for both readers."""
    if text in ("-", "~") or text.startswith(("---", "- ")):
        return

    assert are_same(compiled_values([text])[0], plain_value(text))


@given(number=st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**62), 2**62))
@settings(max_examples=300, deadline=None)
def test_numbers_are_read_as_they_are_written(number: float) -> None:
    """A number keeps its value and its kind, to the last digit."""
    text = repr(number)

    assert are_same(plain_value(text), number)
    assert are_same(compiled_values([text])[0], number)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("010", 10),
        ("1_000", 1000),
        ("0o10", 8),
        ("0x1F", 31),
        ("-0b11", -3),
        ("1.", 1.0),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("-.inf", float("-inf")),
        ("12:30", "12:30"),
        ("1.2.3", "1.2.3"),
        ("0x", "0x"),
        ("_", "_"),
        ("٣", "٣"),
        ("2024-03-01", "2024-03-01"),
        ("20240301", 20240301),
        ("2024-W01-1", "2024-W01-1"),
        ("2024-03-01T12:00:00Z", "2024-03-01T12:00:00Z"),
        ("2024-02-30", "2024-02-30"),
    ],
)
def test_plain_values_are_those_of_yaml_1_2(text: str, value: object) -> None:
    """Words of YAML 1.1, times and dates are text; numbers and the words of JSON are not."""
    assert are_same(plain_value(text), value)


def test_a_number_too_long_to_be_one_is_text() -> None:
    """A number of more than a thousand characters is text, which nothing tries to count."""
    assert plain_value("9" * 1000) == 10**1000 - 1
    assert plain_value("9" * 1001) == "9" * 1001
    assert plain_value("0x" + "f" * 999) == "0x" + "f" * 999


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param('"\\u00e9"', "é", id="an escape"),
        pytest.param('"\\ud83d\\ude00"', "😀", id="a character written by halves"),
        pytest.param('"\\U0001F600"', "😀", id="a character written at once"),
        pytest.param('"a\\\n  b"', "ab", id="an escaped line break"),
        pytest.param('"a\n\n  b"', "a\nb", id="a blank line"),
        pytest.param("'it''s'", "it's", id="a doubled quote"),
        pytest.param('"2024-01-01"', "2024-01-01", id="a quoted date"),
        pytest.param('"1"', "1", id="a quoted number"),
        pytest.param("'~'", "~", id="a quoted tilde"),
        pytest.param("|\n  a\n   b\n", "a\n b\n", id="a block"),
        pytest.param(">-\n  a\n  b\n", "a b", id="a folded block"),
    ],
)
def test_quoted_values_and_blocks_are_text(text: str, value: str) -> None:
    """What is quoted, or stands in a block, is text whatever it looks like."""
    composed = compose(Source("a.yaml", f"k: {text}"))

    assert composed.diagnostics == ()
    assert are_same(composed.data, {"k": value})


def test_half_a_character_is_refused() -> None:
    """An escape that stands for half a character is a defect: no file could hold the text."""
    (found,) = compose(Source("a.yaml", 'a: b\nk: "x\\ud83d"\n')).diagnostics

    assert found.rule.code == "CV004"
    assert found.place.span is not None
    assert (found.place.span.line, found.place.span.column) == (2, 4)
    assert "U+D83D" in found.message.en


def test_the_odd_scalars_are_told_apart() -> None:
    """The list of odd values that other tests draw from holds each kind of value."""
    kinds = {type(plain_value(text)) for text in ODD_SCALARS}

    assert kinds == {type(None), bool, int, float, str}
