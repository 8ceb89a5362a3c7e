"""The seals of a record: put back where they cover exactly what stands here (SPEC §3.6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from convergence_cli.exchanging.restored import Absent, Owner, Restored, rooted
from convergence_cli.model.workspace import AnswerSheet, Seal, SheetStatus, Workspace
from convergence_cli.scoring.standing import Judge, Standing


@dataclass(frozen=True)
class Sealed:
    """A workspace with the seals of a record, and where one of them does not fit."""

    workspace: Workspace
    refused: tuple[Standing, ...]
    """What was validated where the record comes from, and is a draft here."""


def with_seals(workspace: Workspace, restored: Restored, absent: Absent) -> Sealed:
    """Return a workspace that took a record in, with the seals that hold in it."""
    judge = Judge(workspace)
    company, products, refused = workspace.company, dict(workspace.products), []
    for holder, there in restored.owners:
        subject = judge.product(holder) if holder else judge.company()
        fitting = {}
        for id_, sheet in there.sheets.items():
            standing = subject.standings[id_]
            fitting[id_] = _sealed(standing, sheet, absent)
            if sheet.status is SheetStatus.VALIDATED and not _covers(sheet.seal, standing):
                refused.append(standing)
        if holder:
            products[holder] = _with_sheets(products[holder], fitting)
        else:
            company = _with_sheets(company, fitting)
    return Sealed(replace(workspace, company=company, products=products), tuple(refused))


def seals_broken(before: Workspace, after: Workspace) -> Iterator[Standing]:
    """Yield what was validated, and is not any more, as it stood before."""
    sound = rooted(before)
    was, now = Judge(sound), Judge(after)
    for holder in ("", *sound.products):
        subjects = [each.product(holder) if holder else each.company() for each in (was, now)]
        for id_, standing in subjects[0].standings.items():
            is_still = subjects[1].standings[id_].status is SheetStatus.VALIDATED
            if standing.status is SheetStatus.VALIDATED and not is_still:
                yield standing


def _sealed(here: Standing, there: AnswerSheet, absent: Absent) -> AnswerSheet:
    sheet = here.sheet
    if sheet is None:
        raise AssertionError(here.questionnaire.id)
    if there.status is SheetStatus.VALIDATED:
        is_fit = _covers(there.seal, here)
        return replace(sheet, status=there.status, seal=there.seal) if is_fit else sheet
    if absent is Absent.GOES and sheet.seal is not None and sheet.seal != there.seal:
        return replace(sheet, status=SheetStatus.DRAFT, seal=None)
    return sheet


def _covers(seal: Seal | None, standing: Standing) -> bool:
    return seal is not None and seal.digest == standing.digest


def _with_sheets(owner: Owner, sheets: Mapping[str, AnswerSheet]) -> Owner:
    return replace(owner, sheets={**owner.sheets, **sheets})
