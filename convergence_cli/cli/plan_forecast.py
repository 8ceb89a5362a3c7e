"""`convergence plan forecast`: what falls due, runs out or becomes expected."""

from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, screen_of
from convergence_cli.cli.options import ScoreFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convergence_cli.cli.session import Session
    from convergence_cli.rendering.plan_forecast_result import PlanForecastResult

_HALF_A_YEAR = 180
_A_CENTURY = 36525

DaysOption = Annotated[
    int,
    typer.Option("--days", metavar="N", min=0, max=_A_CENTURY, help="How many days ahead to look."),
]


def plan_forecast(
    products: options.ProductsArgument = None,
    company: options.PlansOfCompanyOption = False,
    workspace: options.WorkspaceOption = None,
    questionnaire: options.QuestionnaireOption = None,
    days: DaysOption = _HALF_A_YEAR,
    format_: options.ScoreFormatOption = ScoreFormat.TEXT,
    output: options.OutputOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """List what falls due, runs out or becomes expected.

    Steps and targets of plans, certifications, evidence, answers given for a time, and levels
    that will be expected, in the order of their days. A view: it exits 0 whatever is to come.

    Example: convergence plan forecast medicab --days 365
    """
    from convergence_cli.cli.session import open_session
    from convergence_cli.rendering.plan_forecast_result import plan_forecast_json
    from convergence_cli.rendering.plan_forecast_text import (
        plan_forecast_markdown,
        plan_forecast_text,
    )

    session = open_session(workspace, lang, as_of, questionnaire)
    result = _result(session, products, questionnaire, company=company, days=days)
    match format_:
        case ScoreFormat.JSON:
            deliver_data(plan_forecast_json(result), output, session.root)
        case ScoreFormat.MARKDOWN:
            deliver_data(plan_forecast_markdown(result, session.language), output, session.root)
        case ScoreFormat.TEXT:
            text = plan_forecast_text(result, session.language, screen_of(color, output))
            deliver_text(text, output, session.root)


def _result(
    session: "Session",
    products: "Sequence[str] | None",
    questionnaires: "Sequence[str] | None",
    *,
    company: bool,
    days: int,
) -> "PlanForecastResult":
    from convergence_cli.cli.planning_session import planners, tell_archived
    from convergence_cli.model.day import days_after
    from convergence_cli.planning.forecast import forecast
    from convergence_cli.rendering.plan_forecast_result import PlanForecastResult

    chosen = planners(session, products, questionnaires, company=company)
    tell_archived(chosen)
    day = session.day
    until = days_after(day, days)
    coming = forecast(chosen.subjects, day, until)
    return PlanForecastResult(chosen.workspace, day, until, coming)
