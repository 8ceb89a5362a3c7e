"""Schema errors in the user's words: one translation for each keyword that the schemas use."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from convergence_cli.diagnostics import RULES, Diagnostic, Place, form_rules
from convergence_cli.diagnostics.wording import TYPE_WORDS, did_you_mean, either, kind_of, named
from convergence_cli.language import Text
from convergence_cli.loading.contract import Contract, explaining_validator

SchemaError = Any
Translation = Callable[[SchemaError, Place], Iterator[Diagnostic]]


def form_diagnostics(data: object, contract: Contract, path: str) -> Iterator[Diagnostic]:
    """Yield what a file's form does wrong, with routes; nothing for a valid file."""
    if data is None:
        # An empty file: the caller says so, once.
        return
    yield from translated(explaining_validator(contract).iter_errors(data), path)


def translated(errors: Iterable[SchemaError], path: str) -> Iterator[Diagnostic]:
    """Yield what the errors of a schema mean, with routes."""
    for error in errors:
        place = Place(path, tuple(error.absolute_path))
        if "propertyNames" in error.absolute_schema_path:
            yield _malformed_key(error, place)
        else:
            yield from TRANSLATIONS[error.validator](error, place)


def _malformed_key(error: SchemaError, place: Place) -> Diagnostic:
    key = str(error.instance)
    wanted = Text(**error.schema["x-form"])
    return form_rules.MALFORMED_KEY.at(place.at(key).key, key=key, wanted=wanted)


def _required(error: SchemaError, place: Place) -> Iterator[Diagnostic]:
    rule = RULES[error.schema.get("x-diagnostic", form_rules.MISSING_KEY.code)]
    for key in error.validator_value:
        # The library reports each missing key as an error of its own, on the parent.
        if key not in error.instance and error.message.startswith(repr(key)):
            at = error.schema.get("x-at")
            yield rule.at(place.at(at) if at else place.key, key=key)


def _unknown_keys(error: SchemaError, place: Place) -> Iterator[Diagnostic]:
    known = error.schema.get("properties", {})
    for key in error.instance:
        if key not in known:
            hint = did_you_mean(key, known)
            yield form_rules.UNKNOWN_KEY.at(
                place.at(key).key, hint=hint, key=key, keys=named(known)
            )


def _type(error: SchemaError, place: Place) -> Iterator[Diagnostic]:
    wanted = error.validator_value
    names = [wanted] if isinstance(wanted, str) else [name for name in wanted if name != "null"]
    found = error.instance
    hint = None
    if names == ["string"] and isinstance(found, int | float) and not isinstance(found, bool):
        hint = Text(en="put it in quotes", fr="mettez-le entre guillemets")
    elif found is None:
        hint = Text(en="fill it in, or remove the line", fr="remplissez-la, ou retirez la ligne")
    wanted_words = either(TYPE_WORDS[name] for name in names)
    yield form_rules.WRONG_TYPE.at(place, hint=hint, found=kind_of(found), wanted=wanted_words)


def _enum(error: SchemaError, place: Place) -> Iterator[Diagnostic]:
    choices = [str(choice) for choice in error.validator_value if choice is not None]
    value = error.instance
    hint = did_you_mean(value, choices) if isinstance(value, str) else None
    shown_value = value if isinstance(value, str) else kind_of(value)
    yield form_rules.UNKNOWN_CHOICE.at(place, hint=hint, value=shown_value, choices=named(choices))


def _const(error: SchemaError, place: Place) -> Iterator[Diagnostic]:
    yield form_rules.UNSUPPORTED_FORMAT.at(
        place, value=error.instance, wanted=error.validator_value
    )


def _pattern(error: SchemaError, place: Place) -> Iterator[Diagnostic]:
    code = error.schema.get("x-diagnostic")
    if code:
        yield RULES[code].at(place)
    else:
        wanted = Text(**error.schema["x-form"])
        yield form_rules.MALFORMED_TEXT.at(place, value=error.instance, wanted=wanted)


def _any_of(error: SchemaError, place: Place) -> Iterator[Diagnostic]:
    at = error.schema.get("x-at")
    yield RULES[error.schema["x-diagnostic"]].at(place.at(at) if at else place)


def _min_length(_error: SchemaError, place: Place) -> Iterator[Diagnostic]:
    yield form_rules.EMPTY_TEXT.at(place, key=_last_key(place))


def _too_few(error: SchemaError, place: Place) -> Iterator[Diagnostic]:
    yield form_rules.EMPTY_LIST.at(place, key=_last_key(place), least=error.validator_value)


def _too_many(error: SchemaError, place: Place) -> Iterator[Diagnostic]:
    yield form_rules.TOO_MANY_ITEMS.at(place, key=_last_key(place), most=error.validator_value)


def _unique_items(_error: SchemaError, place: Place) -> Iterator[Diagnostic]:
    yield form_rules.REPEATED_ITEM.at(place, key=_last_key(place))


def _minimum(error: SchemaError, place: Place) -> Iterator[Diagnostic]:
    bound = f"≥ {error.validator_value}"
    yield form_rules.NUMBER_OUT_OF_RANGE.at(place, value=error.instance, bound=bound)


def _maximum(error: SchemaError, place: Place) -> Iterator[Diagnostic]:
    bound = f"≤ {error.validator_value}"
    yield form_rules.NUMBER_OUT_OF_RANGE.at(place, value=error.instance, bound=bound)


def _format(error: SchemaError, place: Place) -> Iterator[Diagnostic]:
    yield form_rules.INVALID_DATE.at(place, value=error.instance)


TRANSLATIONS: Mapping[str, Translation] = {
    "additionalProperties": _unknown_keys,
    "anyOf": _any_of,
    "const": _const,
    "enum": _enum,
    "format": _format,
    "maxItems": _too_many,
    "maxProperties": _too_many,
    "maximum": _maximum,
    "minItems": _too_few,
    "minLength": _min_length,
    "minProperties": _too_few,
    "minimum": _minimum,
    "pattern": _pattern,
    "required": _required,
    "type": _type,
    "uniqueItems": _unique_items,
}
"""By keyword: complete for the keywords that `schemas/` use, which a test compares."""


def _last_key(place: Place) -> str:
    return next((step for step in reversed(place.route) if isinstance(step, str)), place.path)
