"""What is to come, in a terminal and in Markdown: one list in the order of the days."""

from convergence_cli.language import Language, Text
from convergence_cli.planning.due import Due
from convergence_cli.planning.forecast import Coming
from convergence_cli.rendering import words
from convergence_cli.rendering.page import Item, Lines, headed, page_markdown
from convergence_cli.rendering.plain_page import plain_page
from convergence_cli.rendering.plan_forecast_result import PlanForecastResult
from convergence_cli.rendering.plan_words import due_when, due_words
from convergence_cli.rendering.screen import Screen
from convergence_cli.rendering.status_text import expiry_line

_PAST = Text(en="Overdue or past on {day}", fr="En retard ou passé au {day}")
_AHEAD = Text(en="From {day} to {until}", fr="Du {day} au {until}")
_OVERDUE = Text(en="{day}, overdue", fr="{day}, en retard")
_NOTHING = Text(en="nothing", fr="rien")


def plan_forecast_text(result: PlanForecastResult, language: Language, screen: Screen) -> str:
    """Return what is to come, for a terminal."""
    return plain_page(_lines(result, language), screen)


def plan_forecast_markdown(result: PlanForecastResult, language: Language) -> str:
    """Return what is to come as Markdown, fit for one comment."""
    return page_markdown(_lines(result, language))


def _lines(result: PlanForecastResult, language: Language) -> Lines:
    past = [each for each in result.coming if each.is_past(result.day)]
    if past:
        yield from headed(_PAST.fill(day=result.day).in_(language), 3)
        yield from (Item(_line(each, result.day, language)) for each in past)
    yield from headed(_AHEAD.fill(day=result.day, until=result.until).in_(language), 3)
    for each in result.coming[len(past) :]:
        yield Item(_line(each, result.day, language))
    if len(past) == len(result.coming):
        yield Item(_NOTHING.in_(language))


def _line(each: Coming, day: str, language: Language) -> str:
    if not isinstance(each, Due):
        return expiry_line(each, day, language)
    holder = each.holder or words.COMPANY.in_(language)
    when = due_when(each)
    if each.is_past(day):
        when = _OVERDUE.fill(day=when).in_(language)
    return " · ".join((when, holder, due_words(each, language)))
