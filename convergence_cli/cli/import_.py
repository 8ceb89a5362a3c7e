"""`convergence import`: what was exported comes back, as edits of the lines that it concerns."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options

if TYPE_CHECKING:
    from convergence_cli.cli.session import Session
    from convergence_cli.exchanging.taking import Side

_SOME = 512

ImportArgument = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A workbook or a JSON record of 'convergence export'."),
]
PruneOption = Annotated[
    bool,
    typer.Option(
        "--prune",
        help="Of a record: also remove what it does not have: answers, entries, files; no product.",
    ),
]
OursOption = Annotated[
    bool,
    typer.Option("--ours", help="Of a workbook: where both changed, keep the workspace's value."),
]
TheirsOption = Annotated[
    bool,
    typer.Option("--theirs", help="Of a workbook: where both changed, take the workbook's value."),
]


def import_(
    file: ImportArgument,
    dry_run: options.DryRunOption = False,
    ours: OursOption = False,
    theirs: TheirsOption = False,
    prune: PruneOption = False,
    workspace: options.WorkspaceOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Take in what was changed in an export; only the lines that differ are edited.

    Of a workbook, the cells that somebody changed; of a record, all that it says.
    What comes in is a draft: a seal holds only over the very answers that it was put on.

    Example: convergence import medicab.xlsx --dry-run
    """
    from convergence_cli.cli.session import open_session

    side, is_record = _side_of(ours=ours, theirs=theirs), _is_record(file)
    _refuse_idle(side, prune=prune, is_record=is_record)
    session = open_session(workspace, lang, as_of)
    if is_record:
        _import_record(session, file, prune=prune, dry_run=dry_run)
    else:
        from convergence_cli.cli.import_workbook import import_workbook

        session.refuse_errors()
        import_workbook(session, file, side, dry_run=dry_run)


def _import_record(session: "Session", file: Path, *, prune: bool, dry_run: bool) -> None:
    from convergence_cli.cli.import_record import import_record
    from convergence_cli.diagnostics import reference_rules
    from convergence_cli.exchanging.restored import Absent

    # A product that somebody removed may be what comes back.
    session.refuse_errors(reference_rules.UNKNOWN_PRODUCT)
    import_record(session, file, absent=Absent.GOES if prune else Absent.STAYS, dry_run=dry_run)


def _side_of(*, ours: bool, theirs: bool) -> "Side | None":
    from convergence_cli.exchanging.taking import Side

    if ours and theirs:
        message = "one side can be right, not both: --ours or --theirs"
        raise typer.BadParameter(message, param_hint="--ours")
    if ours:
        return Side.OURS
    return Side.THEIRS if theirs else None


def _refuse_idle(side: "Side | None", *, prune: bool, is_record: bool) -> None:
    """Stop at an option that would do nothing to a file of this kind."""
    if is_record and side is not None:
        message = "a record is taken in as it is: --ours and --theirs are for workbooks"
        raise typer.BadParameter(message, param_hint=f"--{side}")
    if prune and not is_record:
        message = "a workbook changes only what somebody typed: --prune is for records"
        raise typer.BadParameter(message, param_hint="--prune")


def _is_record(file: Path) -> bool:
    """Return whether a file is to be read as a record: by its name, or by how it begins."""
    if file.suffix.lower() == ".json":
        return True
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(_SOME).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
