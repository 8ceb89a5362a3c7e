"""Text that stays text in Markdown: no table is broken, no markup or mention is forged."""

import re
from collections.abc import Sequence

from convergence_cli.rendering.screen import on_one_line

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~@&]")
_AS_ENTITY = "<>&|"
# A mention is looked for in the text of the page, where an entity is a letter like any other.
_AS_ITSELF = {"@": "@<!-- -->", **{each: f"&#{ord(each)};" for each in _AS_ENTITY}}
# What would start a list or a rule at the beginning of a line.
_LEADING = re.compile(r"^([0-9]*)(?=[-+=.)])")


def escaped(text: str) -> str:
    """Return a text of one line, without blanks around it, in which each sign is itself."""
    return _LEADING.sub(r"\1\\", _SPECIAL.sub(_as_itself, on_one_line(text).strip()))


def _as_itself(found: re.Match[str]) -> str:
    return _AS_ITSELF.get(found[0], f"\\{found[0]}")


def table(header: tuple[str, ...], alignments: str, rows: Sequence[tuple[str, ...]]) -> str:
    """Return a table of cells that are Markdown already; `alignments` has an l or r a column."""
    rule = ["---:" if each == "r" else "---" for each in alignments]
    lines = [header, tuple(rule), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
