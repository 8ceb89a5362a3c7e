"""`convergence plan show`: what reaches which level in which quarter."""

from convergence_cli.cli import options
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, screen_of
from convergence_cli.cli.options import ScoreFormat


def plan_show(
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
    """Show the roadmap: what is overdue, then each quarter, then what has no date.

    A view: it exits 0 whatever is late.

    Example: convergence plan show medicab
    """
    from convergence_cli.cli.planning_session import planners, tell_archived
    from convergence_cli.cli.session import open_session
    from convergence_cli.planning.roadmap import roadmap_of
    from convergence_cli.rendering.roadmap_markdown import roadmap_markdown
    from convergence_cli.rendering.roadmap_result import RoadmapResult, roadmap_json
    from convergence_cli.rendering.roadmap_text import roadmap_text

    session = open_session(workspace, lang, as_of, questionnaire)
    chosen = planners(session, products, questionnaire, company=company)
    tell_archived(chosen)
    result = RoadmapResult(
        chosen.workspace,
        session.day,
        [roadmap_of(each, session.day) for each in chosen.products],
        None if chosen.company is None else roadmap_of(chosen.company, session.day),
    )
    language = session.language
    match format_:
        case ScoreFormat.JSON:
            deliver_data(roadmap_json(result, language), output, session.root)
        case ScoreFormat.MARKDOWN:
            deliver_data(roadmap_markdown(result, language), output, session.root)
        case ScoreFormat.TEXT:
            text = roadmap_text(result, language, screen_of(color, output))
            deliver_text(text, output, session.root)
