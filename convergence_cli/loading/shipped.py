"""Where the data that travels with the package stands.

In a checkout the folders are at the top of the repository, where domain experts find them; a wheel
carries them inside the package.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(folder: str, in_checkout: str | None = None) -> Path:
    """Return a folder of shipped data, given its name in the wheel and in a checkout."""
    inside = _PACKAGE / folder
    return inside if inside.is_dir() else _PACKAGE.parent / (in_checkout or folder)


def schemas_folder() -> Path:
    """Return the folder of the JSON Schemas."""
    return shipped("schemas")


def questionnaires_folder() -> Path:
    """Return the folder of the built-in definitions."""
    return shipped("questionnaires")


def examples_folder() -> Path:
    """Return the folder of example workspaces."""
    return shipped("examples")


def templates_folder() -> Path:
    """Return the folder of the files by which platforms run the tool."""
    return shipped("templates")


def pages_folder() -> Path:
    """Return the folder of the pages that `explain CODE` prints."""
    return shipped("pages", "docs/reference/diagnostics")
