"""`convergence history`: maturity over time, as the commits hold it."""

from enum import StrEnum
from typing import Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, screen_of
from convergence_cli.model.moment import Every


class HistoryFormat(StrEnum):
    """How `history` is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DATE",
        parser=options.day_of,
        help="The first day, as 2026-01-01; left out, that of the first commit.",
    ),
]
UntilOption = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="DATE",
        parser=options.day_of,
        help="The last day; left out, that of the last commit.",
    ),
]
EveryOption = Annotated[
    Every | None,
    typer.Option("--every", help="One point, the last, in each; left out, one a week."),
]
TagsOption = Annotated[
    bool, typer.Option("--tags", help="One point for each tag that REF holds, instead.")
]
RefOption = Annotated[
    str,
    typer.Option(
        "--ref",
        metavar="REF",
        help="The branch, tag or commit whose past is read, along its first parents.",
    ),
]
RestateOption = Annotated[
    bool,
    typer.Option(
        "--restate", help="Old answers under the definitions of REF, instead of those of then."
    ),
]
PointDayOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=options.day_of,
        help="The day of expected levels; left out, that of each commit, or today if restated.",
    ),
]
HistoryFormatOption = Annotated[
    HistoryFormat, typer.Option("--format", "-f", help="How the result is written.")
]


def history(
    products: options.ProductsArgument = None,
    workspace: options.WorkspaceOption = None,
    questionnaire: options.QuestionnaireOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    every: EveryOption = None,
    tags: TagsOption = False,
    ref: RefOption = "HEAD",
    restate: RestateOption = False,
    archived: options.ArchivedOption = False,
    format_: HistoryFormatOption = HistoryFormat.TEXT,
    output: options.OutputOption = None,
    as_of: PointDayOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """Show how means moved over time, from the commits of the workspace's repository.

    A commit without a workspace, or with errors in it, is a gap, and is listed.
    The workspace may be a bare repository.

    Example: convergence history medicab --since 2026-01-01 --every month
    """
    from convergence_cli.cli.committed_session import open_commits
    from convergence_cli.cli.history_points import Asked
    from convergence_cli.cli.history_session import Wanted, history_of

    if tags and every is not None:
        raise typer.BadParameter("--tags has a point for each tag: leave --every out")
    asked = Asked(tuple(products or ()), tuple(questionnaire or ()), archived, as_of)
    wanted = Wanted(ref, None if tags else every or Every.WEEK, restate, since, until)
    with open_commits(workspace, lang, ref) as session:
        result = history_of(session, asked, wanted)
    match format_:
        case HistoryFormat.JSON:
            from convergence_cli.rendering.history_json import history_json

            deliver_data(history_json(result, session.language), output, session.folder)
        case HistoryFormat.CSV:
            from convergence_cli.rendering.history_csv import history_csv

            deliver_data(history_csv(result, session.language), output, session.folder)
        case HistoryFormat.TEXT:
            from convergence_cli.rendering.history_text import history_text

            text = history_text(result, session.language, screen_of(color, output))
            deliver_text(text, output, session.folder)
