"""`convergence plan project`: the scores and the radar that a plan leads to."""

from typing import TYPE_CHECKING

from convergence_cli.cli import options
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, say, screen_of
from convergence_cli.cli.options import RadarFormat
from convergence_cli.language import Text

if TYPE_CHECKING:
    from convergence_cli.cli.planning_session import Planners
    from convergence_cli.cli.session import Session
    from convergence_cli.planning.projection import Projection
    from convergence_cli.rendering.projection_result import ProjectionResult, SubjectProjection
    from convergence_cli.scoring.standing import Subject

_NOTHING_PROMISED = Text(
    en="no plan promises anything yet: this is today ('convergence plan init' proposes entries)",
    fr="aucun plan ne promet encore rien : voici aujourd'hui (« convergence plan init » propose "
    "des entrées)",
)
_NOTHING_APPLIES = Text(en="no questionnaire to project", fr="aucun questionnaire à projeter")


def plan_project(
    products: options.ProductsArgument = None,
    at: options.AtOption = None,
    company: options.PlansOfCompanyOption = False,
    workspace: options.WorkspaceOption = None,
    questionnaire: options.QuestionnaireOption = None,
    format_: options.RadarFormatOption = RadarFormat.TEXT,
    output: options.OutputOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """Project the plan: scores and radar at a day, over those of today.

    What is overdue counts as promised, and is told. SVG holds one radar: name one product and one
    questionnaire.

    Example: convergence plan project medicab --at 2027-Q2
    """
    from convergence_cli.cli.planning_session import planners, tell_archived
    from convergence_cli.cli.scoring_session import the_one_chart
    from convergence_cli.cli.session import open_session
    from convergence_cli.rendering.projection_result import projection_json
    from convergence_cli.rendering.projection_text import projection_text
    from convergence_cli.rendering.radar_svg import radar_svg

    session = open_session(workspace, lang, as_of, questionnaire)
    chosen = planners(session, products, questionnaire, company=company)
    tell_archived(chosen)
    result = _result(session, chosen, at)
    language = session.language
    match format_:
        case RadarFormat.JSON:
            deliver_data(projection_json(result, language), output, session.root)
        case RadarFormat.SVG:
            picture = radar_svg(the_one_chart(result.charts()), language)
            deliver_data(picture, output, session.root)
        case RadarFormat.TEXT:
            text = projection_text(result, language, screen_of(color, output))
            deliver_text(text, output, session.root)


def _result(session: "Session", chosen: "Planners", at: str | None) -> "ProjectionResult":
    from convergence_cli.cli.session import nothing_to_judge
    from convergence_cli.planning.projection import Projection
    from convergence_cli.rendering.projection_result import ProjectionResult

    day = _day_of(session, chosen, at)
    projection = Projection(chosen.judge, day)

    def projected(subject: "Subject") -> "SubjectProjection":
        return _projected(subject, projection, chosen, session.day)

    result = ProjectionResult(
        chosen.workspace,
        session.day,
        day,
        [projected(each) for each in chosen.products],
        None if chosen.company is None else projected(chosen.company),
    )
    if not any(each.pairs for each in result.subjects):
        raise nothing_to_judge(_NOTHING_APPLIES)
    return result


def _day_of(session: "Session", chosen: "Planners", at: str | None) -> str:
    """Return the day to project to; where nothing is promised, today."""
    from convergence_cli.cli.planning_session import projected_day

    day = projected_day(session, chosen.judge, chosen.subjects, at)
    if day is None:
        say(_NOTHING_PROMISED)
    return day or session.day


def _projected(
    subject: "Subject", projection: "Projection", chosen: "Planners", day: str
) -> "SubjectProjection":
    from convergence_cli.planning.projection import rises
    from convergence_cli.planning.roadmap import roadmap_of
    from convergence_cli.rendering.projection_result import SubjectProjection
    from convergence_cli.scoring.score import score_of

    then = projection.of(subject)
    return SubjectProjection(
        score_of(subject, day),
        score_of(then, projection.day),
        rises(subject, then, chosen.workspace, day),
        roadmap_of(subject, day),
    )
