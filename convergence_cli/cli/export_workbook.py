"""A workbook to fill in: what was computed, and cells for what a person knows."""

import sys
from collections.abc import Iterable
from pathlib import Path

from convergence_cli.cli.console import deliver_bytes
from convergence_cli.cli.exporting import Wanted, refuse_both
from convergence_cli.cli.planning_session import projected_day
from convergence_cli.cli.session import Session, chosen_subjects, nothing_to_judge, only
from convergence_cli.errors import ConvergenceError
from convergence_cli.exchanging.forming import Covered, Projected, form_of
from convergence_cli.language import Text
from convergence_cli.planning.projection import Projection
from convergence_cli.rendering.workbook_file import workbook_bytes
from convergence_cli.rendering.workbook_identity import identity
from convergence_cli.scoring.standing import Judge, Subject

_TO_A_TERMINAL = Text(
    en="a workbook is no text for a terminal", fr="un classeur n'est pas un texte pour un terminal"
)
_GIVE_OUTPUT = Text(
    en="name a file: --output {name}.xlsx", fr="nommez un fichier : --output {name}.xlsx"
)
_NOTHING_ASKED = Text(
    en="no questionnaire applies, so there is nothing to fill in",
    fr="aucun questionnaire ne s'applique : il n'y a rien à remplir",
)


def export_workbook(session: Session, wanted: Wanted, output: Path | None) -> None:
    """Write one workbook over everything that is wanted, drafts included."""
    name = wanted.products[0] if len(wanted.products) == 1 else "convergence"
    if output is None and sys.stdout.isatty():
        raise ConvergenceError(_TO_A_TERMINAL, _GIVE_OUTPUT.fill(name=name))
    refuse_both(wanted)
    session.refuse_errors()
    workspace = only(session.loaded, wanted.questionnaires)
    judge = Judge(workspace)
    subjects = tuple(_subjects(judge, wanted))
    day = projected_day(session, judge, subjects, wanted.at)
    projected = None if day is None else _projected(judge, subjects, day)
    covered = Covered(workspace, subjects, session.day, projected)
    language = session.language
    form = form_of(covered, identity(workspace, subjects, language), language)
    if not form.grids:
        raise nothing_to_judge(_NOTHING_ASKED)
    deliver_bytes(workbook_bytes(form), output, session.root)


def _subjects(judge: Judge, wanted: Wanted) -> Iterable[Subject]:
    if not wanted.company:
        yield from chosen_subjects(
            judge.workspace, judge, wanted.products, archived=wanted.archived
        )
    if not wanted.products:
        yield judge.company()


def _projected(judge: Judge, subjects: Iterable[Subject], day: str) -> Projected:
    projection = Projection(judge, day)
    return Projected(day, {each.id: projection.of(each) for each in subjects})
