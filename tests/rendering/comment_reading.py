"""What a platform makes of a comment: read by a parser of GitHub's tables, and judged."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST = 65_536
"""What a comment of GitHub holds, in code points."""

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_INLINE = {
    *("text", "text_special", "softbreak", "code_inline", "link_open", "link_close"),
    *("strong_open", "strong_close", "em_open", "em_close", "html_inline"),
}
_GUARD = "<!-- -->"
_FOLD = re.compile(
    r"<details><summary>([^<]|<!-- -->)*</summary>\n|</details>\n?|<!-- convergence -->\n"
)
_ACTIVE = re.compile(r"@\w|[#!]\d|\bGH-\d|\w://|\bwww\.")
"""What platforms look for in the text of a page: mentions, numbers of issues, addresses."""
_CODE = re.compile(r"[^`|<>&\\]+")
_MERMAID = [
    *("---", "config:", "  radar:", "    width: 360", "    height: 360", "  themeVariables:"),
    *('    cScale0: "#8c959f"', '    cScale1: "#0969da"', "    radar:"),
    *("      curveOpacity: 0.2", "      curveStrokeWidth: 3", "---", "radar-beta"),
]
_LABEL = r"""\["[^"\\%#;{}<>\[\]`|]*"\]"""
_DIAGRAM = re.compile(
    rf"  axis a0{_LABEL}(, a\d+{_LABEL})+\n"
    rf"(  curve c[01]{_LABEL}\{{\d\.\d\d(, \d\.\d\d)+\}}\n){{2}}"
    r"  min 0\n  max \d\n  ticks \d\n  graticule polygon\n"
)


@dataclass
class Seen:
    """What a reader sees of a comment."""

    headings: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    folds: list[str] = field(default_factory=list)


def seen(comment: str, addresses: str = "https://") -> Seen:
    """Return what a reader sees; fail where a text acts as more than text."""
    assert len(comment) <= LONGEST
    assert comment.startswith("<!-- convergence -->\n\n### ")
    _assert_rows(comment)
    found = Seen()
    tokens = _PARSER.parse(comment)
    depth = 0
    for opening, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "html_block":
            assert _FOLD.fullmatch(token.content), token.content
            depth += token.content.count("<details>") - token.content.count("</details>")
            assert depth in (0, 1)
            found.folds.append(token.content)
        elif token.type == "fence":
            found.diagrams.append(_diagram(token))
        elif token.type == "inline":
            _add(token, opening, found, addresses)
        else:
            assert token.type.endswith(("_open", "_close")), token.type
    assert depth == 0
    return found


def _add(token: Token, opening: Token | None, found: Seen, addresses: str) -> None:
    text = _text(token, addresses)
    found.links += [
        str(each.attrs["href"]) for each in token.children or () if each.type == "link_open"
    ]
    match opening.type if opening is not None else "":
        case "heading_open":
            found.headings.append(text)
        case "td_open" | "th_open":
            found.cells.append(text)
        case _:
            found.items.append(text)


def _text(token: Token, addresses: str) -> str:
    parts = []
    for each in token.children or ():
        assert each.type in _INLINE, each.type
        if each.type == "html_inline":
            assert each.content == _GUARD
        elif each.type == "link_open":
            assert str(each.attrs["href"]).startswith(addresses)
        elif each.type == "code_inline":
            assert _CODE.fullmatch(each.content), each.content
        elif each.type.startswith("text"):
            assert not _ACTIVE.search(each.content), each.content
        parts.append(each.content if each.type != "html_inline" else "")
    return "".join(parts)


def _diagram(token: Token) -> str:
    assert token.info == "mermaid"
    lines = token.content.splitlines()
    assert lines[: len(_MERMAID)] == _MERMAID
    assert _DIAGRAM.fullmatch("".join(f"{each}\n" for each in lines[len(_MERMAID) :])), (
        token.content
    )
    return token.content


def _assert_rows(comment: str) -> None:
    for rows in _tables(comment):
        assert len({each.count("|") for each in rows}) == 1, rows
        assert re.fullmatch(r"\|( ---:? \|)+", rows[1])
        assert len(rows) > 2


def _tables(comment: str) -> Iterator[list[str]]:
    for block in comment.split("\n\n"):
        rows = [each for each in block.splitlines() if each.startswith("|")]
        if rows:
            yield rows
