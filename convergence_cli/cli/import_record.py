"""A record that comes back: read, judged, and written into the lines that it concerns."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import typer

from convergence_cli.checking.workspace import check_given
from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.console import NOTHING_WRITTEN, WROTE, deliver_data, say, spoken
from convergence_cli.cli.judgement import judged
from convergence_cli.cli.restored_files import ReturnedFiles
from convergence_cli.cli.schema_files import as_told, schemas_to_write
from convergence_cli.cli.session import Session
from convergence_cli.diagnostics import Diagnostic
from convergence_cli.errors import ConvergenceError
from convergence_cli.exchanging.restored import (
    Absent,
    Returned,
    misfits,
    rooted,
    staying,
    taken_in,
)
from convergence_cli.exchanging.restored_seals import seals_broken, with_seals
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


def import_record(session: Session, file: Path, *, absent: Absent, dry_run: bool) -> None:
    """Take in a record; nothing is written where something of it is wrong."""
    record = RecordFile(file)
    _refuse(record.problems())
    returned = record.returned()
    _refuse_misfits(session, returned)
    merged = taken_in(session.workspace, returned, absent)
    _refuse(_problems_of(session, merged, record))
    sealed = with_seals(merged, returned, absent)
    files = ReturnedFiles(session, sealed.workspace)
    files.rewrite(returned)
    _finish(session, files, dry_run=dry_run)
    for each in sealed.refused:
        say(seal_refused_text(each))
    _tell_absent(session, returned, absent)
    if files.changes.files:
        _tell_effects(session, sealed.workspace, returned)


def _refuse(problems: Iterable[Diagnostic]) -> None:
    lines = [*problem_lines(problems, spoken())]
    if lines:
        say("\n".join(lines))
        say(NOTHING_WRITTEN)
        raise typer.Exit(ExitCode.NO_VERDICT)


def _refuse_misfits(session: Session, returned: Returned) -> None:
    found = misfits(session.workspace, returned)
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


def _finish(session: Session, files: ReturnedFiles, *, dry_run: bool) -> None:
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
    for path in as_told(changes.write()):
        say(WROTE.fill(path=path))


def _tell_absent(session: Session, returned: Returned, absent: Absent) -> None:
    left = staying(session.workspace, returned)
    if left.is_something:
        say(staying_text(left) if absent is Absent.STAYS else gone_text(left))


def _tell_effects(session: Session, after: Workspace, returned: Returned) -> None:
    before = rooted(session.workspace)
    for each in seals_broken(before, after):
        say(broken_seal_text(each))
    for line in effects_of(before, after, returned, session.day):
        say(line)
