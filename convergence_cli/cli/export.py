"""`convergence export`: declarations, answers and plans, as a file for elsewhere."""

from enum import StrEnum
from typing import Annotated, assert_never

import typer

from convergence_cli.cli import options


class ExportFormat(StrEnum):
    """What an export is for: to be taken in again, or to be read as a table."""

    JSON = "json"
    CSV = "csv"


ExportFormatOption = Annotated[
    ExportFormat, typer.Option("--format", "-f", help="How the export is written.")
]
CompanyAloneOption = Annotated[
    bool, typer.Option("--company", help="What the company declares and answers, and no product.")
]
DraftsOption = Annotated[
    bool,
    typer.Option("--drafts", help="Include questionnaires that nobody validated as they are."),
]


def export(
    format_: ExportFormatOption,
    products: options.ProductsArgument = None,
    company: CompanyAloneOption = False,
    questionnaire: options.QuestionnaireOption = None,
    drafts: DraftsOption = False,
    archived: options.ArchivedOption = False,
    output: options.OutputOption = None,
    workspace: options.WorkspaceOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Write declarations, validated answers and plans as one file.

    JSON is complete, and 'convergence import' takes it in again; CSV is a table to read.

    Example: convergence export --format json --drafts --output record.json
    """
    from convergence_cli.cli.export_record import Wanted, export_csv, export_json
    from convergence_cli.cli.session import open_session

    session = open_session(workspace, lang, as_of, questionnaire)
    wanted = Wanted(
        tuple(products or ()),
        tuple(questionnaire or ()),
        company=company,
        drafts=drafts,
        archived=archived,
    )
    match format_:
        case ExportFormat.JSON:
            export_json(session, wanted, output)
        case ExportFormat.CSV:
            export_csv(session, wanted, output)
        case _:
            assert_never(format_)
