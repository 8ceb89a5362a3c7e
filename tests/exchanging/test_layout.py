"""The spelling of texts in a workbook, and the ledger's lines."""

import re

from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.exchanging.layout import escaped, unescaped

TRICKY = st.text(
    st.sampled_from("_x05Ff41d8ABX \n\r\t\x00\x1b\ud800\udc00\uffff") | st.characters()
)


@given(TRICKY)
def test_a_text_comes_back_from_its_spelling(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(TRICKY)
def test_a_spelled_text_holds_nothing_that_xml_refuses(text: str) -> None:
    escaped(text).encode()
    assert not re.search("[\x00-\x08\x0b-\x1f\ufffe\uffff]", escaped(text))


def test_what_looks_like_an_escape_is_spelled_out() -> None:
    assert escaped("_x0041_x0042_") == "_x005F_x0041_x005F_x0042_"
    assert escaped("snake_case _xyz_ a_x") == "snake_case _xyz_ a_x"
