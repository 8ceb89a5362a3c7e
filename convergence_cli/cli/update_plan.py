"""What `questionnaire update` would write: each file that changes, decided before the first one."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from convergence_cli.cli.changes import Changes, edited_or_refused
from convergence_cli.cli.revision import (
    defined_by,
    file_errors,
    revision_of,
    with_definition,
)
from convergence_cli.cli.schema_files import schemas_to_write
from convergence_cli.cli.workspace_files import schema_of_text, with_modeline
from convergence_cli.diagnostics import Diagnostic
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.loading.build_workspace import build_plan, build_sheet
from convergence_cli.loading.source import Source
from convergence_cli.model.edit import Append, Edit, Put
from convergence_cli.model.questionnaire import Definition, Preliminary, Questionnaire
from convergence_cli.model.workspace import AnswerSheet, Company, Plan, Product, Workspace
from convergence_cli.rendering.revision_result import Revision
from convergence_cli.revising.migration import Migration

Owner = TypeVar("Owner", Company, Product)

_SECOND = Text(
    en="'{id}' has the scope of the preliminary questionnaire '{taken}', and each scope has one",
    fr="« {id} » a la portée du questionnaire préliminaire « {taken} », et chacune n'en a qu'un",
)


@dataclass(frozen=True)
class Offer:
    """A file of definitions that is brought in."""

    id: str
    """The name of the file, without its ending."""
    text: str
    definition: Definition | None = None
    """What it defines; none for rules, which nobody answers."""


@dataclass(frozen=True)
class UpdatePlan:
    """Everything that an update shows and writes."""

    revisions: tuple[Revision, ...]
    arrivals: tuple[Definition, ...]
    """Definitions that the workspace did not have."""
    others: tuple[str, ...]
    """Paths of files that nobody answers: rules, and schemas."""
    changes: Changes
    before: Workspace
    after: Workspace

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


@dataclass
class _Drafter:
    root: Path
    workspace: Workspace
    after: Workspace = field(init=False)
    changes: Changes = field(init=False)
    revisions: list[Revision] = field(default_factory=list)
    arrivals: list[Definition] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.after = self.workspace
        self.changes = Changes(self.root)

    def plan(self) -> UpdatePlan:
        return UpdatePlan(
            tuple(self.revisions),
            tuple(self.arrivals),
            tuple(self.others),
            self.changes,
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
        """Take up the schemas of the workspace: editors must offer what is now asked."""
        for path, text in schemas_to_write(self.root, self.after).items():
            self.changes.put(path, text)
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
        earlier = self.changes.text(path)
        text = with_modeline(offer.text, schema_of_text(self.root, path, offer.text), earlier)
        if not removed:
            return text
        edits: tuple[Edit, ...] = (Put(("removed",), [*removed], ("removed", "axes")),)
        if isinstance(offer.definition, Questionnaire) and offer.definition.removed:
            edits = tuple(Append(("removed",), each) for each in removed)
        return edited_or_refused(path, text, edits)

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
        now = build_sheet(self.changes.data(sheet.path), sheet.path)
        self.changes.edit(sheet.path, migration.sheet_edits(now))
        return build_sheet(self.changes.data(sheet.path), sheet.path)

    def _plan(self, plan: Plan, migration: Migration) -> Plan:
        now = build_plan(self.changes.data(plan.path), plan.path)
        self.changes.edit(plan.path, migration.plan_edits(now))
        return build_plan(self.changes.data(plan.path), plan.path)

    def _set(self, path: str, text: str) -> bool:
        """Take a text as what a file will be; return whether that changes anything."""
        was = self.changes.text(path)
        if was:
            # The line ends of the file stay, whichever the new text came with.
            newline = "\r\n" if "\r\n" in was else "\n"
            text = text.replace("\r\n", "\n").replace("\n", newline)
        if text == was:
            return False
        self.changes.put(path, text)
        return True
