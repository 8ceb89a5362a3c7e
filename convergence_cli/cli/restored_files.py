"""The files that a record changes: their lines edited, or begun where they are not there."""

from dataclasses import replace
from functools import partial

from convergence_cli.cli.answers_draft import answers_draft
from convergence_cli.cli.changes import ChangedSinceReadError, Changes
from convergence_cli.cli.console import progress
from convergence_cli.cli.product_changes import expect_as_read
from convergence_cli.cli.schema_files import refuse_outside
from convergence_cli.cli.session import Session
from convergence_cli.cli.workspace_files import schema_of_file
from convergence_cli.exchanging.restored import Restored
from convergence_cli.exchanging.rewriting import (
    company_edits,
    plan_edits,
    product_edits,
    sheet_edits,
)
from convergence_cli.loading.build_workspace import (
    build_company,
    build_plan,
    build_product,
    build_sheet,
)
from convergence_cli.loading.contract import Contract
from convergence_cli.loading.tree import SETTINGS
from convergence_cli.model.questionnaire import Scope
from convergence_cli.model.workspace import AnswerSheet, Company, Plan, Product, Workspace
from convergence_cli.scoring.standing import Judge, Subject
from convergence_cli.writing.plan_skeleton import empty_plan_text
from convergence_cli.writing.skeleton import product_text


class RestoredFiles:
    """Makes the files of a workspace say what another state of it says."""

    def __init__(self, session: Session, now: Workspace) -> None:
        """`now` is what the files are to say."""
        self._session = session
        self._now = now
        self._judge = Judge(now)
        self.changes = Changes(session.root)

    def rewrite(self, restored: Restored) -> None:
        """Change the files of everybody that a record is about."""
        before, now = self._session.workspace, self._now
        total = len(restored.products)
        for done, id_ in enumerate(restored.products, 1):
            here, product = before.products.get(id_), now.products[id_]
            subject = self._judge.product(id_)
            self._declare(here, product, subject)
            self._answer(here or replace(product, sheets={}, plan=None), product, subject)
            progress(done, total)
        if restored.company is not None:
            self._settle(before.company, now.company)
            self._answer(before.company, now.company, self._judge.company())

    def _declare(self, here: Product | None, now: Product, subject: Subject) -> None:
        questions = self._questions(Scope.PRODUCT)
        if here is None:
            here = self._begin_product(now, subject)
        elif edits := product_edits(here, now, questions):
            expect_as_read(self.changes, here)
            self.changes.edit(now.path, edits)
            return
        self.changes.edit(now.path, product_edits(here, now, questions))

    def _begin_product(self, now: Product, subject: Subject) -> Product:
        preliminary = self._now.preliminaries.get(Scope.PRODUCT)
        known = {} if preliminary is None else preliminary.question_by_id
        waiting = [known[id_] for id_ in subject.profile.open_questions]
        schema = schema_of_file(self._session.root, now.path, Contract.PRODUCT)
        self._begin(now.path, product_text(now, waiting, schema, self._session.language))
        return build_product(self.changes.data(now.path), now.path)

    def _settle(self, here: Company, now: Company) -> None:
        edits = company_edits(here, now, self._questions(Scope.COMPANY))
        if edits:
            seen = replace(here, sheets={}, plan=None)
            self.changes.expect(SETTINGS, seen, build_company)
            self.changes.edit(SETTINGS, edits)

    def _answer(self, here: Product | Company, now: Product | Company, subject: Subject) -> None:
        for id_, sheet in now.sheets.items():
            order = tuple(subject.standings[id_].applicability.criteria)
            self._write_sheet(here.sheets.get(id_), sheet, subject, order)
        for id_, sheet in here.sheets.items():
            if id_ not in now.sheets:
                self._expect_sheet(sheet)
                self.changes.remove(sheet.path)
        if here.plan != now.plan:
            self._plan(here.plan, now.plan)

    def _write_sheet(
        self, here: AnswerSheet | None, now: AnswerSheet, subject: Subject, order: tuple[str, ...]
    ) -> None:
        if here is None:
            standing = subject.standings[now.questionnaire]
            self._begin(now.path, answers_draft(self._session, standing, now.path))
            here = build_sheet(self.changes.data(now.path), now.path)
        elif here != now:
            self._expect_sheet(here)
        self.changes.edit(now.path, sheet_edits(here, now, order))

    def _plan(self, here: Plan | None, now: Plan | None) -> None:
        if here is not None:
            self.changes.expect(here.path, here, partial(build_plan, path=here.path))
        if now is None:
            if here is not None:
                self.changes.remove(here.path)
            return
        if here is None:
            schema = schema_of_file(self._session.root, now.path, Contract.PLAN)
            self._begin(now.path, empty_plan_text(schema, self._session.language))
            here = Plan({}, now.path)
        self.changes.edit(now.path, plan_edits(here, now))

    def _begin(self, path: str, text: str) -> None:
        """Begin a file; nothing of that name was there when the workspace was read."""
        refuse_outside(self._session.root, path)
        if self.changes.is_there(path):
            raise ChangedSinceReadError(path)
        self.changes.put(path, text)

    def _expect_sheet(self, sheet: AnswerSheet) -> None:
        self.changes.expect(sheet.path, sheet, partial(build_sheet, path=sheet.path))

    def _questions(self, scope: Scope) -> tuple[str, ...]:
        preliminary = self._now.preliminaries.get(scope)
        return () if preliminary is None else tuple(preliminary.question_by_id)
