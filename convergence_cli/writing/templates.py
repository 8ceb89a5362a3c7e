"""Files that are shipped ready to run, made to fit one repository."""

import json
import re

_PINNED = re.compile(r"(?<=convergence-cli==)[0-9][\w.+!]*")
_WORKSPACE = re.compile(r'(?<![\w"])((?:CONVERGENCE_)?WORKSPACE: |"--workspace", )"\."')


def can_stand_in_one(folder: str) -> bool:
    """Return whether platforms would take the name of a folder as it is.

    They put a value in the place of what follows a dollar sign.
    """
    return folder.isprintable() and "$" not in folder


def filled(template: str, version: str, folder: str) -> str:
    """Return a template with the version to install and the folder of the workspace.

    As it is shipped it names the version that it came with, and the root of a repository.
    """
    name = json.dumps(folder, ensure_ascii=False)
    pinned = _PINNED.sub(version, template)
    return _WORKSPACE.sub(lambda found: f"{found[1]}{name}", pinned)
