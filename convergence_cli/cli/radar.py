"""`convergence radar`: where a product stands, axis by axis, as a drawing."""

from typing import Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, screen_of
from convergence_cli.cli.options import RadarFormat

CompareOption = Annotated[
    str | None,
    typer.Option("--compare", metavar="PRODUCT", help="Lay another product over each radar."),
]


def radar(
    products: options.ProductsArgument = None,
    workspace: options.WorkspaceOption = None,
    questionnaire: options.QuestionnaireOption = None,
    compare: CompareOption = None,
    archived: options.ArchivedOption = False,
    format_: options.RadarFormatOption = RadarFormat.TEXT,
    output: options.OutputOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """Draw the means of each axis: current, expected and target.

    SVG holds one radar: name one product and one questionnaire.

    Example: convergence radar medicab --compare medicab-mobile
    """
    from convergence_cli.cli.scoring_session import charts, the_one_chart
    from convergence_cli.cli.session import open_session
    from convergence_cli.rendering.radar_chart import radar_json
    from convergence_cli.rendering.radar_svg import radar_svg
    from convergence_cli.rendering.radar_text import radar_text

    session = open_session(workspace, lang, as_of, questionnaire)
    found = charts(session, products, questionnaire, archived=archived, compare=compare)
    language = session.language
    match format_:
        case RadarFormat.JSON:
            deliver_data(radar_json(found, session.day), output, session.root)
        case RadarFormat.SVG:
            deliver_data(radar_svg(the_one_chart(found), language), output, session.root)
        case RadarFormat.TEXT:
            screen = screen_of(color, output)
            text = "\n".join(radar_text(chart, language, screen) for _, chart in found)
            deliver_text(text, output, session.root)
