"""`convergence export`: declarations, answers and plans, as a file for elsewhere."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from convergence_cli.cli import options

if TYPE_CHECKING:
    from convergence_cli.cli.exporting import Wanted
    from convergence_cli.cli.session import Session


class ExportFormat(StrEnum):
    """What an export is for: to be filled in, to be taken in again, or to be read as a table."""

    XLSX = "xlsx"
    JSON = "json"
    CSV = "csv"


ExportFormatOption = Annotated[
    ExportFormat | None,
    typer.Option("--format", "-f", help="How it is written; left out, as --output ends."),
]
CompanyAloneOption = Annotated[
    bool, typer.Option("--company", help="What the company declares and answers, and no product.")
]
DraftsOption = Annotated[
    bool,
    typer.Option("--drafts", help="Include questionnaires that nobody validated as they are."),
]


def export(
    products: options.ProductsArgument = None,
    format_: ExportFormatOption = None,
    company: CompanyAloneOption = False,
    questionnaire: options.QuestionnaireOption = None,
    drafts: DraftsOption = False,
    archived: options.ArchivedOption = False,
    at: options.AtOption = None,
    output: options.OutputOption = None,
    workspace: options.WorkspaceOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Write answers and plans as one file: a workbook to fill in, a record, or a table.

    A workbook and a record can be imported again; a workbook holds drafts too.

    Example: convergence export medicab --output medicab.xlsx
    """
    from convergence_cli.cli.exporting import Wanted
    from convergence_cli.cli.session import open_session

    chosen = _format_of(format_, output)
    if at is not None and chosen is not ExportFormat.XLSX:
        message = "a record and a table hold what is, not what a plan leads to"
        raise typer.BadParameter(message, param_hint="--at")
    session = open_session(workspace, lang, as_of, questionnaire)
    wanted = Wanted(
        tuple(products or ()),
        tuple(questionnaire or ()),
        company=company,
        drafts=drafts,
        archived=archived,
        at=at,
    )
    _export(session, wanted, chosen, output)


def _export(
    session: "Session", wanted: "Wanted", chosen: ExportFormat, output: Path | None
) -> None:
    # Each format needs libraries that the others can do without.
    match chosen:
        case ExportFormat.XLSX:
            from convergence_cli.cli.export_workbook import export_workbook

            export_workbook(session, wanted, output)
        case ExportFormat.JSON:
            from convergence_cli.cli.export_record import export_json

            export_json(session, wanted, output)
        case ExportFormat.CSV:
            from convergence_cli.cli.export_record import export_csv

            export_csv(session, wanted, output)
        case _:
            assert_never(chosen)


def _format_of(format_: ExportFormat | None, output: Path | None) -> ExportFormat:
    """Return the format that was named, or the one by which the name of the file ends."""
    if format_ is not None:
        return format_
    suffix = "" if output is None else output.suffix.lower().removeprefix(".")
    if suffix in [*ExportFormat]:
        return ExportFormat(suffix)
    formats = "|".join(ExportFormat)
    message = f"give --format {formats}, or an --output that ends in .{', .'.join(ExportFormat)}"
    raise typer.BadParameter(message, param_hint="--format")
