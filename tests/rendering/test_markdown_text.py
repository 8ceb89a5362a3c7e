"""Markdown in which a name is a name, wherever it is pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from convergence_cli.rendering.markdown_text import escaped, table
from convergence_cli.rendering.screen import on_one_line

_SIGNS = st.text(st.sampled_from("*_`~#<>[]()!|\\&@-+=.:/ 019aé\n\t"))


def seen(markdown: str) -> str:
    """Return what a reader sees of a paragraph; fail where it is more than text."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    assert [each.type for each in tokens if each.type != "inline"] == (
        ["paragraph_open", "paragraph_close"] if tokens else []
    )
    children = [child for each in tokens for child in each.children or ()]
    kept = [each for each in children if (each.type, each.content) != ("html_inline", "<!-- -->")]
    assert {each.type for each in kept} <= {"text", "text_special"}
    return "".join(each.content for each in kept)


@pytest.mark.parametrize(
    "text",
    [
        *("*a*", "_a_", "`a`", "~~a~~", "# a", "> a", "- a", "+ a", "* a", "1. a", "12) a"),
        *("a\n===", "a\n---", "---", "***", "[a](b)", "![a](b)", "<b>a</b>", "&amp;", "&#64;"),
        *("https://example.org/_a_", "a\\", "\\*", "| a | b |", "@team", "a@b.org", "#12", "10-1"),
        *("    code", "-", "=", "1.", "[/red]", "<script>alert(1)</script>", "<!-- a -->"),
        "<!-- -->",
    ],
)
def test_each_sign_stands_for_itself(text: str) -> None:
    """No text becomes markup: a reader sees its letters."""
    assert seen(escaped(text)) == on_one_line(text).strip()


@given(st.one_of(_SIGNS, st.text()))
def test_every_text_stands_for_itself(text: str) -> None:
    """Any text, however full of signs, is read as its letters, but for the blanks around it."""
    assert seen(escaped(text)) == on_one_line(text).strip()


@given(st.lists(st.one_of(_SIGNS, st.text()), min_size=1, max_size=4))
def test_a_row_has_its_cells(texts: list[str]) -> None:
    """A table of any texts has exactly its cells, in its rows."""
    cells = tuple(map(escaped, texts))
    written = table(cells, "l" * len(cells), [cells, cells])

    assert written.count("\n") == 4
    assert {line.count("|") for line in written.splitlines()} == {len(cells) + 1}


def test_columns_have_their_sides() -> None:
    """Numbers stand on the right of their column."""
    assert table(("a", "b"), "lr", [("1", "2")]) == "| a | b |\n| --- | ---: |\n| 1 | 2 |\n"


def test_nobody_is_mentioned() -> None:
    """An entity would not do: mentions are looked for in the page, not in its source."""
    assert escaped("@team") == "@<!-- -->team"
