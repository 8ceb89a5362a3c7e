"""A record read back: values of files, and nothing that its schema does not say."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from convergence_cli.diagnostics import Diagnostic, Place, Route, form_rules
from convergence_cli.errors import ConvergenceError
from convergence_cli.exchanging.restored import Restored
from convergence_cli.language import Text
from convergence_cli.loading.build_workspace import (
    build_company,
    build_plan,
    build_product,
    build_sheet,
)
from convergence_cli.loading.contract import Schema, compiled, explaining
from convergence_cli.loading.form import translated
from convergence_cli.loading.json_file import json_of
from convergence_cli.loading.shipped import schemas_folder
from convergence_cli.loading.source import MAX_PROBLEMS
from convergence_cli.model.workspace import AnswerSheet, Plan

FORMAT = 1
DOCUMENT = "record"
_ANSWERED = ("questionnaires", "plan")
_COMPUTED = ("about", "inherited", "from")

_NO_RECORD = Text(en="{file} is no record of answers", fr="{file} n'est pas un relevé de réponses")
_OF_COMMAND = Text(
    en="{file} is no record of answers, but the result of 'convergence {command}'",
    fr="{file} n'est pas un relevé de réponses, mais le résultat de « convergence {command} »",
)
_COMPARE = Text(
    en="a saved score is compared with: convergence score --baseline {file}",
    fr="une note enregistrée sert de comparaison : convergence score --baseline {file}",
)
_OTHER_FORMAT = Text(
    en="{file} is a record of another format; this version reads format {format}",
    fr="{file} est un relevé d'un autre format ; cette version lit le format {format}",
)
_NEWER = Text(
    en="take it in with the version of convergence that wrote it",
    fr="reprenez-le avec la version de convergence qui l'a écrit",
)
_EXPORT = Text(
    en="one is written by: convergence export --format json --drafts --output record.json",
    fr="un relevé s'écrit par : convergence export --format json --drafts --output record.json",
)

Data = Any


class RecordFile:
    """A record as it was read: data that may break its schema."""

    def __init__(self, file: Path) -> None:
        """Stop where the file is no record at all."""
        self.file = file
        self.data = json_of(file, _EXPORT)
        _refuse_other(self.data, file)

    def problems(self) -> tuple[Diagnostic, ...]:
        """Return what is wrong with its form, each with its route; some, where there are many."""
        schema = _schema("export")
        is_valid = compiled(schema)
        if is_valid is not None and is_valid(self.data):
            return tuple(self._repeated())
        errors = islice(explaining(schema).iter_errors(self.data), MAX_PROBLEMS)
        return tuple(translated(errors, str(self.file))) or tuple(self._repeated())

    def restored(self) -> Restored:
        """Return what it says; it has no problem."""
        data = self.data
        company = data["company"]
        wanted = data["questionnaires"]
        left_out = data["left_out"]["drafts"]
        return Restored(
            {each["id"]: _product(each) for each in data["products"]},
            None if company is None else _company(company),
            None if wanted is None else frozenset(wanted),
            frozenset((each["product"] or "", each["questionnaire"]) for each in left_out),
        )

    def pointed(self, place: Place) -> Place:
        """Return where in the record something stands that goes to a place of the workspace."""
        return Place(str(self.file), _route(place, self.data))

    def _repeated(self) -> Iterator[Diagnostic]:
        """Yield what stands twice in a list that is told apart by ids."""
        products = self.data["products"]
        yield from self._twice("id", products, ("products",))
        for at, each in enumerate(products):
            yield from self._answered_twice(each, ("products", at))
        if self.data["company"] is not None:
            yield from self._answered_twice(self.data["company"], ("company",))

    def _answered_twice(self, owner: Data, route: Route) -> Iterator[Diagnostic]:
        return self._twice("questionnaire", owner["questionnaires"], (*route, "questionnaires"))

    def _twice(self, key: str, items: list[Data], route: Route) -> Iterator[Diagnostic]:
        seen: set[str] = set()
        for at, each in enumerate(items):
            if each[key] in seen:
                place = Place(str(self.file), (*route, at, key))
                yield form_rules.REPEATED_ITEM.at(place, key=each[key])
            seen.add(each[key])


def _refuse_other(data: Data, file: Path) -> None:
    if isinstance(data, dict) and data.get("document") == DOCUMENT:
        if data.get("format") != FORMAT:
            raise ConvergenceError(_OTHER_FORMAT.fill(file=file, format=FORMAT), _NEWER)
        return
    command = _command_of(data)
    if command is None:
        raise ConvergenceError(_NO_RECORD.fill(file=file), _EXPORT)
    hint = _COMPARE.fill(file=file) if command == "score" else _EXPORT
    raise ConvergenceError(_OF_COMMAND.fill(file=file, command=command), hint)


def _command_of(data: Data) -> str | None:
    """Return the command whose JSON has these keys; none where it is not one of ours."""
    if not isinstance(data, dict) or "tool" not in data:
        return None
    for path in sorted((schemas_folder() / "output").glob("*.schema.json")):
        name = path.name.removesuffix(".schema.json")
        schema = _schema(name)
        if set(schema["required"]) <= data.keys() <= schema["properties"].keys():
            return name.replace("-", " ")
    return None


@cache
def _schema(name: str) -> Schema:
    path = schemas_folder() / "output" / f"{name}.schema.json"
    schema: Schema = json.loads(path.read_text(encoding="utf-8"))
    return schema


def _product(data: Data) -> Any:
    home = f"products/{data['id']}"
    declared = {key: each for key, each in data.items() if key not in _ANSWERED}
    # What a profile leaves open is null in its file, too.
    whole = {**_stored(declared), "profile": declared["profile"]}
    return build_product(whole, f"{home}/product.yaml", _sheets(data, home), _plan(data, home))


def _company(data: Data) -> Any:
    declared = {"name": data["name"], "siren": data["siren"]}
    company = build_company({"company": {**_stored(declared), "profile": data["profile"]}})
    return replace(company, sheets=_sheets(data, "company"), plan=_plan(data, "company"))


def _sheets(data: Data, home: str) -> dict[str, AnswerSheet]:
    return {
        each["questionnaire"]: build_sheet(
            {
                **_stored({key: each[key] for key in ("questionnaire", "version", "status")}),
                "seal": each["seal"],
                "answers": _entries(each["answers"]),
            },
            f"{home}/answers/{each['questionnaire']}.yaml",
        )
        for each in data["questionnaires"]
        if each["has_file"]
    }


def _plan(data: Data, home: str) -> Plan | None:
    if data["plan"] is None:
        return None
    return build_plan({"plan": _entries(data["plan"])}, f"{home}/plan.yaml")


def _entries(entries: Mapping[str, Data]) -> dict[str, Data]:
    return {id_: _stored(each) for id_, each in entries.items()}


def _stored(value: Data) -> Data:
    """Return data as a file holds it: without what is null, and without what was computed."""
    if isinstance(value, dict):
        items = ((key, each) for key, each in value.items() if key not in _COMPUTED)
        return {key: _stored(each) for key, each in items if each is not None}
    return [_stored(each) for each in value] if isinstance(value, list) else value


def _route(place: Place, data: Data) -> Route:
    route = place.route
    match place.path.split("/"):
        case ["products", id_, *rest]:
            ids = [each["id"] for each in data["products"]]
            top: Route = ("products", ids.index(id_)) if id_ in ids else ()
            owner = data["products"][ids.index(id_)] if id_ in ids else {"questionnaires": []}
        case ["company", *rest]:
            top, owner = ("company",), data["company"] or {"questionnaires": []}
        case _:
            return route
    if rest in (["plan.yaml"], ["product.yaml"]):
        return (*top, *route)
    stem = rest[-1].removesuffix(".yaml")
    names = [each["questionnaire"] for each in owner["questionnaires"]]
    return (*top, "questionnaires", names.index(stem), *route) if stem in names else top
