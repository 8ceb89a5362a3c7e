"""Which questionnaires of a product, or of the company, a member seals, and what that writes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from convergence_cli.checking.consistency import check_consistency, rules_of
from convergence_cli.cli.answers_draft import answers_draft, answers_path
from convergence_cli.cli.changes import Changes
from convergence_cli.cli.session import NO_QUESTIONNAIRE, Session, known_id, nothing_to_judge
from convergence_cli.diagnostics import Diagnostic, in_reading_order
from convergence_cli.errors import ConvergenceError, ForbiddenError
from convergence_cli.language import Text
from convergence_cli.loading.build_workspace import build_sheet
from convergence_cli.loading.locating import locate_all
from convergence_cli.model.rights import lack_of, validators
from convergence_cli.model.workspace import AnswerSheet, Member, Seal, SheetStatus
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering.diagnostics_text import diagnostics_text
from convergence_cli.rendering.screen import Screen
from convergence_cli.rendering.sealing_text import hindrances_text, lack_text, who_may
from convergence_cli.revising.sealing import hindrances, seal_edits, withdrawal_edits
from convergence_cli.scoring.standing import Judge, Standing, Subject

_NOTHING_APPLIES = Text(en="no questionnaire applies", fr="aucun questionnaire ne s'applique")
_ARCHIVED = Text(
    en="'{product}' is archived since {day}, and counts nowhere",
    fr="« {product} » est archivé depuis le {day}, et ne compte nulle part",
)
_RESTORE = Text(
    en="make it active again first: convergence product restore {product}",
    fr="rendez-le d'abord actif : convergence product restore {product}",
)


@dataclass(frozen=True)
class Validation:
    """What a member wants to say of the answers of one product, or of the company."""

    session: Session
    judge: Judge
    subject: Subject
    member: Member

    def refuse_archived(self) -> None:
        """Stop where the product is archived: a seal on it would count nowhere."""
        product = self.subject.product
        if product is not None and product.is_archived:
            day = product.archived_on
            raise ConvergenceError(
                _ARCHIVED.fill(product=product.id, day=day), _RESTORE.fill(product=product.id)
            )

    def refuse_right(self) -> None:
        """Stop where the member may not validate these answers."""
        product = self.subject.id or None
        lack = lack_of(self.member, product)
        if lack is not None:
            entitled = validators(self.session.workspace.members, product)
            raise ForbiddenError(lack_text(self.member, lack, product), who_may(entitled))

    def to_seal(
        self, ids: Sequence[str] | None
    ) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
        """Return the questionnaires that wait for a seal, and those that have one that holds.

        Those that were named; left out, every one that applies.
        """
        standings = self._named(ids) if ids else self.subject.standings_that(Truth.YES)
        if not standings:
            raise nothing_to_judge(_NOTHING_APPLIES)
        done = tuple(each for each in standings if each.status is SheetStatus.VALIDATED)
        return tuple(each for each in standings if each not in done), done

    def to_withdraw(self, ids: Sequence[str] | None) -> tuple[Standing, ...]:
        """Return the questionnaires that are called validated or have a seal."""
        standings = self._named(ids) if ids else self.subject.standings.values()
        return tuple(
            each for each in standings if each.sheet is not None and _is_marked(each.sheet)
        )

    def reasons(self, standings: Iterable[Standing]) -> str:
        """Return everything that stands in the way of seals, in words; empty for nothing."""
        wanted = tuple(standings)
        found = [each for standing in wanted for each in hindrances(standing, self.subject)]
        text = hindrances_text(found, self.session.language)
        errors = self._errors(wanted)
        if errors:
            located = in_reading_order(locate_all(self.session.root, errors))
            text += diagnostics_text(located, self.session.language, Screen())
        return text

    def seal_on(self, standing: Standing) -> Seal:
        """Return the member's seal of today on a questionnaire."""
        return Seal(self.member.id, self.session.day, standing.digest)

    def sealed(self, standings: Iterable[Standing]) -> Changes:
        """Return what putting seals writes."""
        changes = Changes(self.session.root)
        for standing in standings:
            sheet = self._expected(standing, changes)
            changes.edit(sheet.path, seal_edits(sheet, self.seal_on(standing)))
        return changes

    def withdrawn(self, standings: Iterable[Standing]) -> Changes:
        """Return what taking seals away writes."""
        changes = Changes(self.session.root)
        for standing in standings:
            sheet = self._expected(standing, changes)
            changes.edit(sheet.path, withdrawal_edits(sheet))
        return changes

    def _named(self, ids: Sequence[str]) -> tuple[Standing, ...]:
        standings = self.subject.standings
        return tuple(
            standings[known_id(id_, standings, NO_QUESTIONNAIRE)] for id_ in dict.fromkeys(ids)
        )

    def _errors(self, standings: tuple[Standing, ...]) -> list[Diagnostic]:
        """Return what rules refuse in these answers, or in the declaration that decides them."""
        workspace = self.session.workspace
        found = check_consistency(self.subject, rules_of(workspace), workspace, self.session.day)
        names = tuple(f"/answers/{each.questionnaire.id}.yaml" for each in standings)
        return [
            each
            for each in found
            if each.is_error
            and ("/answers/" not in each.place.path or each.place.path.endswith(names))
        ]

    def _expected(self, standing: Standing, changes: Changes) -> AnswerSheet:
        """Return the file of a questionnaire, as it was read; a new one where all is inherited."""
        sheet = standing.sheet
        if sheet is None:
            return self._new(standing, changes)
        path = sheet.path
        changes.expect(path, sheet, lambda data: build_sheet(data, path))
        return sheet

    def _new(self, standing: Standing, changes: Changes) -> AnswerSheet:
        path = answers_path(standing)
        text = answers_draft(self.session, standing, path)
        changes.put(path, text)
        return build_sheet(changes.data(path), path)


def _is_marked(sheet: AnswerSheet) -> bool:
    return sheet.seal is not None or sheet.status is SheetStatus.VALIDATED
