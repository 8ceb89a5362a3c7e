"""The parts of the documentation that are made from the program, its schemas and definitions."""

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from convergence_cli.language import Language
from convergence_cli.loading.shipped import questionnaires_folder, schemas_folder
from convergence_cli.loading.workspace import load_workspace
from convergence_cli.model.questionnaire import Origin
from convergence_cli.model.workspace import Workspace
from convergence_cli.rendering.record_csv import COLUMNS
from tests import provenance
from tests.handbook import EXAMPLE, run

Schema = dict[str, Any]

_PLACES = {
    "profile": "<question>",
    "minimum": "<questionnaire>",
    "definitions": "<questionnaire>",
    "fingerprints": "<definition>",
    "inherited_from": "<product>",
    "answers": "<criterion>",
    "evidence": "<criterion>",
    "inherited": "<criterion>",
    "plan": "<criterion>",
    "levels": "<level>",
    "changes": "<kind>",
}
"""What stands for the keys of a mapping whose keys are ids, by the name of the mapping."""

_TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "null",
    "object": "mapping",
    "array": "list",
}
_TEXT = "text in both languages"
_CONDITION = "[condition](conditions.md)"


def generated(name: str) -> str:
    """Return the content of a generated part, by its name."""
    kind, _, argument = name.partition(" ")
    match kind:
        case "commands":
            return _commands()
        case "file":
            return _table(schemas_folder() / f"{argument}.schema.json")
        case "output":
            return _table(schemas_folder() / "output" / f"{argument}.schema.json")
        case "columns":
            return _columns()
        case "questionnaires":
            return _questionnaires(shipped_definitions())
        case "preliminaries":
            return _preliminaries(shipped_definitions())
        case kind if kind in provenance.PARTS:
            return provenance.PARTS[kind](argument)
        case _:
            raise ValueError(f"nothing is generated under the name '{name}'")


def command_names() -> tuple[str, ...]:
    """Return the verbs as `convergence --help` lists them, those of a group after the group."""
    names: list[str] = []
    for verb in _listed_in(help_of()):
        names += [verb, *(f"{verb} {below}" for below in _listed_in(help_of(verb)))]
    return tuple(names)


def _listed_in(help_: str) -> list[str]:
    return re.findall(r"^  ([a-z][a-z-]*)  ", help_.partition("Commands:\n")[2], re.MULTILINE)


def help_of(*command: str) -> str:
    """Return what `--help` prints."""
    return run([*command, "--help"], EXAMPLE).stdout


def _commands() -> str:
    parts = [f"## convergence\n\n```text\n{help_of()}```\n"]
    parts += [
        f"## convergence {name}\n\n```text\n{help_of(*name.split())}```\n"
        for name in command_names()
    ]
    return "\n" + "\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True)
class Row:
    """One key of a schema."""

    path: str
    schema: Schema
    is_required: bool
    same_as: str | None = None
    """The path of a key whose keys are the same and are listed there."""


def rows_of(schema: Schema) -> Iterator[Row]:
    """Yield each key of a schema as a path, depth first; what is defined once is listed once."""
    yield from _rows(schema, schema, "", {})


def _rows(schema: Schema, whole: Schema, path: str, seen: dict[str, str]) -> Iterator[Row]:
    schema = _resolved(schema, whole)
    required = schema.get("required", ())
    for key, given in schema.get("properties", {}).items():
        each = {**_resolved(given, whole), **given}
        here = f"{path}.{key}".lstrip(".")
        inner = _inner(given)
        same_as = seen.setdefault(inner, here) if inner and not _is_leaf(each) else here
        yield Row(here, each, key in required, same_as if same_as != here else None)
        if same_as == here:
            yield from _below(each, whole, here, key, seen)


def _below(
    schema: Schema, whole: Schema, path: str, key: str, seen: dict[str, str]
) -> Iterator[Row]:
    if _is_leaf(schema):
        return
    yield from _rows({**schema, "$ref": ""}, whole, path, seen)
    items = schema.get("items")
    if isinstance(items, dict):
        yield from _below(_resolved(items, whole), whole, f"{path}[]", key, seen)
    others = schema.get("additionalProperties")
    if isinstance(others, dict):
        place = f"{path}.{_PLACES[key]}"
        yield from _below(_resolved(others, whole), whole, place, key, seen)


def _inner(schema: Schema) -> str:
    """Return the name of the definition that a key, or the items of its list, refer to."""
    items = schema.get("items")
    inner = items if isinstance(items, dict) else schema
    return str(inner.get("$ref", ""))


def _resolved(schema: Schema, whole: Schema) -> Schema:
    if not schema.get("$ref"):
        return schema
    found: Schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    return found


def _is_leaf(schema: Schema) -> bool:
    return _is_condition(schema) or _is_text(schema)


def _is_text(schema: Schema) -> bool:
    return list(schema.get("properties", ())) == ["fr", "en"]


def _is_condition(schema: Schema) -> bool:
    return {"any", "answered"} <= set(schema.get("properties", ()))


def _type(schema: Schema, whole: Schema) -> str:
    if _is_text(schema):
        return _TEXT
    if _is_condition(schema):
        return _CONDITION
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return _either("null" if each is None else f"`{each}`" for each in schema["enum"])
    given = schema["type"]
    return _either(
        _one_type(each, schema, whole) for each in ([given] if isinstance(given, str) else given)
    )


def _one_type(name: str, schema: Schema, whole: Schema) -> str:
    if name == "string" and schema.get("format") == "date":
        return "day"
    if name == "string" and re.fullmatch(r"\^[a-z]+\$", schema.get("pattern", "")):
        return f"`{schema['pattern'].strip('^$')}`"
    items = schema.get("items")
    if name != "array" or not isinstance(items, dict):
        return _TYPES[name]
    items = _resolved(items, whole)
    if "properties" in items:
        return "list of mappings"
    inner = _type(items, whole)
    return f"list of {inner if '`' in inner else 'texts'}"


def _either(names: Iterator[str]) -> str:
    return " or ".join(names)


def _table(path: Path) -> str:
    schema = json.loads(path.read_text(encoding="utf-8"))
    lines = ["| Key | Type | Required | What it says | Example |", "|---|---|---|---|---|"]
    for row in rows_of(schema):
        type_ = _type(row.schema, schema)
        if row.same_as is not None:
            type_ += f", as `{row.same_as}`"
        says = row.schema["description"].replace("|", "&#124;")
        must = "yes" if row.is_required else ""
        lines.append(f"| `{row.path}` | {type_} | {must} | {says} | {_example(row.schema)} |")
    return "\n" + "".join(f"{line}\n" for line in lines) + "\n"


def _columns() -> str:
    lines = ["| Column | What it says |", "|---|---|"]
    lines += [f"| `{name}` | {says.replace('|', '&#124;')} |" for name, says in COLUMNS.items()]
    return "\n" + "".join(f"{line}\n" for line in lines) + "\n"


def _example(schema: Schema) -> str:
    example = next((each for each in schema["examples"] if each not in ([], None)), None)
    if example is None or (_is_mapping(example) and "properties" in schema):
        return ""
    if isinstance(example, list) and _is_mapping(example[0]):
        return ""
    return f"`{_flow(example)}`"


def _is_mapping(example: object) -> bool:
    return isinstance(example, dict)


def _flow(value: object) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
        case list():
            return f"[{', '.join(_flow(each) for each in value)}]"
        case str():
            return f'"{value}"' if re.fullmatch(r"[0-9.]+", value) else value
        case _:
            return json.dumps(value)


def shipped_definitions() -> Workspace:
    """Return the definitions that travel with the program, read as those of a workspace."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "questionnaires").mkdir()
        for file in questionnaires_folder().glob("*.yaml"):
            (root / "questionnaires" / file.name).write_bytes(file.read_bytes())
        (root / "convergence.yaml").write_text(
            "format: 1\ncompany: {name: Exemple}\nlanguage: en\n", encoding="utf-8"
        )
        loaded = load_workspace(root)
    if loaded.diagnostics:
        raise ValueError(loaded.diagnostics)
    return loaded.workspace


def _questionnaires(workspace: Workspace) -> str:
    lines = [
        "| Id | Title | Version | Kind | Scope | Axes | Criteria | Published | Proposed |",
        "|---|---|---|---|---|--:|--:|--:|--:|",
    ]
    for each in workspace.questionnaires.values():
        n_published = sum(one.origin is Origin.PUBLISHED for one in each.criteria)
        n_criteria = len(each.criteria)
        lines.append(
            f"| [`{each.id}`](provenance/{each.id}.md) "
            f"| {each.title.in_(Language.EN)} ({each.title.in_(Language.FR)}) "
            f"| {each.version} | {each.kind} | {each.scope} | {len(each.axes)} | {n_criteria} "
            f"| {n_published} | {n_criteria - n_published} |"
        )
    return "\n" + "".join(f"{line}\n" for line in lines) + "\n"


def _preliminaries(workspace: Workspace) -> str:
    lines = ["| Id | Version | Scope | Sections | Questions |", "|---|---|---|--:|--:|"]
    lines += [
        f"| [`{each.id}`](provenance/{each.id}.md) | {each.version} | {each.scope} "
        f"| {len(each.sections)} "
        f"| {len(each.questions)} |"
        for each in workspace.preliminaries.values()
    ]
    return "\n" + "".join(f"{line}\n" for line in lines) + "\n"
