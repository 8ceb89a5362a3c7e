"""Values as YAML that reads back as itself, in the plainest form that does."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from convergence_cli.diagnostics import shown

# Letters first, no sign that YAML could take for more than text; words that mean something else
# are quoted too.
_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][\w À-ÖØ-öø-ÿ.,'()/+-]*", re.ASCII)
_QUARTER = re.compile(r"[0-9]{4}-Q[1-4]")
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_DECIMAL_BITS = 1000  # Python refuses to write a longer whole number in decimal digits.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# What a text of several lines may hold to stand as it is, indented.
_LITERAL = re.compile(
    "[^\\s\x00-\x1f][^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]*\\S"
)


def scalar(value: bool | int | float | str) -> str:  # noqa: FBT001 - a value, not a switch
    """Return one value as YAML; text is quoted wherever it could read as something else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value.bit_length() > _DECIMAL_BITS:
        return hex(value)
    if isinstance(value, int | float):
        return repr(value)
    return value if is_plain(value) else _quoted(value)


def key_text(key: str) -> str:
    """Return a key as YAML; the `on` of a seal is text to YAML 1.2, which these files are."""
    is_safe = key == "on" or (is_plain(key) and "," not in key)
    return key if is_safe else _quoted(key)


def is_plain(text: str) -> bool:
    """Return whether a text needs no quotes to be read as itself."""
    is_made_so = _QUARTER.fullmatch(text) or (_PLAIN.fullmatch(text) and not text.endswith(" "))
    return bool(is_made_so) and text.lower() not in _WORDS


def text_scalar(value: str) -> str:
    """Return a text in quotes, for versions and numbers that are names."""
    return scalar(value) if not _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def flow(values: Iterable[bool | int | float | str]) -> str:
    """Return a list on one line."""
    return f"[{', '.join(between_commas(value) for value in values)}]"


def between_commas(value: bool | int | float | str) -> str:  # noqa: FBT001 - a value, not a switch
    """Return one value as YAML for a list or a mapping on one line, where a comma ends a text."""
    return text_scalar(value) if isinstance(value, str) and "," in value else scalar(value)


def in_brackets(value: Any) -> str:
    """Return any value on one line: mappings and lists between brackets."""
    if isinstance(value, Mapping):
        entries = (f"{key_text(key)}: {in_brackets(each)}" for key, each in value.items())
        return f"{{{', '.join(entries)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(in_brackets(each) for each in value)}]"
    return "null" if value is None else between_commas(value)


def entry_lines(key: str, value: Any, indent: str) -> list[str]:
    """Return a mapping's entry as lines: one where its value has no parts of its own."""
    head = f"{indent}{key_text(key)}:"
    if _has_parts(value):
        return [head, *value_lines(value, f"{indent}  ")]
    if isinstance(value, str) and "\n" in value and _LITERAL.fullmatch(value):
        below = (
            f"{indent}  {line}".rstrip(" ") if not line else f"{indent}  {line}"
            for line in value.split("\n")
        )
        return [f"{head} |-", *below]
    return [head if value is None else f"{head} {in_line(value)}"]


def value_lines(value: Any, indent: str) -> list[str]:
    """Return a mapping or a list as lines, each entry or item from the same column on."""
    if isinstance(value, Mapping):
        return [line for key, each in value.items() for line in entry_lines(key, each, indent)]
    return [line for each in value for line in item_lines(each, indent)]


def item_lines(value: Any, indent: str) -> list[str]:
    """Return an item of a list as lines, its dash at the column where the indent ends."""
    if not _has_parts(value):
        return [f"{indent}- {in_line(value)}"]
    first, *rest = value_lines(value, f"{indent}  ")
    return [f"{indent}- {first[len(indent) + 2 :]}", *rest]


def in_line(value: Any) -> str:
    """Return a value that stands behind a colon or a dash, on the same line."""
    if isinstance(value, Mapping | list | tuple):
        return in_brackets(value)
    return "null" if value is None else scalar(value)


def _has_parts(value: Any) -> bool:
    if isinstance(value, Mapping):
        return bool(value)
    is_list = isinstance(value, list | tuple)
    return is_list and any(isinstance(each, Mapping | list | tuple) for each in value)


def comment(text: str) -> str:
    """Return a text that stays on the line of a comment."""
    return shown(text)


def modeline(schema: str) -> str:
    """Return the line by which editors find a file's schema."""
    return f"# yaml-language-server: $schema={schema}\n"


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
