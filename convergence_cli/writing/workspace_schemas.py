"""The schemas of one workspace: the shipped ones, narrowed to its ids and in its language.

The shipped schemas stay the contract of form. These serve editors: what they refuse, `check`
refuses or warns of, and what `check` takes as right, they take.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from convergence_cli.language import Language, Text
from convergence_cli.model.questionnaire import Questionnaire, Scope
from convergence_cli.model.workspace import Workspace
from convergence_cli.writing.criterion_schemas import (
    criteria_with_answers,
    criteria_with_plans,
    steps_of,
)
from convergence_cli.writing.profile_schemas import profile_schema
from convergence_cli.writing.schema_words import Schema, explained, headed, one_of, plain

_WRITTEN = "Written by 'convergence schema'; changes made here do not last."
_json = json.JSONEncoder(ensure_ascii=False).encode
_HEAD_LENGTH = 400
_LINES_DOWN_TO = 4
_ARCHIVED = Text(en="{name} (archived)", fr="{name} (archivé)")
_NONE = Text(en="no edition of another", fr="n'est l'édition d'aucun autre")
_UNREAD = Text(en="its file cannot be read", fr="son fichier est illisible")


def workspace_schemas(
    shipped: Mapping[str, Schema],
    workspace: Workspace,
    language: Language,
    unread_products: tuple[str, ...] = (),
) -> dict[str, Schema]:
    """Return the schemas that a workspace narrows, by name, from the shipped ones by name.

    What a file of definitions may hold depends on no workspace: those are not among them.
    Products whose file cannot be read have an id all the same.
    """
    narrowed = _Narrowed(shipped, workspace, language, unread_products)
    answers = {answers_schema(id_): narrowed.answers(id_) for id_ in workspace.questionnaires}
    return {
        "product": narrowed.product(),
        "workspace": narrowed.settings(),
        plan_schema(Scope.PRODUCT): narrowed.plan(Scope.PRODUCT),
        plan_schema(Scope.COMPANY): narrowed.plan(Scope.COMPANY),
        **answers,
    }


def answers_schema(questionnaire: str) -> str:
    """Return the name of the schema of the answers to a questionnaire."""
    return f"answers-{questionnaire}"


def plan_schema(scope: Scope) -> str:
    """Return the name of the schema of the plans of products, or of the company's."""
    return "plan" if scope is Scope.PRODUCT else f"plan-{scope}"


def schema_text(schema: Schema) -> str:
    """Return a schema as the text of its file: the same bytes for the same schema.

    A criterion stands on one line: small files, written fast, of which a difference can be read.
    """
    return _laid_out(schema, _LINES_DOWN_TO, "\n") + "\n"


def _laid_out(value: Any, depth: int, newline: str) -> str:
    if not depth or not value or not isinstance(value, dict):
        return _json(value)
    below = newline + " "
    members = (f"{_json(key)}: {_laid_out(each, depth - 1, below)}" for key, each in value.items())
    return f"{{{below}{f',{below}'.join(members)}{newline}}}"


def is_written_here(text: str) -> bool:
    """Return whether a text is that of a narrowed schema, of any workspace."""
    return _WRITTEN in text[:_HEAD_LENGTH]


@dataclass(frozen=True)
class _Narrowed:
    shipped: Mapping[str, Schema]
    workspace: Workspace
    language: Language
    unread_products: tuple[str, ...]

    def answers(self, id_: str) -> Schema:
        """Return the schema of the answers to one questionnaire."""
        questionnaire = self.workspace.questionnaires[id_]
        schema = self._copy("answers")
        schema["title"] = plain(questionnaire.title.in_(self.language))
        keys = schema["properties"]
        keys["questionnaire"] = one_of(keys["questionnaire"], {id_: schema["title"]})
        keys["version"] = one_of(keys["version"], {questionnaire.version: schema["title"]})
        seal = keys["seal"]["properties"]
        seal["by"] = self._member(seal["by"])
        answer = keys["answers"].pop("additionalProperties")
        answer["properties"]["approved_by"] = self._member(answer["properties"]["approved_by"])
        criteria = criteria_with_answers(questionnaire, answer, self.language)
        keys["answers"] = _listed(keys["answers"], criteria)
        parts = {key: each for key, each in answer["properties"].items() if key != "level"}
        reason = {key: answer[key] for key in ("if", "then")}
        return {**schema, "$defs": {**parts, "reason": reason, "answer": _headless(answer)}}

    def plan(self, scope: Scope) -> Schema:
        """Return the schema of the plans of products, or of the company's."""
        schema = self._copy("plan")
        plan = schema["properties"]["plan"]
        entry = _headless(plan.pop("additionalProperties"))
        entry["properties"]["owner"] = self._member(entry["properties"]["owner"])
        criteria: Schema = {}
        retired: Schema = {}
        definitions: Schema = {"entry": entry}
        for questionnaire in self.workspace.questionnaires_of(scope):
            definitions[questionnaire.id] = _entry_of(questionnaire, entry, self.language)
            for id_, each in criteria_with_plans(questionnaire, self.language).items():
                (retired if id_ in questionnaire.retired else criteria)[id_] = each
        schema["properties"]["plan"] = _listed(plan, {**retired, **criteria})
        return {**schema, "$defs": definitions}

    def product(self) -> Schema:
        """Return the schema of the declaration of a product."""
        schema = self._copy("product")
        keys = schema["properties"]
        keys["requires"]["items"] = self._product(keys["requires"]["items"])
        keys["extends"] = self._product(keys["extends"], {None: _NONE.in_(self.language)})
        keys["manager"] = self._member(keys["manager"])
        preliminary = self.workspace.preliminaries.get(Scope.PRODUCT)
        keys["profile"] = profile_schema(keys["profile"], preliminary, self.language)
        return schema

    def settings(self) -> Schema:
        """Return the schema of convergence.yaml."""
        schema = self._copy("workspace")
        keys = schema["properties"]
        company = keys["company"]["properties"]
        preliminary = self.workspace.preliminaries.get(Scope.COMPANY)
        company["profile"] = profile_schema(company["profile"], preliminary, self.language)
        products = keys["members"]["items"]["properties"]["products"]
        products["items"] = self._product(products["items"])
        minimum = keys["gate"]["properties"]["minimum"]
        mean = minimum.pop("additionalProperties")
        means = {
            id_: {**mean, **headed(id_, [each.title.in_(self.language)])}
            for id_, each in self.workspace.questionnaires.items()
        }
        keys["gate"]["properties"]["minimum"] = _listed(minimum, means)
        return schema

    def _copy(self, name: str) -> Schema:
        schema = explained(self.shipped[name], self.language)
        del schema["$id"]
        head = {"$schema": schema.pop("$schema"), "$comment": _WRITTEN}
        return {**head, **schema}

    def _member(self, schema: Schema) -> Schema:
        # Without members, no id is right; that is for `check` to say, once there is one.
        return one_of(schema, self._members) if self._members else schema

    def _product(self, schema: Schema, others: Mapping[Any, str] | None = None) -> Schema:
        known = {**self._products, **(others or {})}
        return one_of(schema, known) if self._products else schema

    @cached_property
    def _members(self) -> dict[str, str]:
        return {each.id: plain(each.name) for each in self.workspace.members}

    @cached_property
    def _products(self) -> dict[str, str]:
        names = {}
        for id_, each in self.workspace.products.items():
            name = _ARCHIVED.fill(name=each.name).in_(self.language)
            names[id_] = plain(name if each.is_archived else each.name)
        unread = dict.fromkeys(self.unread_products, _UNREAD.in_(self.language))
        return dict(sorted({**unread, **names}.items()))


def _headless(schema: Schema) -> Schema:
    """Return a schema that others are made of: what it is called would stand before their names."""
    return {key: each for key, each in schema.items() if key not in ("title", "description")}


def _listed(schema: Schema, properties: Schema) -> Schema:
    """Return the schema of a mapping, narrowed from keys of a form to keys of a list."""
    kept = {key: each for key, each in schema.items() if key != "propertyNames"}
    return {**kept, "properties": properties, "additionalProperties": False}


def _entry_of(questionnaire: Questionnaire, entry: Schema, language: Language) -> Schema:
    keys = entry["properties"]
    steps, step = keys["steps"], keys["steps"]["items"]
    level = steps_of(questionnaire, step["properties"]["level"], language)
    items = {**step, "properties": {**step["properties"], "level": level}}
    return {**entry, "properties": {**keys, "steps": {**steps, "items": items}}}
