"""What `sync` finds, over a whole workspace, and the changes of files that follow from it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from convergence_cli.cli.answers_draft import answers_draft, answers_path
from convergence_cli.cli.changes import ChangedSinceReadError, Changes, laid
from convergence_cli.cli.judgement import contract_of, judged
from convergence_cli.cli.session import Session, chosen_subjects, only
from convergence_cli.loading.build_workspace import build_plan, build_sheet
from convergence_cli.loading.reading import read_opened
from convergence_cli.loading.source import Data, Opened, Source
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.model.workspace import Workspace
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering.sync_text import SubjectAlignment, SyncResult
from convergence_cli.revising.alignment import (
    SheetAlignment,
    plan_alignment,
    sheet_alignment,
)
from convergence_cli.scoring.standing import Judge, Standing, Subject
from convergence_cli.writing.notes import with_notes
from convergence_cli.writing.offers import Lines, Offer, offers_in, with_offers, without_offers
from convergence_cli.writing.skeleton import offer_lines, offers_as_written


def aligned(
    session: Session,
    changes: Changes,
    products: Sequence[str] | None,
    questionnaires: Sequence[str] | None,
) -> SyncResult:
    """Return what is not in step of the products asked about, and of the company."""
    session.refuse_errors()
    workspace = only(session.loaded, questionnaires)
    judge = Judge(workspace)
    subjects = list(chosen_subjects(workspace, judge, products, archived=False))
    if not products:
        subjects.append(judge.company())
    return SyncResult(workspace, tuple(_subject(each, workspace, changes) for each in subjects))


def _subject(subject: Subject, workspace: Workspace, changes: Changes) -> SubjectAlignment:
    owner = workspace.company if subject.product is None else subject.product
    sheets = (_sheet(each, subject, changes) for each in subject.standings.values())
    plan = None if owner.plan is None else plan_alignment(owner.plan, subject, workspace)
    return SubjectAlignment(
        subject,
        tuple(each for each in sheets if not each.is_in_step),
        plan if plan is not None and plan.causes else None,
    )


def _sheet(standing: Standing, subject: Subject, changes: Changes) -> SheetAlignment:
    untouched: list[str] = []
    touched: list[str] = []
    if standing.sheet is not None:
        questionnaire = standing.questionnaire
        for offer in _offers_of(questionnaire, changes.text(standing.sheet.path)):
            asked = standing.applicability.criteria.get(offer.id, Truth.NO)
            # Whether somebody wrote in it is asked of what may go, and of nothing else.
            is_safe = asked is Truth.NO and _is_untouched(offer, questionnaire)
            (untouched if is_safe else touched).append(offer.id)
    return sheet_alignment(standing, subject.profile, untouched, touched)


def _offers_of(questionnaire: Questionnaire, text: str) -> tuple[Offer, ...]:
    known = questionnaire.criterion_by_id.keys() | questionnaire.retired
    return offers_in(text, known, laid)


def _is_untouched(offer: Offer, questionnaire: Questionnaire) -> bool:
    """Return whether an offer stands exactly as this program writes it, in either language.

    Of a criterion that others replace, it is compared with theirs, by the old id; where nothing
    of the criterion is left, nobody can tell.
    """
    criteria = questionnaire.criterion_by_id
    if offer.id in criteria:
        known = [criteria[offer.id]]
    else:
        heirs = (each for each in questionnaire.criteria if offer.id in each.replaces)
        known = [replace(each, id=offer.id) for each in heirs]
    return any(
        offer.lines in offers_as_written(each, questionnaire, offer.indent) for each in known
    )


@dataclass(frozen=True)
class Alignment:
    """Makes the files of a workspace those that are in step, as changes that nobody wrote yet."""

    session: Session
    changes: Changes
    result: SyncResult
    unplaced: list[str] = field(default_factory=list)
    """Paths of files in which no comment can stand among the answers."""

    def expect_as_read(self) -> None:
        """Stop where a file changed since the workspace was read."""
        for subject in self.result.subjects:
            for each in subject.sheets:
                sheet = each.standing.sheet
                if sheet is not None and build_sheet(self._read(sheet.path), sheet.path) != sheet:
                    raise ChangedSinceReadError(sheet.path)
            plan = None if subject.plan is None else subject.plan.plan
            if plan is not None and build_plan(self._read(plan.path), plan.path) != plan:
                raise ChangedSinceReadError(plan.path)

    def _read(self, path: str) -> Data:
        """Return what a file says, as the workspace was read: fast, there may be thousands."""
        contract = contract_of(path)
        opened = Opened(Source(path, self.changes.text(path)), ())
        data = None if contract is None else read_opened(opened, lambda _: contract).data
        if data is None:
            raise ChangedSinceReadError(path)
        return data

    def prune(self) -> None:
        """Remove what is obsolete, and the offers of what is asked no more."""
        for subject in self.result.subjects:
            for sheet in subject.sheets:
                if sheet.is_to_prune:
                    self._prune(sheet)
            if subject.plan is not None:
                self.changes.edit(subject.plan.plan.path, subject.plan.removals())
        judged(self.session, self.changes)

    def offer(self) -> None:
        """Offer what is asked, in new files where there are none.

        Comments are added, and files that answer nothing: there is nothing to judge.
        """
        for subject in self.result.subjects:
            for sheet in subject.sheets:
                if sheet.is_new:
                    self._create(sheet)
                elif sheet.appeared:
                    self._offer(sheet)

    def _prune(self, alignment: SheetAlignment) -> None:
        sheet = alignment.standing.sheet
        if sheet is None:
            return
        if alignment.is_obsolete:
            self.changes.remove(sheet.path)
            return
        self.changes.edit(sheet.path, alignment.removals())
        questionnaire = alignment.standing.questionnaire
        text = self.changes.text(sheet.path)
        gone = [
            each
            for each in _offers_of(questionnaire, text)
            if each.id in alignment.stale and _is_untouched(each, questionnaire)
        ]
        found = without_offers(text, gone, laid) if gone else text
        order = tuple(questionnaire.criterion_by_id)
        # Where no answer is left above offers, these must be such as can be filled in.
        opened = None if found is None else with_offers(found, {}, order, laid)
        self._put(sheet.path, found if opened is None else opened)

    def refresh(self) -> None:
        """Bring the remarks of the files that change anyway up to date."""
        changing = {each.path for each in self.changes.files if each.after is not None}
        for subject in self.result.subjects:
            product = subject.subject.product
            extends = None if product is None else product.extends
            for each in subject.sheets:
                sheet = each.standing.sheet
                if sheet is not None and sheet.path in changing:
                    self._refresh(each.standing, sheet.path, extends)

    def _refresh(self, standing: Standing, path: str, extends: str | None) -> None:
        inherited = sum(standing.inherited_from.values())
        undetermined = standing.applicability.ids_that(Truth.UNDETERMINED)
        text = self.changes.text(path)
        told = None if extends is None else (inherited, extends)
        self._put(path, with_notes(text, told, undetermined))

    def _create(self, alignment: SheetAlignment) -> None:
        standing = alignment.standing
        path = answers_path(standing)
        if self.changes.is_there(path):
            raise ChangedSinceReadError(path)
        self.changes.put(path, answers_draft(self.session, standing, path))

    def _offer(self, alignment: SheetAlignment) -> None:
        sheet = alignment.standing.sheet
        if sheet is None:
            return
        text = self.changes.text(sheet.path)
        questionnaire = alignment.standing.questionnaire
        added = {id_: self._lines(id_, questionnaire) for id_ in alignment.appeared}
        found = with_offers(text, added, tuple(questionnaire.criterion_by_id), laid)
        if found is None:
            self.unplaced.append(sheet.path)
        self._put(sheet.path, found)

    def _lines(self, id_: str, questionnaire: Questionnaire) -> Lines:
        criterion = questionnaire.criterion_by_id[id_]
        day, language = self.session.day, self.session.language
        return partial(offer_lines, criterion, questionnaire, day, language)

    def _put(self, path: str, text: str | None) -> None:
        if text is not None and text != self.changes.text(path):
            self.changes.put(path, text)
