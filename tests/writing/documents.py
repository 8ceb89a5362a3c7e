"""YAML texts drawn at random: every layout that people use, with comments in odd places."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from convergence_cli.writing.yaml_text import in_brackets, scalar

KEYS = ("A-1", "B.2", "C", "d", "e_5", "level", "comment", "12", "true")
SCALARS = st.sampled_from(
    [
        0, 3, -1, True, False, None, "na", "x", "a: b", "# no", "2026-11-22", "2026.1", "é à",
        "it's", 'say "so"', "two\nlines", "", " lead", "yes", "[x]", "1e3", "x" * 90,
    ]
)  # fmt: skip


def values(depth: int = 2) -> st.SearchStrategy[Any]:
    """Return values of some depth."""
    if depth == 0:
        return SCALARS
    below = values(depth - 1)
    return st.one_of(
        SCALARS,
        st.dictionaries(st.sampled_from(KEYS), below, max_size=4),
        st.lists(below, max_size=3),
    )


@dataclass(frozen=True)
class Document:
    """A text, and what it says."""

    text: str
    data: Any


@st.composite
def documents(draw: st.DrawFn, said: st.SearchStrategy[dict[str, Any]] | None = None) -> Document:
    """Draw a mapping, one of those given or any, and a text that says it."""
    any_ = st.dictionaries(st.sampled_from(KEYS), values(), min_size=1, max_size=5)
    data = draw(any_ if said is None else said)
    writer = _Writer(draw)
    lines = [*writer.noise(""), *writer.mapping(data, ""), *writer.noise("")]
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    return Document(newline.join(lines) + draw(st.sampled_from(["", newline])), data)


class _Writer:
    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def one_of(self, *choices: Any) -> Any:
        return self._draw(st.sampled_from(choices))

    def is_so(self) -> bool:
        """Draw a yes or a no."""
        return self._draw(st.booleans())

    def noise(self, indent: str) -> list[str]:
        """Return lines that say nothing."""
        return list(
            self.one_of(
                (), (), (), ("",), (f"{indent}# note",), ("# left", "", f"{indent}# {{a: b")
            )
        )

    def tail(self) -> str:
        """Return what may stand behind a value."""
        return str(self.one_of("", "", "", "  # its own", " # a: {b}, [c"))

    def mapping(self, data: dict[str, Any], indent: str) -> list[str]:
        """Return a mapping as lines of entries."""
        lines: list[str] = []
        step = self.one_of("  ", "  ", "    ")
        for key, value in data.items():
            lines += self.noise(indent)
            lines += self.entry(f"{indent}{self.key(key)}:", value, indent, indent + step)
        return lines

    def key(self, key: str) -> str:
        """Return a key, in quotes where it may be."""
        plain = scalar(key)
        return str(self.one_of(plain, plain, f"'{key}'", f'"{key}"'))

    def entry(self, head: str, value: Any, indent: str, deeper: str) -> list[str]:
        """Return an entry or an item whose head is written."""
        if isinstance(value, dict) and value and self.is_so():
            return [f"{head}{self.tail()}", *self.mapping(value, deeper)]
        if isinstance(value, list) and value and self.is_so():
            dashes = self.one_of(indent, deeper) if head.endswith(":") else deeper
            return [f"{head}{self.tail()}", *self.items(value, dashes)]
        if value is None and self.is_so():
            return [f"{head}{self.tail()}"]
        return self.inline(head, value, deeper)

    def items(self, data: list[Any], indent: str) -> list[str]:
        """Return a list as lines of items."""
        lines: list[str] = []
        for value in data:
            lines += self.noise(indent)
            if isinstance(value, dict) and value:
                first, *rest = self.mapping_without_noise(value, f"{indent}  ")
                lines += [f"{indent}- {first.strip()}", *rest]
            else:
                lines += self.inline(f"{indent}-", value, f"{indent}  ")
        return lines

    def mapping_without_noise(self, data: dict[str, Any], indent: str) -> list[str]:
        """Return a mapping whose first line can stand behind a dash."""
        lines: list[str] = []
        for key, value in data.items():
            lines += self.entry(f"{indent}{self.key(key)}:", value, indent, f"{indent}  ")
        return lines

    def inline(self, head: str, value: Any, deeper: str) -> list[str]:
        """Return a value behind its head: plain, in quotes, in brackets, or as a block of text."""
        if isinstance(value, str) and value.isprintable() and self.is_so():
            quoted = value.replace("'", "''")
            return [f"{head} '{quoted}'{self.tail()}"]
        if isinstance(value, str) and value[:1].isalpha() and self.is_so():
            sign = self.one_of("|-", ">-")
            lines = value.split("\n") if sign == "|-" else value.replace("\n", "\n\n").split("\n")
            return [f"{head} {sign}", *(f"{deeper}{each}" if each else "" for each in lines)]
        if isinstance(value, dict | list) and self.is_so():
            return [f"{head} {self.spread(value, deeper)}{self.tail()}"]
        written = scalar(value) if isinstance(value, str) else in_brackets(value)
        return [f"{head} {written}{self.tail()}"]

    def spread(self, value: Any, deeper: str) -> str:
        """Return brackets with a line, or no blank, for each part."""
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        parts = (
            [f"{in_brackets(key)}: {in_brackets(each)}" for key, each in value.items()]
            if isinstance(value, dict)
            else [in_brackets(each) for each in value]
        )
        comma = self.one_of(",", f",\n{deeper}", f", # part\n{deeper}") if parts else ""
        return f"{opening}{self.one_of('', ' ')}{comma.join(parts)}{closing}"
