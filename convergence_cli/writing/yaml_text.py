"""Values as YAML that reads back as itself, in the plainest form that does."""

import json
import re
from collections.abc import Iterable

from convergence_cli.diagnostics import shown

# Letters first, no sign that YAML could take for more than text; words that mean something else
# are quoted too.
_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][\w À-ÖØ-öø-ÿ.,'()/+-]*", re.ASCII)
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_DECIMAL_BITS = 1000  # Python refuses to write a longer whole number in decimal digits.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def scalar(value: bool | int | float | str) -> str:  # noqa: FBT001 - a value, not a switch
    """Return one value as YAML; text is quoted wherever it could read as something else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value.bit_length() > _DECIMAL_BITS:
        return hex(value)
    if isinstance(value, int | float):
        return repr(value)
    is_plain = _PLAIN.fullmatch(value) and not value.endswith(" ")
    if is_plain and value.lower() not in _WORDS:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def text_scalar(value: str) -> str:
    """Return a text in quotes, for versions and numbers that are names."""
    return scalar(value) if not _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def flow(values: Iterable[bool | int | float | str]) -> str:
    """Return a list on one line."""
    return f"[{', '.join(between_commas(value) for value in values)}]"


def between_commas(value: bool | int | float | str) -> str:  # noqa: FBT001 - a value, not a switch
    """Return one value as YAML for a list or a mapping on one line, where a comma ends a text."""
    return text_scalar(value) if isinstance(value, str) and "," in value else scalar(value)


def comment(text: str) -> str:
    """Return a text that stays on the line of a comment."""
    return shown(text)


def modeline(schema: str) -> str:
    """Return the line by which editors find a file's schema."""
    return f"# yaml-language-server: $schema={schema}\n"
