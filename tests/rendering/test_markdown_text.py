"""Markdown in which a name is a name, wherever it is pasted."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from convergence_cli.rendering.markdown_text import as_code, clipped, escaped, in_html, table
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


@pytest.mark.parametrize("text", ["#12", "!12", "GH-12", "https://a.org", "www.a.org", "a/b#12"])
def test_nothing_is_referred_to(text: str) -> None:
    """Numbers of issues and bare addresses are parted, for the same reason."""
    assert "<!-- -->" in escaped(text)
    assert "<!-- -->" in in_html(text)


@given(st.one_of(_SIGNS, st.text()))
def test_code_is_code_or_text(text: str) -> None:
    """A path is one stretch of code, or its letters where it could end the code."""
    shown = as_code(text)

    if shown.startswith("`"):
        assert shown == f"`{text}`"
        [token] = MarkdownIt("commonmark").parseInline(shown)
        assert [each.type for each in token.children or ()] == ["code_inline"]
    else:
        assert seen(f"a {shown}") == f"a {on_one_line(text).strip()}".strip()


@given(st.one_of(_SIGNS, st.text()))
def test_a_text_in_a_tag_is_no_tag(text: str) -> None:
    """Within a tag, only entities and comments stand beside the letters."""
    written = in_html(text)

    assert unescape(written.replace("<!-- -->", "")) == on_one_line(text).strip()
    assert "<" not in written.replace("<!-- -->", "")


@given(st.text(), st.integers(2, 30))
def test_what_is_long_is_cut(text: str, longest: int) -> None:
    """A text that has room stays; of another one, its beginning is left, and a sign that it was."""
    whole = on_one_line(text).strip()

    cut = clipped(text, longest)

    assert len(cut) <= longest
    assert cut == whole or (cut.endswith("…") and whole.startswith(cut[:-1]))
