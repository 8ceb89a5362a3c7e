"""A record that comes back: read, judged, and written into the lines that it concerns."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import typer

from convergence_cli.checking.workspace import check_given
from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.console import NOTHING_WRITTEN, WROTE, deliver_data, say, spoken
from convergence_cli.cli.judgement import judged
from convergence_cli.cli.restored_files import RestoredFiles
from convergence_cli.cli.schema_files import as_told, schemas_to_write
from convergence_cli.cli.session import Session
from convergence_cli.diagnostics import Diagnostic
from convergence_cli.errors import ConvergenceError
from convergence_cli.exchanging.restored import (
    Absent,
    Restored,
    misfits,
    staying,
    taken_in,
)
from convergence_cli.exchanging.restored_seals import Sealed, seals_broken, with_seals
from convergence_cli.language import Text
from convergence_cli.loading.record import RecordFile
from convergence_cli.loading.workspace import evidence_files
from convergence_cli.model.workspace import Workspace
from convergence_cli.rendering.answer_effects import broken_seal_text
from convergence_cli.rendering.import_text import (
    HOW_TO_FIT,
    NOTHING_DIFFERS,
    effects_of,
    gone_text,
    misfits_text,
    problem_lines,
    seal_refused_text,
    staying_text,
)

_REMOVED = Text(en="removed {path}", fr="retiré : {path}")


def import_record(session: Session, file: Path, *, absent: Absent, dry_run: bool) -> None:
    """Take in a record; nothing is written where something of it is wrong."""
    record = RecordFile(file)
    _refuse(record.problems())
    restored = record.restored()
    _refuse_misfits(session, restored)
    merged = taken_in(session.workspace, restored, absent)
    _refuse(_problems_of(session, merged, record))
    sealed = with_seals(merged, restored, absent)
    files = RestoredFiles(session, sealed.workspace)
    files.rewrite(restored)
    _finish(session, files, dry_run=dry_run)
    _tell_absent(session, restored, absent)
    _tell_seals(session, sealed)
    if files.changes.files:
        for line in effects_of(session.workspace, sealed.workspace, restored, session.day):
            say(line)


def _refuse(problems: Iterable[Diagnostic]) -> None:
    lines = [*problem_lines(problems, spoken())]
    if lines:
        say("\n".join(lines))
        say(NOTHING_WRITTEN)
        raise typer.Exit(ExitCode.NO_VERDICT)


def _refuse_misfits(session: Session, restored: Restored) -> None:
    found = misfits(session.workspace, restored)
    if found:
        raise ConvergenceError(misfits_text(found), HOW_TO_FIT)


def _problems_of(session: Session, merged: Workspace, record: RecordFile) -> list[Diagnostic]:
    """Return what the files would have wrong, each with its place in the record."""
    case = replace(
        session.loaded.case(session.day),
        workspace=merged,
        evidence=evidence_files(session.loaded.shelf, merged),
    )
    return [
        replace(each, place=record.pointed(each.place))
        for each in check_given(case)
        if each.is_error
    ]


def _finish(session: Session, files: RestoredFiles, *, dry_run: bool) -> None:
    changes = files.changes
    if not changes.files:
        say(NOTHING_DIFFERS)
        return
    for path, text in schemas_to_write(session.root, judged(session, changes)).items():
        changes.put(path, text)
    if dry_run:
        deliver_data(changes.difference(), None, session.root)
        say(NOTHING_WRITTEN)
        return
    gone = {each.path for each in changes.files if each.after is None}
    for path in as_told(changes.write()):
        say((_REMOVED if path in gone else WROTE).fill(path=path))


def _tell_absent(session: Session, restored: Restored, absent: Absent) -> None:
    left = staying(session.workspace, restored)
    if left.is_something:
        say(staying_text(left) if absent is Absent.STAYS else gone_text(left))


def _tell_seals(session: Session, sealed: Sealed) -> None:
    """Say which seals were broken here, and which of the record do not fit."""
    broken = [*seals_broken(session.workspace, sealed.workspace)]
    for each in broken:
        say(broken_seal_text(each))
    told = {(each.holder, each.questionnaire.id) for each in broken}
    for each in sealed.refused:
        if (each.holder, each.questionnaire.id) not in told:
            say(seal_refused_text(each))
