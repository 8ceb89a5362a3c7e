"""A file that should be JSON, and comes from anywhere: read within limits, or refused."""

import json
import re
from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

from convergence_cli.diagnostics import shown
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text

MAX_BYTES = 64 << 20
MAX_DEPTH = 16
_MEGABYTES = 20
_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")

_REFUSED = Text(en="{file} is not taken in: {reason}", fr="{file} n'est pas repris : {reason}")
_NO_FILE = Text(en="it is no regular file", fr="ce n'est pas un fichier ordinaire")
_TOO_LARGE = Text(
    en="it has more than {limit} MB; export fewer products at once",
    fr="il dépasse {limit} Mo ; exportez moins de produits à la fois",
)
_NO_TEXT = Text(en="it is no text in UTF-8", fr="ce n'est pas du texte en UTF-8")
_NO_JSON = Text(
    en="it is no JSON (line {line}, column {column})",
    fr="ce n'est pas du JSON (ligne {line}, colonne {column})",
)
_TOO_DEEP = Text(
    en="it is nested more than {limit} levels deep",
    fr="il est imbriqué sur plus de {limit} niveaux",
)
_TWICE = Text(
    en="the key '{key}' stands twice in one object",
    fr="la clé « {key} » figure deux fois dans un même objet",
)
_NO_NUMBER = Text(en="{number} is no number of JSON", fr="{number} n'est pas un nombre de JSON")
_LONG_NUMBER = Text(en="it holds a number that is too long", fr="il contient un nombre trop long")
_NO_CHARACTER = Text(
    en="a text in it holds half a character (\\ud800 to \\udfff)",
    fr="un de ses textes contient une moitié de caractère (\\ud800 à \\udfff)",
)


class _UnfitError(Exception):
    """What is wrong with some JSON, found while it is read."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def json_of(file: Path, hint: Text) -> Any:
    """Return the data of a file; what is no strict JSON stops the command, with a hint.

    Nothing above the size limit is read into memory, no key stands twice, no number is none.
    """
    try:
        return _data(_content(file))
    except _UnfitError as error:
        raise ConvergenceError(_REFUSED.fill(file=file, reason=error.reason), hint) from None


def _content(file: Path) -> bytes:
    try:
        if file.exists() and not file.is_file():
            raise _UnfitError(_NO_FILE)
        with file.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _UnfitError(Text(en=reason, fr=reason)) from None
    if len(content) > MAX_BYTES:
        raise _UnfitError(_TOO_LARGE.fill(limit=MAX_BYTES >> _MEGABYTES))
    return content


def _data(content: bytes) -> Any:
    try:
        data = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_float=_float,
            parse_constant=_no_number,
        )
    except UnicodeDecodeError:
        raise _UnfitError(_NO_TEXT) from None
    except json.JSONDecodeError as error:
        raise _UnfitError(_NO_JSON.fill(line=error.lineno, column=error.colno)) from None
    except RecursionError:
        raise _UnfitError(_TOO_DEEP.fill(limit=MAX_DEPTH)) from None
    except ValueError:
        # Python refuses to read a whole number of thousands of digits.
        raise _UnfitError(_LONG_NUMBER) from None
    _refuse_deep(data)
    if _ESCAPED_SURROGATE.search(content):
        _refuse_half_characters(data)
    return data


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for at, key in enumerate(keys) if key in keys[:at])
        raise _UnfitError(_TWICE.fill(key=shown(twice)))
    return found


def _float(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        _no_number(text)
    return number


def _no_number(text: str) -> NoReturn:
    raise _UnfitError(_NO_NUMBER.fill(number=shown(text)))


def _refuse_deep(data: Any) -> None:
    level = [data]
    for _ in range(MAX_DEPTH + 1):
        level = [part for each in level for part in _parts(each)]
        if not level:
            return
    raise _UnfitError(_TOO_DEEP.fill(limit=MAX_DEPTH))


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _refuse_half_characters(data: Any) -> None:
    # An escape of one half is legal in JSON, and no character that could be written.
    try:
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise _UnfitError(_NO_CHARACTER) from None
