"""Where the files of a workspace stand, and the modelines by which editors check them."""

import os
import re
from pathlib import Path

from convergence_cli.loading.contract import Contract
from convergence_cli.loading.shipped import questionnaires_folder, schemas_folder

SCHEMAS = ".convergence/schemas"
"""Where `init` puts the schemas: editors find them there, without a network."""

_MODELINE = re.compile(r"^# yaml-language-server: \$schema=(\S+)\n")


def schema_of_file(root: Path, file: str, contract: Contract) -> str:
    """Return the schema of a file of a workspace, relative to the file, for its modeline.

    A workspace says where its schemas are in the modeline of its convergence.yaml.
    """
    first = (root / "convergence.yaml").read_text(encoding="utf-8", errors="replace")
    found = _MODELINE.match(first)
    folder = found[1].rpartition("/")[0] if found else SCHEMAS
    if "://" in folder or folder.startswith("/"):
        return f"{folder}/{contract}.schema.json"
    up = "../" * file.count("/")
    return os.path.normpath(f"{up}{folder}/{contract}.schema.json").replace(os.sep, "/")


def starting_files() -> dict[str, str]:
    """Return the definitions and schemas of a new workspace, by path."""
    files = {
        f"{SCHEMAS}/{path.name}": path.read_text(encoding="utf-8")
        for path in sorted(schemas_folder().glob("*.schema.json"))
    }
    for path in sorted(questionnaires_folder().glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        found = _MODELINE.match(text)
        if found:
            schema = Path(found[1]).name
            text = text.replace(found[1], f"../{SCHEMAS}/{schema}", 1)
        files[f"questionnaires/{path.name}"] = text
    return files
