"""`convergence status`: what remains to do, and what runs out soon."""

from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, screen_of
from convergence_cli.cli.options import ScoreFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convergence_cli.cli.session import Session
    from convergence_cli.rendering.status_result import StatusResult

_A_QUARTER = 90
_A_CENTURY = 36525

DaysOption = Annotated[
    int,
    typer.Option(
        "--days",
        metavar="N",
        min=0,
        max=_A_CENTURY,
        help="How many days ahead to look for expiries.",
    ),
]


def status(
    products: options.ProductsArgument = None,
    workspace: options.WorkspaceOption = None,
    questionnaire: options.QuestionnaireOption = None,
    archived: options.ArchivedOption = False,
    days: DaysOption = _A_QUARTER,
    format_: options.ScoreFormatOption = ScoreFormat.TEXT,
    output: options.OutputOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """Show what remains to do, and what runs out soon.

    A view: it exits 0 whatever remains.

    Example: convergence status medicab --days 180
    """
    from convergence_cli.cli.session import open_session
    from convergence_cli.rendering.status_result import status_json
    from convergence_cli.rendering.status_text import status_markdown, status_text

    session = open_session(workspace, lang, as_of, questionnaire)
    result = _result(session, products, questionnaire, archived=archived, days=days)
    match format_:
        case ScoreFormat.JSON:
            deliver_data(status_json(result), output, session.root)
        case ScoreFormat.MARKDOWN:
            deliver_data(status_markdown(result, session.language), output, session.root)
        case ScoreFormat.TEXT:
            text = status_text(result, session.language, screen_of(color, output))
            deliver_text(text, output, session.root)


def _result(
    session: "Session",
    products: "Sequence[str] | None",
    questionnaires: "Sequence[str] | None",
    *,
    archived: bool,
    days: int,
) -> "StatusResult":
    from convergence_cli.cli.session import chosen_subjects, only
    from convergence_cli.model.day import days_after
    from convergence_cli.rendering.status_result import StatusResult
    from convergence_cli.scoring.expiry import expiries
    from convergence_cli.scoring.next_step import next_step
    from convergence_cli.scoring.progress import progress_of
    from convergence_cli.scoring.standing import Judge

    session.refuse_errors()
    workspace, day = only(session.loaded, questionnaires), session.day
    until = days_after(day, days)
    judge = Judge(workspace)
    subjects = chosen_subjects(workspace, judge, products, archived=archived)
    shown = [progress_of(each, day) for each in subjects]
    company = None if products else progress_of(judge.company(), day)
    everything = shown if company is None else [*shown, company]
    return StatusResult(
        workspace,
        day,
        until,
        shown,
        company,
        expiries((each.subject for each in everything), day, until),
        next_step(everything),
    )
