"""Text that stays text in Markdown: no table is broken, no markup or mention is forged."""

import re
from collections.abc import Sequence

from convergence_cli.rendering.screen import on_one_line

_AS_ENTITY = "<>&|"
# A mention is looked for in the text of the page, where an entity is a letter like any other.
_APART = "<!-- -->"
_AS_ITSELF = {"@": f"@{_APART}", **{each: f"&#{ord(each)};" for each in _AS_ENTITY}}
# So are numbers of issues and the like, and addresses that nothing marks as such.
_REFERENCE = r"(?<=[#!$%&~])(?=[0-9A-Za-z])|(?<=\bGH-)(?=[0-9])|(?<=www)(?=\.)|(?=://)"
_SPECIAL = re.compile(rf"[\\`*_\[\]<>#|~@&]|{_REFERENCE}", re.IGNORECASE)
_SPECIAL_IN_HTML = re.compile(rf"[<>|@&]|{_REFERENCE}", re.IGNORECASE)
_TIMES = 4
_CODE = re.compile(r"[^`|<>&\\]+")
# What would start a list or a rule at the beginning of a line.
_LEADING = re.compile(r"^([0-9]*)(?=[-+=.)])")


def escaped(text: str) -> str:
    """Return a text of one line, without blanks around it, in which each sign is itself."""
    return _LEADING.sub(r"\1\\", inline(text))


def inline(text: str) -> str:
    """Return the same for a text that starts no line: as a cell is, or what follows a name."""
    return _SPECIAL.sub(_as_itself, on_one_line(text).strip())


def in_html(text: str) -> str:
    """Return a text as it stands within a tag, where no sign of Markdown means anything."""
    return _SPECIAL_IN_HTML.sub(_as_itself, on_one_line(text).strip())


def clipped(text: str, longest: int) -> str:
    """Return a text on one line, cut where it is long."""
    # Most of a very long text is not even looked at.
    head = text[: _TIMES * longest]
    line = on_one_line(head).strip()
    if len(line) <= longest and len(head) == len(text):
        return line
    return f"{line[: longest - 1].rstrip()}…"


def as_code(path: str) -> str:
    """Return a path, or a command, as code; as text where a sign of it could end the code."""
    is_plain = _CODE.fullmatch(path) and path == on_one_line(path).strip()
    return f"`{path}`" if is_plain else inline(path)


def _as_itself(found: re.Match[str]) -> str:
    if not found[0]:
        return _APART
    return _AS_ITSELF.get(found[0], f"\\{found[0]}")


def table(header: tuple[str, ...], alignments: str, rows: Sequence[tuple[str, ...]]) -> str:
    """Return a table of cells that are Markdown already; `alignments` has an l or r a column."""
    rule = ["---:" if each == "r" else "---" for each in alignments]
    lines = [header, tuple(rule), *rows]
    return "".join(row(*cells) for cells in lines)


def row(*cells: str) -> str:
    """Return one row of a table, of cells that are Markdown already."""
    return f"| {' | '.join(cells)} |\n"


def folded(title: str, text: str) -> str:
    """Return Markdown below a title, which is plain text, that unfolds it."""
    return f"<details><summary>{in_html(title)}</summary>\n\n{text.strip()}\n\n</details>\n"
