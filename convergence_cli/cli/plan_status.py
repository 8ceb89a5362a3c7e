"""`convergence plan status`: how far each plan has come, and what of it is overdue."""

from typing import TYPE_CHECKING

from convergence_cli.cli import options
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, screen_of
from convergence_cli.cli.options import ScoreFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convergence_cli.cli.session import Session
    from convergence_cli.rendering.plan_status_result import PlanStatusResult


def plan_status(
    products: options.ProductsArgument = None,
    company: options.PlansOfCompanyOption = False,
    workspace: options.WorkspaceOption = None,
    questionnaire: options.QuestionnaireOption = None,
    format_: options.ScoreFormatOption = ScoreFormat.TEXT,
    output: options.OutputOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """Count what is done, on track, overdue, unplanned.

    A view: it exits 0 however late a plan is; `plan check` fails on that.

    Example: convergence plan status medicab
    """
    from convergence_cli.cli.session import open_session
    from convergence_cli.rendering.plan_status_result import plan_status_json
    from convergence_cli.rendering.plan_status_text import plan_status_markdown, plan_status_text

    session = open_session(workspace, lang, as_of, questionnaire)
    result = _result(session, products, questionnaire, company=company)
    match format_:
        case ScoreFormat.JSON:
            deliver_data(plan_status_json(result), output, session.root)
        case ScoreFormat.MARKDOWN:
            deliver_data(plan_status_markdown(result, session.language), output, session.root)
        case ScoreFormat.TEXT:
            text = plan_status_text(result, session.language, screen_of(color, output))
            deliver_text(text, output, session.root)


def _result(
    session: "Session",
    products: "Sequence[str] | None",
    questionnaires: "Sequence[str] | None",
    *,
    company: bool,
) -> "PlanStatusResult":
    from convergence_cli.cli.planning_session import planners, tell_archived
    from convergence_cli.planning.states import plan_of
    from convergence_cli.rendering.plan_status_result import PlanStatusResult, SubjectStatus

    chosen = planners(session, products, questionnaires, company=company)
    tell_archived(chosen)
    day, whole = session.day, chosen.company
    return PlanStatusResult(
        chosen.workspace,
        day,
        [SubjectStatus(plan_of(each, day), day) for each in chosen.products],
        None if whole is None else SubjectStatus(plan_of(whole, day), day),
    )
