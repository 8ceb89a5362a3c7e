"""Definitions to be checked: those here, and files that stand elsewhere as if they were here."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from convergence_cli.checking.analysis import check_analysis
from convergence_cli.checking.targets import check_targets
from convergence_cli.checking.workspace import check_files
from convergence_cli.cli.console import today
from convergence_cli.cli.session import (
    NO_QUESTIONNAIRE,
    is_path,
    known_id,
    nothing_to_judge,
    settle,
)
from convergence_cli.diagnostics import Diagnostic, Place, Related, in_reading_order
from convergence_cli.diagnostics.wording import named
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Language, Text
from convergence_cli.loading.locating import locate_all
from convergence_cli.loading.reading import read_file
from convergence_cli.loading.shipped import questionnaires_folder
from convergence_cli.loading.tree import tree_of
from convergence_cli.loading.workspace import (
    LoadedWorkspace,
    contract_of_definition,
    is_of_definitions,
    load_definitions,
)

_NO_FILE = Text(en="there is no file {file}", fr="il n'y a pas de fichier {file}")
_NO_DEFINITIONS = Text(
    en="there are no definitions in {folder}", fr="aucune définition dans {folder}"
)
_SAME_ID = Text(
    en="these files define the same '{id}': {files}",
    fr="ces fichiers définissent le même « {id} » : {files}",
)
_IS_INPUT = Text(
    en="{file} is one of the files that are checked, and is not overwritten by a result",
    fr="{file} est l'un des fichiers vérifiés, qu'un résultat n'écrase pas",
)
_ONE_BY_ONE = Text(en="check them one by one", fr="vérifiez-les l'un après l'autre")


@dataclass(frozen=True)
class Guest:
    """A file that stands elsewhere, and is judged as if it were here."""

    id: str
    path: str
    """Relative to the folder of the definitions, out of which it may lead."""
    shown: str
    """As the user named it."""


@dataclass(frozen=True)
class Definitions:
    """The definitions that are judged together, and those among them that were asked about."""

    loaded: LoadedWorkspace
    language: Language
    chosen: frozenset[str]
    """Their paths; none stands for all."""
    guests: tuple[Guest, ...] = ()

    @property
    def root(self) -> Path:
        """The folder that they are read from."""
        return self.loaded.root

    @property
    def count(self) -> int:
        """How many were asked about."""
        return len(self.chosen or tree_of(self.root).questionnaires)

    def refuse_to_overwrite(self, output: Path | None) -> None:
        """Stop where a result would be written over a file that is judged."""
        files = {(self.root / guest.path).resolve() for guest in self.guests}
        if output is not None and output.resolve() in files:
            raise ConvergenceError(_IS_INPUT.fill(file=output))

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return all that is found in the chosen definitions, in reading order."""
        case = self.loaded.case(today())
        found = [*self.loaded.diagnostics, *check_files(case)]
        found += check_analysis(case, found)
        found += check_targets(case, self._built_in_criteria())
        asked = (each for each in found if self._is_chosen(each.place.path))
        located = locate_all(self.root, asked)
        return in_reading_order(self._as_named(each) for each in located)

    def _built_in_criteria(self) -> frozenset[str]:
        shipped = questionnaires_folder().parent
        loaded = self.loaded if shipped == self.root else load_definitions(shipped)
        return frozenset(loaded.workspace.questionnaire_by_criterion)

    def _is_chosen(self, path: str) -> bool:
        return path in self.chosen if self.chosen else is_of_definitions(path)

    def _as_named(self, diagnostic: Diagnostic) -> Diagnostic:
        names = {guest.path: guest.shown for guest in self.guests}

        def shown(place: Place) -> Place:
            return place._replace(path=names.get(place.path, place.path))

        related = (Related(shown(each.place), each.message) for each in diagnostic.related)
        return replace(diagnostic, place=shown(diagnostic.place), related=tuple(related))


def open_definitions(
    topics: Sequence[str], folder: Path | None, language: Language | None
) -> Definitions:
    """Read the definitions of the workspace, or the built-in ones, and files beside them.

    A topic is the id of a definition, or the path of a file.
    """
    found, language = settle(folder, language)
    root = questionnaires_folder().parent if found is None else found
    path_by_id = {PurePosixPath(path).stem: path for path in tree_of(root).questionnaires}
    named_files = {topic: _path(topic, root) for topic in topics if is_path(topic)}
    guests = _guests(
        {topic: path for topic, path in named_files.items() if path not in path_by_id.values()},
        root,
    )
    path_by_id |= {guest.id: guest.path for guest in guests}
    if not path_by_id:
        raise nothing_to_judge(_NO_DEFINITIONS.fill(folder=root))
    chosen = {
        named_files.get(topic) or path_by_id[known_id(topic, path_by_id, NO_QUESTIONNAIRE)]
        for topic in topics
    }
    loaded = load_definitions(root, {guest.id: guest.path for guest in guests})
    return Definitions(loaded, language, frozenset(chosen), guests)


def _path(topic: str, root: Path) -> str:
    """Return the path of a file relative to a folder, out of which it may lead."""
    file = Path(topic).resolve()
    if not file.is_file():
        raise ConvergenceError(_NO_FILE.fill(file=topic))
    return os.path.relpath(file, root.resolve()).replace(os.sep, "/")


def _guests(path_by_topic: Mapping[str, str], root: Path) -> tuple[Guest, ...]:
    guests: dict[str, Guest] = {}
    for topic, path in path_by_topic.items():
        guest = Guest(_id_in(path, root), path, Path(topic).as_posix())
        if guests.setdefault(guest.id, guest).path != path:
            files = named((guests[guest.id].shown, guest.shown))
            raise ConvergenceError(_SAME_ID.fill(files=files, id=guest.id), _ONE_BY_ONE)
    return tuple(guests.values())


def _id_in(path: str, root: Path) -> str:
    """Return the id that a file gives its definition; its own name where it gives none."""
    data = read_file(root, path, contract_of_definition).data
    return PurePosixPath(path).stem if data is None else str(data["id"])
