"""What guides a person in the cells to fill in: drop-downs, prompts, and colours that follow."""

from collections.abc import Iterator
from typing import assert_never

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation

from convergence_cli.exchanging.field import FIELDS, AnswerField
from convergence_cli.exchanging.form import Column, Grid, Offered
from convergence_cli.exchanging.layout import escaped
from convergence_cli.language import Language
from convergence_cli.rendering import workbook_words
from convergence_cli.rendering.screen import on_one_line
from convergence_cli.rendering.workbook_lists import Lists
from convergence_cli.rendering.workbook_looks import FILLS, filled

_LONGEST_TITLE, _LONGEST_LITERAL = 32, 255


def validation(
    column: Column, grid: Grid, place: str, lists: Lists, language: Language
) -> DataValidation:
    """Return what a column says to who fills it in, and its drop-down if it has one."""
    offered = column.offered
    choices = () if offered is None else grid.choices.get(offered, ())
    rule = DataValidation(sqref=place, allow_blank=True, showInputMessage=True)
    rule.promptTitle = on_one_line(column.title)[:_LONGEST_TITLE]
    rule.prompt = workbook_words.PROMPTS[FIELDS[column.key]].in_(language)
    if offered is not None and choices:
        rule.type, rule.formula1 = "list", lists.address(choices)
        rule.showErrorMessage = _is_closed(offered)
        if offered in workbook_words.ERRORS:
            rule.errorTitle = workbook_words.UNLISTED.in_(language)
            rule.error = workbook_words.ERRORS[offered].in_(language)
    return rule


def _is_closed(offered: Offered) -> bool:
    """Return whether nothing but what is offered may be typed."""
    match offered:
        case Offered.LEVELS | Offered.YES:
            return True
        case Offered.QUARTERS | Offered.MEMBERS:
            return False
        case _:
            assert_never(offered)


def colouring(column: Column, grid: Grid) -> Iterator[Rule]:
    """Yield what gives a level its colour while it is chosen; nothing for another column."""
    if column.key != AnswerField.LEVEL or not grid.colours:
        return
    for text, colour in grid.colours.items():
        if len(text) <= _LONGEST_LITERAL:
            paper, ink = FILLS[colour]
            style = DifferentialStyle(font=Font(color=ink), fill=filled(paper))
            yield Rule(type="cellIs", operator="equal", formula=[_literal(text)], dxf=style)


def _literal(text: str) -> str:
    """Return a text as a rule compares with it.

    It holds the text itself: unlike a drop-down, a rule may look at another sheet only in an
    extension of the format.
    """
    doubled = text.replace('"', '""')
    return escaped(f'"{doubled}"')
