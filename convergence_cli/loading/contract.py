"""The JSON Schemas as validators: a compiled one that says yes or no, and one that explains.

Both read the same files and the same calendar, so that they agree on every input.
"""

import json
import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache
from typing import Any

from convergence_cli.loading.shipped import schemas_folder
from convergence_cli.model.day import is_day

Schema = dict[str, Any]
_BLANK = r"\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"


class Contract(StrEnum):
    """The schemas, by file name."""

    WORKSPACE = "workspace"
    PRODUCT = "product"
    ANSWERS = "answers"
    PLAN = "plan"
    PRELIMINARY = "preliminary"
    QUESTIONNAIRE = "questionnaire"
    RULES = "rules"


@cache
def schema_of(contract: Contract) -> Schema:
    """Return a schema as data."""
    path = schemas_folder() / f"{contract}.schema.json"
    schema: Schema = json.loads(path.read_text(encoding="utf-8"))
    return schema


def _is_day(value: object) -> bool:
    # A format says nothing of what is no text; the type does.
    return not isinstance(value, str) or is_day(value)


@cache
def compiled_validator(contract: Contract) -> Callable[[object], bool] | None:
    """Return the compiled yes-or-no validator, or None without the compiled package."""
    return compiled(schema_of(contract))


@cache
def explaining_validator(contract: Contract) -> Any:
    """Return the validator that yields each error with its place and keyword."""
    return explaining(schema_of(contract))


def compiled(schema: Schema) -> Callable[[object], bool] | None:
    """Return whether data follows a schema, or None without the compiled package."""
    try:
        import jsonschema_rs
    except ImportError:
        return None
    validator = jsonschema_rs.Draft202012Validator(
        schema, formats={"date": _is_day}, validate_formats=True
    )
    is_valid: Callable[[object], bool] = validator.is_valid
    return is_valid


def explaining(schema: Schema) -> Any:
    """Return the validator that yields each error of data under a schema."""
    from jsonschema import Draft202012Validator, FormatChecker, validators

    formats = FormatChecker(formats=())
    formats.checks("date")(_is_day)
    extend: Any = validators.extend
    strict = extend(Draft202012Validator, {"minimum": _minimum, "pattern": _pattern})
    return strict(schema, format_checker=formats)


def _minimum(_validator: object, least: float, instance: object, _schema: object) -> Iterator[Any]:
    from jsonschema import ValidationError

    # "Not a number" is never less than anything: it is asked the other way round.
    if isinstance(instance, bool) or not isinstance(instance, int | float):
        return
    if not instance >= least:
        yield ValidationError(f"{instance!r} is less than the minimum of {least!r}")


def _pattern(_validator: object, pattern: str, instance: object, _schema: object) -> Iterator[Any]:
    from jsonschema import ValidationError

    if isinstance(instance, str) and not _in_python(pattern).search(instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


@cache
def _in_python(pattern: str) -> re.Pattern[str]:
    """Return a pattern of JSON Schema, which is one of ECMAScript, as Python writes it."""
    # There `$` is the end of the text; in Python it also matches before a last newline.
    end = pattern.replace("$", r"\Z")
    # There `\s` has the byte-order mark, and not the separators of ASCII. It stands in a class.
    return re.compile(end.replace(r"\S", f"[^{_BLANK}]").replace(r"\s", _BLANK))
