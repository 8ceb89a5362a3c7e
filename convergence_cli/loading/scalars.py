"""What a plain YAML scalar stands for: the rules of the compiled reader, said once more.

Dates are text. Both readers agree on every scalar, which a test compares with generated ones.
"""

import re

Scalar = bool | int | float | str | None

_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_DECIMAL = re.compile(r"[-+]?[0-9]+", re.ASCII)
_BASED = re.compile(r"([-+]?)0(?:x([0-9a-f_]+)|o([0-7_]+)|b([01_]+))", re.ASCII | re.IGNORECASE)
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:e[-+]?[0-9]+)?", re.ASCII | re.I)
_INFINITE = re.compile(r"[-+]?\.inf", re.ASCII | re.IGNORECASE)
_NOT_A_NUMBER = re.compile(r"\.nan", re.ASCII | re.IGNORECASE)
_LATE_SIGN = re.compile(r"_+[-+]")
_LONGEST_NUMBER = 1000
"""In characters. Longer ones are text: what counts them, or writes them out, takes far too long."""


def plain_value(text: str) -> Scalar:
    """Return the value of a plain (unquoted) scalar; what is nothing else is text."""
    if text in _WORDS:
        return _WORDS[text]
    may_be_number = text[0] in "+-._0123456789" and len(text) <= _LONGEST_NUMBER
    number = _number(text) if may_be_number else None
    return text if number is None else number


def _number(text: str) -> int | float | None:
    based = _BASED.fullmatch(text)
    if based:
        return _based(*based.groups())
    # Underscores part the digits of a number; they do not come before a sign.
    digits = text if _LATE_SIGN.search(text) else text.replace("_", "")
    if _DECIMAL.fullmatch(digits):
        return int(digits)
    if _FLOAT.fullmatch(digits):
        return float(digits)
    return _special(text)


def _based(sign: str, hexadecimal: str, octal: str, binary: str) -> int | None:
    for given, base in ((hexadecimal, 16), (octal, 8), (binary, 2)):
        digits = (given or "").replace("_", "")
        if digits:
            return int(sign + digits, base)
    return None


def _special(text: str) -> float | None:
    if _INFINITE.fullmatch(text):
        return float(text.replace(".", ""))
    return float("nan") if _NOT_A_NUMBER.fullmatch(text) else None
