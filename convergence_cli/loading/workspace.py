"""All files of a workspace: listed, read, and built into one model."""

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

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
from convergence_cli.loading.reading import ContractOf, read_file
from convergence_cli.loading.source import Data, open_source
from convergence_cli.loading.tree import SETTINGS, OwnerFiles, Tree, tree_of
from convergence_cli.model.questionnaire import Preliminary, Questionnaire
from convergence_cli.model.rules import RuleSet
from convergence_cli.model.workspace import AnswerSheet, Company, Plan, Product, Workspace

_PRELIMINARY = re.compile(r"^kind: *[\"']?preliminary|^sections:", re.MULTILINE)
_RULES = re.compile(r"^kind: *[\"']?rules|^rules:", re.MULTILINE)


@dataclass(frozen=True)
class LoadedWorkspace:
    """A workspace as far as its files could be read, and what is wrong with their form."""

    root: Path
    workspace: Workspace
    unfit: Unfit
    diagnostics: tuple[Diagnostic, ...]

    def case(self, day: str) -> Case:
        """Return what the rules judge, as of an ISO day."""
        return Case(self.workspace, self.unfit, day, evidence_files(self.root, self.workspace))


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upward, that holds a convergence.yaml."""
    start = start.resolve()
    return next((each for each in (start, *start.parents) if (each / SETTINGS).is_file()), None)


def load_workspace(root: Path, questionnaires: Collection[str] = ()) -> LoadedWorkspace:
    """Read every file of the workspace at `root`.

    Where some questionnaires are named, the others are passed over, their answers included:
    nothing is concluded from their absence.
    """
    tree = tree_of(root)
    reader = _Reader(root, frozenset(questionnaires))
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
    return LoadedWorkspace(root, workspace, unfit, (*tree.diagnostics, *reader.diagnostics))


def load_settings(root: Path) -> Workspace:
    """Read what `convergence.yaml` says, and nothing else; where it is unfit, it says nothing."""
    return _Reader(root).settings(tree_of(root))


def load_definitions(root: Path, guests: Mapping[str, str] | None = None) -> LoadedWorkspace:
    """Read the definitions of a folder alone: a workspace in which nobody answers anything.

    A guest is a definition that stands elsewhere: its path relative to the root, by its id.
    """
    tree = tree_of(root).with_guests(guests or {})
    reader = _Reader(root)
    definitions = reader.definitions(tree)
    workspace = Workspace(Company(""), **definitions.of_workspace())
    unfit = Unfit(
        questionnaires=frozenset(reader.unfit_questionnaires),
        extra_preliminaries=definitions.extra_preliminaries,
    )
    unread = (each for each in tree.diagnostics if is_of_definitions(each.place.path))
    return LoadedWorkspace(root, workspace, unfit, (*unread, *reader.diagnostics))


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


def evidence_files(root: Path, workspace: Workspace) -> dict[str, EvidenceFile]:
    """Return where each evidence path of a workspace leads; nothing outside is looked at."""
    sheets: list[AnswerSheet] = list(workspace.company.sheets.values())
    for product in workspace.products.values():
        sheets.extend(product.sheets.values())
    paths = {
        evidence.path
        for sheet in sheets
        for answer in sheet.answers.values()
        for evidence in answer.evidence
        if evidence.path is not None
    }
    inside = root.resolve()
    return {path: evidence_file(inside, path) for path in sorted(paths)}


def evidence_file(root: Path, path: str) -> EvidenceFile:
    """Return where one evidence path leads, from a workspace whose root is resolved."""
    is_foreign = "\\" in path or ":" in path or "\0" in path
    if is_foreign or os.path.isabs(path) or ".." in PurePosixPath(path).parts:  # noqa: PTH117 - `path` is user text
        return EvidenceFile.OUTSIDE
    try:
        target = (root / path).resolve()
        if not target.is_relative_to(root):
            return EvidenceFile.OUTSIDE
        return EvidenceFile.THERE if target.is_file() else EvidenceFile.MISSING
    except (OSError, RuntimeError):
        # A name too long, or links in a loop: no file can be read there.
        return EvidenceFile.MISSING


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


@dataclass(slots=True)
class _Reader:
    """Reads files one by one and keeps what is wrong with them."""

    root: Path
    wanted: frozenset[str] = frozenset()
    """The only questionnaires to read; empty for all."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unfit_settings: bool = False
    unfit_questionnaires: set[str] = field(default_factory=set)
    unfit_products: set[str] = field(default_factory=set)

    def settings(self, tree: Tree) -> Workspace:
        data = None if tree.settings is None else self._read(tree.settings, Contract.WORKSPACE)
        if data is None:
            self.unfit_settings = True
            return Workspace(Company(""))
        return build_settings(data)

    def definitions(self, tree: Tree) -> _Definitions:
        found = _Definitions()
        for path in tree.questionnaires:
            if self._is_passed_over(path):
                # The conditions of every questionnaire refer to a preliminary one; what cannot
                # be read is read anew.
                kind = self._kind_in(path)
                if kind not in (None, Contract.PRELIMINARY):
                    if kind is Contract.QUESTIONNAIRE:
                        self.unfit_questionnaires.add(_stem(path))
                    continue
            data = self._read_by(path, contract_of_definition)
            if data is None:
                self.unfit_questionnaires.add(_stem(path))
                continue
            contract = contract_of_definition(data)
            if contract is Contract.PRELIMINARY:
                found.preliminaries.append(build_preliminary(data, path))
            elif contract is Contract.RULES:
                found.rule_sets[_stem(path)] = build_rules(data, path)
            else:
                found.questionnaires[_stem(path)] = build_questionnaire(data, path)
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
            data = self._read(path, Contract.ANSWERS)
            if data is not None:
                yield _stem(path), build_sheet(data, path)

    def plan(self, files: OwnerFiles) -> Plan | None:
        data = None if files.plan is None else self._read(files.plan, Contract.PLAN)
        return None if data is None or files.plan is None else build_plan(data, files.plan)

    def _product(self, files: OwnerFiles) -> Product | None:
        sheets, plan = dict(self.sheets(files)), self.plan(files)
        if files.declaration is None:
            product = files.folder.rsplit("/", 1)[-1]
            place = Place(files.folder)
            self.diagnostics.append(reference_rules.MISSING_PRODUCT_FILE.at(place, product=product))
            return None
        data = self._read(files.declaration, Contract.PRODUCT)
        if data is None:
            return None
        return build_product(data, files.declaration, sheets, plan)

    def _is_passed_over(self, path: str) -> bool:
        return bool(self.wanted) and _stem(path) not in self.wanted

    def _kind_in(self, path: str) -> Contract | None:
        """Return what a definition says that it is, read no further than that; None if unread."""
        source = open_source(self.root, path).source
        if source is None:
            return None
        if _PRELIMINARY.search(source.text):
            return Contract.PRELIMINARY
        return Contract.RULES if _RULES.search(source.text) else Contract.QUESTIONNAIRE

    def _read(self, path: str, contract: Contract) -> Data | None:
        return self._read_by(path, lambda _data: contract)

    def _read_by(self, path: str, contract_of: ContractOf) -> Data | None:
        loaded = read_file(self.root, path, contract_of)
        self.diagnostics.extend(loaded.diagnostics)
        return loaded.data


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
