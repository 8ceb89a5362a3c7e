"""`convergence import`: what was exported comes back, as edits of the lines that it concerns."""

from pathlib import Path
from typing import Annotated

import typer

from convergence_cli.cli import options

ImportArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="What 'convergence export' wrote as JSON.")
]
PruneOption = Annotated[
    bool,
    typer.Option(
        "--prune",
        help="Also remove answers, plan entries and files that FILE does not have; no product.",
    ),
]


def import_(
    file: ImportArgument,
    dry_run: options.DryRunOption = False,
    prune: PruneOption = False,
    workspace: options.WorkspaceOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Take in what was exported; only the lines that differ are edited.

    What comes in is a draft: a seal holds only over the very answers that it was put on.

    Example: convergence import record.json --dry-run
    """
    from convergence_cli.cli.import_record import import_record
    from convergence_cli.cli.session import open_session
    from convergence_cli.diagnostics import reference_rules
    from convergence_cli.exchanging.restored import Absent

    session = open_session(workspace, lang, as_of)
    # A product that somebody removed may be what comes back.
    session.refuse_errors(reference_rules.UNKNOWN_PRODUCT)
    absent = Absent.GOES if prune else Absent.STAYS
    import_record(session, file, absent=absent, dry_run=dry_run)
