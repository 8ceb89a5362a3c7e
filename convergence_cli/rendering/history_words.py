"""What a history says of its points, in words: one place, for every format."""

from convergence_cli.language import Text
from convergence_cli.model.moment import Every
from convergence_cli.rendering.diagnostics_text import location_text
from convergence_cli.rendering.history_result import Point

NO_WORKSPACE = Text(en="no workspace here", fr="pas d'espace de travail ici")
_ERROR = Text(
    en="{place}: error {code} {name}: {message}", fr="{place} : erreur {code} {name} : {message}"
)
EVERY_WORDS: dict[Every, Text] = {
    Every.COMMIT: Text(en="each commit", fr="chaque commit"),
    Every.DAY: Text(en="one a day", fr="un par jour"),
    Every.WEEK: Text(en="one a week", fr="un par semaine"),
    Every.MONTH: Text(en="one a month", fr="un par mois"),
    Every.QUARTER: Text(en="one a quarter", fr="un par trimestre"),
    Every.YEAR: Text(en="one a year", fr="un par an"),
}
EACH_TAG = Text(en="each tag", fr="chaque étiquette")


def reason_text(point: Point) -> Text:
    """Return why a point has no value, on one line."""
    error = point.error
    if error is None:
        return NO_WORKSPACE
    return _ERROR.fill(
        place=location_text(error.place),
        code=error.rule.code,
        name=error.rule.name,
        message=error.message,
    )
