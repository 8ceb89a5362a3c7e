"""Text that stays text in Markdown: no table is broken, no markup or mention is forged."""

import re
from collections.abc import Sequence

from convergence_cli.diagnostics import shapeless_replaced

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~@&]")
_AS_ENTITY = "<>&@|"
# What would start a list or a rule at the beginning of a line.
_LEADING = re.compile(r"^(\s*)([-+=]|[0-9]+[.)])")
_NEWLINE = re.compile(r"\s*[\r\n]+\s*")


def escaped(text: str) -> str:
    """Return a text of one line in which every character stands for itself."""
    one_line = shapeless_replaced(_NEWLINE.sub(" ", text))
    return _LEADING.sub(r"\1\\\2", _SPECIAL.sub(_as_itself, one_line))


def _as_itself(found: re.Match[str]) -> str:
    character = found[0]
    return f"&#{ord(character)};" if character in _AS_ENTITY else f"\\{character}"


def table(header: tuple[str, ...], alignments: str, rows: Sequence[tuple[str, ...]]) -> str:
    """Return a table of cells that are Markdown already; `alignments` has an l or r a column."""
    rule = ["---:" if each == "r" else "---" for each in alignments]
    lines = [header, tuple(rule), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
