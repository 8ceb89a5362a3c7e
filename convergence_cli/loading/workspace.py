"""All files of a workspace: listed, read, and built into one model."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from convergence_cli.checking.case import Case, EvidenceFile, Unfit
from convergence_cli.diagnostics import Diagnostic, Place, reference_rules
from convergence_cli.loading.build_questionnaire import build_preliminary, build_questionnaire
from convergence_cli.loading.build_rules import build_rules
from convergence_cli.loading.build_workspace import (
    build_plan,
    build_product,
    build_settings,
    build_sheet,
)
from convergence_cli.loading.contract import Contract
from convergence_cli.loading.evidence import evidence_paths
from convergence_cli.loading.reading import ContractOf, read_opened
from convergence_cli.loading.shelf import Built, FolderShelf, Kept, Shelf
from convergence_cli.loading.source import Data, Opened
from convergence_cli.loading.tree import SETTINGS, OwnerFiles, Tree
from convergence_cli.model.questionnaire import Preliminary, Questionnaire
from convergence_cli.model.rules import RuleSet
from convergence_cli.model.workspace import AnswerSheet, Company, Plan, Product, Workspace

Thing = TypeVar("Thing")
Build = Callable[[Data, str], Thing]
# YAML may be JSON. What is wrongly thought preliminary is read, and then known for what it is.
_PRELIMINARY = re.compile(r"\b(?:kind[\"']?\s*:\s*[\"']?preliminary|sections[\"']?\s*:)")
_RULES = re.compile(
    r"^(?:kind: *[\"']?rules|rules:)|\"(?:kind\"\s*:\s*\"rules|rules)\"", re.MULTILINE
)


@dataclass(frozen=True)
class ReadWorkspace:
    """A workspace as far as its files could be read, and what is wrong with their form."""

    shelf: Shelf
    workspace: Workspace
    unfit: Unfit
    diagnostics: tuple[Diagnostic, ...]

    def case(self, day: str) -> Case:
        """Return what the rules judge, as of an ISO day."""
        evidence = evidence_files(self.shelf, self.workspace)
        return Case(self.workspace, self.unfit, day, evidence)


@dataclass(frozen=True)
class LoadedWorkspace(ReadWorkspace):
    """A workspace that stands in a folder."""

    root: Path


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upward, that holds a convergence.yaml."""
    start = start.resolve()
    return next((each for each in (start, *start.parents) if (each / SETTINGS).is_file()), None)


def load_workspace(root: Path, questionnaires: Collection[str] = ()) -> LoadedWorkspace:
    """Read every file of the workspace at `root`.

    Where some questionnaires are named, the others are passed over, their answers included:
    nothing is concluded from their absence.
    """
    return loaded_from(FolderShelf(root), root, questionnaires, Kept())


def loaded_from(
    shelf: FolderShelf, root: Path, questionnaires: Collection[str], kept: Kept
) -> LoadedWorkspace:
    """Read every file of the workspace at `root` through its shelf, as `load_workspace` does."""
    read = read_workspace(shelf, questionnaires, kept)
    return LoadedWorkspace(read.shelf, read.workspace, read.unfit, read.diagnostics, root)


def read_workspace(
    shelf: Shelf, questionnaires: Collection[str] = (), kept: Kept | None = None
) -> ReadWorkspace:
    """Read every file of a workspace from a shelf, as `load_workspace` does.

    What was kept before of the same files is not built again.
    """
    tree = shelf.tree()
    reader = _Reader(shelf, frozenset(questionnaires), kept or Kept())
    settings = reader.settings(tree)
    definitions = reader.definitions(tree)
    products = dict(reader.products(tree))
    company = replace(
        settings.company,
        sheets=dict(reader.sheets(tree.company)),
        plan=reader.plan(tree.company),
    )
    workspace = replace(settings, company=company, products=products, **definitions.of_workspace())
    unfit = Unfit(
        settings=reader.unfit_settings,
        questionnaires=frozenset(reader.unfit_questionnaires),
        products=frozenset(reader.unfit_products),
        extra_preliminaries=definitions.extra_preliminaries,
    )
    return ReadWorkspace(shelf, workspace, unfit, (*tree.diagnostics, *reader.diagnostics))


def evidence_files(shelf: Shelf, workspace: Workspace) -> dict[str, EvidenceFile]:
    """Return where each evidence path of a workspace leads; nothing outside is looked at."""
    return {path: shelf.evidence(path) for path in evidence_paths(workspace)}


def load_settings(root: Path) -> Workspace:
    """Read what `convergence.yaml` says, and nothing else; where it is unfit, it says nothing."""
    return settings_on(FolderShelf(root))


def settings_on(shelf: Shelf) -> Workspace:
    """Read what `convergence.yaml` says on a shelf, as `load_settings` does."""
    return _Reader(shelf).settings(shelf.tree())


def load_definitions(root: Path, guests: Mapping[str, str] | None = None) -> LoadedWorkspace:
    """Read the definitions of a folder alone: a workspace in which nobody answers anything.

    A guest is a definition that stands elsewhere: its path relative to the root, by its id.
    """
    shelf = FolderShelf(root)
    tree = shelf.tree().with_guests(guests or {})
    reader = _Reader(shelf)
    definitions = reader.definitions(tree)
    workspace = Workspace(Company(""), **definitions.of_workspace())
    unfit = Unfit(
        questionnaires=frozenset(reader.unfit_questionnaires),
        extra_preliminaries=definitions.extra_preliminaries,
    )
    unread = (each for each in tree.diagnostics if is_of_definitions(each.place.path))
    return LoadedWorkspace(shelf, workspace, unfit, (*unread, *reader.diagnostics), root)


def is_of_definitions(path: str) -> bool:
    """Return whether a path of a workspace stands where its definitions do."""
    return path.partition("/")[0] == "questionnaires"


def contract_of_definition(data: Data) -> Contract:
    """Return which schema a definition must follow: it says so under `kind`."""
    if not isinstance(data, dict) or data.get("kind") in ("maturity", "requirements"):
        return Contract.QUESTIONNAIRE
    if data.get("kind") == "rules" or "rules" in data:
        return Contract.RULES
    # Where the kind is missing or misspelt, what the file holds tells what was meant.
    is_preliminary = data.get("kind") == "preliminary" or "sections" in data
    return Contract.PRELIMINARY if is_preliminary else Contract.QUESTIONNAIRE


@dataclass(frozen=True)
class _Definitions:
    """Everything under `questionnaires/`."""

    preliminaries: list[Preliminary] = field(default_factory=list)
    questionnaires: dict[str, Questionnaire] = field(default_factory=dict)
    rule_sets: dict[str, RuleSet] = field(default_factory=dict)

    @property
    def extra_preliminaries(self) -> tuple[Preliminary, ...]:
        """Those of a scope that another one has already."""
        first = {each.scope: each for each in reversed(self.preliminaries)}
        return tuple(each for each in self.preliminaries if first[each.scope] is not each)

    def of_workspace(self) -> dict[str, Any]:
        """Return what a workspace knows of them, by field."""
        return {
            "preliminaries": {each.scope: each for each in reversed(self.preliminaries)},
            "questionnaires": self.questionnaires,
            "rule_sets": self.rule_sets,
        }


def build_definition(data: Data, path: str) -> Preliminary | Questionnaire | RuleSet:
    """Return the definition of one file, of whichever kind it is."""
    match contract_of_definition(data):
        case Contract.PRELIMINARY:
            return build_preliminary(data, path)
        case Contract.RULES:
            return build_rules(data, path)
        case _:
            return build_questionnaire(data, path)


def _build_settings(data: Data, _path: str) -> Workspace:
    return build_settings(data)


@dataclass(slots=True)
class _Reader:
    """Reads files one by one and keeps what is wrong with them."""

    shelf: Shelf
    wanted: frozenset[str] = frozenset()
    """The only questionnaires to read; empty for all."""
    kept: Kept = field(default_factory=Kept)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unfit_settings: bool = False
    unfit_questionnaires: set[str] = field(default_factory=set)
    unfit_products: set[str] = field(default_factory=set)

    def settings(self, tree: Tree) -> Workspace:
        path = tree.settings
        settings = None if path is None else self._read(path, Contract.WORKSPACE, _build_settings)
        if settings is None:
            self.unfit_settings = True
            return Workspace(Company(""))
        return settings

    def definitions(self, tree: Tree) -> _Definitions:
        found = _Definitions()
        for path in tree.questionnaires:
            is_passed_over = self._is_passed_over(path)
            if is_passed_over:
                # The conditions of every questionnaire refer to a preliminary one; what cannot
                # be read is read anew.
                kind = self._kind_in(path)
                if kind not in (None, Contract.PRELIMINARY):
                    if kind is Contract.QUESTIONNAIRE:
                        self.unfit_questionnaires.add(_stem(path))
                    continue
            definition = self._read_by(path, contract_of_definition, build_definition)
            is_questionnaire = isinstance(definition, Questionnaire)
            if definition is None or (is_passed_over and is_questionnaire):
                self.unfit_questionnaires.add(_stem(path))
            elif isinstance(definition, Preliminary):
                found.preliminaries.append(definition)
            elif isinstance(definition, Questionnaire):
                found.questionnaires[_stem(path)] = definition
            else:
                found.rule_sets[_stem(path)] = definition
        return found

    def products(self, tree: Tree) -> Iterator[tuple[str, Product]]:
        for folder, files in tree.products.items():
            product = self._product(files)
            if product is None:
                self.unfit_products.add(folder)
            else:
                yield folder, product

    def sheets(self, files: OwnerFiles) -> Iterator[tuple[str, AnswerSheet]]:
        for path in files.answers:
            if self._is_passed_over(path):
                continue
            sheet = self._read(path, Contract.ANSWERS, build_sheet)
            if sheet is not None:
                yield _stem(path), sheet

    def plan(self, files: OwnerFiles) -> Plan | None:
        return None if files.plan is None else self._read(files.plan, Contract.PLAN, build_plan)

    def _product(self, files: OwnerFiles) -> Product | None:
        sheets, plan = dict(self.sheets(files)), self.plan(files)
        if files.declaration is None:
            product = files.folder.rsplit("/", 1)[-1]
            place = Place(files.folder)
            self.diagnostics.append(reference_rules.MISSING_PRODUCT_FILE.at(place, product=product))
            return None
        declared = self._read(files.declaration, Contract.PRODUCT, build_product)
        return None if declared is None else self.kept.whole(declared, sheets, plan)

    def _is_passed_over(self, path: str) -> bool:
        return bool(self.wanted) and _stem(path) not in self.wanted

    def _kind_in(self, path: str) -> Contract | None:
        """Return what a definition says that it is, read no further than that; None if unread."""
        source = self.shelf.take(path).opened().source
        if source is None:
            return None
        if _PRELIMINARY.search(source.text):
            return Contract.PRELIMINARY
        return Contract.RULES if _RULES.search(source.text) else Contract.QUESTIONNAIRE

    def _read(self, path: str, contract: Contract, build: Build[Thing]) -> Thing | None:
        return self._read_by(path, lambda _data: contract, build)

    def _read_by(self, path: str, contract_of: ContractOf, build: Build[Thing]) -> Thing | None:
        def built(opened: Opened) -> Built[Thing]:
            loaded = read_opened(opened, contract_of)
            value = None if loaded.data is None else build(loaded.data, path)
            return Built(value, loaded.diagnostics)

        found = self.kept.built(path, self.shelf.take(path), built)
        self.diagnostics.extend(found.diagnostics)
        return found.value


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
