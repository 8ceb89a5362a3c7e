"""Rules on seals: whether they hold, and whether those who gave them may (SPEC §3.6)."""

from collections.abc import Iterator
from typing import Any

from convergence_cli.checking.case import Case
from convergence_cli.diagnostics import Diagnostic, Place, coherence_rules
from convergence_cli.diagnostics.wording import did_you_mean, named
from convergence_cli.language import Text
from convergence_cli.model.rights import Lack, lack_of, member_by_id, validators
from convergence_cli.model.workspace import AnswerSheet, Member, Seal, SheetStatus, Workspace
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Standing, Subject

WITHOUT_RIGHT = Text(en="without the right 'validate'", fr="sans le droit « validate »")
_NOT_THEIRS: dict[bool, Text] = {
    True: Text(
        en="although it is none of their products",
        fr="alors que ce n'est pas l'un de ses produits",
    ),
    False: Text(
        en="although the company is theirs only with 'products: all'",
        fr="alors que l'entreprise ne lui revient qu'avec « products: all »",
    ),
}
_NOBODY = Text(en="nobody yet", fr="personne encore")


def check_seals(subject: Subject, case: Case) -> Iterator[Diagnostic]:
    """Yield what is wrong with the seals of a product, or of the company, and who gave them.

    Answers to a questionnaire that does not apply count for nothing, sealed or not.
    """
    for standing in subject.standings.values():
        sheet = standing.sheet
        if sheet is None or standing.applicability.applies is Truth.NO:
            continue
        if sheet.seal is not None or sheet.status is SheetStatus.VALIDATED:
            yield from _state(standing, sheet, case.workspace)
        if not case.unfit.settings:
            yield from _people(standing, sheet, case.workspace.members)


def command_for(standing: Standing) -> str:
    """Return the command that seals a questionnaire."""
    subject = standing.holder or "--company"
    return f"convergence validate {subject} -q {standing.questionnaire.id}"


def _state(standing: Standing, sheet: AnswerSheet, workspace: Workspace) -> Iterator[Diagnostic]:
    seal = sheet.seal
    values: dict[str, Any] = {
        "questionnaire": sheet.questionnaire,
        "command": command_for(standing),
    }
    status = Place(sheet.path, ("status",))
    if seal is None:
        yield coherence_rules.VALIDATED_WITHOUT_SEAL.at(status, **values)
    elif sheet.status is SheetStatus.DRAFT:
        place = Place(sheet.path, ("seal",)).key
        yield coherence_rules.SEALED_DRAFT.at(place, member=seal.by, day=seal.on, **values)
    elif standing.status is SheetStatus.DRAFT:
        place = Place(sheet.path, ("seal", "digest"))
        paths = " ".join(_paths(standing, sheet, workspace))
        # Words of this program, which are never cut.
        values["paths"] = Text(en=paths, fr=paths)
        yield coherence_rules.BROKEN_SEAL.at(place, member=seal.by, day=seal.on, **values)


def _paths(standing: Standing, sheet: AnswerSheet, workspace: Workspace) -> Iterator[str]:
    """Yield the files that hold the answers in force, the holder's own first."""
    yield sheet.path
    holders = {each.holder for each in standing.held.values()} - {standing.holder}
    for holder in sorted(holders):
        yield workspace.products[holder].sheets[sheet.questionnaire].path


def _people(
    standing: Standing, sheet: AnswerSheet, members: tuple[Member, ...]
) -> Iterator[Diagnostic]:
    if sheet.seal is not None:
        yield from _sealer(sheet.seal, standing, sheet, members)
    for id_ in sheet.documented:
        approved_by = sheet.answers[id_].approved_by
        if approved_by is not None and member_by_id(members, approved_by) is None:
            place = Place(sheet.path, ("answers", id_, "approved_by"))
            yield _former(approved_by, place, members)


def _sealer(
    seal: Seal, standing: Standing, sheet: AnswerSheet, members: tuple[Member, ...]
) -> Iterator[Diagnostic]:
    place = Place(sheet.path, ("seal", "by"))
    member = member_by_id(members, seal.by)
    if member is None:
        yield _former(seal.by, place, members)
        return
    product = standing.holder or None
    lack = lack_of(member, product)
    if lack is not None:
        entitled = [each.id for each in validators(members, product)]
        yield coherence_rules.UNENTITLED_SEAL.at(
            place,
            member=seal.by,
            questionnaire=sheet.questionnaire,
            without=WITHOUT_RIGHT if lack is Lack.RIGHT else _NOT_THEIRS[product is not None],
            entitled=named(entitled) if entitled else _NOBODY,
            command=command_for(standing),
        )


def _former(id_: str, place: Place, members: tuple[Member, ...]) -> Diagnostic:
    ids = [each.id for each in members]
    return coherence_rules.FORMER_MEMBER.at(place, hint=did_you_mean(id_, ids), member=id_)
