"""Which files a workspace consists of: a listing that follows no link out of it."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from convergence_cli.diagnostics import Diagnostic, Place, reference_rules, text_rules
from convergence_cli.language import Text

SETTINGS = "convergence.yaml"
_YAML = (".yaml", ".yml")
_NO_FILE = Text(en="it is not a regular file", fr="ce n'est pas un fichier ordinaire")


@dataclass(frozen=True)
class OwnerFiles:
    """The files of one product, or of the company."""

    folder: str
    declaration: str | None
    plan: str | None
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Tree:
    """The files of a workspace, as paths relative to it; every list is sorted."""

    settings: str | None
    questionnaires: tuple[str, ...]
    company: OwnerFiles
    products: Mapping[str, OwnerFiles]
    """By folder name."""
    diagnostics: tuple[Diagnostic, ...]

    def with_guests(self, guests: Mapping[str, str]) -> "Tree":
        """Return the tree with other definitions, by id, in place of those of these names."""
        replaced = {f"questionnaires/{id_}.yaml" for id_ in guests}
        kept = (path for path in self.questionnaires if path not in replaced)
        return replace(self, questionnaires=(*kept, *guests.values()))


@dataclass(slots=True)
class Entries:
    """The names in one folder, hidden ones apart, in their order."""

    files: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)


class Folders(Protocol):
    """Where folders are listed."""

    diagnostics: list[Diagnostic]
    """What was found in the way, while listing."""

    def entries(self, folder: str) -> Entries:
        """Return what is in a folder of the workspace; the empty text is the workspace itself."""


def tree_of(root: Path) -> Tree:
    """List the files of a workspace; what stands where nothing reads it is a diagnostic."""
    return tree_from(_FoldersHere(root))


def tree_from(folders: Folders) -> Tree:
    """List the files of a workspace, wherever its folders are; as `tree_of` does."""
    listing = _Listing(folders)
    settings = SETTINGS if SETTINGS in listing.files("") else None
    questionnaires = tuple(listing.only_yaml("questionnaires"))
    company = listing.owner("company", declaration=None)
    products = {
        folder: listing.owner(f"products/{folder}", declaration="product.yaml")
        for folder in listing.folders("products")
        if listing.may_be_product(f"products/{folder}")
    }
    listing.report_unread("products", listing.files("products"))
    return Tree(settings, questionnaires, company, products, tuple(listing.diagnostics))


class _Listing:
    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._seen: dict[str, Entries] = {}
        self.diagnostics = folders.diagnostics

    def files(self, folder: str) -> list[str]:
        """Return the names of the files in a folder."""
        return self._entries(folder).files

    def folders(self, folder: str) -> list[str]:
        """Return the names of the folders in a folder."""
        return self._entries(folder).folders

    def may_be_product(self, folder: str) -> bool:
        """Return whether a folder holds YAML files, or nothing: others are no business of ours."""
        names = [*self.files(folder), *self.files(f"{folder}/answers")]
        return not names or any(name.lower().endswith(_YAML) for name in names)

    def only_yaml(self, folder: str) -> Iterator[str]:
        """Yield the paths of a folder that holds YAML files and nothing below."""
        unread = []
        for name in self.files(folder):
            if name.endswith(".yaml"):
                yield f"{folder}/{name}"
            else:
                unread.append(name)
        self.report_unread(folder, unread)
        for below in self.folders(folder):
            self.report_unread(f"{folder}/{below}", self.files(f"{folder}/{below}"))

    def owner(self, folder: str, declaration: str | None) -> OwnerFiles:
        """Return the files of a product or of the company, and report the others."""
        names = self.files(folder)
        known = {name for name in (declaration, "plan.yaml") if name in names}
        self.report_unread(folder, [name for name in names if name not in known])
        return OwnerFiles(
            folder,
            f"{folder}/{declaration}" if declaration in known else None,
            f"{folder}/plan.yaml" if "plan.yaml" in known else None,
            tuple(self.only_yaml(f"{folder}/answers")),
        )

    def report_unread(self, folder: str, names: list[str]) -> None:
        """Report the YAML files among some names: an answer in them would be lost silently."""
        for name in names:
            if name.lower().endswith(_YAML):
                place = Place(f"{folder}/{name}")
                self.diagnostics.append(reference_rules.UNREAD_FILE.at(place))

    def _entries(self, folder: str) -> Entries:
        if folder not in self._seen:
            self._seen[folder] = self._folders.entries(folder)
        return self._seen[folder]


class _FoldersHere:
    def __init__(self, root: Path) -> None:
        self._root = root
        self._inside = root.resolve()
        self.diagnostics: list[Diagnostic] = []

    def entries(self, folder: str) -> Entries:
        entries = Entries()
        # Text, not Path: a workspace of a thousand products has two thousand folders.
        full = f"{self._root}/{folder}"
        if folder and os.path.islink(full) and not self._stays_inside(folder):  # noqa: PTH114
            self.diagnostics.append(text_rules.OUTSIDE_WORKSPACE.at(Place(folder)))
            return entries
        try:
            found = sorted(os.scandir(full), key=lambda entry: entry.name)
        except FileNotFoundError:
            return entries
        except OSError as error:
            # Below a file that stands where a folder should, nothing more is to be said.
            if _is((self._root / folder).exists):
                reason = error.strerror or type(error).__name__
                self.diagnostics.append(text_rules.UNREADABLE_FILE.at(Place(folder), reason=reason))
            return entries
        for entry in found:
            # Hidden ones hold no data: traces of an editor, of version control, of a killed write.
            if not entry.name.startswith("."):
                self._sort(entry, folder, entries)
        return entries

    def _sort(self, entry: os.DirEntry[str], folder: str, entries: Entries) -> None:
        path = f"{folder}/{entry.name}" if folder else entry.name
        is_ours = folder != "" or entry.name == SETTINGS
        if entry.is_symlink() and not self._stays_inside(path):
            if is_ours:
                self.diagnostics.append(text_rules.OUTSIDE_WORKSPACE.at(Place(path)))
        elif _is(entry.is_dir):
            entries.folders.append(entry.name)
        elif _is(entry.is_file):
            entries.files.append(entry.name)
        elif is_ours:
            # A pipe or a device could block for ever; a dead link leads nowhere.
            self.diagnostics.append(text_rules.UNREADABLE_FILE.at(Place(path), reason=_NO_FILE))

    def _stays_inside(self, path: str) -> bool:
        try:
            return (self._root / path).resolve().is_relative_to(self._inside)
        except (OSError, RuntimeError):
            return False


def _is(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except OSError:
        # Links in a loop, on a system that finds nothing wrong with resolving them.
        return False
