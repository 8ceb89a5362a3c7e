"""A workbook that comes back: what a person changed in it becomes edits of files."""

from collections.abc import Iterator
from pathlib import Path

import typer

from convergence_cli.cli.answer_files import (
    Who,
    put_answers,
    tell_effects,
    tell_losses,
    with_workspace,
)
from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.changes import Changes
from convergence_cli.cli.console import (
    NOTHING_WRITTEN,
    WROTE,
    deliver_data,
    deliver_text,
    say,
)
from convergence_cli.cli.evidence_text import place_problem
from convergence_cli.cli.judgement import judged
from convergence_cli.cli.plan_files import put_entries
from convergence_cli.cli.schema_files import as_told
from convergence_cli.cli.session import Session
from convergence_cli.diagnostics.wording import named
from convergence_cli.exchanging.asked import Asked
from convergence_cli.exchanging.field import AnswerField
from convergence_cli.exchanging.form import row_key
from convergence_cli.exchanging.forming import Covered, asked_in
from convergence_cli.exchanging.returned import Returned
from convergence_cli.exchanging.taking import Side, Taken, taken
from convergence_cli.exchanging.touched import BadCell
from convergence_cli.language import Text
from convergence_cli.loading.workbook_returned import read_workbook
from convergence_cli.model.workspace import Answer
from convergence_cli.rendering.screen import uncommanding
from convergence_cli.rendering.taken_text import (
    bad_cell_text,
    change_lines,
    conflict_text,
    place_text,
    settled_text,
)
from convergence_cli.scoring.standing import Judge

_UNCHANGED = Text(
    en="nothing to do: the workbook says nothing that is not here already",
    fr="rien à faire : le classeur ne dit rien qui ne soit déjà ici",
)
_BAD_CELLS = Text(
    en="nothing was written: correct the cells above in {file}, save it, and import it again",
    fr="rien n'a été écrit : corrigez ces cellules dans {file}, enregistrez, et réimportez-le",
)
_CONFLICTS = Text(
    en="nothing was written: {n} cells changed on both sides since {day}; "
    "--ours keeps what the workspace says there, --theirs what the workbook says",
    fr="rien n'a été écrit : {n} cellules ont changé des deux côtés depuis le {day} ; "
    "--ours garde ce que dit l'espace de travail, --theirs ce que dit le classeur",
)
_MISSING = Text(
    en="note: rows are gone from the workbook, and nothing of them changes: {criteria}",
    fr="note : des lignes ont disparu du classeur, rien d'elles ne change : {criteria}",
)
_OTHER_VERSION = Text(
    en="note: the workbook asks {questionnaire} {theirs}, and {here} is here; "
    "criteria that say the same in both are taken",
    fr="note : le classeur porte {questionnaire} {theirs}, et {here} est ici ; "
    "les critères qui disent la même chose dans les deux sont pris",
)
_STRANGER = Text(
    en="note: {place}: not read, since it is no part of the form",
    fr="note : {place} : non lu, car étranger au formulaire",
)


def import_workbook(session: Session, file: Path, side: Side | None, *, dry_run: bool) -> None:
    """Take in what a person changed in a workbook; stop where a cell cannot be taken."""
    returned = read_workbook(file)
    judge = Judge(session.workspace)
    found = taken(returned, _asked(session, judge), side)
    _tell_apart(found, returned, session)
    _refuse(found, returned, file, session)
    if side is not None:
        for each in found.settled:
            say(settled_text(each, side))
    if not found.changes:
        say(_UNCHANGED)
        return
    _apply(found, session, judge, dry_run=dry_run)


def _tell_apart(found: Taken, returned: Returned, session: Session) -> None:
    """Say what of a workbook is not as it was made, or not as the workspace is now."""
    for id_, version in returned.versions.items():
        here = session.workspace.questionnaires.get(id_)
        if here is not None and here.version != version:
            say(_OTHER_VERSION.fill(questionnaire=id_, theirs=version, here=here.version))
    for stranger in returned.strangers:
        say(_STRANGER.fill(place=place_text(stranger)))
    if found.missing:
        say(_MISSING.fill(criteria=named(found.missing)))


def _asked(session: Session, judge: Judge) -> dict[str, Asked]:
    subjects = (*judge.products(), judge.company())
    covered = Covered(session.workspace, subjects, session.day)
    everything = asked_in(covered, session.language)
    return {row_key(each.subject.id, each.criterion.id): each for each in everything}


def _refuse(found: Taken, returned: Returned, file: Path, session: Session) -> None:
    """Stop where a cell cannot stand, or changed on both sides; all of them are told."""
    bad = (*found.bad, *_misplaced_evidence(found, session))
    for each in bad:
        say(bad_cell_text(each))
    for conflict in found.conflicts:
        say(conflict_text(conflict))
    if bad:
        say(_BAD_CELLS.fill(file=file))
        raise typer.Exit(ExitCode.NO_VERDICT)
    if found.conflicts:
        say(_CONFLICTS.fill(n=len(found.conflicts), day=returned.day))
        raise typer.Exit(ExitCode.NO)


def _misplaced_evidence(found: Taken, session: Session) -> Iterator[BadCell]:
    """Yield the cells whose evidence is no address, and no file of the workspace."""
    for change in found.changes:
        cell = next((each for each in change.cells if each.field is AnswerField.EVIDENCE), None)
        if cell is None or not isinstance(change.made, Answer):
            continue
        for evidence in change.made.evidence:
            where = evidence.url or evidence.path or ""
            problem = place_problem(where, session.root)
            if problem is not None:
                yield BadCell(cell.place, where, problem.hint or problem.message)


def _apply(found: Taken, session: Session, judge: Judge, *, dry_run: bool) -> None:
    changes = Changes(session.root)
    for holder in found.holders:
        subject = Who(holder).subject(judge)
        put_answers(changes, session, subject, found.answers(holder))
        put_entries(changes, session, subject, found.entries(holder))
    after = with_workspace(session, judged(session, changes))
    told = "".join(
        f"{line}\n" for each in found.changes for line in change_lines(each, session.language)
    )
    if dry_run:
        say(told.rstrip("\n"))
        deliver_data(changes.difference(), None, session.root)
    else:
        deliver_text(uncommanding(told), None, session.root)
        for path in as_told(changes.write()):
            say(WROTE.fill(path=path))
    for holder in found.holders:
        answers, who = found.answers(holder), Who(holder)
        tell_losses(session, after, who, answers)
        tell_effects(session, after, who, answers)
    if dry_run:
        say(NOTHING_WRITTEN)
