"""What `questionnaire update` would write: each file that changes, decided before the first one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from convergence_cli.cli.revision import (
    defined_by,
    file_errors,
    revision_of,
    with_definition,
)
from convergence_cli.cli.workspace_files import SCHEMAS, schema_of_text, with_modeline
from convergence_cli.diagnostics import Diagnostic
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.loading.build_workspace import build_plan, build_sheet
from convergence_cli.loading.shipped import schemas_folder
from convergence_cli.loading.source import Source
from convergence_cli.model.edit import AddList, Edit, ExtendList
from convergence_cli.model.questionnaire import Definition, Preliminary, Questionnaire
from convergence_cli.model.workspace import AnswerSheet, Company, Plan, Product, Workspace
from convergence_cli.rendering.revision_result import Revision
from convergence_cli.revising.migration import Migration
from convergence_cli.writing.edits import Laid, NotEditable, edited_text

Owner = TypeVar("Owner", Company, Product)

_SOME = 5
_NOT_EDITABLE = Text(
    en="{path} is written in a way that no edit was found for, so nothing was written",
    fr="{path} est écrit d'une façon qu'aucune retouche ne permet, et rien n'a été écrit",
)
_WRITE_PLAINLY = Text(
    en="write these entries plainly, as 'key: value' on one line, and try again: {routes}",
    fr="écrivez ces entrées simplement, « clé: valeur » sur une ligne, et recommencez : {routes}",
)
_CHANGED = Text(
    en="{path} changed since it was read, so nothing was written",
    fr="{path} a changé depuis sa lecture, et rien n'a été écrit",
)
_SECOND = Text(
    en="'{id}' has the scope of the preliminary questionnaire '{taken}', and each scope has one",
    fr="« {id} » a la portée du questionnaire préliminaire « {taken} », et chacune n'en a qu'un",
)
_AGAIN = Text(en="run the command again", fr="relancez la commande")


@dataclass(frozen=True)
class Offer:
    """A file of definitions that is brought in."""

    id: str
    """The name of the file, without its ending."""
    text: str
    definition: Definition | None = None
    """What it defines; none for rules, which nobody answers."""


@dataclass(frozen=True)
class FileChange:
    """One file, as it was read and as it will be."""

    path: str
    before: bytes | None
    """None for a file that is new."""
    after: bytes


@dataclass(frozen=True)
class UpdatePlan:
    """Everything that an update shows and writes."""

    revisions: tuple[Revision, ...]
    arrivals: tuple[Definition, ...]
    """Definitions that the workspace did not have."""
    others: tuple[str, ...]
    """Paths of files that nobody answers: rules, and schemas."""
    files: tuple[FileChange, ...]
    before: Workspace
    after: Workspace

    def write(self, root: Path) -> Iterator[str]:
        """Write every file, unless one changed since it was read; yield each path written."""
        from convergence_cli.writing.atomic import write_whole

        for each in self.files:
            if _content(root / each.path) != each.before:
                raise ConvergenceError(_CHANGED.fill(path=each.path), _AGAIN)
        for each in self.files:
            # Through a link that stays in the workspace, not over it.
            write_whole((root / each.path).resolve(), each.after.decode("utf-8"))
            yield each.path

    def errors(self, day: str) -> list[Diagnostic]:
        """Return the errors that the files will have, evidence apart."""
        return file_errors(self.after, day)


def update_plan(root: Path, workspace: Workspace, offers: Sequence[Offer]) -> UpdatePlan:
    """Return what bringing in some definitions writes."""
    drafter = _Drafter(root, workspace)
    for offer in offers:
        drafter.bring_in(offer)
    drafter.bring_in_schemas()
    return drafter.plan()


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _laid(text: str) -> Laid:
    from convergence_cli.loading.composed import compose

    composed = compose(Source("", text))
    return Laid(None if composed.diagnostics else composed.data, composed.index)


@dataclass
class _File:
    """A file under way: the text without its byte-order mark, and what stood before it."""

    before: bytes
    text: str
    mark: str

    @cached_property
    def newline(self) -> str:
        """The line ends of the file."""
        return "\r\n" if "\r\n" in self.text else "\n"


@dataclass
class _Drafter:
    root: Path
    workspace: Workspace
    after: Workspace = field(init=False)
    files: dict[str, FileChange] = field(default_factory=dict)
    revisions: list[Revision] = field(default_factory=list)
    arrivals: list[Definition] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.after = self.workspace

    def plan(self) -> UpdatePlan:
        return UpdatePlan(
            tuple(self.revisions),
            tuple(self.arrivals),
            tuple(self.others),
            # Definitions last: until they are there, the answers say that they are not.
            tuple(
                sorted(
                    self.files.values(),
                    key=lambda each: (each.path.startswith("questionnaires/"), each.path),
                )
            ),
            self.workspace,
            self.after,
        )

    def bring_in(self, offer: Offer) -> None:
        """Take up one file of definitions, and the answers and plans that follow it."""
        here = self.workspace.definitions.get(offer.id)
        path = f"questionnaires/{offer.id}.yaml" if here is None else here.path
        if offer.definition is None:
            if self._set(path, self._definition_text(offer, (), path)):
                self.others.append(path)
            return
        self._refuse_second(offer.definition, here)
        removed: tuple[str, ...] = ()
        if isinstance(here, Questionnaire) and isinstance(offer.definition, Questionnaire):
            removed = Migration(here, offer.definition).removed
        text = self._definition_text(offer, removed, path)
        if not self._set(path, text):
            return
        definition = defined_by(Source(path, text))
        if here is None:
            self.arrivals.append(definition)
        else:
            self.revisions.append(revision_of(here, definition, self.workspace))
        self.after = with_definition(self.after, definition)
        if isinstance(here, Questionnaire) and isinstance(definition, Questionnaire):
            self._follow(Migration(here, definition))

    def bring_in_schemas(self) -> None:
        """Take up the schemas that `init` wrote: editors must know every key of this version."""
        if not (self.root / SCHEMAS).is_dir():
            return
        for file in sorted(schemas_folder().glob("*.schema.json")):
            path = f"{SCHEMAS}/{file.name}"
            before, after = _content(self.root / path), file.read_bytes()
            if before != after:
                self.files[path] = FileChange(path, before, after)
                self.others.append(path)

    def _refuse_second(self, definition: Definition, here: Definition | None) -> None:
        """Stop where a scope would get a second preliminary questionnaire."""
        if not isinstance(definition, Preliminary):
            return
        taken = self.after.preliminaries.get(definition.scope)
        is_moved = isinstance(here, Preliminary) and here.scope is not definition.scope
        if is_moved or (taken is not None and taken.id != definition.id):
            named = taken or here
            raise ConvergenceError(
                _SECOND.fill(id=definition.id, taken="" if named is None else named.id)
            )

    def _definition_text(self, offer: Offer, removed: tuple[str, ...], path: str) -> str:
        is_there = _content(self.root / path) is not None
        earlier = self._file(path).text if is_there else ""
        text = with_modeline(offer.text, schema_of_text(self.root, path, offer.text), earlier)
        if not removed:
            return text
        edit: Edit = AddList(("axes",), "removed", removed)
        if isinstance(offer.definition, Questionnaire) and offer.definition.removed:
            edit = ExtendList(("removed",), removed)
        return _edited(text, (edit,), path)

    def _follow(self, migration: Migration) -> None:
        company = self._followed(self.after.company, migration)
        products = {
            id_: self._followed(each, migration) for id_, each in self.after.products.items()
        }
        self.after = replace(self.after, company=company, products=products)

    def _followed(self, owner: Owner, migration: Migration) -> Owner:
        sheets = dict(owner.sheets)
        sheet = sheets.get(migration.new.id)
        if sheet is not None:
            sheets[migration.new.id] = self._sheet(sheet, migration)
        plan = None if owner.plan is None else self._plan(owner.plan, migration)
        return replace(owner, sheets=sheets, plan=plan)

    def _sheet(self, sheet: AnswerSheet, migration: Migration) -> AnswerSheet:
        # From the file as it is now: it may have changed since the workspace was read.
        now = build_sheet(self._data(sheet.path), sheet.path)
        self._edit(sheet.path, migration.sheet_edits(now))
        return build_sheet(self._data(sheet.path), sheet.path)

    def _plan(self, plan: Plan, migration: Migration) -> Plan:
        now = build_plan(self._data(plan.path), plan.path)
        self._edit(plan.path, migration.plan_edits(now))
        return build_plan(self._data(plan.path), plan.path)

    def _data(self, path: str) -> Any:
        return _laid(self._file(path).text).data

    def _edit(self, path: str, edits: Sequence[Edit]) -> None:
        if edits:
            self._set(path, _edited(self._file(path).text, edits, path))

    def _file(self, path: str) -> _File:
        content = _content(self.root / path)
        drafted = self.files.get(path)
        now = content if drafted is None else drafted.after
        text = (now or b"").decode("utf-8")
        mark = "\ufeff" if text.startswith("\ufeff") else ""
        return _File(content or b"", text.removeprefix("\ufeff"), mark)

    def _set(self, path: str, text: str) -> bool:
        """Take a text as what a file will be; return whether that changes anything."""
        before = _content(self.root / path)
        if before is not None:
            was = self._file(path)
            if path.startswith("questionnaires/"):
                # The line ends of the file stay, whichever the new definition came with.
                text = text.replace("\r\n", "\n").replace("\n", was.newline)
            if text == was.text:
                return False
            text = was.mark + text
            earlier = self.files.get(path)
            before = before if earlier is None else earlier.before
        self.files[path] = FileChange(path, before, text.encode("utf-8"))
        return True


def _edited(text: str, edits: Sequence[Edit], path: str) -> str:
    result = edited_text(text, edits, _laid)
    if isinstance(result, NotEditable):
        routes = ", ".join(_named(each) for each in result.edits[:_SOME])
        raise ConvergenceError(_NOT_EDITABLE.fill(path=path), _WRITE_PLAINLY.fill(routes=routes))
    return result


def _named(edit: Edit) -> str:
    routes: Mapping[str, Any] = vars(edit)
    route = routes.get("route") or routes.get("after") or routes.get("before") or ()
    return ".".join(map(str, route))
