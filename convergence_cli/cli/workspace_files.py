"""Where the files of a workspace stand, and the modelines by which editors check them."""

import os
import re
from pathlib import Path

from convergence_cli.cli.schema_files import SCHEMAS, schema_files
from convergence_cli.language import Language
from convergence_cli.loading.contract import Contract
from convergence_cli.loading.shipped import questionnaires_folder
from convergence_cli.loading.workspace import load_definitions
from convergence_cli.model.questionnaire import Scope
from convergence_cli.writing.workspace_schemas import answers_schema, plan_schema
from convergence_cli.writing.yaml_text import modeline

_MODELINE = re.compile(r"^# yaml-language-server: \$schema=(\S+)\n")


def schema_of_text(root: Path, file: str, text: str) -> str:
    """Return the schema of a file of definitions, by the modeline of a text or by its kind."""
    found = _MODELINE.match(text.replace("\r\n", "\n"))
    if found is not None and found[1].endswith(".schema.json"):
        return schema_of_file(root, file, Path(found[1]).name.removesuffix(".schema.json"))
    is_preliminary = re.search(r"^kind: *['\"]?preliminary\b", text, re.MULTILINE) is not None
    contract = Contract.PRELIMINARY if is_preliminary else Contract.QUESTIONNAIRE
    return schema_of_file(root, file, contract)


def schema_of_file(root: Path, file: str, contract: str) -> str:
    """Return the schema of a file of a workspace, relative to the file, for its modeline.

    A workspace says where its schemas are in the modeline of its convergence.yaml.
    """
    first = (root / "convergence.yaml").read_text(encoding="utf-8", errors="replace")
    found = _MODELINE.match(first)
    folder = found[1].rpartition("/")[0] if found else SCHEMAS
    if os.path.normpath(folder) == os.path.normpath(SCHEMAS):
        return own_schema(file, contract)
    if "://" in folder or folder.startswith("/"):
        return f"{folder}/{contract}.schema.json"
    up = "../" * file.count("/")
    return os.path.normpath(f"{up}{folder}/{contract}.schema.json").replace(os.sep, "/")


def own_schema(file: str, contract: str) -> str:
    """Return the schema of a file among those of its own workspace, relative to the file."""
    name = contract
    if contract == Contract.ANSWERS:
        name = answers_schema(Path(file).stem)
    elif contract == Contract.PLAN:
        name = plan_schema(Scope.COMPANY if file.startswith("company/") else Scope.PRODUCT)
    return path_to_schema(file, name)


def path_to_schema(file: str, name: str) -> str:
    """Return a schema of the workspace by its name, relative to a file of the workspace."""
    return f"{'../' * file.count('/')}{SCHEMAS}/{name}.schema.json"


def with_modeline(text: str, schema: str, earlier: str) -> str:
    """Return a new text of a file with the modeline of its earlier one, if it had one.

    A file that was not there gets a modeline to this schema.
    """
    kept = _MODELINE.match(earlier.replace("\r\n", "\n"))
    first = "" if earlier else modeline(schema)
    first = first if kept is None else kept[0]
    return first + without_modeline(text.replace("\r\n", "\n"))


def without_modeline(text: str) -> str:
    """Return the text of a file without its modeline: the same definition, wherever it stands."""
    return _MODELINE.sub("", text, count=1)


def starting_files(language: Language) -> dict[str, str]:
    """Return the definitions and schemas of a new workspace, by path."""
    files = {}
    for path in sorted(questionnaires_folder().glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        found = _MODELINE.match(text)
        if found:
            schema = Path(found[1]).name
            text = text.replace(found[1], f"../{SCHEMAS}/{schema}", 1)
        files[f"questionnaires/{path.name}"] = text
    definitions = load_definitions(questionnaires_folder().parent).workspace
    return {**schema_files(definitions, language), **files}
